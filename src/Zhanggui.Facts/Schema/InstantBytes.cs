using System.Buffers.Binary;
using NodaTime;
using NodaTime.TimeZones;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// Instants written as the house writes them (<c>2026-10-03T14:05:09.120+08:00</c>), straight from their bytes; every other form is <see cref="CellText"/>'s.
/// Neighbouring rows mostly share day and offset, so what the last cell told is remembered.
/// </summary>
internal sealed class InstantBytes(DateTimeZone zone)
{
    public const int Length = 29;
    private const int DayLength = 10;
    private const long MillisecondsPerDay = 86_400_000;
    private readonly byte[] day = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // what no cell can be
    private readonly byte[] offset = [0xFF, 0, 0, 0, 0, 0];
    private long dayStart;
    private long offsetMilliseconds;
    private ZoneInterval? interval;
    private long from = long.MaxValue;
    private long to = long.MinValue;
    private long zoneOffset;

    /// <param name="cell">The cell, of <see cref="Length"/> bytes.</param>
    /// <param name="at">The instant.</param>
    /// <param name="isCanonical">Would the house write it just so?</param>
    public bool TryRead(ReadOnlySpan<byte> cell, out Instant at, out bool isCanonical)
    {
        (at, isCanonical) = (default, false);
        if (cell.Length != Length || cell[10] != 'T' || cell[13] != ':' || cell[16] != ':' || cell[19] != '.' || !KnowsDay(cell[..DayLength]) || !KnowsOffset(cell[23..])
            || !Two(cell, 11, out var hour) || !Two(cell, 14, out var minute) || !Two(cell, 17, out var second) || hour > 23 || minute > 59 || second > 59
            || !Two(cell, 20, out var tens) || cell[22] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }

        var milliseconds = dayStart + (((((hour * 60L) + minute) * 60) + second) * 1000) + (tens * 10) + (cell[22] - '0') - offsetMilliseconds;
        at = Instant.FromUnixTimeMilliseconds(milliseconds);
        isCanonical = offsetMilliseconds == OffsetAt(milliseconds, at) && (offsetMilliseconds != 0 || cell[23] == '+');
        return true;
    }

    private bool KnowsDay(ReadOnlySpan<byte> cell)
    {
        if (cell.SequenceEqual(day))
        {
            return true;
        }

        Span<char> text = stackalloc char[DayLength];
        for (var i = 0; i < DayLength; i++)
        {
            text[i] = (char)cell[i];
        }

        if (!CellText.TryRead(text, out LocalDate date) || !CellText.IsInReach(date))
        {
            return false;
        }

        cell.CopyTo(day);
        dayStart = Period.DaysBetween(NodaConstants.UnixEpoch.InUtc().Date, date) * MillisecondsPerDay;
        return true;
    }

    private bool KnowsOffset(ReadOnlySpan<byte> cell)
    {
        if (cell.SequenceEqual(offset))
        {
            return true;
        }

        if (cell[0] is not ((byte)'+' or (byte)'-') || cell[3] != ':' || !Two(cell, 1, out var hour) || !Two(cell, 4, out var minute) || hour > 17 || minute > 59)
        {
            return false;
        }

        cell.CopyTo(offset);
        offsetMilliseconds = (cell[0] == '-' ? -1L : 1L) * ((hour * 60) + minute) * 60_000;
        return true;
    }

    /// <summary>The offset that the house would write in the folder's zone.</summary>
    private long OffsetAt(long milliseconds, Instant at)
    {
        if (interval is null || milliseconds < from || milliseconds >= to)
        {
            interval = zone.GetZoneInterval(at);
            from = interval.HasStart ? interval.Start.ToUnixTimeMilliseconds() + 1 : long.MinValue; // beginnings finer than a millisecond are asked for anew
            to = interval.HasEnd ? interval.End.ToUnixTimeMilliseconds() : long.MaxValue;
            zoneOffset = interval.WallOffset.Seconds % 60 == 0 ? interval.WallOffset.Milliseconds : 0;
        }

        return zoneOffset;
    }

    private static bool Two(ReadOnlySpan<byte> cell, int at, out int value)
    {
        var pair = BinaryPrimitives.ReadUInt16LittleEndian(cell[at..]) ^ 0x3030;
        value = ((pair & 0xFF) * 10) + (pair >> 8);
        return (pair & 0xFF) <= 9 && pair >> 8 <= 9;
    }
}
