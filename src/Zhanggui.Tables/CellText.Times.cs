using System.Numerics;
using NodaTime;

namespace Zhanggui.Tables;

public static partial class CellText
{
    // Excel counts days from 30 December 1899 (so that its non-existing 29 February 1900 comes out right later).
    private static readonly LocalDate ExcelEpoch = new(1899, 12, 30);

    /// <summary>
    /// A local day and time: <c>2016-05-23 22:02:01.120</c>, <c>2016/5/23 22:02</c>, <c>2016.5.23</c>, <c>2016年5月23日 22时02分</c>,
    /// <c>20160523220201</c>, <c>20160523</c>, with <c>T</c> or blanks between; a day alone is its midnight. Year first, always;
    /// an offset or zone behind is "no", because then it is not a local time.
    /// </summary>
    public static bool TryDateTime(ReadOnlySpan<char> cell, out LocalDateTime value)
    {
        if (TryUsual(cell, out value))
        {
            return true;
        }

        cell = Clean(cell);
        if (cell.Length is < 8 or > 40 || !char.IsAsciiDigit(cell[0]))
        {
            return false;
        }

        Span<int> parts = stackalloc int[7];
        parts.Clear();
        if (AreDigits(cell))
        {
            return cell.Length is 8 or 12 or 14 && TryCompact(cell, parts) && TryMake(parts, out value);
        }

        return TryParts(cell, parts) && TryMake(parts, out value);
    }

    /// <summary>
    /// A serial number of Excel (<c>42513.918</c>: days since 1900) as a local time, to the second. Only for columns known to
    /// hold times: a number alone does not say that it is one. From 1 to 2,958,465 (year 9999).
    /// </summary>
    public static bool TryExcelSerial(ReadOnlySpan<char> cell, out LocalDateTime value)
    {
        value = default;
        if (!decimal.TryParse(Clean(cell), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var serial) || serial < 1 || serial >= 2_958_466)
        {
            return false;
        }

        var day = decimal.Truncate(serial);
        var seconds = (long)decimal.Round((serial - day) * 86_400, MidpointRounding.AwayFromZero);
        // Before 1 March 1900 the missing leap day shifts everything by one.
        value = ExcelEpoch.PlusDays((int)day + (day < 60 ? 1 : 0)).AtMidnight().PlusSeconds(seconds);
        return true;
    }

    // 2016-05-23 22:02:01, as nearly every file has it.
    internal static bool TryUsual<T>(ReadOnlySpan<T> cell, out LocalDateTime value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = default;
        if (cell.Length != 19 || uint.CreateTruncating(cell[4]) is not ('-' or '/') || cell[7] != cell[4] || uint.CreateTruncating(cell[10]) is not (' ' or 'T')
            || uint.CreateTruncating(cell[13]) != ':' || cell[16] != cell[13])
        {
            return false;
        }

        var year = (Two(cell, 0) * 100) + Two(cell, 2);
        int month = Two(cell, 5), day = Two(cell, 8), hour = Two(cell, 11), minute = Two(cell, 14), second = Two(cell, 17);
        if ((year | month | day | hour | minute | second) < 0 || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        value = new LocalDateTime(year, month, day, hour, minute, second);
        return true;
    }

    // Two digits, or a number far below zero.
    private static int Two<T>(ReadOnlySpan<T> cell, int at)
        where T : unmanaged, IBinaryInteger<T>
    {
        uint tens = DigitOf(cell[at]), ones = DigitOf(cell[at + 1]);
        return tens > 9 || ones > 9 ? -1_000_000 : (int)((tens * 10) + ones);
    }

    private static bool TryCompact(ReadOnlySpan<char> cell, Span<int> parts)
    {
        parts[0] = int.Parse(cell[..4]);
        for (int i = 1, at = 4; at < cell.Length; i++, at += 2)
        {
            parts[i] = int.Parse(cell.Slice(at, 2));
        }

        return parts[0] is > 1900 and < 2200;
    }

    // Numbers and what stands between them, by place: year - month - day, hour : minute : second . fraction.
    private static bool TryParts(ReadOnlySpan<char> cell, Span<int> parts)
    {
        var part = 0;
        var separator = '\0';
        for (var i = 0; i < cell.Length;)
        {
            var from = i;
            var number = 0;
            while (i < cell.Length && char.IsAsciiDigit(cell[i]) && i - from < 9)
            {
                number = (number * 10) + (cell[i++] - '0');
            }

            var length = i - from;
            if (length == 0 || part > 6 || (part == 0 ? length != 4 : part < 6 && length > 2))
            {
                return false;
            }

            parts[part] = part == 6 ? Fraction(number, length) : number;
            if (i == cell.Length)
            {
                return part is 2 or 4 or 5 or 6;
            }

            if (!TrySeparator(cell, ref i, part, ref separator))
            {
                return false;
            }

            if (i == cell.Length)
            {
                return part is 2 or 4 or 5;
            }

            part++;
        }

        return false;
    }

    private static bool TrySeparator(ReadOnlySpan<char> cell, ref int i, int part, ref char separator)
    {
        var c = cell[i++];
        switch (part)
        {
            case 0:
                separator = c;
                return c is '-' or '/' or '.' or '年';
            case 1:
                return c == separator || (c == '月' && separator == '年');
            case 2:
                if (c == '日' && separator == '年')
                {
                    if (i == cell.Length)
                    {
                        return true;
                    }

                    c = cell[i] is ' ' or '\t' ? cell[i++] : ' ';
                }

                while (i < cell.Length && cell[i] == ' ' && c == ' ')
                {
                    i++;
                }

                return c is ' ' or 'T' or '\t' or '\u00A0';
            case 3:
                return c is ':' or '：' or '时' or '点';
            case 4:
                return c is ':' or '：' or '分';
            case 5:
                return c == '.' || (c == '秒' && i == cell.Length);
            default:
                return false;
        }
    }

    private static int Fraction(int number, int digits)
    {
        for (; digits < 9; digits++)
        {
            number *= 10;
        }

        return number;
    }

    private static bool TryMake(ReadOnlySpan<int> p, out LocalDateTime value)
    {
        value = default;
        if (p[0] < 1 || p[1] is < 1 or > 12 || p[2] < 1 || p[2] > CalendarSystem.Iso.GetDaysInMonth(p[0], p[1]) || p[3] > 23 || p[4] > 59 || p[5] > 59)
        {
            return false;
        }

        value = new LocalDateTime(p[0], p[1], p[2], p[3], p[4], p[5]);
        value = p[6] == 0 ? value : value.PlusNanoseconds(p[6]);
        return true;
    }
}
