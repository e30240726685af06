using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>By which edition of which book which days were counted.</summary>
internal sealed record UsedBook(string Book, int Version, string Digest, LocalDate From, LocalDate To);

/// <summary>How far the days of a period are counted. Waiting = days that are being counted or counted again.</summary>
internal sealed record Counting(int Days, int Waiting, Instant? CountedAt, IReadOnlyList<UsedBook> Books, IReadOnlyList<string> Missing);

/// <summary>Figures of a period from the cells of its days; what has not been counted yet is asked for.</summary>
internal sealed class FigureReader(DayBook book, CellStore cells, ShopFacts source, TimeProvider clock)
{
    /// <summary>Talks of today and yesterday go on: their days are counted again when somebody looks.</summary>
    private static readonly Duration Fresh = Duration.FromMinutes(2);

    public async Task<Counting> CountingAsync(FigureView view, Period period, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(view.Shop.TimeZone).Date;
        var known = await book.ReadAsync(view.Shop.Id, period.From, period.To, ct);
        var passed = DayBook.Days(period.From, LocalDate.Min(period.To, today.PlusDays(1))).ToList();
        var asked = passed.Where(d => !known.TryGetValue(d, out var day) || (!day.IsWaiting && d >= today.PlusDays(-1) && day.CountedAt < now - Fresh)).ToList();
        await book.AskAsync(view.Shop.Id, asked, ct);
        var counted = known.Values.Where(d => d.CountedAt is not null).OrderBy(d => d.Day).ToList();
        var missing = counted.Count == 0 ? [] : counted.Select(d => d.Missing).Aggregate((a, b) => [.. a.Intersect(b, StringComparer.Ordinal)]);
        return new Counting(passed.Count, passed.Count(d => !known.TryGetValue(d, out var day) || day.CountedAt is null || (day.IsWaiting && d < today.PlusDays(-1))), counted.Min(d => d.CountedAt), Books(counted), missing);
    }

    public async Task<IReadOnlyList<MetricRow>> FiguresAsync(FigureView view, IReadOnlyCollection<string> scopes, Period period, IReadOnlyCollection<string>? metrics, Counting counting, CancellationToken ct)
    {
        var sums = await cells.SumAsync(view.Shop.Id, scopes, period.From, period.To, metrics, ct);
        var today = clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date;
        var rules = (await source.RulesAsync(view.Shop, LocalDate.Min(period.To.PlusDays(-1), today), ct)).Rules;
        var rows = sums.Select(s => CellMerge.Row(MetricCatalogue.Get(s.Key.Metric), s.Key.Set, s.Key.Scope, s.Value, today, rules.JudgedFrom)).ToList();
        if (scopes.Contains(view.ShopScope))
        {
            rows.AddRange(Rest(view.ShopScope, sums.Keys.Where(k => k.Scope == view.ShopScope).Select(k => (k.Metric, k.Set)).ToHashSet(), metrics, rules, counting.Missing));
        }

        rows.Sort(CellMerge.Ordinally);
        return rows;
    }

    /// <summary>Of the shop every figure stands there: with 0, or without a value and with the file it lacks.</summary>
    private static IEnumerable<MetricRow> Rest(string scope, HashSet<(string, string)> there, IReadOnlyCollection<string>? metrics, MetricRules rules, IReadOnlyList<string> missing) =>
        from definition in MetricCatalogue.All
        where metrics is null || metrics.Contains(definition.Metric)
        from set in Measurer.SetsOf(definition.Metric, rules)
        where !there.Contains((definition.Metric, set))
        let file = definition.Needs.FirstOrDefault(missing.Contains)
        select new MetricRow(definition.Metric, set, scope, definition.Unit, file is null ? 0 : null, file is null && definition.HasDenominator ? 0 : null, IsOpen: false, IsJudged: !definition.IsJudged, file);

    private static List<UsedBook> Books(IReadOnlyList<CountedDay> days)
    {
        var used = new List<UsedBook>();
        foreach (var day in days.Where(d => d.Book is not null))
        {
            var last = used.Count > 0 ? used[^1] : null;
            if (last is not null && last.Digest == day.Book!.Digest && last.Version == day.Book.Version)
            {
                used[^1] = last with { To = day.Day.PlusDays(1) };
            }
            else
            {
                used.Add(new UsedBook(day.Book!.Book, day.Book.Version, day.Book.Digest, day.Day, day.Day.PlusDays(1)));
            }
        }

        return used;
    }
}
