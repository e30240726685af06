using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Orders.Oversold;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>The newest orders of the buyer of a conversation, for whoever may see it; found by the names under which platforms proved the buyer.</summary>
internal static class LatestOrders
{
    private const int Most = 3;
    private const int MostNames = 50;

    /// <summary>Money in fen. <paramref name="Region"/>: province, city and county of the address.</summary>
    internal sealed record Line(string OrderId, Instant PlacedAt, string? Status, string? StatusSaid, string? Title, long? Paid, string? Note, string? Flag, string? Region, bool IsOversold);

    /// <param name="IsNamed">A platform has proved who the buyer is; otherwise nothing can be found.</param>
    internal sealed record Answer(IReadOnlyList<Line> Orders, bool IsNamed);

    public static async Task<IResult> HandleAsync(Guid conversation, Actor actor, IEnumerable<IBuyerTalk> talks, IBuyers buyers, Database database, CancellationToken ct)
    {
        if (talks.FirstOrDefault() is not { } talk || await talk.FindForAsync(actor, conversation, null, ct) is not { } found || !actor.Can(Permissions.ReadOrder, found.Shop))
        {
            return new OrderNotFound().ToProblem();
        }

        var names = (await buyers.ProvenNamesAsync([found.Buyer], ct)).Values.Distinct(StringComparer.Ordinal).Take(MostNames).ToList();
        if (names.Count == 0)
        {
            return Results.Json(new Answer([], false), HouseJson.Options);
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        var lines = await connection.ReadAllAsync(null,
            $"select order_id, placed_at, status, status_said, title, coalesce(paid, amount), coalesce(own_note, seller_note), coalesce(own_flag, flag), region from orders_order where shop_id = @shop and buyer in ({list}) order by placed_at desc, order_id desc limit {Most}",
            r => new Line(r.GetString(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), OrderRow.Text(r, 2), OrderRow.Text(r, 3), OrderRow.Text(r, 4), OrderRow.Number(r, 5), OrderRow.Text(r, 6), OrderRow.Text(r, 7), OrderRow.Text(r, 8), false), ct,
            [("shop", found.Shop.Value), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
        var oversold = await OversoldBook.OfAsync(connection, found.Shop, [.. lines.Select(l => l.OrderId)], ct);
        return Results.Json(new Answer([.. lines.Select(l => l with { IsOversold = oversold.Contains(l.OrderId) })], true), HouseJson.Options);
    }
}
