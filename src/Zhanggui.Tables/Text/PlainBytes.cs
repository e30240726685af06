using System.Runtime.CompilerServices;
using NodaTime;

namespace Zhanggui.Tables.Text;

/// <summary>
/// Plain values from the ASCII of a cell, eight characters at a time and without a branch for each: what nearly every cell of a column looks like. "No" says only that the
/// cell is written otherwise; <see cref="CellText"/> then decides.
/// </summary>
/// <remarks>Eight bytes from the cell's beginning must be readable, whatever its length.</remarks>
internal static class PlainBytes
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong High = 0x8080808080808080;

    /// <summary><c>0.00</c> to <c>99999.99</c>.</summary>
    public static bool TryHundredths(ref byte cell, int length, out long hundredths)
    {
        hundredths = 0;
        if (!BitConverter.IsLittleEndian || length is < 4 or > 8)
        {
            return false;
        }

        // The last character comes to the highest byte, so the point always to the same; it is taken out, and zeros stand before.
        var text = Aligned(ref cell, length);
        var digits = (text & 0xFFFF000000000000) | unchecked(text << 8 & 0x0000FFFFFFFFFF00) | '0';
        if (unchecked((byte)(text >> 40)) != '.' || !AreDigits(digits))
        {
            return false;
        }

        hundredths = Number(digits);
        return true;
    }

    /// <summary>One to eight digits.</summary>
    public static bool TryWhole(ref byte cell, int length, out long value)
    {
        value = 0;
        if (!BitConverter.IsLittleEndian || length is < 1 or > 8)
        {
            return false;
        }

        var digits = Aligned(ref cell, length);
        if (!AreDigits(digits))
        {
            return false;
        }

        value = Number(digits);
        return true;
    }

    /// <summary><c>2016-05-23 22:02:01</c>, also with strokes, or with T in the middle.</summary>
    public static bool TryDateTime(ref byte cell, int length, out LocalDateTime value)
    {
        value = default;
        if (!BitConverter.IsLittleEndian || length != 19)
        {
            return false;
        }

        var (separator, middle) = (Unsafe.Add(ref cell, 4), Unsafe.Add(ref cell, 10));
        var century = unchecked((uint)Unsafe.ReadUnaligned<ushort>(ref cell)) ^ 0x3030;
        var date = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref cell, 2)) ^ (separator == '-' ? 0x30302D30302D3030UL : 0x30302F30302F3030UL);
        var time = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref cell, 11)) ^ 0x30303A30303A3030UL;
        // Digits are now 0 to 9 and separators 0; everything else sets a high bit.
        const ulong Most = 0x76767F76767F7676;
        if ((((unchecked((date & ~High) + Most) | date | unchecked((time & ~High) + Most) | time) & High) | ((unchecked((century & 0x7F7F) + 0x7676) | century) & 0x8080)) != 0
            || middle is not ((byte)' ' or (byte)'T'))
        {
            return false;
        }

        var (dates, times) = (Pairs(date), Pairs(time));
        int year = (Two(Pairs(century), 0) * 100) + Two(dates, 0), month = Two(dates, 24), day = Two(dates, 48), hour = Two(times, 0), minute = Two(times, 24), second = Two(times, 48);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        value = new LocalDateTime(year, month, day, hour, minute, second);
        return true;
    }

    // The characters at the upper end, zeros before them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Aligned(ref byte cell, int length)
    {
        var unused = 64 - (length * 8);
        return (Unsafe.ReadUnaligned<ulong>(ref cell) << unused) | (unused == 0 ? 0 : Zeros >> (length * 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong text)
    {
        var values = text ^ Zeros;
        return ((unchecked((values & ~High) + 0x7676767676767676) | values) & High) == 0;
    }

    // Eight digits at once: pairs, then fours, then all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Number(ulong digits)
    {
        unchecked
        {
            var pairs = ((digits & 0x0F0F0F0F0F0F0F0F) * 2561) >> 8;
            var fours = ((pairs & 0x00FF00FF00FF00FF) * 6553601) >> 16;
            return (long)(((fours & 0x0000FFFF0000FFFF) * 42949672960001) >> 32);
        }
    }

    // In every byte ten times its value and the next one's.
    private static ulong Pairs(ulong values) => unchecked((values * 10) + (values >> 8));

    private static int Two(ulong pairs, int at) => (int)((pairs >> at) & 0xFF);
}
