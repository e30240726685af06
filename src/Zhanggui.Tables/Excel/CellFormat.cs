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
