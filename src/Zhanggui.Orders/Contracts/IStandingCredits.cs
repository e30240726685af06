using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Orders.Contracts;

/// <summary>Who has the orders of a shop by the decisions that stand: what people decided and what is closed included.</summary>
public interface IStandingCredits
{
    /// <summary>
    /// The decisions of these paid orders, with the unpaid orders of the facts as the rules of their time would give them. An order that
    /// still waits for its decision is left out; <see cref="OrdersDecided"/> tells when it came.
    /// </summary>
    Task<AttributionReport> OfAsync(ShopId shop, FactSet facts, IReadOnlyCollection<string> paid, Instant now, CancellationToken ct);
}

/// <summary>Orders of a shop were looked at anew, because a file, a person or a book concerned them; what was ordered, paid or refunded in [From, Until] may count otherwise. Milliseconds.</summary>
public sealed record OrdersDecided(ShopId Shop, long FromAt, long UntilAt) : IEvent
{
    public static string Name => "orders.decided";
}
