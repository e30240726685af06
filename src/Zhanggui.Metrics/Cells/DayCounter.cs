using NodaTime;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>Days that one edition of the rules counts, with the figures of each.</summary>
internal sealed record CountedSpan(LocalDate From, LocalDate To, BookName Book, IReadOnlyList<string> Missing, IReadOnlyCollection<Figure> Figures, IReadOnlyDictionary<string, string?> Teams);

/// <summary>Counts days of a shop from the facts of all rooms: for the store, or one figure with its rows.</summary>
internal sealed class DayCounter(ShopFacts source)
{
    public async Task<IReadOnlyList<CountedSpan>> CountAsync(ShopCard shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var spans = new List<CountedSpan>();
        foreach (var (first, end, rules) in await SpansAsync(shop, from, to, ct))
        {
            var (ledger, missing) = await PassAsync(shop, new Wish(first, end) { IsFine = true }, rules.Rules, ct);
            var teams = ledger.Figures.SelectMany(f => f.Cells.Keys).Select(k => k.Scope).Distinct(StringComparer.Ordinal)
                .ToDictionary(s => s, s => s.StartsWith("person:", StringComparison.Ordinal) ? ledger.TeamOf(s["person:".Length..], end.PlusDays(-1)) : null, StringComparer.Ordinal);
            spans.Add(new CountedSpan(first, end, rules.Book, missing, ledger.Figures, teams));
        }

        return spans;
    }

    /// <summary>The rows of a figure over some days, counted from the facts as they are now.</summary>
    public async Task<IReadOnlyList<MetricMember>> RowsAsync(ShopCard shop, LocalDate from, LocalDate to, MetricKey figure, CancellationToken ct)
    {
        var rows = new List<MetricMember>();
        foreach (var (first, end, rules) in await SpansAsync(shop, from, to, ct))
        {
            var (ledger, _) = await PassAsync(shop, new Wish(first, end) { IsFine = true, Rows = figure }, rules.Rules, ct);
            rows.AddRange(ledger.Members());
        }

        return rows;
    }

    private async Task<(Ledger Ledger, IReadOnlyList<string> Missing)> PassAsync(ShopCard shop, Wish wish, MetricRules rules, CancellationToken ct)
    {
        var day = await source.GatherAsync(shop, wish.From, wish.To, rules, wish.Rows?.Metric, ct);
        var staff = new Staff(day.Facts);
        var ledger = new Ledger(staff, wish);
        Measurer.Measure(ledger, day.Facts, day.Report, day.Shop, rules, staff);
        return (ledger, [.. MetricCatalogue.All.SelectMany(d => d.Needs).Distinct(StringComparer.Ordinal).Where(day.Facts.Missing.Contains).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Days in a row under the same edition are counted together.</summary>
    private async Task<IReadOnlyList<(LocalDate From, LocalDate To, InForce<MetricRules> Rules)>> SpansAsync(ShopCard shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var spans = new List<(LocalDate From, LocalDate To, InForce<MetricRules> Rules)>();
        foreach (var day in DayBook.Days(from, to))
        {
            var rules = await source.RulesAsync(shop, day, ct);
            if (spans.Count > 0 && spans[^1].Rules.Book == rules.Book)
            {
                spans[^1] = (spans[^1].From, day.PlusDays(1), rules);
            }
            else
            {
                spans.Add((day, day.PlusDays(1), rules));
            }
        }

        return spans;
    }
}
