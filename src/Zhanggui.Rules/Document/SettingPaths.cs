using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>Finding settings by path and walking over them in the order in which a section declares them.</summary>
internal static class SettingPaths
{
    public static Setting? Find(GroupSetting root, string path)
    {
        Setting? at = root;
        foreach (var key in path.Split('.'))
        {
            at = (at as GroupSetting)?.Settings.FirstOrDefault(s => s.Key == key);
        }

        return at;
    }

    /// <summary>All settings with a value, with their path and the names of the groups above them.</summary>
    public static IEnumerable<(string Path, ValueSetting Setting, IReadOnlyList<GroupSetting> Groups)> Values(GroupSetting root) => Values(root, string.Empty, []);

    private static IEnumerable<(string, ValueSetting, IReadOnlyList<GroupSetting>)> Values(GroupSetting group, string prefix, IReadOnlyList<GroupSetting> above)
    {
        foreach (var setting in group.Settings)
        {
            var path = prefix + setting.Key;
            if (setting is ValueSetting value)
            {
                yield return (path, value, above);
            }
            else if (setting is GroupSetting inner)
            {
                foreach (var found in Values(inner, path + ".", [.. above, inner]))
                {
                    yield return found;
                }
            }
        }
    }
}
