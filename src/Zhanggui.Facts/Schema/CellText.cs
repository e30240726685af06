using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// The texts of cells that are no texts: read strictly, written in one way only. Nothing here rounds, trims a number or
/// guesses; what it does not know it does not read.
/// </summary>
internal static class CellText
{
    private const int LongestFraction = 9;
    private const int FirstYear = 1900;
    private const int LastYear = 9998;

    public static string Write(Instant at, DateTimeZone zone)
    {
        var offset = zone.GetUtcOffset(at);
        offset = offset.Seconds % 60 == 0 ? offset : Offset.Zero; // local mean time of old days has seconds, the text has none
        return string.Create(29, (At: at.WithOffset(offset), Offset: offset), static (span, state) =>
        {
            var at = state.At;
            Digits(span[..4], at.Year);
            span[4] = '-';
            Digits(span[5..7], at.Month);
            span[7] = '-';
            Digits(span[8..10], at.Day);
            span[10] = 'T';
            Digits(span[11..13], at.Hour);
            span[13] = ':';
            Digits(span[14..16], at.Minute);
            span[16] = ':';
            Digits(span[17..19], at.Second);
            span[19] = '.';
            Digits(span[20..23], at.Millisecond);
            var minutes = state.Offset.Seconds / 60;
            span[23] = minutes < 0 ? '-' : '+';
            Digits(span[24..26], Math.Abs(minutes) / 60);
            span[26] = ':';
            Digits(span[27..29], Math.Abs(minutes) % 60);
        });
    }

    public static string Write(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}");

    public static string Write(YearMonth month) => string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}");

    public static string Write(LocalTime time) => time.Second == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}");

    /// <summary>Without the zeros at the end, so that equal numbers have equal texts.</summary>
    public static string Write(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The outcome of reading an instant; each way to fail has its own advice.</summary>
    public enum InstantFault
    {
        None,
        NoInstant,
        NoOffset,
    }

    /// <summary>
    /// ISO 8601 with seconds or without, with <c>Z</c> or an offset in hours and minutes. What is finer than a
    /// millisecond is cut off, as it is everywhere in the house; <paramref name="isCut"/> says that it was. Years 1900 to 9998.
    /// </summary>
    public static InstantFault Read(ReadOnlySpan<char> text, out Instant at, out bool isCut)
    {
        (at, isCut) = (default, false);
        if (text.Length < 10 || !TryRead(text[..10], out LocalDate date) || !IsInReach(date))
        {
            return InstantFault.NoInstant;
        }

        if (text.Length == 10)
        {
            return InstantFault.NoOffset;
        }

        var rest = text[11..];
        if (text[10] is not ('T' or 't' or ' ') || !TryClock(ref rest, out var time, out isCut))
        {
            return InstantFault.NoInstant;
        }

        if (rest.IsEmpty)
        {
            return InstantFault.NoOffset;
        }

        if (!TryOffset(rest, out var offset))
        {
            return InstantFault.NoInstant;
        }

        at = (date + time).WithOffset(offset).ToInstant();
        return InstantFault.None;
    }

    /// <summary>Years that an instant may have, whatever its offset.</summary>
    public static bool IsInReach(LocalDate date) => date.Year is >= FirstYear and <= LastYear;

    public static bool TryRead(ReadOnlySpan<char> text, out LocalDate date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    public static bool TryRead(ReadOnlySpan<char> text, out YearMonth month)
    {
        month = default;
        if (text.Length != 7 || text[4] != '-' || !TryNumber(text[..4], out var year) || !TryNumber(text[5..], out var number) || year < 1 || number is < 1 or > 12)
        {
            return false;
        }

        month = new YearMonth(year, number);
        return true;
    }

    public static bool TryRead(ReadOnlySpan<char> text, out LocalTime time) => TryClock(ref text, out time, out var isCut) && text.IsEmpty && !isCut;

    public static bool TryRead(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Digits and a point; more than 28 of them are refused, because they would be rounded.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && text.Length <= 28;

    public static bool TryRead(ReadOnlySpan<char> text, out Fen value) => Fen.TryParse(text, out value);

    private static bool TryClock(ref ReadOnlySpan<char> text, out LocalTime time, out bool isCut)
    {
        (time, isCut) = (default, false);
        if (text.Length < 5 || text[2] != ':' || !TryNumber(text[..2], out var hour) || !TryNumber(text[3..5], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        text = text[5..];
        var (second, milliseconds) = (0, 0);
        if (text.Length > 0 && text[0] == ':')
        {
            if (text.Length < 3 || !TryNumber(text[1..3], out second) || second > 59)
            {
                return false;
            }

            text = text[3..];
            if (text.Length > 0 && text[0] is '.' or ',' && !TryFraction(ref text, out milliseconds, out isCut))
            {
                return false;
            }
        }

        time = new LocalTime(hour, minute, second, milliseconds);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> text, out int milliseconds, out bool isCut)
    {
        (milliseconds, isCut) = (0, false);
        var length = 0;
        while (1 + length < text.Length && char.IsAsciiDigit(text[1 + length]))
        {
            var digit = text[1 + length] - '0';
            milliseconds += length switch { 0 => 100 * digit, 1 => 10 * digit, 2 => digit, _ => 0 };
            isCut |= length > 2 && digit != 0;
            length++;
        }

        text = text[(1 + length)..];
        return length is > 0 and <= LongestFraction;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out Offset offset)
    {
        offset = Offset.Zero;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text[0] is not ('+' or '-'))
        {
            return false;
        }

        var minute = 0;
        var isRead = text.Length switch
        {
            3 => true,
            5 => TryNumber(text[3..], out minute),
            6 => text[3] == ':' && TryNumber(text[4..], out minute),
            _ => false,
        };
        if (!isRead || !TryNumber(text[1..3], out var hour) || hour > 18 || minute > 59 || (hour == 18 && minute > 0))
        {
            return false;
        }

        offset = Offset.FromSeconds((text[0] == '-' ? -1 : 1) * ((hour * 3600) + (minute * 60)));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static void Digits(Span<char> span, int value)
    {
        for (var i = span.Length - 1; i >= 0; i--)
        {
            span[i] = (char)('0' + (value % 10));
            value /= 10;
        }
    }
}
