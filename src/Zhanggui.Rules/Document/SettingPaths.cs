using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>Finding settings by path and walking over them in the order in which a section declares them.</summary>
internal static class SettingPaths
{
    private const string NameKey = "name";

    public static Setting? Find(GroupSetting root, string path)
    {
        Setting? at = root;
        foreach (var key in path.Split('.'))
        {
            at = at switch
            {
                GroupSetting group => group.Settings.FirstOrDefault(s => s.Key == key),
                EntriesSetting entries => entries.Entry(key, Words.Same(key)),
                _ => null,
            };
        }

        return at;
    }

    /// <summary>
    /// All settings with a value, with their path and the names of the groups above them. Of entries that books name
    /// themselves those stand here that any of the maps has.
    /// </summary>
    public static IEnumerable<(string Path, ValueSetting Setting, IReadOnlyList<GroupSetting> Groups)> Values(GroupSetting root, params IReadOnlyList<BookMap?> maps) =>
        Values(root, string.Empty, [], maps);

    private static IEnumerable<(string, ValueSetting, IReadOnlyList<GroupSetting>)> Values(GroupSetting group, string prefix, IReadOnlyList<GroupSetting> above, IReadOnlyList<BookMap?> maps)
    {
        foreach (var setting in group.Settings)
        {
            var path = prefix + setting.Key;
            if (setting is ValueSetting value)
            {
                yield return (path, value, above);
                continue;
            }

            var under = maps.Select(m => m?.Find(setting.Key) as BookMap).ToList();
            var inner = setting is EntriesSetting entries ? Grouped(entries, under) : (GroupSetting)setting;
            foreach (var found in Values(inner, path + ".", [.. above, inner], under))
            {
                yield return found;
            }
        }
    }

    /// <summary>Entries as a group of groups, each called by its own name where it has one.</summary>
    public static GroupSetting Grouped(EntriesSetting setting, IReadOnlyList<BookMap?> maps) => new(setting.Key, setting.Name,
        [.. maps.OfType<BookMap>().SelectMany(m => m.Entries).GroupBy(e => e.Key, StringComparer.Ordinal).Select(g => setting.Entry(g.Key, NameOf(g.Last())))]);

    private static Words NameOf(BookEntry entry) =>
        entry.Value is BookMap map && map.Find(NameKey) is BookScalar { Text: { } name } ? new Words(BookHeader.Amended(name), entry.Key) : Words.Same(entry.Key);
}
