using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Rules;

/// <summary>What the section <c>pay</c> of a book says.</summary>
internal sealed record PayRules
{
    /// <summary>Which of several models is in use; components that name models count only in theirs.</summary>
    public string? Model { get; init; }

    /// <summary>Roles that get a slip besides agents and leaders.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>In ordinal order of their ids.</summary>
    public IReadOnlyList<ComponentRule> Components { get; init; } = [];

    public IReadOnlyList<PenaltyRule> Penalties { get; init; } = [];

    public IReadOnlyList<LadderStep> Ladder { get; init; } = [];

    /// <summary>The kinds of scores that people enter; empty = not listed.</summary>
    public IReadOnlySet<string> Scores { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<PostRule> Posts { get; init; } = [];

    public MonthRules Month { get; init; } = new();

    public GuardRules Guard { get; init; } = new();

    /// <summary>A fine counts 0 unless the owner enables fines and says on which ground.</summary>
    public bool FinesCount { get; init; }

    public string? FinesGround { get; init; }

    /// <summary>Days after the proposal in which people may object; null = the month is agreed when everybody has said yes.</summary>
    public int? ObjectionDays { get; init; }

    public PaySwitches Switches { get; init; } = new();
}

/// <summary>Points that a book leaves open, each its own switch.</summary>
internal sealed record PaySwitches
{
    public bool ScoresScale { get; init; }

    public bool LatenessBreaksAttendance { get; init; }

    public bool ToleratedLatenessBreaksAttendance { get; init; }

    public bool OfflineBreaksAttendance { get; init; }

    public bool LossReplacesFine { get; init; }

    public bool ToleratedLatenessIsMistake { get; init; }

    public bool RecordedExemptionWins { get; init; }

    /// <summary>Days after a review in which it may still be changed before the fine counts.</summary>
    public int ReviewOpenDays { get; init; }

    /// <summary>Does leave excuse only when it is signed?</summary>
    public bool LeaveNeedsSignature { get; init; }

    /// <summary>Does a month wait until everybody whom the book pays was shown it?</summary>
    public bool BookMustBeShown { get; init; }
}

/// <summary>How a base is parted within a month.</summary>
internal sealed record MonthRules
{
    /// <summary>True: by rostered days; false: by calendar days.</summary>
    public bool ByRoster { get; init; }

    /// <summary>The days of a full month when it is parted by rostered days.</summary>
    public Ratio? Workdays { get; init; }

    public int? ProbationDays { get; init; }

    public Ratio? ProbationShare { get; init; }

    /// <summary>Kind of leave to the share of the base that is paid on such a day; a kind that is not named costs nothing.</summary>
    public IReadOnlyDictionary<string, Ratio> LeavePay { get; init; } = new Dictionary<string, Ratio>(StringComparer.Ordinal);

    public Ratio? DailyHours { get; init; }

    public IReadOnlySet<LocalDate> Holidays { get; init; } = new HashSet<LocalDate>();

    /// <summary>Names of shifts that are work on a rest day.</summary>
    public IReadOnlySet<string> RestDayShifts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlySet<LocalDate> PromotionDays { get; init; } = new HashSet<LocalDate>();

    /// <summary>Kinds of <c>promotions.csv</c> whose days are promotion days too; <c>*</c> = every kind.</summary>
    public IReadOnlyList<string> PromotionKinds { get; init; } = [];

    /// <summary>True: hours of a shift are those on record as present; false: as rostered.</summary>
    public bool IsByPresence { get; init; }

    /// <summary>A talk that is not over when the shift ends is work until the last answer, where pauses are no longer than this; null = not counted.</summary>
    public Duration? TalkPause { get; init; }

    public (LocalTime From, LocalTime To)? Night { get; init; }

    /// <summary>Hours within the night from which a shift is a night shift.</summary>
    public Ratio? NightLeast { get; init; }

    /// <summary>Kinds of leave that are time off for work on rest days.</summary>
    public IReadOnlyList<string> TimeOff { get; init; } = [];
}

/// <summary>What the law leaves a person; null = not applied, and the check says so.</summary>
internal sealed record GuardRules
{
    public Ratio? LossShare { get; init; }

    /// <summary>From which day which minimum wage holds.</summary>
    public IReadOnlyList<(LocalDate From, Fen Wage)> MinimumWage { get; init; } = [];

    public bool CarriesOver { get; init; }

    public Fen? MinimumIn(YearMonth month) => MinimumWage.Where(w => w.From <= month.OnDayOfMonth(1)).OrderBy(w => w.From).Select(w => (Fen?)w.Wage).LastOrDefault();
}

/// <summary>What a post asks for: one of several ways, each months in a role and perhaps unbroken months in one post.</summary>
internal sealed record PostRule(string Id, string Name, string? Source, bool IsVacant, IReadOnlyList<PostWay> Ways);

/// <summary>So many months in a role, the last of them without a break in one post (role and team).</summary>
internal sealed record PostWay(string Role, int Months, int MonthsInPost);

/// <summary>One step of the ladder, proposed and never taken by the program.</summary>
internal sealed record LadderStep(string To, string From, string Name, string? Source, int? CleanMonths, int? MonthsInGrade, string? Assessment, Ratio? PassFrom)
{
    /// <summary>What else is asked for, in words that a person judges.</summary>
    public IReadOnlyList<string> Checklist { get; init; } = [];
}
