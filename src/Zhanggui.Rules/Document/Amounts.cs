using System.Buffers;
using System.Globalization;
using System.Text;
using NodaTime;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>Amounts with units, as people write them and as the canonical text has them.</summary>
internal static class Amounts
{
    private const int LongestAmount = 40;
    private static readonly SearchValues<char> EndOfUnit = SearchValues.Create("0123456789 ");

    private static readonly (string Unit, string[] Written, Words Word, long Seconds)[] Units =
    [
        ("d", ["d", "day", "days", "天"], new("天", "d"), 86_400),
        ("h", ["h", "hour", "hours", "小时", "时"], new("小时", "h"), 3_600),
        ("min", ["min", "minute", "minutes", "分钟", "分"], new("分钟", "min"), 60),
        ("s", ["s", "sec", "second", "seconds", "秒", "秒钟"], new("秒", "s"), 1),
    ];

    /// <summary>Reads <c>2 min</c>, <c>120 s</c>, <c>1 h 30 min</c>, <c>2分钟</c>; null when it is none. Units run from large to small, each once.</summary>
    public static Duration? ParseDuration(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.Length > LongestAmount)
        {
            return null;
        }

        long seconds = 0;
        var last = -1;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || digits > 9)
            {
                return null;
            }

            var amount = long.Parse(rest[..digits], CultureInfo.InvariantCulture);
            rest = rest[digits..].TrimStart();
            var end = rest.IndexOfAny(EndOfUnit);
            var unit = (end < 0 ? rest : rest[..end]).ToString();
            var index = Array.FindIndex(Units, u => u.Written.Contains(unit, StringComparer.Ordinal));
            if (index <= last)
            {
                return null;
            }

            last = index;
            seconds += amount * Units[index].Seconds;
            rest = rest[unit.Length..].TrimStart();
        }

        return Duration.FromSeconds(seconds);
    }

    /// <summary>The one canonical way to write a duration: <c>1 h 30 min</c>; 120 s is <c>2 min</c>, 24 h is <c>24 h</c> up to two days.</summary>
    public static string WriteDuration(Duration duration) => Write(duration, u => " " + u.Unit);

    public static Words DurationWords(Duration duration) =>
        new(Write(duration, u => " " + u.Word.Zh), Write(duration, u => " " + u.Word.En));

    public static long? ParseCount(string text) =>
        text.Length <= LongestAmount && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool? ParseSwitch(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    private static string Write(Duration duration, Func<(string Unit, string[] Written, Words Word, long Seconds), string> unit)
    {
        var left = (long)duration.TotalSeconds;
        if (left == 0)
        {
            return "0" + unit(Units[^1]);
        }

        var text = new StringBuilder();
        foreach (var u in Units)
        {
            // Limits of a day or two are spoken of in hours ("24 h"), longer ones in days.
            if (u.Unit == "d" && left < 3 * u.Seconds)
            {
                continue;
            }

            var amount = left / u.Seconds;
            if (amount > 0)
            {
                text.Append(text.Length > 0 ? " " : string.Empty).Append(amount).Append(unit(u));
                left -= amount * u.Seconds;
            }
        }

        return text.ToString();
    }
}
