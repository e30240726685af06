using NodaTime;

namespace Zhanggui.Rules.Contracts;

/// <summary>One thing that is wrong, doubtful or worth knowing in a book's text. Lines and columns count from 1; path is <c>reception.recall.window</c>.</summary>
public sealed record BookProblem(Severity Severity, int Line, int Column, string Path, string Rule, Words Reason, string? Suggestion = null);

/// <summary>A doubtful clause with its full path, and the variant it stands in (empty = the whole organisation).</summary>
public sealed record BookDoubt(string Path, Words Scope, Words Clause, Words Ground);

/// <summary>What reading a book's text gave. The effective text and its digest are there when no problem is an error.</summary>
public sealed record BookReport(
    string Book,
    Words Title,
    int Version,
    LocalDate? EffectiveFrom,
    string? Status,
    IReadOnlyList<BookProblem> Problems,
    IReadOnlyList<BookDoubt> Doubts,
    string? EffectiveText,
    string? Digest)
{
    public bool IsSound => EffectiveText is not null;
}

/// <summary>One difference between two books; <paramref name="Scope"/> names the shop or team, empty for the whole organisation.</summary>
public sealed record BookDifference(string Section, string Path, Words Scope, Words Before, Words After, Words Sentence);

/// <summary>What a book says at one place: the name of the setting, and the sentence.</summary>
public sealed record BookSentence(string Path, Words Name, Words Sentence);

/// <summary>A text that a book keeps, with the place where it was written (line 0: in a book below).</summary>
public sealed record BookPassage(string Path, int Line, int Column, string Text);

/// <summary>What a room finds in a book that reads well: an error keeps it from being published, a doubt needs a signature with its reason.</summary>
public sealed record BookJudgement(IReadOnlyList<BookProblem> Problems, IReadOnlyList<BookDoubt> Doubts);

/// <summary>Looks at a whole book, across sections: what one section says may be against another.</summary>
public interface IBookJudge
{
    /// <summary>The text must be sound.</summary>
    BookJudgement Judge(string text, string? folder);
}

/// <summary>A preset on the shelf.</summary>
public sealed record PresetEntry(string Name, Words Title, string Status, Words Note, IReadOnlyList<string> Sources, IReadOnlyList<string> Sections, bool IsSound);

/// <summary>Work on book texts without a server: check, compare, list, print. Folder is where the text lies, for <c>extends</c>.</summary>
public interface IBookDesk
{
    BookReport Check(string text, string? folder);

    /// <summary>
    /// The typed rules of one section of a text, for a place known by any of these names (none = the whole organisation);
    /// from the preset <c>new-shop</c> where the book does not have the section. The text must be sound.
    /// </summary>
    InForce<T> Read<T>(RuleSection<T> section, string text, string? folder, IReadOnlyList<string> shopNames)
        where T : class;

    /// <summary>Differences in words; both texts must be sound.</summary>
    IReadOnlyList<BookDifference> Compare(string before, string? beforeFolder, string after, string? afterFolder);

    IReadOnlyList<PresetEntry> Presets();

    /// <summary>A preset's text, or null.</summary>
    string? FindPreset(string name);

    /// <summary>The book as a document for discussion and signature, Markdown; the text must be sound.</summary>
    string PrintMarkdown(string text, string? folder, bool chinese);

    /// <summary>The same as one printable HTML page.</summary>
    string PrintHtml(string text, string? folder, bool chinese);

    /// <summary>What a book says at a path and below it, such as <c>pay.components.commission</c>, as sentences with their paths; the text must be sound.</summary>
    IReadOnlyList<BookSentence> Sentences(string text, string? folder, string path);

    /// <summary>The texts that stand at a path and below it, as they hold in this shop (null = the whole organisation); the text must be sound.</summary>
    IReadOnlyList<BookPassage> Texts(string text, string? folder, string path, string? shop = null);

    /// <summary>The shops for which the book says something of their own; the text must be sound.</summary>
    IReadOnlyList<string> ShopsNamed(string text, string? folder);

    /// <summary>The JSON schema of the whole document, from the sections that are registered.</summary>
    string JsonSchema();
}
