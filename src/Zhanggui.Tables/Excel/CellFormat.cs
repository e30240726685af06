using System.Globalization;

namespace Zhanggui.Tables.Excel;

/// <summary>Values of workbook cells as text, by fixed rules and in no language.</summary>
internal static class CellFormat
{
    /// <summary>Whole numbers from here on have lost digits: a double keeps 15.</summary>
    private const double FirstDamaged = 1e15;

    public static bool IsDamaged(double number) => Math.Abs(number) >= FirstDamaged;

    /// <summary>15 significant digits as Excel keeps them, never an exponent.</summary>
    public static string Number(double number)
    {
        if (number == Math.Truncate(number) && Math.Abs(number) < FirstDamaged)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        return at < 0 ? text : Plain(text, at);
    }

    /// <summary>True when the file's own digits are already what <see cref="Number"/> would write: most numbers need no arithmetic.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 15)
        {
            return false;
        }

        var digits = text[0] == '-' ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || (whole[0] == '0' && (whole.Length > 1 || (point < 0 && digits.Length < text.Length))))
        {
            return false;
        }

        var part = point < 0 ? default : digits[(point + 1)..];
        return point < 0 || (!part.IsEmpty && part[^1] != '0' && !part.ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>A serial number of Excel as day and time, or as a duration where the kind says so or the number is less than a day.</summary>
    /// <param name="kind">Becomes <see cref="CellKind.Number"/> when the number is no day at all (negative, beyond the year 9999).</param>
    public static int Serial(double number, bool is1904, ref CellKind kind, Span<char> into)
    {
        string text;
        if (kind == CellKind.Time || (number is >= 0 and < 1))
        {
            kind = CellKind.Time;
            text = Time(TimeSpan.FromMilliseconds(Math.Round(Math.Clamp(number, -1e6, 1e7) * 86_400_000d)));
        }
        else if (number < 0 || number >= (is1904 ? 2_957_004d : 2_958_466d))
        {
            kind = CellKind.Number;
            text = Number(number);
        }
        else
        {
            // Before 1 March 1900 Excel's days are one off: it has a 29 February 1900.
            var days = is1904 ? number + 1462 : number < 60 ? number + 1 : number;
            return WriteDateTime((long)Math.Round(days * 86_400_000d), into);
        }

        text.CopyTo(into);
        return text.Length;
    }

    // Milliseconds since 30 December 1899.
    private static int WriteDateTime(long milliseconds, Span<char> into)
    {
        var time = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(milliseconds * TimeSpan.TicksPerMillisecond);
        Digits(into, 0, time.Year / 100);
        Digits(into, 2, time.Year % 100);
        Digits(into, 5, time.Month);
        Digits(into, 8, time.Day);
        Digits(into, 11, time.Hour);
        Digits(into, 14, time.Minute);
        Digits(into, 17, time.Second);
        into[4] = into[7] = '-';
        into[10] = ' ';
        into[13] = into[16] = ':';
        if (time.Millisecond == 0)
        {
            return 19;
        }

        into[19] = '.';
        into[20] = (char)('0' + (time.Millisecond / 100));
        Digits(into, 21, time.Millisecond % 100);
        return 23;
    }

    private static void Digits(Span<char> into, int at, int number)
    {
        into[at] = (char)('0' + (number / 10));
        into[at + 1] = (char)('0' + (number % 10));
    }

    /// <summary>Rounded to the millisecond, which a serial number of Excel cannot hold exactly.</summary>
    public static string DateTime(DateTime value)
    {
        var rounded = new DateTime((value.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified);
        return rounded.ToString(rounded.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    public static string Time(TimeSpan value)
    {
        var milliseconds = (long)Math.Round(value.TotalMilliseconds);
        var sign = milliseconds < 0 ? "-" : string.Empty;
        milliseconds = Math.Abs(milliseconds);
        var seconds = milliseconds / 1000;
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return milliseconds % 1000 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}.{milliseconds % 1000:000}");
    }

    /// <summary>The words by which Excel shows that a formula failed.</summary>
    public static bool IsError(ReadOnlySpan<char> text) =>
        text is "#NULL!" or "#DIV/0!" or "#VALUE!" or "#REF!" or "#NAME?" or "#NUM!" or "#N/A" or "#GETTING_DATA" or "#SPILL!" or "#CALC!";

    // 1.23E+20 and 1E-07 as digits.
    private static string Plain(string text, int at)
    {
        var sign = text[0] == '-' ? "-" : string.Empty;
        var digits = text[sign.Length..at].Replace(".", string.Empty, StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits}{new string('0', exponent + 1 - digits.Length)}";
    }
}
