using System.Text.RegularExpressions;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>Checks a node against the setting that owns the place: unknown keys, types, units and ranges.</summary>
internal static partial class SettingCheck
{
    public static void Group(GroupSetting group, BookNode node, string path, ProblemList problems)
    {
        if (node is not BookMap map)
        {
            problems.Error(node.Place, path, "book.type.map",
                new Words($"「{group.Name.Zh}」下面应有各项设置；要留空请逐项留空，或整段删去。", $"'{group.Name.En}' holds settings; leave them empty one by one, or remove the whole group."));
            return;
        }

        foreach (var entry in map.Entries)
        {
            var at = $"{path}.{entry.Key}";
            switch (group.Settings.FirstOrDefault(s => s.Key == entry.Key))
            {
                case GroupSetting inner:
                    Group(inner, entry.Value, at, problems);
                    break;
                case EntriesSetting entries:
                    Entries(entries, entry.Value, at, problems);
                    break;
                case ValueSetting value:
                    Value(value, entry.Value, at, problems);
                    break;
                default:
                    Unknown(entry, at, group.Settings.Select(s => s.Key), problems);
                    break;
            }
        }
    }

    private static void Entries(EntriesSetting setting, BookNode node, string path, ProblemList problems)
    {
        if (node is not BookMap map)
        {
            problems.Error(node.Place, path, "book.type.map", new Words($"「{setting.Name.Zh}」下面每项先写代号，再写内容。", $"'{setting.Name.En}' holds entries, each under a name of its own."));
            return;
        }

        if (map.Entries.Count > setting.Most)
        {
            problems.Error(map.Entries[setting.Most].KeyPlace, path, "book.range.items", new Words($"最多 {setting.Most} 项。", $"At most {setting.Most} entries."));
        }

        foreach (var entry in map.Entries)
        {
            if (!EntryName().IsMatch(entry.Key))
            {
                problems.Error(entry.KeyPlace, $"{path}.{entry.Key}", "book.key.name", new Words("代号用小写字母、数字、_ 和 -，最多 40 个。", "A name has small letters, digits, _ and -, at most 40."));
                continue;
            }

            Group(setting.Entry(entry.Key, Words.Same(entry.Key)), entry.Value, $"{path}.{entry.Key}", problems);
        }
    }

    [GeneratedRegex(EntryPattern, RegexOptions.None, 1000)]
    private static partial Regex EntryName();

    /// <summary>How an entry may be called.</summary>
    public const string EntryPattern = "^[a-z0-9][a-z0-9_-]{0,39}$";

    public static void Unknown(BookEntry entry, string path, IEnumerable<string> known, ProblemList problems)
    {
        var nearest = NearestKey.Find(entry.Key, known);
        problems.Error(entry.KeyPlace, path, "book.key.unknown", nearest is null
            ? new Words($"没有「{entry.Key}」这一项。", $"There is no '{entry.Key}'.")
            : new Words($"没有「{entry.Key}」这一项，是不是 {nearest}？", $"There is no '{entry.Key}'; did you mean {nearest}?"), nearest);
    }

