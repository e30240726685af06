using System.Globalization;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>A value, and the sentence around it, as people say it.</summary>
internal static class ValueWords
{
    private static readonly Words Empty = new("未设", "not set");
    private static readonly Words Yes = new("是", "yes");
    private static readonly Words No = new("否", "no");

    public static Words Of(ValueSetting setting, BookNode? node) => (setting, node) switch
    {
        (_, null or BookScalar { Text: null }) => Empty,
        (DurationSetting, BookScalar s) => Amounts.DurationWords(Amounts.ParseDuration(s.Text!)!.Value),
        (CountSetting count, BookScalar s) => Number(count, Amounts.ParseCount(s.Text!)!.Value),
        (SwitchSetting, BookScalar s) => Amounts.ParseSwitch(s.Text!)!.Value ? Yes : No,
        (ChoiceSetting choice, BookScalar s) => choice.Choices.First(c => c.Value == s.Text).Name,
        (TextListSetting, BookList { Items.Count: 0 }) => Empty,
        (TextListSetting list, BookList l) => new Words(
            string.Concat(l.Items.Cast<BookScalar>().Select(i => $"「{Titled(list, i).Zh}」")),
            string.Join(", ", l.Items.Cast<BookScalar>().Select(i => $"“{Titled(list, i).En}”"))),
        (_, BookScalar s) => new Words($"「{BookHeader.Amended(s.Text!)}」", $"“{BookHeader.Amended(s.Text!)}”"),
        _ => throw new InvalidOperationException("Only checked books are put into words."),
    };

    public static Words Sentence(ValueSetting setting, BookNode? node) => (setting, node) switch
    {
        (_, null or BookScalar { Text: null } or BookList { Items.Count: 0 }) => setting.WhenEmpty,
        (SwitchSetting s, BookScalar { Text: "false" }) => s.SentenceForNo,
        _ => setting.Sentence.With(Of(setting, node)),
    };

    private static Words Titled(TextListSetting setting, BookScalar item)
    {
        var text = BookHeader.Amended(item.Text!);
        var (first, rest) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? (text[..end], text[end..]) : (text, string.Empty);
        return setting.Titles.FirstOrDefault(t => t.Value == first)?.Name is { } name ? new Words(name.Zh + rest, name.En + rest) : Words.Same(text);
    }

    private static Words Number(CountSetting setting, long value)
    {
        var number = value.ToString(CultureInfo.InvariantCulture);
        return new Words(setting.Unit.Zh.Length == 0 ? number : $"{number} {setting.Unit.Zh}", setting.Unit.En.Length == 0 ? number : $"{number} {setting.Unit.En}");
    }
}
