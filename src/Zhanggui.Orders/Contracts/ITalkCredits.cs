using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Contracts;

/// <summary>What an order brought a person because of one message; <paramref name="Amount"/> in fen, the person's own part of it.</summary>
public sealed record TalkCredit(string Order, string Person, string MessageId, long Amount);

/// <summary>Credits that words won, as they stand: who earned an order, and by which message.</summary>
public interface ITalkCredits
{
    /// <summary>Of the orders paid inside the interval, oldest first; at most <paramref name="limit"/> orders.</summary>
    Task<IReadOnlyList<TalkCredit>> PaidAsync(ShopId shop, Interval within, int limit, CancellationToken ct);
}