    private static void Value(ValueSetting setting, BookNode node, string path, ProblemList problems)
    {
        if (setting is TextListSetting list)
        {
            Texts(list, node, path, problems);
            return;
        }

        if (node is not BookScalar scalar)
        {
            problems.Error(node.Place, path, "book.type.value", new Words($"「{setting.Name.Zh}」只写一个值。", $"'{setting.Name.En}' takes one value."));
            return;
        }

        if (scalar.Text is not { } text)
        {
            return; // empty, which every setting may be
        }

        switch (setting)
        {
            case DurationSetting duration:
                DurationValue(duration, scalar.Place, text, path, problems);
                break;
            case CountSetting count:
                CountValue(count, scalar.Place, text, path, problems);
                break;
            case SwitchSetting:
                if (scalar.IsQuoted || Amounts.ParseSwitch(text) is null)
                {
                    problems.Error(scalar.Place, path, "book.type.switch", new Words("写 true（是）或 false（否）。", "Write true or false."), YesOrNo(text));
                }

                break;
            case TextSetting words:
                TextValue(words, scalar.Place, text, path, problems);
                break;
            case ChoiceSetting choice:
                if (!choice.Choices.Any(c => c.Value == text))
                {
                    var all = string.Join(" / ", choice.Choices.Select(c => c.Value));
                    problems.Error(scalar.Place, path, "book.type.choice", new Words($"只能是：{all}。", $"One of: {all}."), NearestKey.Find(text, choice.Choices.Select(c => c.Value)));
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown kind of setting {setting.GetType().Name}.");
        }
    }

    private static void DurationValue(DurationSetting setting, Place place, string text, string path, ProblemList problems)
    {
        if (Amounts.ParseDuration(text) is not { } value)
        {
            var isBare = Amounts.ParseCount(text) is not null;
            problems.Error(place, path, isBare ? "book.unit.missing" : "book.type.duration", isBare
                ? new Words($"「{text}」缺少单位：写成 {text} s（秒）、{text} min（分钟）、{text} h（小时）或 {text} d（天）。", $"'{text}' has no unit: write {text} s, {text} min, {text} h or {text} d.")
                : new Words("时长写成 120 s、2 min、1 h 30 min 或 7 d。", "A duration is written 120 s, 2 min, 1 h 30 min or 7 d."));
        }
        else if (value < setting.Min || value > setting.Max)
        {
            var (min, max) = (Amounts.DurationWords(setting.Min), Amounts.DurationWords(setting.Max));
            problems.Error(place, path, "book.range.duration", new Words("应在 {0} 到 {1} 之间。", "Must be between {0} and {1}.").With(min, max));
        }
    }

    private static void CountValue(CountSetting setting, Place place, string text, string path, ProblemList problems)
    {
        if (Amounts.ParseCount(text) is not { } value)
        {
            problems.Error(place, path, "book.type.count", new Words("写一个整数。", "Write a whole number."));
        }
        else if (value < setting.Min || value > setting.Max)
        {
            problems.Error(place, path, "book.range.count", new Words($"应在 {setting.Min} 到 {setting.Max} 之间。", $"Must be between {setting.Min} and {setting.Max}."));
        }
    }

    private static void TextValue(TextSetting setting, Place place, string text, string path, ProblemList problems)
    {
        var amended = BookHeader.Amended(text);
        if (amended.Length > setting.MaxLength)
        {
            problems.Error(place, path, "book.range.length", new Words($"最多 {setting.MaxLength} 个字符，现有 {amended.Length} 个。", $"At most {setting.MaxLength} characters; there are {amended.Length}."));
        }
        else if (!setting.IsMultiline && amended.Contains('\n'))
        {
            problems.Error(place, path, "book.type.line", new Words("这里只写一行。", "This takes one line."));
        }
    }

    private static void Texts(TextListSetting setting, BookNode node, string path, ProblemList problems)
    {
        if (node is BookScalar { Text: null })
        {
            return;
        }

        if (node is not BookList list || list.Items.Any(i => i is not BookScalar { Text: not null }))
        {
            problems.Error(node.Place, path, "book.type.list", new Words("这里应是一个文字列表，每条前写「- 」。", "This must be a list of texts, each after '- '."));
        }
        else if (list.Items.Count > setting.MaxItems)
        {
            problems.Error(list.Items[setting.MaxItems].Place, path, "book.range.items", new Words($"最多 {setting.MaxItems} 条。", $"At most {setting.MaxItems} items."));
        }
        else if (list.Items.OfType<BookScalar>().FirstOrDefault(i => BookHeader.Amended(i.Text!).Length > setting.MaxLength) is { } tooLong)
        {
            problems.Error(tooLong.Place, path, "book.range.length", new Words($"每条最多 {setting.MaxLength} 个字符。", $"At most {setting.MaxLength} characters each."));
        }
    }

    private static string? YesOrNo(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "true" or "y" or "是" or "1" => "true",
        "no" or "off" or "false" or "n" or "否" or "0" => "false",
        _ => null,
    };
}
