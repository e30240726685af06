using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Presets;

namespace Zhanggui.Rules.Document;

/// <summary>A book that was read: <see cref="Effective"/> is null when something is wrong with it.</summary>
internal sealed record ReadBook(BookHeader Header, BookBody? Effective, IReadOnlyList<BookProblem> Problems, IReadOnlyList<BookDoubt> Doubts)
{
    public bool IsSound => Effective is not null;
}

/// <summary>Reads a text: shape, header, sections, variants, what it extends, then what the settings mean together.</summary>
internal sealed class BookReader(RuleSections sections, PresetShelf shelf)
{
    public const string Variants = "variants";
    private const int LongestChain = 8;
    private const int MostVariants = 200;

    private readonly KnownLayers layers = KnownLayers.Of(sections);

    public ReadBook Read(string text, string? folder = null) => Read(text, folder, book: null, chain: []);

    /// <summary>A preset as a layer under nothing: read once in a process, until its file or one below it changes. Null where there is no such file.</summary>
    public ReadBook? ReadPreset(string name)
    {
        if (Known(name, null, []) is { } known)
        {
            return known;
        }

        if (shelf.Find(name) is not { } text)
        {
            return null;
        }

        // What is wrong is told with the lines of the file itself, as of a text that nobody extends.
        return Read(text, null, name, []) is { IsSound: true } read ? read : Read(text);
    }

    /// <summary>
    /// Reads the effective text of a published book. It was sound when it was published and stays in force whatever a
    /// later release thinks of it: what that release no longer knows is passed over.
    /// </summary>
    public BookBody ReadStored(string effectiveText)
    {
        var problems = new ProblemList();
        return YamlReading.Read(effectiveText, problems) is { } root ? ReadBody(root, problems) : BookBody.Empty;
    }

    private ReadBook Read(string text, string? folder, string? book, IReadOnlyList<string> chain)
    {
        var problems = new ProblemList();
        var root = YamlReading.Read(text, problems, book);
        if (root is null)
        {
            var nothing = BookHeader.Read(BookMap.Empty, new ProblemList());
            return new ReadBook(nothing, null, problems.InOrder(), []);
        }

        var header = BookHeader.Read(root, problems);
        var own = ReadBody(root, problems);
        var under = header.Extends is null ? BookBody.Empty : ReadExtended(header, folder, chain, problems);
        var effective = Merging.Over(under, own);
        var doubts = new List<BookDoubt>();
        if (!problems.HasErrors)
        {
            Meaning(header, effective, problems, doubts);
        }

        var read = new ReadBook(header, problems.HasErrors ? null : effective, problems.InOrder(), doubts);
        if (book is not null && read.IsSound)
        {
            layers.Keep(book, text, header.Extends, under, read);
        }

        return read;
    }

    /// <summary>A layer that was read before, where it and everything under it are as they were.</summary>
    private ReadBook? Known(string name, string? folder, IReadOnlyList<string> path)
    {
        if (path.Contains(name, StringComparer.Ordinal) || path.Count > LongestChain || shelf.FindBeside(name, folder) is not { } text || layers.Find(name, text) is not { } known)
        {
            return null;
        }

        return known.Extends is null || (Known(known.Extends, folder, [.. path, name]) is { } below && ReferenceEquals(below.Effective, known.Under)) ? known.Read : null;
    }

    private BookBody ReadBody(BookMap root, ProblemList problems)
    {
        var known = BookHeader.Keys.Concat(sections.All.Select(s => s.Name)).Append(Variants).ToList();
        foreach (var entry in root.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            SettingCheck.Unknown(entry, entry.Key, known, problems);
        }

        return new BookBody(ReadSections(root, string.Empty, _ => null, problems), ReadVariants(root.Find(Variants), problems));
    }

    /// <summary>Reads the sections that stand in a map; <paramref name="forbid"/> says why a section may not stand there.</summary>
    private Dictionary<string, BookMap> ReadSections(BookMap map, string prefix, Func<RuleSection, Words?> forbid, ProblemList problems)
    {
        var found = new Dictionary<string, BookMap>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (sections.Find(entry.Key) is not { } section)
            {
                continue;
            }

            if (forbid(section) is { } because)
            {
                problems.Error(entry.KeyPlace, prefix + entry.Key, "book.variant.section", because);
                continue;
            }

            SettingCheck.Group(section.Root, entry.Value, prefix + entry.Key, problems);
            if (entry.Value is BookMap body)
            {
                found[entry.Key] = body;
            }
        }

