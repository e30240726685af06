using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <inheritdoc cref="IMetricsDesk"/>
internal sealed class MetricsDesk(IBookDesk books, IAttributionDesk attribution) : IMetricsDesk
{
    public IReadOnlyList<MetricRow> Measure(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to) =>
        Rows(facts, bookText, bookFolder, new Wish(from, to));

    public IReadOnlyList<MetricRow> MeasureFinely(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to) =>
        Rows(facts, bookText, bookFolder, new Wish(from, to) { IsFine = true });

    public IReadOnlyList<MetricMember> Rows(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to, MetricKey figure) =>
        Pass(facts, bookText, bookFolder, new Wish(from, to) { IsFine = true, Rows = figure }).Members();

    private IReadOnlyList<MetricRow> Rows(FactSet facts, string bookText, string? bookFolder, Wish wish)
    {
        var judgedFrom = books.Read(MetricsSection.Section, bookText, bookFolder, []).Rules.JudgedFrom;
        return CellMerge.Rows(Pass(facts, bookText, bookFolder, wish).Figures, wish.To, judgedFrom);
    }

    private Ledger Pass(FactSet facts, string bookText, string? bookFolder, Wish wish)
    {
        var staff = new Staff(facts);
        var ledger = new Ledger(staff, wish);
        var report = attribution.Decide(facts, bookText, bookFolder, month: null);
        foreach (var shop in ShopsOf(facts))
        {
            var rules = books.Read(MetricsSection.Section, bookText, bookFolder, [.. new[] { shop.Name, shop.Shop }.OfType<string>()]).Rules;
            Measurer.Measure(ledger, facts, report, shop, rules, staff);
        }

        return ledger;
    }

    /// <summary>The shops of the folder, and those that only rows name.</summary>
    private static IEnumerable<ShopFact> ShopsOf(FactSet facts)
    {
        var known = facts.Shops.GroupBy(s => s.Shop, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return facts.Orders.Select(o => o.Shop).Concat(facts.Messages.Select(m => m.Shop)).Concat(known.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(s => known.GetValueOrDefault(s) ?? new ShopFact { Shop = s });
    }
}
