using NodaTime;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>One page of the rows of a figure, from the days that have a cell of it.</summary>
internal sealed class RowPage(DayCounter counter, ShopCard shop, MetricKey figure, MetricMerge merge, IReadOnlyList<(LocalDate Day, long Numerator)> days)
{
    public async Task<(IReadOnlyList<MetricMember> Rows, (LocalDate Day, int Skip)? Next)> ReadAsync((LocalDate Day, int Skip)? after, int take, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return ([], null);
        }

        return merge switch
        {
            // What counts once in the period must be counted over the period.
            MetricMerge.DistinctNumerator or MetricMerge.DistinctDenominator or MetricMerge.DistinctBoth => Cut(await counter.RowsAsync(shop, days[0].Day, days[^1].Day.PlusDays(1), figure, ct), after?.Skip ?? 0, take),
            MetricMerge.Most => Cut(await counter.RowsAsync(shop, Highest, Highest.PlusDays(1), figure, ct), after?.Skip ?? 0, take),
            _ => await ByDayAsync(after ?? (days[0].Day, 0), take, ct),
        };
    }

    private LocalDate Highest => days.OrderByDescending(d => d.Numerator).ThenBy(d => d.Day).First().Day;

    private (IReadOnlyList<MetricMember> Rows, (LocalDate Day, int Skip)? Next) Cut(IReadOnlyList<MetricMember> all, int skip, int take) =>
        ([.. all.Skip(skip).Take(take)], all.Count > skip + take ? (days[0].Day, skip + take) : null);

    private async Task<(IReadOnlyList<MetricMember> Rows, (LocalDate Day, int Skip)? Next)> ByDayAsync((LocalDate Day, int Skip) start, int take, CancellationToken ct)
    {
        var rows = new List<MetricMember>();
        var skip = start.Skip;
        var left = days.Select(d => d.Day).Where(d => d >= start.Day).ToList();
        for (var (at, block) = (0, 1); at < left.Count; at += block, block *= 2)
        {
            var end = Math.Min(at + block, left.Count) - 1;
            foreach (var day in (await counter.RowsAsync(shop, left[at], left[end].PlusDays(1), figure, ct)).GroupBy(r => r.Day).OrderBy(g => g.Key))
            {
                var own = day.Skip(day.Key == start.Day ? skip : 0).ToList();
                var room = take - rows.Count;
                rows.AddRange(own.Take(room));
                if (own.Count > room)
                {
                    return (rows, (day.Key, (day.Key == start.Day ? skip : 0) + room));
                }
            }

            if (rows.Count >= take)
            {
                return (rows, end + 1 < left.Count ? (left[end + 1], 0) : null);
            }
        }

        return (rows, null);
    }
}
