namespace Zhanggui.Reception.Reading;

/// <summary>Instants as the wire writes them, <c>2026-10-03T06:05:09.120Z</c>, without the general formatter: every event holds several.</summary>
internal static class InstantText
{
    /// <summary>Bytes of one instant.</summary>
    public const int Length = 24;

    private const long MillisecondsOfDay = 86_400_000;

    /// <summary>Years 0001 to 9999; milliseconds since 1970 (UTC).</summary>
    public static void Write(long unixMilliseconds, Span<byte> to)
    {
        var days = Math.DivRem(unixMilliseconds, MillisecondsOfDay, out var rest);
        if (rest < 0)
        {
            (days, rest) = (days - 1, rest + MillisecondsOfDay);
        }

        var date = DateOnly.FromDayNumber((int)days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        date.Deconstruct(out var year, out var month, out var day);
        Two(year / 100, to);
        Two(year % 100, to[2..]);
        to[4] = (byte)'-';
        Two(month, to[5..]);
        to[7] = (byte)'-';
        Two(day, to[8..]);
        to[10] = (byte)'T';
        var milliseconds = (int)rest;
        Two(milliseconds / 3_600_000, to[11..]);
        to[13] = (byte)':';
        Two(milliseconds / 60_000 % 60, to[14..]);
        to[16] = (byte)':';
        Two(milliseconds / 1000 % 60, to[17..]);
        to[19] = (byte)'.';
        to[20] = (byte)('0' + (milliseconds / 100 % 10));
        Two(milliseconds % 100, to[21..]);
        to[23] = (byte)'Z';
    }

    private static void Two(int value, Span<byte> to)
    {
        to[0] = (byte)('0' + (value / 10));
        to[1] = (byte)('0' + (value % 10));
    }
}
