using System.Data.Common;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Gathers the facts that decide some orders: the orders, the other orders of their buyers, what was said to these buyers, people, accounts and presence.</summary>
internal sealed class CreditFacts(FactsGatherer gatherer)
{
    /// <summary>How far back talks are read where the book sets no inquiry window.</summary>
    private static readonly Duration WithoutWindow = Duration.FromDays(62);

    private static readonly HashSet<string> Files = new(
        new[]
        {
            FactsFiles.Shops.Name, FactsFiles.People.Name, FactsFiles.Accounts.Name, FactsFiles.Messages.Name, FactsFiles.Sessions.Name, FactsFiles.Presence.Name,
            FactsFiles.Orders.Name, FactsFiles.OrderLines.Name, FactsFiles.OrderEvents.Name,
        }, StringComparer.Ordinal);

    public async Task<FactSet> ReadAsync(DbConnection connection, ShopCard shop, IReadOnlyList<string> orders, AttributionRules today, CancellationToken ct)
    {
        var names = string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}"));
        var concerned = await connection.ReadAllAsync(null, $"select buyer, placed_at, paid_at, closed_at from orders_order where shop_id = @shop and order_id in ({names})",
            r => (Buyer: r.IsDBNull(0) ? null : r.GetString(0), Placed: r.GetInt64(1), End: new[] { r.GetInt64(1), r.IsDBNull(2) ? 0 : r.GetInt64(2), r.IsDBNull(3) ? 0 : r.GetInt64(3) }.Max()), ct,
            [("shop", shop.Id.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);
        if (concerned.Count == 0)
        {
            return new FactSet();
        }

        return await gatherer.GatherAsync(new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = Instant.FromUnixTimeMilliseconds(concerned.Min(o => o.Placed)) - Window(today),
            To = Instant.FromUnixTimeMilliseconds(concerned.Max(o => o.End)) + Duration.FromDays(1),
            Orders = orders,
            Buyers = [.. concerned.Select(o => o.Buyer).OfType<string>().Distinct(StringComparer.Ordinal)],
            Files = Files,
            WithText = false,
        }, ct);
    }

    /// <summary>What decides all orders of a period.</summary>
    public Task<FactSet> OfPeriodAsync(ShopCard shop, Instant from, Instant to, AttributionRules rules, CancellationToken ct) => gatherer.GatherAsync(new FactsWanted
    {
        Organisation = shop.Organisation,
        Shop = shop.Id,
        From = from - Window(rules),
        To = to,
        Files = Files,
        WithText = false,
    }, ct);

    /// <summary>A contact over midnight belongs to the day before, and a chase looks at the order before: some days more than the window.</summary>
    internal static Duration Window(AttributionRules rules) =>
        (rules.InquiryDays is { } days ? Duration.FromDays(days + 2) : WithoutWindow) + Duration.FromDays(rules.SameItemDays ?? 0) + (rules.ChaseProtection ?? Duration.Zero);
}
