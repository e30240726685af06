using NodaTime;

namespace Zhanggui.Promises.Contracts;

/// <summary>How exactly words name a moment.</summary>
public enum TimeGrain
{
    /// <summary>To the minute: 3点半, 20分钟内.</summary>
    Minute,

    /// <summary>A part of a day: 下午, 明早.</summary>
    Part,

    /// <summary>A day: 明天, 周五, 3天内.</summary>
    Day,

    /// <summary>A week, a month, a year, or the days about a festival.</summary>
    Period,

    /// <summary>No time at all, only a shade: 稍后, 马上. How long that is stands in the book.</summary>
    Vague,
}

/// <summary>
/// Words of a text that name a time to come. <see cref="Due"/> is the last moment that still keeps them: the end of
/// service for a day, the end of the part for a part of a day.
/// </summary>
/// <param name="Start">Where the words begin, in UTF-16 units.</param>
/// <param name="Length">How many UTF-16 units they have.</param>
public sealed record TimeMention(int Start, int Length, string Words, Instant Due, TimeGrain Grain);

/// <summary>A part of a day as people of the shop mean it, from its first moment to its last.</summary>
public sealed record DayPart(string Word, LocalTime From, LocalTime Until);

/// <summary>How long a vague word lasts.</summary>
public sealed record VagueWord(string Word, Duration Lasts);

/// <summary>What a shop's book says words of time mean. Without it no part of a day and no vague word is understood.</summary>
public sealed record TimeHabits
{
    public IReadOnlyList<DayPart> Parts { get; init; } = [];

    public IReadOnlyList<VagueWord> Vague { get; init; } = [];

    /// <summary>「周五前」 ends with Thursday; otherwise Friday still counts.</summary>
    public bool BeforeExcludesDay { get; init; } = true;

    /// <summary>Nobody means an hour before this one, when a day is named: 明天3点 is the afternoon.</summary>
    public LocalTime DayBegins { get; init; } = LocalTime.Midnight;

    /// <summary>月初 ends with this day of the month; null = the words name no time.</summary>
    public int? StartOfMonthUntil { get; init; }

    /// <summary>月中 ends with this day of the month; null = the words name no time.</summary>
    public int? MiddleOfMonthUntil { get; init; }

    /// <summary>What was said of a duration that is not a promise: 7天无理由, 15天保价.</summary>
    public IReadOnlyList<string> NotTimes { get; init; } = [];
}
