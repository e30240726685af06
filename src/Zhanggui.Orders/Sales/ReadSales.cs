using System.Globalization;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Earners;
using Zhanggui.Orders.Periods;

namespace Zhanggui.Orders.Sales;

/// <summary>The personal sales sheet (个人销售表) of a person and month, and where it and the shipping sheets differ.</summary>
internal static class ReadSales
{
    private const int MostOrders = 50_000;
    private const int MostDifferences = 2000;

    internal sealed record Answer(string Month, Guid? Person, IReadOnlyList<SalesLine> Lines, string? Next, long? Orders, long? Credited, bool HasSheet);

    internal sealed record DifferenceAnswer(string Month, Guid? Person, IReadOnlyList<SalesDifference> Differences, IReadOnlyDictionary<string, int> Counts, bool HasSheet, bool IsCut);

    public static async Task<IResult> HandleAsync(Guid shop, string? month, string? person, string? after, int? limit, Actor actor, OrderAccess access, SalesReader reader, Database database, CancellationToken ct)
    {
        var wish = await WishAsync(shop, month, person, actor, access, ct);
        if (wish.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var take = Math.Clamp(limit ?? 200, 1, SalesReader.OrdersAtOnce);
        var sold = await reader.NextAsync(wish.Value, Cursor(after), take + 1, ct);
        var (orders, credited) = string.IsNullOrEmpty(after) ? await SumAsync(wish.Value, database, ct) : (null, null);
        var next = sold.Count > take ? string.Create(CultureInfo.InvariantCulture, $"{sold[take - 1].Order.PlacedAt.ToUnixTimeMilliseconds()}_{sold[take - 1].Order.OrderId}") : null;
        return Results.Json(new Answer(wish.Value.Month, wish.Value.Person?.Value, [.. sold.Take(take).SelectMany(SalesReader.Lines)], next, orders, credited, await HasSheetAsync(wish.Value, database, ct)), HouseJson.Options);
    }

    public static async Task<IResult> DifferencesAsync(Guid shop, string? month, string? person, string? kind, Actor actor, OrderAccess access, SalesReader reader, Database database, CancellationToken ct)
    {
        var wish = await WishAsync(shop, month, person, actor, access, ct);
        if (wish.Refusal is { } no)
        {
            return no.ToProblem();
        }

        if (kind is { Length: > 0 } && !Reconciling.Kinds.Contains(kind))
        {
            return new OrderFilterUnknown("kind").ToProblem();
        }

        var (all, isCut) = await AllAsync(wish.Value, reader, ct);
        var shown = all.Where(d => string.IsNullOrEmpty(kind) || d.Kind == kind).Take(MostDifferences).ToList();
        return Results.Json(new DifferenceAnswer(wish.Value.Month, wish.Value.Person?.Value, shown, all.CountBy(d => d.Kind).ToDictionary(StringComparer.Ordinal), await HasSheetAsync(wish.Value, database, ct), isCut || shown.Count == MostDifferences), HouseJson.Options);
    }

    /// <summary>Every difference of the month; cut where a shop has more orders than one answer can walk through.</summary>
    internal static async Task<(IReadOnlyList<SalesDifference> All, bool IsCut)> AllAsync(SalesWish wish, SalesReader reader, CancellationToken ct)
    {
        var all = new List<SalesDifference>(await reader.StrayAsync(wish, MostDifferences, ct));
        (long, string)? after = null;
        for (var seen = 0; seen < MostOrders;)
        {
            var sold = await reader.NextAsync(wish, after, SalesReader.OrdersAtOnce, ct);
            all.AddRange(sold.SelectMany(SalesReader.Differences));
            seen += sold.Count;
            if (sold.Count < SalesReader.OrdersAtOnce)
            {
                return (all, false);
            }

            after = (sold[^1].Order.PlacedAt.ToUnixTimeMilliseconds(), sold[^1].Order.OrderId);
        }

        return (all, true);
    }

    /// <summary>One's own sheet for everybody who sees orders; others' and the whole shop's for whoever sees all orders.</summary>
    internal static async Task<Outcome<SalesWish>> WishAsync(Guid shop, string? month, string? person, Actor actor, OrderAccess access, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return new OrdersShopNotFound();
        }

        if (PeriodReader.Month(month) is null)
        {
            return new OrderFilterUnknown("month");
        }

        var mayAll = actor.Can(Permissions.ReadAllOrders, card.Id);
        if (person is null or "")
        {
            return new SalesWish(card, month!, mayAll ? null : actor.Person);
        }

        if (!Guid.TryParse(person, out var id))
        {
            return new OrderFilterUnknown("person");
        }

        return mayAll || id == actor.Person.Value ? new SalesWish(card, month!, new PersonId(id)) : new OrdersShopNotFound();
    }

    private static async Task<(long? Orders, long? Credited)> SumAsync(SalesWish wish, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var earned = await EarnerReader.EarnedAsync(connection, wish.Shop.Id, wish.Month, ct);
        var mine = wish.Person is { } person ? earned.Where(e => e.Person == person.ToString()).ToList() : [.. earned];
        return (mine.Sum(e => e.Orders), mine.Sum(e => e.Amount));
    }

    private static async Task<bool> HasSheetAsync(SalesWish wish, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select 1 from orders_shipment where shop_id = @shop limit 1", ct, ("shop", wish.Shop.Id.Value)) is not null;
    }

    private static (long, string)? Cursor(string? text) => Orders.OrderFilter.Cursor(text);
}
