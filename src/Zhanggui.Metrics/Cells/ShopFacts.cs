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

    private static readonly HashSet<string> TalkFiles = new([Need.Messages, Need.Sessions, Need.Transfers, Need.Ratings, Need.Presence, Need.Roster], StringComparer.Ordinal);

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

    /// <param name="metric">Only what this figure stands on; null = all figures.</param>
    public async Task<DayFacts> GatherAsync(ShopCard shop, LocalDate from, LocalDate to, MetricRules rules, string? metric, CancellationToken ct)
    {
        var facts = await FactsAsync(shop, from, to, rules, SourcesOf(metric), ct);
        var days = new ShopDays(shop.TimeZone);
        var last = to.PlusDays(Window(rules));
        var reviewed = facts.Reviews.Select(r => r.OrderId).Concat(facts.Refunds.Where(r => r.SucceededAt is { } at && days.Day(at) >= from && days.Day(at) < to).Select(r => r.OrderId)).ToHashSet(StringComparer.Ordinal);
        var paid = facts.Orders.Where(o => reviewed.Contains(o.OrderId) || (o.PaidAt is { } at && days.Day(at) >= from && days.Day(at) < last) || (o.PlacedAt is { } placed && days.Day(placed) >= from && days.Day(placed) < to)).Select(o => o.OrderId).ToList();
        return new DayFacts(facts, await credits.OfAsync(shop.Id, Unpaid(facts, days, from, last), paid, clock.GetCurrentInstant(), ct), new ShopFact { Shop = shop.Id.ToString(), Name = shop.Name, Platform = shop.Platform, Zone = shop.Zone });
    }

    /// <summary>The facts without decisions: another book decides them anew.</summary>
    public Task<FactSet> FactsAsync(ShopCard shop, LocalDate from, LocalDate to, MetricRules rules, CancellationToken ct) => FactsAsync(shop, from, to, rules, Sources.Both, ct);

    private async Task<FactSet> FactsAsync(ShopCard shop, LocalDate from, LocalDate to, MetricRules rules, Sources sources, CancellationToken ct)
    {
        var wanted = new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = Start(shop, from.PlusDays(-DaysBefore)),
            To = Start(shop, to.PlusDays(DaysAfter)),
            Files = sources == Sources.Sales ? OtherFiles.Except(TalkFiles).ToHashSet(StringComparer.Ordinal) : OtherFiles,
            OrdersBack = Duration.Zero,
        };
        var talks = await gatherer.GatherAsync(wanted, ct);
        if (sources == Sources.Talks)
        {
            return talks with { Missing = talks.Missing.Intersect(OtherFiles).Union(OrderFiles).ToHashSet(StringComparer.Ordinal) };
        }

        var (first, end) = sources == Sources.Sales ? (from.PlusDays(-1), to.PlusDays(1)) : (from.PlusDays(-DaysBack(rules) - 1), to.PlusDays(Window(rules) + 1));
        var sold = await gatherer.GatherAsync(wanted with { From = Start(shop, first), To = Start(shop, end), Files = OrderFiles }, ct);
        var old = await OldAsync(wanted, talks, sold, ct);
        return talks with
        {
            Orders = [.. sold.Orders, .. old.Orders],
            OrderLines = [.. sold.OrderLines, .. old.OrderLines],
            OrderEvents = [.. sold.OrderEvents, .. old.OrderEvents],
            Refunds = [.. sold.Refunds, .. old.Refunds],
            Missing = talks.Missing.Intersect(OtherFiles).Concat(sold.Missing.Intersect(OrderFiles)).Where(f => !MayBeEmpty.Contains(f)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Reviews and costs may be about orders older than the days: those are looked up by their numbers.</summary>
    private async Task<FactSet> OldAsync(FactsWanted wanted, FactSet talks, FactSet sold, CancellationToken ct)
    {
        var there = sold.Orders.Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        var named = talks.Reviews.Select(r => r.OrderId).Concat(talks.Costs.Select(c => c.OrderId)).OfType<string>().Where(o => o.Length > 0 && !there.Contains(o)).ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0)
        {
            return new FactSet();
        }

        var found = await gatherer.GatherAsync(wanted with { Orders = named, Files = OrderFiles }, ct);
        return found with
        {
            Orders = [.. found.Orders.Where(o => named.Contains(o.OrderId))],
            OrderLines = [.. found.OrderLines.Where(o => named.Contains(o.OrderId))],
            OrderEvents = [.. found.OrderEvents.Where(o => named.Contains(o.OrderId))],
            Refunds = [.. found.Refunds.Where(o => named.Contains(o.OrderId))],
        };
    }

    /// <summary>Which facts a figure stands on: talks only, orders and what was decided about them, or both.</summary>
    private enum Sources
    {
        Both,
        Talks,
        Sales,
    }

    private static Sources SourcesOf(string? metric) => metric is null ? Sources.Both : MetricCatalogue.Get(metric) switch
    {
        { Metric: "inquiry_buyers" or "order_to_pay_rate" or "reminder_success" } => Sources.Both, // what comes for after-sales, what would be credited, what was reminded long after
        var d when d.Needs.Contains(Need.Messages) => d.Needs.Any(OrderFiles.Contains) ? Sources.Both : Sources.Talks,
        var d when d.Needs.Contains(Need.Orders) => Sources.Sales,
        _ => Sources.Both,
    };

    /// <summary>How far back an order may tell that its buyer comes for after-sales.</summary>
    private static int DaysBack(MetricRules rules) => (rules.AfterSalesDays ?? 0) + (rules.AfterSalesTest == AfterSalesTest.OpenOrder ? Volume.LongestWay : 0);

    public static int Window(MetricRules rules) => (rules.InquiryDays ?? WithoutWindow) + (rules.PayDays ?? WithoutWindow);

    private static Instant Start(ShopCard shop, LocalDate day) => shop.TimeZone.AtStartOfDay(day).ToInstant();

    /// <summary>Only orders that the days can ask about are judged; what was ordered long before is there for the after-sales test.</summary>
    private static FactSet Unpaid(FactSet facts, ShopDays days, LocalDate from, LocalDate last) =>
        facts with { Orders = [.. facts.Orders.Where(o => o.PaidAt is not null || (o.PlacedAt is { } placed && days.Day(placed) >= from && days.Day(placed) < last))] };
}
