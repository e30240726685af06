using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Brings together what a day of a shop shows: its shifts, the lists that were sent, what was judged about reviews and complaints. Only what the book in force asks for is read.</summary>
internal sealed class DayProposals(FactsGatherer facts, IStandingCredits credits, IRuleBooks books, IFaultLog faults, JudgedReviews judged, IncidentBook incidents, PayOptions options)
{
    private static readonly HashSet<string> Shifts = new([FactsFiles.Roster.Name, FactsFiles.Leave.Name, FactsFiles.Presence.Name, FactsFiles.Accounts.Name], StringComparer.Ordinal);
    private static readonly HashSet<string> Acts = new([FactsFiles.OrderEvents.Name], StringComparer.Ordinal);
    private static readonly HashSet<string> Orders = new([FactsFiles.Orders.Name, FactsFiles.OrderEvents.Name, FactsFiles.Accounts.Name], StringComparer.Ordinal);
    private static readonly HashSet<string> Ledger = new([FactsFiles.Reviews.Name, FactsFiles.Complaints.Name, FactsFiles.Accounts.Name], StringComparer.Ordinal);

    /// <summary>Where the book asks for nothing, what was proposed under another one is taken back.</summary>
    public async Task ProposeAsync(ShopCard shop, LocalDate day, Instant now, CancellationToken ct) => await incidents.ProposeAsync(shop.Id, shop.TimeZone, day, await OfAsync(shop, day, now, ct), ct);

    /// <summary>Before a month is settled nobody is fined for a review that a person judged a moment ago and nobody was asked about.</summary>
    public async Task ProposeReviewsAsync(ShopCard shop, YearMonth month, Instant now, CancellationToken ct)
    {
        foreach (var day in await judged.DaysAsync(shop, MonthWindow.StartOf(shop, month), MonthWindow.StartOf(shop, month.PlusMonths(1)), ct))
        {
            await ProposeAsync(shop, day, now, ct);
        }
    }

    private async Task<IReadOnlyList<Proposal>> OfAsync(ShopCard shop, LocalDate day, Instant now, CancellationToken ct)
    {
        var start = shop.TimeZone.AtStartOfDay(day).ToInstant();
        var rules = (await books.EffectiveAsync(PaySection.Section, shop.Id, start, ct)).Rules;
        return [.. await ShiftsAsync(shop, day, start, now, rules, ct), .. await OrdersAsync(shop, day, start, rules, ct), .. await LedgerAsync(shop, day, start, now, rules, ct)];
    }

    private async Task<IReadOnlyList<Proposal>> ShiftsAsync(ShopCard shop, LocalDate day, Instant start, Instant now, PayRules rules, CancellationToken ct) =>
        ProposingRules.Of(rules) is { AskForNothing: false } shifts
            ? Proposing.Of(await GatherAsync(shop, start, day, Shifts, null, ct), shop.TimeZone, day, now, shifts, await faults.WithinAsync(shop.Organisation, new Interval(start, shop.TimeZone.AtStartOfDay(day.PlusDays(2)).ToInstant()), ct))
            : [];

    private async Task<IReadOnlyList<Proposal>> OrdersAsync(ShopCard shop, LocalDate day, Instant start, PayRules rules, CancellationToken ct) =>
        OrderProposing.Asks(rules) && OrderProposing.Sent(await GatherAsync(shop, start, day, Acts, null, ct), shop.TimeZone, day) is { Count: > 0 } sent
            ? OrderProposing.Of(await GatherAsync(shop, start - Duration.FromDays(options.ListLookbackDays), day, Orders, sent, ct), shop.TimeZone, day, rules)
            : [];

    private async Task<IReadOnlyList<Proposal>> LedgerAsync(ShopCard shop, LocalDate day, Instant start, Instant now, PayRules rules, CancellationToken ct)
    {
        if (!LedgerProposing.AsksReviews(rules) && !LedgerProposing.AsksComplaints(rules))
        {
            return [];
        }

        var known = await GatherAsync(shop, start, day, Ledger, null, ct);
        if (LedgerProposing.ReckonsReviews(rules) && await judged.KeptAsync(shop.Id, day, ct) is { } kept)
        {
            // A closed month was paid by what was known: no review of it is asked about anew.
            known = known with { Reviews = [.. known.Reviews.Where(r => kept.Contains(LedgerProposing.CauseOf(r)))] };
        }

        var reviewed = LedgerProposing.Orders(known, shop.TimeZone, day);
        var owners = reviewed.Count == 0 ? [] : (await credits.OfAsync(shop.Id, known, reviewed, now, ct)).Orders.Where(r => r.Person is not null).Select(r => (r.OrderId, Person: r.Person!)).ToList();
        return LedgerProposing.Of(known, shop.TimeZone, day, rules, owners.ToLookup(o => o.OrderId, o => o.Person, StringComparer.Ordinal));
    }

    private Task<FactSet> GatherAsync(ShopCard shop, Instant from, LocalDate day, HashSet<string> files, IReadOnlyCollection<string>? orders, CancellationToken ct) => facts.GatherAsync(new FactsWanted
    {
        Organisation = shop.Organisation,
        Shop = shop.Id,
        From = from,
        To = shop.TimeZone.AtStartOfDay(day.PlusDays(2)).ToInstant(),
        Orders = orders,
        Files = files,
        WithText = false,
    }, ct);
}
