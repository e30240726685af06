using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Orders.Credits;

/// <inheritdoc cref="ITalkCredits"/>
internal sealed class TalkCredits(Database database) : ITalkCredits
{
    public async Task<IReadOnlyList<TalkCredit>> PaidAsync(ShopId shop, Interval within, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select o.order_id, d.credits from orders_order o join orders_decision d on d.shop_id = o.shop_id and d.order_id = o.order_id " +
            "where o.shop_id = @shop and o.paid_at >= @from and o.paid_at < @to and o.credit_basis not in ('silent', 'silent-pool', 'undecided') and d.number = (select max(n.number) from orders_decision n where n.shop_id = o.shop_id and n.order_id = o.order_id) " +
            "order by o.paid_at, o.order_id limit @limit",
            r => (Order: r.GetString(0), Credits: r.GetString(1)), ct,
            ("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()), ("limit", limit));
        return
        [
            .. rows.SelectMany(r => JsonSerializer.Deserialize<List<StoredCredit>>(r.Credits, HouseJson.Options)!
                .Where(c => c is { Person: not null, MessageId: not null }).Select(c => new TalkCredit(r.Order, c.Person!, c.MessageId!, c.Amount))),
        ];
    }
}
