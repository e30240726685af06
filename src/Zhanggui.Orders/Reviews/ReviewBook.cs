using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Orders.Reviews;

/// <summary>A buyer's review of an order, with what a person found its cause to be.</summary>
internal sealed record ReviewView(Instant At, string? Platform, string? Rating, int? Stars, string? Text, string? Cause, string? DecidedBy, Instant? DecidedAt, string? ChangedTo, Instant? ChangedAt);

/// <summary>An act on an order that a facts folder brought.</summary>
internal sealed record BroughtEvent(string Id, Instant At, string Event, string? Name, string? Detail);

/// <summary>Reviews and acts of an order that stand in Records, read through the facts of the house.</summary>
internal sealed class ReviewBook(Lazy<FactsGatherer> gatherer, IRecordStore records, IPeople people, IStaffHistory staff)
{
    private static readonly Instant Ever = Instant.FromUtc(9000, 1, 1, 0, 0);
    private static readonly HashSet<string> Files = new([FactsFiles.Reviews.Name, FactsFiles.OrderEvents.Name], StringComparer.Ordinal);

    /// <summary>What Records holds of one order; acts made in the house are not among them.</summary>
    public async Task<(IReadOnlyList<ReviewView> Reviews, IReadOnlyList<BroughtEvent> Events)> OfOrderAsync(ShopCard shop, string order, CancellationToken ct)
    {
        var facts = await ReadAsync(shop, order, ct);
        var uses = facts.OrderEvents.Count == 0 ? [] : await staff.AccountUsesAsync(shop.Id, ct);
        string? Holder(OrderEventFact act) => Guid.TryParse(act.Account, out _) ? act.Account : uses.FirstOrDefault(u => u.Account == act.Account && u.From <= act.At && (u.To is null || u.To > act.At))?.Person.ToString();
        var ids = facts.Reviews.Select(r => r.DecidedBy).Concat(facts.OrderEvents.Select(Holder)).Where(p => Guid.TryParse(p, out _)).Select(p => new PersonId(Guid.Parse(p!))).Distinct().Take(500).ToList();
        var names = await people.FindManyAsync(ids, ct);
        string? Name(string? person) => Guid.TryParse(person, out var id) ? names.GetValueOrDefault(new PersonId(id))?.Name : person;
        return
        (
            [.. facts.Reviews.Where(r => r.OrderId == order).OrderBy(r => r.At).Select(r => new ReviewView(r.At, r.Platform, r.Rating, r.Stars, r.Text, r.Cause, Name(r.DecidedBy), r.DecidedAt, r.ChangedTo, r.ChangedAt))],
            [.. facts.OrderEvents.Where(e => e.OrderId == order && !Guid.TryParse(e.Id, out _)).OrderBy(e => e.At).Select(e => new BroughtEvent(e.Id, e.At, e.Event, Name(Holder(e)) ?? e.Account, e.Detail))]
        );
    }

    /// <summary>Keeps who decided what the cause is; what was there before stays in the history. False when there is no such review.</summary>
    public async Task<(bool IsThere, string? Before)> DecideAsync(ShopCard shop, string order, Instant at, string cause, PersonId by, Instant now, CancellationToken ct)
    {
        var review = (await ReadAsync(shop, order, ct)).Reviews.FirstOrDefault(r => r.OrderId == order && r.At.ToUnixTimeMilliseconds() == at.ToUnixTimeMilliseconds());
        if (review is null)
        {
            return (false, null);
        }

        await records.StoreAsync(shop.Id, FactsFiles.Reviews, [review with { Cause = cause, DecidedBy = by.ToString(), DecidedAt = now }], null, ct);
        return (true, review.Cause);
    }

    private Task<FactSet> ReadAsync(ShopCard shop, string order, CancellationToken ct) => gatherer.Value.GatherAsync(
        new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Instant.FromUnixTimeMilliseconds(0), To = Ever, Orders = [order], Files = Files, WithText = false }, ct);
}
