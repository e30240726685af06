using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Presets;

namespace Zhanggui.Rules.Document;

/// <inheritdoc cref="IBookDesk"/>
internal sealed class BookDesk(BookReader reader, RuleSections sections, PresetShelf shelf) : IBookDesk
{
    public BookReport Check(string text, string? folder)
    {
        var book = reader.Read(text, folder);
        var effective = book.Effective is { } body ? Canonical.Write(book.Header, body, sections) : null;
        return new BookReport(book.Header.Book, book.Header.TitleWords, book.Header.Version, book.Header.EffectiveFrom, book.Header.Status,
            book.Problems, book.Doubts, effective, effective is null ? null : Canonical.Digest(effective));
    }

    public InForce<T> Read<T>(RuleSection<T> section, string text, string? folder, IReadOnlyList<string> shopNames)
        where T : class
    {
        var book = Sound(text, folder);
        if (!book.Effective!.Scopes.Select(s => book.Effective.Resolve(section.Name, s)).Any(m => m is not null))
        {
            book = Sound(shelf.Find(PresetShelf.Fallback) ?? throw new InvalidOperationException($"The preset '{PresetShelf.Fallback}.yaml' is missing."), null);
        }

        var body = book.Effective!;
        var shop = shopNames.FirstOrDefault(name => body.Variants.Any(v => v.Scope.Shop == name));
        var map = body.Resolve(section.Name, new Scope(shop, null)) ?? BookMap.Empty;
        return new InForce<T>(section.Read(new SectionValues(map, section.Root)), new BookName(book.Header.Book, book.Header.Version, DigestOf(book)));
    }

    public IReadOnlyList<BookDifference> Compare(string before, string? beforeFolder, string after, string? afterFolder) =>
        Comparison.Compare(Sound(before, beforeFolder).Effective!, Sound(after, afterFolder).Effective!, sections);

    public IReadOnlyList<PresetEntry> Presets() =>
    [
        .. shelf.Names().Select(name =>
        {
            var book = reader.Read(shelf.Find(name) ?? string.Empty);
            return new PresetEntry(name, book.Header.TitleWords, book.Header.Status ?? string.Empty,
                new Words(book.Header.Note ?? string.Empty, book.Header.NoteEn ?? book.Header.Note ?? string.Empty), book.Header.Sources,
                [.. book.Effective?.Sections.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()], book.IsSound);
        }),
    ];

    public string? FindPreset(string name) => shelf.Find(name);

    public string PrintMarkdown(string text, string? folder, bool chinese)
    {
        var book = Sound(text, folder);
        return new Printing(sections, chinese).Markdown(book, DigestOf(book));
    }

    public string PrintHtml(string text, string? folder, bool chinese)
    {
        var book = Sound(text, folder);
        return new Printing(sections, chinese).Html(book, DigestOf(book));
    }

    public IReadOnlyList<BookSentence> Sentences(string text, string? folder, string path)
    {
        var parts = path.Split('.', 2);
        var section = sections.All.FirstOrDefault(s => s.Name == parts[0]);
        if (section is null || Sound(text, folder).Effective!.Resolve(section.Name, Scope.Everyone) is not { } map)
        {
            return [];
        }

        return
        [
            .. SettingPaths.Values(section.Root, map)
                .Where(v => parts.Length == 1 || v.Path == parts[1] || v.Path.StartsWith(parts[1] + ".", StringComparison.Ordinal))
                .Where(v => map.At(v.Path) is not (null or BookScalar { Text: null } or BookList { Items.Count: 0 }))
                .Select(v => new BookSentence($"{section.Name}.{v.Path}", v.Setting.Name, ValueWords.Sentence(v.Setting, map.At(v.Path)))),
        ];
    }

    public IReadOnlyList<string> ShopsNamed(string text, string? folder) =>
        [.. Sound(text, folder).Effective!.Scopes.Select(s => s.Shop).OfType<string>().Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<BookPassage> Texts(string text, string? folder, string path, string? shop = null)
    {
        var parts = path.Split('.', 2);
        var section = sections.All.FirstOrDefault(s => s.Name == parts[0]);
        if (section is null || Sound(text, folder).Effective!.Resolve(section.Name, new Scope(shop, null)) is not { } map)
        {
            return [];
        }

        return
        [
            .. SettingPaths.Values(section.Root, map)
                .Where(v => v.Setting is TextSetting or TextListSetting && (parts.Length == 1 || v.Path == parts[1] || v.Path.StartsWith(parts[1] + ".", StringComparison.Ordinal)))
                .SelectMany(v => Scalars(map.At(v.Path)).Select(s => new BookPassage($"{section.Name}.{v.Path}", s.Place.Book is null ? s.Place.Line : 0, s.Place.Book is null ? s.Place.Column : 0, s.Text!))),
        ];
    }

    private static IEnumerable<BookScalar> Scalars(BookNode? node) =>
        (node is BookList list ? list.Items : node is null ? [] : (IReadOnlyList<BookNode>)[node]).OfType<BookScalar>().Where(s => s.Text is { Length: > 0 });

    public string JsonSchema() => JsonSchemas.Write(sections);

    private string DigestOf(ReadBook book) => Canonical.Digest(Canonical.Write(book.Header, book.Effective!, sections));

    private ReadBook Sound(string text, string? folder)
    {
        var book = reader.Read(text, folder);
        return book.IsSound ? book : throw new InvalidOperationException("The book has errors; check it first.");
    }
}
