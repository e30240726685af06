using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>What changes from one book to another, in words. An entry that comes or goes is one difference. A variant's difference is told only where it is not the one of the whole organisation.</summary>
internal static class Comparison
{
    private static readonly Words Missing = new("没有", "none");
    private static readonly Words Order = new("先后", "order");
    private static readonly string[] Names = ["name", "name_en", "source"];

    public static IReadOnlyList<BookDifference> Compare(BookBody before, BookBody after, RuleSections sections)
    {
        var differences = new List<BookDifference>();
        var scopes = before.Scopes.Concat(after.Scopes).Distinct()
            .OrderBy(s => s.Narrowness).ThenBy(s => s.Shop, StringComparer.Ordinal).ThenBy(s => s.Team, StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            foreach (var section in sections.All)
            {
                differences.AddRange(Compare(before, after, section, scope));
                differences.AddRange(Orders(before, after, section, scope));
            }
        }

        return differences;
    }

    private static IEnumerable<BookDifference> Compare(BookBody before, BookBody after, RuleSection section, Scope scope)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, setting, groups) in SettingPaths.Values(section.Root, before.Resolve(section.Name, scope), after.Resolve(section.Name, scope)))
        {
            if (OneSided(section.Root, groups, before.Resolve(section.Name, scope), after.Resolve(section.Name, scope)) is var (entry, above))
            {
                var (was, becomes) = Entries(scope);
                if (told.Add(entry) && (scope == Scope.Everyone || Entries(Scope.Everyone) != (was, becomes)))
                {
                    yield return new BookDifference(section.Name, $"{section.Name}.{entry}", BookReader.ScopeWords(scope), was, becomes, Sentence(section, above, null, scope, was, becomes));
                }

                continue;

                (Words Before, Words After) Entries(Scope where) => (EntryWords(above[^1], before.Resolve(section.Name, where)?.At(entry)), EntryWords(above[^1], after.Resolve(section.Name, where)?.At(entry)));
            }

            var (old, changed) = Values(scope);
            if (old == changed || (scope != Scope.Everyone && Values(Scope.Everyone) == (old, changed)))
            {
                continue;
            }

            yield return new BookDifference(section.Name, $"{section.Name}.{path}", BookReader.ScopeWords(scope), old, changed, Sentence(section, groups, setting, scope, old, changed));

            (Words Before, Words After) Values(Scope where) =>
                (ValueWords.Of(setting, before.Resolve(section.Name, where)?.At(path)), ValueWords.Of(setting, after.Resolve(section.Name, where)?.At(path)));
        }
    }

    /// <summary>Where the order of entries says something: entries that both books have and that changed their places.</summary>
    private static IEnumerable<BookDifference> Orders(BookBody before, BookBody after, RuleSection section, Scope scope)
    {
        foreach (var (path, names) in Ordered(section.Root.Settings, string.Empty, []))
        {
            var (was, becomes) = Places(scope);
            if (was != becomes && (scope == Scope.Everyone || Places(Scope.Everyone) != (was, becomes)))
            {
                yield return new BookDifference(section.Name, $"{section.Name}.{path}", BookReader.ScopeWords(scope), was, becomes, Sentence([section.Title, .. names, Order], scope, was, becomes));
            }

            (Words Before, Words After) Places(Scope where)
            {
                var (old, changed) = (before.Resolve(section.Name, where)?.At(path) as BookMap ?? BookMap.Empty, after.Resolve(section.Name, where)?.At(path) as BookMap ?? BookMap.Empty);
                return (PlacesOf(old, changed), PlacesOf(changed, old));
            }
        }
    }

    private static IEnumerable<(string Path, IReadOnlyList<Words> Names)> Ordered(IReadOnlyList<Setting> settings, string above, IReadOnlyList<Words> names) => settings.SelectMany(setting => setting switch
    {
        GroupSetting group => Ordered(group.Settings, $"{above}{group.Key}.", [.. names, group.Name]),
        EntriesSetting { KeepsOrder: true } entries => [($"{above}{entries.Key}", (IReadOnlyList<Words>)[.. names, entries.Name])],
        _ => [],
    });

    private static Words PlacesOf(BookMap map, BookMap other)
    {
        var called = map.Entries.Where(e => other.Find(e.Key) is not null).Select(e => Names.Append("title").Select(n => ((e.Value as BookMap)?.Find(n) as BookScalar)?.Text).FirstOrDefault(n => n is not null) ?? e.Key).ToList();
        return new Words(string.Join("、", called), string.Join(", ", called));
    }

    /// <summary>The outermost entry above a setting that only one of the books has: it came or went as a whole, and is one difference.</summary>
    private static (string Path, IReadOnlyList<GroupSetting> Groups)? OneSided(GroupSetting root, IReadOnlyList<GroupSetting> groups, BookMap? before, BookMap? after)
    {
        for (var depth = 1; depth < groups.Count; depth++)
        {
            var above = string.Join('.', groups.Take(depth).Select(g => g.Key));
            var path = $"{above}.{groups[depth].Key}";
            if (SettingPaths.Find(root, above) is EntriesSetting && (before?.At(path) is BookMap) != (after?.At(path) is BookMap))
            {
                return (path, [.. groups.Take(depth + 1)]);
            }
        }

        return null;
    }

    /// <summary>What an entry says in one line; its name stands before it.</summary>
    private static Words EntryWords(GroupSetting entry, BookNode? node)
    {
        if (node is not BookMap map)
        {
            return Missing;
        }

        var said = SettingPaths.Values(entry, map).Where(v => !Names.Contains(v.Path) && map.At(v.Path) is BookScalar { Text: not null } or BookList { Items.Count: > 0 }).Select(v => (v.Setting.Name, Value: ValueWords.Of(v.Setting, map.At(v.Path)))).ToList();
        return new Words(string.Join("，", said.Select(s => $"{s.Name.Zh} {s.Value.Zh}")), string.Join(", ", said.Select(s => $"{s.Name.En} {s.Value.En}")));
    }

    private static Words Sentence(RuleSection section, IReadOnlyList<GroupSetting> groups, ValueSetting? setting, Scope scope, Words before, Words after) =>
        Sentence([section.Title, .. groups.Select(g => g.Name), .. setting is null ? [] : new[] { setting.Name }], scope, before, after);

    private static Words Sentence(IReadOnlyList<Words> names, Scope scope, Words before, Words after)
    {
        if (scope != Scope.Everyone)
        {
            names = [BookReader.ScopeWords(scope), .. names];
        }

        var path = new Words(string.Join(" · ", names.Select(n => n.Zh)), string.Join(" · ", names.Select(n => n.En)));
        return new Words("{0}：{1} → {2}", "{0}: {1} → {2}").With(path, before, after);
    }
}
