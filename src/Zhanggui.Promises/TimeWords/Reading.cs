using NodaTime;

namespace Zhanggui.Promises.TimeWords;

/// <summary>What kind of day words name, before a calendar says which.</summary>
internal enum DayKind
{
    None,
    Days,
    WorkDays,
    Weekday,
    EndOfWeek,
    DayOfMonth,
    Date,
    EndOfMonth,
    MiddleOfMonth,
    StartOfMonth,
    EndOfYear,
    Holiday,
}

/// <summary>The words' parts, without meaning yet.</summary>
internal struct Parsed
{
    public DayKind Day;

    /// <summary>Days from today, day of the week, day of the month: by <see cref="Day"/>.</summary>
    public int Number;

    /// <summary>Weeks or months on, by <see cref="Day"/>; -1 = not said.</summary>
    public int Ahead;

    public int Month;

    public int Year;

    public string? Holiday;

    public string? Part;

    public int Hour;

    public int Minute;

    /// <summary>The hour can only be meant as written: 15点, 03:30.</summary>
    public bool IsHourExact;

    public bool HasClock;

    public Duration? Span;

    /// <summary>The span counts only while the shop serves: 2个工作小时.</summary>
    public bool IsService;

    public string? Vague;

    public bool Before;

    public bool After;

    public bool EndOfService;

    /// <summary>Names a time gone by: it is passed over with all that hangs on it.</summary>
    public bool IsPast;

    public readonly bool IsEmpty => Day == DayKind.None && Part is null && !HasClock && Span is null && Vague is null && !EndOfService && !IsPast;

    public static Parsed Nothing => new() { Ahead = -1, Hour = -1 };
}
