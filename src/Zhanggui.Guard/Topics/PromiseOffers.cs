using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>What the book promises whoever asks for this, to be recorded by whoever speaks with them. <paramref name="Order"/>: the buyer's newest order, which it is about.</summary>
internal sealed record PromiseOffer(string Policy, string What, LocalDate? On, Instant? Due, DueFrom? From, Instant? Since, string? Order, NoDue? Why);

/// <summary>Works out the promise that stands beside a policy in one conversation.</summary>
internal sealed class PromiseOffers(Lazy<INewestOrder?> orders)
{
    /// <summary>The right of the room of orders: who may not look at orders is told of none.</summary>
    private const string ReadOrder = "orders.order.read";

    public async Task<PromiseOffer?> ForAsync(BookTopic topic, PolicyRulesOfBook rules, GuardedTalk talk, BuyerId? buyer, ShopCard shop, Actor actor, Instant now, CancellationToken ct)
    {
        if (PolicyChoice.Proposal(topic, rules.Policies) is not { Promise: { } promise } policy)
        {
            return null;
        }

        var order = buyer is { } who && actor.Can(ReadOrder, shop.Id) && orders.Value is { } room ? await room.FindAsync(shop.Id, who, ct) : null;
        var asked = promise.From == DueFrom.Request ? PromiseDue.AskedAt(talk.Line.Earlier, text => rules.Book.Read(text).Any(h => h.Topic == topic.Key)) : null;
        var due = PromiseDue.Of(promise, asked, order?.At, BusinessCalendar.Of(shop), now);
        return new PromiseOffer(policy.Key, promise.What, due.On, due.Due, promise.From, due.Since, order?.Order, due.Why);
    }
}
