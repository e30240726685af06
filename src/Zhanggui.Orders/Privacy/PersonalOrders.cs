using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Orders;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Privacy;

/// <summary>What orders tell of a buyer. They know the platform's name and no record of the buyers' book, so the buyer is found by the marks of the proven names.</summary>
internal sealed class PersonalOrders(Database database, TimeProvider clock) : IPersonalData
{
    private const int OrdersAtOnce = 500;

    public string Section => "orders";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        json.WriteStartArray();
        await using var connection = await database.OpenAsync(ct);
        foreach (var name in await NamesAsync(subject, ct))
        {
            var rows = await connection.ReadAllAsync(null, $"select {OrderRow.Columns} from orders_order where shop_id = @shop and buyer = @buyer order by placed_at", OrderRow.Read, ct, ("shop", subject.Shop.Value), ("buyer", name));
            foreach (var order in rows)
            {
                json.WriteStartObject();
                json.WriteString("order", order.OrderId);
                json.WriteString("platform", order.Platform);
                json.WriteString("buyer", order.Buyer);
                json.WriteString("placedAt", order.PlacedAt.ToString());
                json.WriteString("title", order.Title);
                json.WriteString("message", order.BuyerMessage);
                json.WriteString("note", order.SellerNote);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var name in await NamesAsync(subject, ct))
        {
            var orders = await OrdersAsync(subject.Shop, name, ct);
            foreach (var some in orders.Chunk(OrdersAtOnce))
            {
                await database.WriteAsync(async (c, t) =>
                {
                    await OrderEraser.EraseAsync(c, t, subject.Shop, some, clock.GetCurrentInstant(), ct);
                    return 0;
                }, ct);
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        var count = 0L;
        foreach (var name in await NamesAsync(subject, ct))
        {
            count += (await OrdersAsync(subject.Shop, name, ct)).Count;
        }

        return new Dictionary<string, long>(StringComparer.Ordinal) { ["orders"] = count };
    }

    /// <summary>The names in the shop's orders that bear one of the marks.</summary>
    private Task<IReadOnlyList<string>> NamesAsync(DataSubject subject, CancellationToken ct) => subject.NamesAmongAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select distinct buyer from orders_order where shop_id = @shop and buyer is not null", r => r.GetString(0), ct, ("shop", subject.Shop.Value));
    });

    private async Task<IReadOnlyList<string>> OrdersAsync(ShopId shop, string buyer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select order_id from orders_order where shop_id = @shop and buyer = @buyer", r => r.GetString(0), ct, ("shop", shop.Value), ("buyer", buyer));
    }
}
