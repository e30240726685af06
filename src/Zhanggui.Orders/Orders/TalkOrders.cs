using System.Globalization;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>The latest orders of the buyer whom somebody talks with: whoever sees the conversation and may read orders sees these, whoever earned them.</summary>
internal static class TalkOrders
{
    private const int Latest = 5;

    internal sealed record Answer(IReadOnlyList<OrderRow> Orders);

    public static async Task<IResult> HandleAsync(Guid id, Actor actor, IConversationLook looks, OrderAccess access, IBuyers buyers, Database database, OrderReader reader, CancellationToken ct)
    {
        if (await looks.FindForAsync(actor, new ConversationId(id), null, ct) is not { } talk || await access.FindShopAsync(actor, talk.Shop.Value, Permissions.ReadOrder, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var names = (await buyers.ProvenNamesAsync([new BuyerId(talk.Buyer)], ct)).Values.Distinct(StringComparer.Ordinal).Take(20).ToList();
        if (names.Count == 0)
        {
            return Results.Json(new Answer([]), HouseJson.Options);
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        var rows = await connection.ReadAllAsync(null, $"select {OrderRow.Columns} from orders_order where shop_id = @shop and buyer in ({list}) order by placed_at desc, order_id desc limit {Latest}", OrderRow.Read, ct,
            [("shop", shop.Id.Value), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
        return Results.Json(new Answer(await reader.NamedAsync(connection, shop.Id, rows, ct)), HouseJson.Options);
    }
}
