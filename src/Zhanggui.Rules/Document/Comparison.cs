using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>What changes from one book to another, in words. A variant's difference is told only where it is not the one of the whole organisation.</summary>
internal static class Comparison
{
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
            }
        }

        return differences;
    }

    private static IEnumerable<BookDifference> Compare(BookBody before, BookBody after, RuleSection section, Scope scope)
    {
        foreach (var (path, setting, groups) in SettingPaths.Values(section.Root, before.Resolve(section.Name, scope), after.Resolve(section.Name, scope)))
        {
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

    private static Words Sentence(RuleSection section, IReadOnlyList<GroupSetting> groups, ValueSetting setting, Scope scope, Words before, Words after)
    {
        var names = groups.Select(g => g.Name).Prepend(section.Title).Append(setting.Name).ToList();
        if (scope != Scope.Everyone)
        {
            names.Insert(0, BookReader.ScopeWords(scope));
        }

        var path = new Words(string.Join(" · ", names.Select(n => n.Zh)), string.Join(" · ", names.Select(n => n.En)));
        return new Words("{0}：{1} → {2}", "{0}: {1} → {2}").With(path, before, after);
    }
}
