using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Money;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>Reads cells as exports write them. What cannot be read exactly is not read.</summary>
internal static class CellReading
{
    private const int MostDigits = 64;
    private static readonly string[] Nothing = ["null", "'null'", "\"null\"", "-", "--", "nan", "none"];

    private static readonly LocalDateTimePattern[] Times =
    [
        .. new[] { "uuuu-MM-dd HH:mm:ss", "uuuu-M-d H:mm:ss", "uuuu-M-d H:mm", "uuuu/M/d H:mm:ss", "uuuu/M/d H:mm", "uuuu-MM-dd'T'HH:mm:ss", "uuuu-M-d H:mm:ss.FFFFFFF", "uuuu-MM-dd", "uuuu/M/d" }
            .Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    private static readonly LocalDatePattern[] Days = [.. new[] { "uuuuMMdd", "uuuu'年'M'月'd'日'", "uuuu.M.d" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    /// <summary>The text without what spreadsheets put around it (<c>="…"</c>, a leading apostrophe, blanks of all kinds); null when it says nothing.</summary>
    public static string? Clean(ReadOnlySpan<char> cell)
    {
        var text = Trim(cell);
        if (text.Length >= 3 && text[0] == '=' && text[1] == '"' && text[^1] == '"')
        {
            text = Trim(text[2..^1]);
        }

        if (text.Length > 1 && text[0] == '\'' && !text.EndsWith("'"))
        {
            text = Trim(text[1..]);
        }

        foreach (var word in Nothing)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return text.IsEmpty ? null : text.ToString();
    }

    /// <summary>Yuan as fen: <c>1,234.50</c>, <c>12.00元</c>, <c>¥8</c>. A comma that parts no group of three is no number: <c>12,50</c> is never 1250.</summary>
    public static bool TryMoney(string text, out long fen)
    {
        Span<char> plain = stackalloc char[MostDigits];
        fen = 0;
        if (!CellText.TryAmount(text, plain, out var length) || !Fen.TryParse(plain[..length], out var value))
        {
            return false;
        }

        fen = value.Value;
        return true;
    }

    /// <summary>A local time as platforms write it.</summary>
    public static bool TryTime(string text, DateTimeZone zone, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length > 19 && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            milliseconds = exact.Value.ToInstant().ToUnixTimeMilliseconds();
            return exact.Value.Year is > 1999 and < 2200;
        }

        foreach (var pattern in Times)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
            {
                // Exports carry no zone; a time that a clock change doubled or skipped is read leniently, as every spreadsheet would.
                milliseconds = parsed.Value.InZoneLeniently(zone).ToInstant().ToUnixTimeMilliseconds();
                return parsed.Value.Year is > 1999 and < 2200;
            }
        }

        return false;
    }

    public static bool TryCount(string text, out long count)
    {
        count = 0;
        if (!CellText.TryAmount(text.AsSpan().TrimEnd("件个 "), out decimal amount) || amount != decimal.Truncate(amount) || amount is < 0 or >= 1_000_000_000)
        {
            return false;
        }

        count = (long)amount;
        return true;
    }

    /// <summary>One day; a span of days is none.</summary>
    public static bool TryDay(string text, out LocalDate day)
    {
        day = default;
        foreach (var pattern in Days)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
            {
                day = parsed.Value;
                return day.Year is > 1999 and < 2200;
            }
        }

        if (!TryTime(text, DateTimeZone.Utc, out var milliseconds))
        {
            return false;
        }

        day = Instant.FromUnixTimeMilliseconds(milliseconds).InUtc().Date;
        return true;
    }

    /// <summary>A share in millionths: <c>98.5%</c>; without a sign a number up to 1 is the share itself, as spreadsheets store it, and a larger one counts in hundredths.</summary>
    public static bool TryRate(string text, out long millionths)
    {
        millionths = 0;
        var plain = text.AsSpan().TrimEnd("%％ ");
        if (!CellText.TryAmount(plain, out decimal number) || number is < 0 or > 1000)
        {
            return false;
        }

        var share = plain.Length < text.Length || number > 1 ? number / 100 : number;
        millionths = (long)decimal.Round(share * 1_000_000, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>A length of time in milliseconds: seconds (<c>35.6</c>, <c>35秒</c>), <c>1分20秒</c>, <c>00:01:20</c>.</summary>
    public static bool TrySpan(string text, out long milliseconds)
    {
        milliseconds = 0;
        var parts = text.Replace("小时", ":", StringComparison.Ordinal).Replace("时", ":", StringComparison.Ordinal).Replace("分钟", ":", StringComparison.Ordinal).Replace("分", ":", StringComparison.Ordinal).TrimEnd('秒', 's', 'S', ' ').Split(':');
        decimal seconds = 0;
        foreach (var (i, part) in parts.Index())
        {
            var isEmptyEnd = i > 0 && i == parts.Length - 1 && part.Length == 0;
            if (parts.Length > 3 || !CellText.TryAmount(isEmptyEnd ? "0" : part, out decimal number) || number < 0 || number > 1_000_000)
            {
                return false;
            }

            seconds = (seconds * 60) + number;
        }

        milliseconds = (long)decimal.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        return true;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim().Trim("\uFEFF\u00A0\u200B\t \u3000");
}
