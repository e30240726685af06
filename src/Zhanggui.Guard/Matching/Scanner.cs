using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Matching;

/// <summary>What a saying means to its rule.</summary>
internal enum Role
{
    Word,
    Except,
    Unless,
    UnlessBefore,
    UnlessAfter,
    With,
    Rewrite,
    Term,
    Approved,
}

/// <summary>A saying that was found: whose it is (-1 = the whole book's), which of the rule's, and where.</summary>
internal readonly record struct Mark(int Rule, Role Role, int Number, Stretch At);

/// <summary>A saying to look for.</summary>
internal sealed record Sought(int Rule, Role Role, int Number, Pattern Pattern);

/// <summary>Finds all sayings of a book in one reading of a text.</summary>
internal sealed class Scanner
{
    private readonly Folding folding;
    private readonly PhraseMatcher matcher;
    private readonly Sought[][] byPhrase;

    public Scanner(Folding folding, IReadOnlyList<Sought> sought)
    {
        this.folding = folding;
        var groups = sought.SelectMany(s => s.Pattern.FirstWords.Distinct(StringComparer.Ordinal).Select(word => (Word: word, Sought: s)))
            .GroupBy(p => p.Word, p => p.Sought, StringComparer.Ordinal).ToList();
        matcher = new PhraseMatcher([.. groups.Select(g => g.Key)]);
        byPhrase = [.. groups.Select(g => g.ToArray())];
    }

    public bool IsEmpty => byPhrase.Length == 0;

    public FoldedText Read(string text) => new(text, folding);

    public List<Mark> Scan(in FoldedText text)
    {
        var found = new List<Occurrence>();
        matcher.Find(text.Characters, found);
        var marks = new List<Mark>(found.Count);
        foreach (var occurrence in found)
        {
            if (!StandsAlone(text, occurrence))
            {
                continue;
            }

            foreach (var sought in byPhrase[occurrence.Phrase])
            {
                var from = sought.Pattern.Begin(text.Characters, occurrence.Start);
                var to = sought.Pattern.End(text, occurrence.Start, occurrence.Length);
                if (from >= 0 && to >= 0)
                {
                    marks.Add(new Mark(sought.Rule, sought.Role, sought.Number, text.Stretch(from, to - from)));
                }
            }
        }

        return marks;
    }

    /// <summary>Latin words are whole words: <c>vx</c> is not found inside <c>vxa</c>, nor in the product code <c>VX-200</c>; an account's name may follow.</summary>
    private static bool StandsAlone(in FoldedText text, Occurrence found)
    {
        var word = text.Characters.Slice(found.Start, found.Length);
        if (!char.IsAsciiLetter(word[0]) && !char.IsAsciiLetter(word[^1]))
        {
            return true;
        }

        var (at, original) = (text.Stretch(found.Start, found.Length), text.Original);
        if (char.IsAsciiLetter(word[0]) && at.From > 0 && (char.IsAsciiLetterOrDigit(original[at.From - 1]) || (original[at.From - 1] == '-' && at.From > 1 && char.IsAsciiLetterOrDigit(original[at.From - 2]))))
        {
            return false;
        }

        return text.EndsWord(found.Start + found.Length);
    }
}
