using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Demo;

/// <summary>What all makers of a month share: where rows go, chance, the calendar, counters, and what later days must do.</summary>
internal sealed class DemoRun
{
    /// <summary>Nothing that happens later is known when the folder is written.</summary>
    private static readonly Duration KnownAfterMonth = Duration.FromDays(10);
    private const long FirstBuyer = 10_000;
    private readonly List<DemoVisit>[] later;
    private long buyers = FirstBuyer;
    private long messages;
    private long sessions;
    private long orders;

    public DemoRun(DemoScale scale, YearMonth month, ulong seed, IFactsSink sink)
    {
        (Scale, Month, Sink) = (scale, month, sink);
        Random = new DemoRandom(seed);
        Zone = FactsFolder.DefaultZone;
        Days = month.ToDateInterval().Length;
        Starts = [.. Enumerable.Range(0, Days + 1).Select(d => Zone.AtStartOfDay(month.OnDayOfMonth(1).PlusDays(d)).ToInstant().ToUnixTimeMilliseconds())];
        KnownUntil = (Instant.FromUnixTimeMilliseconds(Starts[Days]) + KnownAfterMonth).ToUnixTimeMilliseconds();
        later = [.. Enumerable.Range(0, Days).Select(_ => new List<DemoVisit>())];
        Staff = new DemoStaff(scale, month, Zone, Random);
    }

    public DemoScale Scale { get; }

    public YearMonth Month { get; }

    public IFactsSink Sink { get; }

    public DemoRandom Random { get; }

    public DateTimeZone Zone { get; }

    public DemoStaff Staff { get; }

    public int Days { get; }

    /// <summary>The first moment of each day, and of the day after the last.</summary>
    public long[] Starts { get; }

    public long KnownUntil { get; }

    public List<FilterFact> Filters { get; } = [];

    /// <summary>The day that is being made, from 0.</summary>
    public int Day { get; set; }

    public string ShopId(int shop) => Staff.Shops[shop].Id;

    public string NextMessage() => $"m{++messages:0000000000}";

    public string NextSession() => $"{++sessions:000000000}";

    public string NextOrder() => $"{Month.Year % 100:00}{Month.Month:00}{Day + 1:00}{++orders:00000000}";

    /// <summary>Somebody new, or now and then one who was here before.</summary>
    public string NextBuyer() => Random.Chance(DemoMix.Returning) && buyers > FirstBuyer ? Nick(FirstBuyer + Random.Next(buyers - FirstBuyer)) : Nick(buyers++);

    /// <summary>Puts a visit on its day; what lies behind the month never happens.</summary>
    public void Plan(DemoVisit visit)
    {
        var day = Array.FindLastIndex(Starts, s => s <= visit.At);
        if (day > Day && day < Days)
        {
            later[day].Add(visit);
        }
    }

    /// <summary>What was planned for the day, given once.</summary>
    public IReadOnlyList<DemoVisit> Planned(int day)
    {
        var visits = later[day];
        later[day] = [];
        return visits;
    }

    public Instant? Known(long? at) => at is { } moment && moment < KnownUntil ? Instant.FromUnixTimeMilliseconds(moment) : null;

    public static Instant At(long at) => Instant.FromUnixTimeMilliseconds(at);

    /// <summary>The nickname that a number always has; platforms show them whole or masked.</summary>
    private static string Nick(long number)
    {
        var scattered = DemoRandom.Scatter((ulong)number);
        var word = Words[(int)(scattered % (ulong)Words.Length)];
        return $"{word}{(scattered >> 32) % 90 + 10}_{number}";
    }

    private static readonly string[] Words = ["小熊爱喝茶", "tb_", "阳光里", "一只柚子", "木子", "海边的风", "jd_user", "江南雨", "momo", "大白兔", "青山不改", "老王装修", "安安妈", "星河", "西瓜汽水", "x**y"];
}
