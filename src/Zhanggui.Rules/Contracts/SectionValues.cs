using NodaTime;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Contracts;

/// <summary>
/// The values of one effective section, by path (<c>recall.window</c>). An empty setting reads as null. Values of a
/// checked book always parse; asking for a path that the section does not have is a bug.
/// </summary>
public sealed class SectionValues
{
    private readonly BookMap map;
    private readonly GroupSetting root;

    internal SectionValues(BookMap map, GroupSetting root) => (this.map, this.root) = (map, root);

    /// <summary>What is worked out of these values alone and does not change: the same object for the same written section while somebody holds it, so that checks and use share the work.</summary>
    public T Once<T>(Func<SectionValues, T> read)
        where T : class
    {
        var kept = Worked<T>.Out.GetValue(map, static _ => new WeakReference<T?>(null));
        if (!kept.TryGetTarget(out var known))
        {
            known = read(this);
            kept.SetTarget(known);
        }

        return known;
    }

    public Duration? Duration(string path) => Text<DurationSetting>(path) is { } text ? Amounts.ParseDuration(text) : null;

    public long? Count(string path) => Text<CountSetting>(path) is { } text ? Amounts.ParseCount(text) : null;

    public bool? Switch(string path) => Text<SwitchSetting>(path) is { } text ? Amounts.ParseSwitch(text) : null;

    public string? Text(string path) => Text<TextSetting>(path);

    public string? Choice(string path) => Text<ChoiceSetting>(path);

    public IReadOnlyList<string>? Texts(string path) =>
        Find<TextListSetting>(path) is BookList list ? [.. list.Items.OfType<BookScalar>().Where(s => s.Text is not null).Select(s => s.Text!)] : null;

    /// <summary>The names of the entries of an <see cref="EntriesSetting"/>, in the order of the text.</summary>
    public IReadOnlyList<string> Entries(string path)
    {
        if (SettingPaths.Find(root, path) is not EntriesSetting)
        {
            throw new InvalidOperationException($"The section '{root.Key}' has no entries '{path}'.");
        }

        return map.At(path) is BookMap entries ? [.. entries.Entries.Select(e => e.Key)] : [];
    }

    private string? Text<T>(string path)
        where T : ValueSetting =>
        (Find<T>(path) as BookScalar)?.Text;

    private BookNode? Find<T>(string path)
        where T : ValueSetting
    {
        if (SettingPaths.Find(root, path) is not T)
        {
            throw new InvalidOperationException($"The section '{root.Key}' has no {typeof(T).Name} '{path}'.");
        }

        return map.At(path);
    }

    private static class Worked<T>
        where T : class
    {
        public static readonly System.Runtime.CompilerServices.ConditionalWeakTable<BookMap, WeakReference<T?>> Out = [];
    }
}