        return found;
    }

    private List<BookVariant> ReadVariants(BookNode? node, ProblemList problems)
    {
        var variants = new List<BookVariant>();
        if (node is null or BookScalar { Text: null })
        {
            return variants;
        }

        if (node is not BookList list || list.Items.Count > MostVariants)
        {
            problems.Error(node.Place, Variants, "book.type.list", new Words($"variants 是列表，最多 {MostVariants} 项，每项写 shop 或 team 和有差别的部分。", $"variants is a list of at most {MostVariants} entries, each with shop or team and what differs."));
            return variants;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            if (ReadVariant(list.Items[i], $"{Variants}[{i}]", problems) is not { } variant)
            {
                continue;
            }

            if (variants.Exists(v => v.Scope == variant.Scope))
            {
                problems.Error(variant.Place, $"{Variants}[{i}]", "book.variant.duplicate", new Words("这个店铺或团队已经有一份差别，请合并。", "This shop or team already has a variant; merge them."));
                continue;
            }

            variants.Add(variant);
        }

        return variants;
    }

    private BookVariant? ReadVariant(BookNode node, string path, ProblemList problems)
    {
        if (node is not BookMap map)
        {
            problems.Error(node.Place, path, "book.type.map", new Words("这里应写 shop 或 team 和有差别的部分。", "Write shop or team and what differs."));
            return null;
        }

        string[] known = ["shop", "team", .. sections.All.Select(s => s.Name)];
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            SettingCheck.Unknown(entry, $"{path}.{entry.Key}", known, problems);
        }

        var scope = new Scope(ScopeName(map, "shop", path, problems), ScopeName(map, "team", path, problems));
        if (scope == Scope.Everyone)
        {
            problems.Error(map.Place, path, "book.variant.scope", new Words("要写明是哪个 shop（店铺）或 team（团队）。", "Say which shop or team it is for."));
            return null;
        }

        return new BookVariant(scope, map.Place, ReadSections(map, path + ".", section => Forbidden(section, scope), problems));
    }

    private static string? ScopeName(BookMap map, string key, string path, ProblemList problems)
    {
        switch (map.Find(key))
        {
            case null:
                return null;
            case BookScalar { Text: { } text } when BookHeader.Amended(text).Length is > 0 and <= BookHeader.TitleLength:
                return BookHeader.Amended(text);
            case var other:
                problems.Error(other.Place, $"{path}.{key}", "book.type.text", new Words("写店铺或团队的名称。", "Write the name of the shop or team."));
                return null;
        }
    }

    private static Words? Forbidden(RuleSection section, Scope scope) => section.Variation switch
    {
        Variation.None => new Words($"「{section.Title.Zh}」全组织只有一份，不能按店铺或团队不同。", $"'{section.Title.En}' is one for the whole organisation."),
        Variation.Shop when scope.Team is not null => new Words($"「{section.Title.Zh}」可以按店铺不同，不能按团队不同。", $"'{section.Title.En}' may differ per shop, not per team."),
        Variation.Shop or Variation.ShopAndTeam => null,
        _ => throw new ArgumentOutOfRangeException(nameof(section), section.Variation, "Unknown variation."),
    };

    private BookBody ReadExtended(BookHeader header, string? folder, IReadOnlyList<string> chain, ProblemList problems)
    {
        var name = header.Extends!;
        var path = chain.Append(header.Book).ToList();
        if (path.Contains(name, StringComparer.Ordinal) || path.Count > LongestChain)
        {
            var loop = string.Join(" → ", path.Append(name));
            problems.Error(header.ExtendsPlace, "extends", "book.extends.cycle", new Words($"沿用关系绕成了圈或过长：{loop}。", $"The books extend each other in a circle, or too long a chain: {loop}."));
            return BookBody.Empty;
        }

        if (shelf.FindBeside(name, folder) is not { } text)
        {
            problems.Error(header.ExtendsPlace, "extends", "book.extends.absent", new Words($"找不到要沿用的制度「{name}」。", $"The book '{name}' cannot be found."),
                NearestKey.Find(name, shelf.Names()));
            return BookBody.Empty;
        }

        var below = Known(name, folder, path) ?? Read(text, folder, name, path);
        if (below.Effective is { } body)
        {
            return body;
        }

        var first = below.Problems.First(p => p.Severity == Severity.Error);
        var rule = first.Rule is "book.extends.cycle" ? first.Rule : "book.extends.broken";
        problems.Error(header.ExtendsPlace, "extends", rule, first.Rule is "book.extends.cycle"
            ? first.Reason
            : new Words($"被沿用的制度「{name}」有误（第 {first.Line} 行：{first.Reason.Zh}）", $"The book '{name}' is wrong (line {first.Line}: {first.Reason.En})"));
        return BookBody.Empty;
    }

    private void Meaning(BookHeader header, BookBody body, ProblemList problems, List<BookDoubt> doubts)
    {
        var said = new HashSet<(string, string, string, Place)>();
        foreach (var scope in body.Scopes)
        {
            foreach (var section in sections.All)
            {
                if (body.Resolve(section.Name, scope) is not { } map)
                {
                    continue;
                }

                var values = new SectionValues(map, section.Root);
                foreach (var finding in layers.Findings(section, map, other => body.Resolve(other.Name, scope)).Concat(scope == Scope.Everyone ? Empties(section, map) : []))
                {
                    var place = PlaceOf(map, finding.Path, header);
                    if (said.Add((section.Name, finding.Path, finding.Rule, place)))
                    {
                        problems.Add(new BookProblem(finding.Severity, place.Line, place.Column, Join(section.Name, finding.Path), finding.Rule, finding.Reason));
                    }
                }

                foreach (var doubt in section.Doubts(values))
                {
                    var full = new BookDoubt(Join(section.Name, doubt.Path), ScopeWords(scope), doubt.Clause, doubt.Ground);
                    // A variant repeats what the whole organisation already has to sign.
                    if (!doubts.Exists(d => d.Path == full.Path && d.Clause == full.Clause))
                    {
                        doubts.Add(full);
                    }
                }
            }
        }
    }

    /// <summary>A setting emptied on purpose is told where it stands; those that are not written at all are told together.</summary>
    private static IEnumerable<Finding> Empties(RuleSection section, BookMap map)
    {
        var values = SettingPaths.Values(section.Root, map).ToList();
        foreach (var (path, setting, _) in values.Where(v => map.At(v.Path) is BookScalar { Text: null }))
        {
            yield return new Finding(Severity.Note, path, "book.setting.empty", new Words("「{0}」为空：{1}", "'{0}' is empty: {1}").With(setting.Name, setting.WhenEmpty));
        }

        var unwritten = values.Where(v => map.At(v.Path) is null && !v.Setting.IsExtra)
            .Select(v => v.Groups.Select(g => g.Name).Append(v.Setting.Name).ToList()).ToList();
        if (unwritten.Count > 0)
        {
            yield return new Finding(Severity.Note, string.Empty, "book.setting.unwritten", new Words(
                $"有 {unwritten.Count} 项没有写，按空处理：{string.Join("、", unwritten.Select(names => string.Concat(names.Select(n => n.Zh))))}。",
                $"{unwritten.Count} settings are not written and count as empty: {string.Join(", ", unwritten.Select(names => string.Join(' ', names.Select(n => n.En))))}."));
        }
    }

    private static Place PlaceOf(BookMap map, string path, BookHeader header)
    {
        var at = path;
        while (true)
        {
            var node = at.Length == 0 ? map : map.At(at);
            if (node is not null)
            {
                return node.Place.Book is null ? node.Place : header.ExtendsPlace;
            }

            var dot = at.LastIndexOf('.');
            at = dot < 0 ? string.Empty : at[..dot];
        }
    }

    public static Words ScopeWords(Scope scope) => scope switch
    {
        (null, null) => Words.None,
        ({ } shop, null) => Words.Same(shop),
        (null, { } team) => Words.Same(team),
        ({ } shop, { } team) => Words.Same($"{shop} · {team}"),
    };

    private static string Join(string section, string path) => path.Length == 0 ? section : $"{section}.{path}";
}
