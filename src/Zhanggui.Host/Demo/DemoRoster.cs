using NodaTime;

namespace Zhanggui.Host.Demo;

/// <summary>A shift of the demo shop; one that ends before it starts crosses midnight.</summary>
internal sealed record DemoShift(string Name, LocalTime Start, LocalTime End, string Place);

/// <summary>Somebody of <see cref="DemoShop.People"/> on a shift that begins on a day.</summary>
internal sealed record DemoTurn(string Who, LocalDate Date, DemoShift Shift)
{
    public LocalDateTime From => Date + Shift.Start;

    public LocalDateTime To => (Shift.End > Shift.Start ? Date : Date.PlusDays(1)) + Shift.End;

    public bool Covers(LocalDateTime at) => From <= at && at < To;
}

/// <summary>Two agents exchange their shifts of a day; <paramref name="Turns"/> is how both stand afterwards.</summary>
internal sealed record DemoSwap(string One, string Other, LocalDate Date, IReadOnlyList<DemoTurn> Turns);

/// <summary>A day of leave, and who of those that were free steps in.</summary>
internal sealed record DemoLeave(string Who, LocalDate Date, DemoTurn SteppedIn);

/// <summary>
/// The demo shop's roster: last week, this week and the next, as a team of this size has it. The three agents take turns at three rows of early and late
/// shifts with two days off each, the supervisor sees to weekdays and two nights, the owner looks after the shop from home in the other nights. The turn
/// is such that the first agent works now while the shop is open. Pure; the same moment gives the same roster.
/// </summary>
internal sealed class DemoRoster
{
    public static readonly DemoShift Early = new("早班", new(8, 0), new(17, 0), "office");
    public static readonly DemoShift Day = new("白班", new(9, 30), new(18, 30), "office");
    public static readonly DemoShift Late = new("晚班", new(14, 0), new(23, 0), "office");
    public static readonly DemoShift Night = new("夜班", new(23, 0), new(8, 0), "home");

    /// <summary>Monday to Sunday; whoever has one row this week has the next one in the week after.</summary>
    private static readonly string[] Rows = ["EEE-LL-", "LL-EE-L", "-ELL-EE"];
    private const string Leader = "DDD-NN-";
    private const string Owner = "NNNN--N";
    private const int DaysUntilLeave = 2;

    private DemoRoster(IReadOnlyList<DemoTurn> turns, DemoSwap? swap, DemoLeave? leave) => (Turns, Swap, Leave) = (turns, swap, leave);

    /// <summary>As it was made; the swap and whoever steps in come on top.</summary>
    public IReadOnlyList<DemoTurn> Turns { get; }

    public DemoSwap? Swap { get; }

    public DemoLeave? Leave { get; }

    /// <summary>As it stands in the end, without whoever is on leave.</summary>
    public IEnumerable<DemoTurn> Standing => Turns
        .Where(t => Swap is not { } swap || t.Date != swap.Date || (t.Who != swap.One && t.Who != swap.Other))
        .Where(t => Leave is not { } leave || t.Date != leave.Date || t.Who != leave.Who)
        .Concat(Swap?.Turns ?? []).Concat(Leave is { SteppedIn: var turn } ? [turn] : []);

    public static DemoRoster Of(LocalDateTime now)
    {
        var monday = now.Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var first = Enumerable.Range(0, Rows.Length).FirstOrDefault(row => ShiftOn(Rows[row], now.Date) is { } shift && new DemoTurn(DemoShop.Agents[0], now.Date, shift).Covers(now), -1);
        first = first >= 0 ? first : Array.FindIndex(Rows, row => ShiftOn(row, now.Date) is not null);
        var turns = new List<DemoTurn>();
        for (var day = monday.PlusWeeks(-1); day < monday.PlusWeeks(2); day = day.PlusDays(1))
        {
            var week = Period.DaysBetween(monday.PlusWeeks(-1), day) / 7;
            turns.AddRange(DemoShop.Agents.Select((who, i) => (who, Row: Rows[(first + i + week + Rows.Length - 1) % Rows.Length])).Append((DemoShop.LeaderKey, Leader)).Append(("owner", Owner))
                .Select(p => (Who: p.Item1, Shift: ShiftOn(p.Item2, day))).Where(p => p.Shift is not null).Select(p => new DemoTurn(p.Who, day, p.Shift!)));
        }

        var swap = Exchange(turns, now.Date.PlusDays(1));
        return new DemoRoster(turns, swap, StepIn(turns, now.Date.PlusDays(DaysUntilLeave), swap?.Date));
    }

    private static DemoShift? ShiftOn(string row, LocalDate day) => row[(int)day.DayOfWeek - 1] switch
    {
        'E' => Early,
        'L' => Late,
        'D' => Day,
        'N' => Night,
        _ => null,
    };

    /// <summary>The first day on which the first agent has one shift and a colleague the other.</summary>
    private static DemoSwap? Exchange(List<DemoTurn> turns, LocalDate first) =>
        (from own in turns
         where own.Who == DemoShop.Agents[0] && own.Date >= first
         from other in turns
         where other.Date == own.Date && other.Who != own.Who && DemoShop.Agents.Contains(other.Who) && other.Shift != own.Shift
         orderby own.Date
         select new DemoSwap(own.Who, other.Who, own.Date, [own with { Shift = other.Shift }, other with { Shift = own.Shift }])).FirstOrDefault();

    /// <summary>The first day on which the last agent works and another is free.</summary>
    private static DemoLeave? StepIn(List<DemoTurn> turns, LocalDate first, LocalDate? swapped) =>
        (from own in turns
         where own.Who == DemoShop.Agents[^1] && own.Date >= first && own.Date != swapped
         from free in DemoShop.Agents
         where !turns.Exists(t => t.Who == free && t.Date == own.Date)
         orderby own.Date
         select new DemoLeave(own.Who, own.Date, own with { Who = free })).FirstOrDefault();
}
