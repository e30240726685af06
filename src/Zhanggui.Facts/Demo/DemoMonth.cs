using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts.Demo;

/// <summary>
/// A believable month of invented shops: the same scale, month and seed give the same rows on every machine. Rows come day by
/// day and in the canonical order of their files, so that a month of any size goes to disk in memory that does not grow with it.
/// </summary>
public static class DemoMonth
{
    /// <summary>Months whose promotion and shift days the generator can lay out.</summary>
    public const int FirstYear = 2000;

    public const int LastYear = 2100;

    /// <summary>Makes the month; <see cref="OperationCanceledException"/> where it was cancelled, with whatever the sink had got until then.</summary>
    public static void Write(DemoScale scale, YearMonth month, ulong seed, IFactsSink sink, Action<DemoProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month.Year, FirstYear, nameof(month));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month.Year, LastYear, nameof(month));
        var run = new DemoRun(scale, month, seed, sink);
        var (visits, sales) = (new DemoVisits(run), new DemoSales(run));
        DemoStaffFacts.Write(sink, run.Staff, month, run.Zone);
        DemoGoods.Write(sink, month, run.Zone);
        for (run.Day = 0; run.Day < run.Days; run.Day++)
        {
            progress?.Invoke(new DemoProgress(run.Day + 1, run.Days));
            MakeDay(run, visits, sales, cancel);
        }

        run.Filters.AddRange(run.Staff.People.Where(p => p.Role == "leader").Select(p => new FilterFact { Buyer = $"{p.Name}_self", Kind = "team_member" }));
        DemoStaffFacts.Sorted(sink, FactsFiles.Filters, run.Filters.Distinct(), run.Zone);
    }

    /// <summary>Makes the month in memory.</summary>
    public static FactSet Make(DemoScale scale, YearMonth month, ulong seed)
    {
        var builder = new FactSetBuilder();
        Write(scale, month, seed, builder);
        return builder.Build();
    }

    private static void MakeDay(DemoRun run, DemoVisits visits, DemoSales sales, CancellationToken cancel)
    {
        var buyers = BuyersOf(run);
        var silent = (int)((long)buyers * run.Scale.Conversion * run.Scale.Silent * run.Scale.OrdersPerBuyer / 1_000 / 1_000 / (1_000 - run.Scale.Silent));
        var comers = new List<(long At, int Kind, int Shop, DemoVisit? Visit)>(buyers + silent);
        for (var i = 0; i < buyers + silent; i++)
        {
            comers.Add((Moment(run), i < buyers ? 0 : 1, run.Random.Next(run.Scale.Shops), null));
        }

        comers.AddRange(run.Planned(run.Day).Select(v => (v.At, 2, v.Shop, (DemoVisit?)v)));
        foreach (var (at, kind, shop, visit) in comers.OrderBy(c => c.At))
        {
            cancel.ThrowIfCancellationRequested();
            switch (kind)
            {
                case 0:
                    visits.Come(shop, at);
                    break;
                case 1:
                    sales.SellSilently(shop, at);
                    break;
                default:
                    visits.Come(visit!);
                    break;
            }
        }
    }

    /// <summary>The first promotion day has the peak, the second half of the way to it, other days hang on the weekday.</summary>
    private static int BuyersOf(DemoRun run)
    {
        var date = run.Month.OnDayOfMonth(run.Day + 1);
        var promotions = DemoGoods.PromotionDays(run.Month);
        var average = run.Scale.PeakBuyers * DemoScale.AverageOfPeak / 1_000;
        return date == promotions[0] ? run.Scale.PeakBuyers
            : date == promotions[1] ? (run.Scale.PeakBuyers + average) / 2
            : (int)((long)average * DemoMix.Weekdays[(int)date.DayOfWeek - 1] * run.Random.Between(930, 1_040) / 1_000_000);
    }

    private static long Moment(DemoRun run)
    {
        const long Hour = 3_600_000;
        return run.Starts[run.Day] + (run.Random.Weighted(DemoMix.Hours) * Hour) + run.Random.Next(Hour);
    }
}
