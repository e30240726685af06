using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>Facts that the figures of some days stand on, with the decisions about their orders.</summary>
internal sealed record DayFacts(FactSet Facts, AttributionReport Report, ShopFact Shop);

/// <summary>Gathers the facts of days: talks some days around them, orders as far back as the after-sales test looks and as far on as the windows reach.</summary>
internal sealed class ShopFacts(FactsGatherer gatherer, IStandingCredits credits, IRuleBooks books, TimeProvider clock)
{
    /// <summary>An answer that comes later than this after the days asked for no longer counts as an answer.</summary>
    public const int DaysAfter = 3;

    /// <summary>Before the days: sittings over midnight, and contacts that unpaid orders stand on.</summary>
    public const int DaysBefore = 6;

    /// <summary>Where the book sets no window.</summary>
    public const int WithoutWindow = 31;

    private static readonly HashSet<string> OrderFiles = new([Need.Orders, Need.Lines, Need.Events, Need.Refunds], StringComparer.Ordinal);

    /// <summary>Files of which a shop may have no row without anything being wrong: no row is a zero.</summary>
    private static readonly HashSet<string> MayBeEmpty = new([Need.Events, Need.Refunds, Need.Lines], StringComparer.Ordinal);

    private static readonly HashSet<string> OtherFiles = new(
    [
        "shops.csv", "people.csv", "accounts.csv", "filters.csv", Need.Messages, Need.Sessions, Need.Transfers, Need.Ratings, Need.Reviews, Need.Presence, Need.Roster, Need.Promises,
        Need.Incidents, Need.Complaints, Need.Costs,
    ], StringComparer.Ordinal);

    /// <summary>The rules of counting that held at the beginning of a day; days before the first book go by today's.</summary>
    public async Task<InForce<MetricRules>> RulesAsync(ShopCard shop, LocalDate day, CancellationToken ct)
    {
        var then = await books.EffectiveAsync(MetricsSection.Section, shop.Id, shop.TimeZone.AtStartOfDay(day).ToInstant(), ct);
        return then.Book.Version > 0 ? then : await books.EffectiveAsync(MetricsSection.Section, shop.Id, clock.GetCurrentInstant(), ct);
    }

    public async Task<DayFacts> GatherAsync(ShopCard shop, LocalDate from, LocalDate to, MetricRules rules, CancellationToken ct)
    {
        var facts = await FactsAsync(shop, from, to, rules, ct);
        var days = new ShopDays(shop.TimeZone);
        var last = to.PlusDays(Window(rules));
        var reviewed = facts.Reviews.Select(r => r.OrderId).Concat(facts.Refunds.Where(r => r.SucceededAt is { } at && days.Day(at) >= from && days.Day(at) < to).Select(r => r.OrderId)).ToHashSet(StringComparer.Ordinal);
        var paid = facts.Orders.Where(o => reviewed.Contains(o.OrderId) || (o.PaidAt is { } at && days.Day(at) >= from && days.Day(at) < last) || (o.PlacedAt is { } placed && days.Day(placed) >= from && days.Day(placed) < to)).Select(o => o.OrderId).ToList();
        return new DayFacts(facts, await credits.OfAsync(shop.Id, Unpaid(facts, days, from, last), paid, clock.GetCurrentInstant(), ct), new ShopFact { Shop = shop.Id.ToString(), Name = shop.Name, Platform = shop.Platform, Zone = shop.Zone });
    }

    /// <summary>The facts without decisions: another book decides them anew.</summary>
    public async Task<FactSet> FactsAsync(ShopCard shop, LocalDate from, LocalDate to, MetricRules rules, CancellationToken ct)
    {
        var wanted = new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = Start(shop, from.PlusDays(-DaysBefore)),
            To = Start(shop, to.PlusDays(DaysAfter)),
            Files = OtherFiles,
        };
        var talks = await gatherer.GatherAsync(wanted, ct);
        var sold = await gatherer.GatherAsync(wanted with { From = Start(shop, from.PlusDays(-(rules.AfterSalesDays ?? 0) - 1)), To = Start(shop, to.PlusDays(Window(rules) + 1)), Files = OrderFiles }, ct);
        return talks with
        {
            Orders = sold.Orders,
            OrderLines = sold.OrderLines,
            OrderEvents = sold.OrderEvents,
            Refunds = sold.Refunds,
            Missing = talks.Missing.Intersect(OtherFiles).Concat(sold.Missing.Intersect(OrderFiles)).Where(f => !MayBeEmpty.Contains(f)).ToHashSet(StringComparer.Ordinal),
        };
    }

    public static int Window(MetricRules rules) => (rules.InquiryDays ?? WithoutWindow) + (rules.PayDays ?? WithoutWindow);

    private static Instant Start(ShopCard shop, LocalDate day) => shop.TimeZone.AtStartOfDay(day).ToInstant();

    /// <summary>Only orders that the days can ask about are judged; what was ordered long before is there for the after-sales test.</summary>
    private static FactSet Unpaid(FactSet facts, ShopDays days, LocalDate from, LocalDate last) =>
        facts with { Orders = [.. facts.Orders.Where(o => o.PaidAt is not null || (o.PlacedAt is { } placed && days.Day(placed) >= from && days.Day(placed) < last))] };
}
