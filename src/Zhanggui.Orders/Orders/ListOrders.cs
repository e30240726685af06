using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>The list of orders, page after page, and the sums of everything that the filter finds.</summary>
internal static class ListOrders
{
    private const int Most = 500;

    internal sealed record Answer(IReadOnlyList<OrderRow> Orders, string? Next, bool OnlyOwn, Instant? WordsSince);

    public static async Task<IResult> HandleAsync(Guid shop, int? limit, string? after, HttpContext http, Actor actor, OrderAccess access, OrderReader reader, CancellationToken ct)
    {
        var filter = await FilterAsync(shop, http, actor, access, ct);
        if (filter.Refusal is { } no)
        {
            return no.ToProblem();
        }

        if (OrderFilter.Cursor(after) is var (value, id))
        {
            filter.Value.Behind(value, id);
        }

        var take = Math.Clamp(limit ?? 100, 1, Most);
        var since = await reader.NarrowWordsAsync(filter.Value, ct);
        var rows = await reader.ListAsync(filter.Value, take + 1, ct);
        var next = rows.Count > take ? string.Create(CultureInfo.InvariantCulture, $"{rows[take - 1].SortValue(filter.Value.Sort)}_{rows[take - 1].OrderId}") : null;
        return Results.Json(new Answer([.. rows.Take(take)], next, OnlyOwn(actor, ShopId.From(shop)), since), HouseJson.Options);
    }

    /// <summary>The sums of what the filter finds, of no more than <see cref="OrdersOptions.SumRows"/> orders unless all are asked for: then somebody waits for them.</summary>
    public static async Task<IResult> SumAsync(Guid shop, bool? all, HttpContext http, Actor actor, OrderAccess access, OrderReader reader, OrdersOptions options, CancellationToken ct)
    {
        var filter = await FilterAsync(shop, http, actor, access, ct);
        return filter.Refusal is { } no ? no.ToProblem() : Results.Json(await reader.SumAsync(filter.Value, all == true ? int.MaxValue : options.SumRows, ct), HouseJson.Options);
    }

    /// <summary>One order by its whole number: whoever may see orders at all may look up any, because "why not me?" is asked of other people's orders.</summary>
    public static async Task<IResult> ReadAsync(string id, Guid shop, Actor actor, OrderAccess access, OrderReader reader, CancellationToken ct) =>
        await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is { } card && await reader.FindAsync(card, id, ct) is { } page
            ? Results.Json(page, HouseJson.Options)
            : new OrderNotFound().ToProblem();

    internal static async Task<Outcome<OrderFilter>> FilterAsync(Guid shop, HttpContext http, Actor actor, OrderAccess access, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return new OrdersShopNotFound();
        }

        return OrderFilter.Of(card.Id, card.TimeZone, OnlyOwn(actor, card.Id) ? actor.Person : null, http.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant(), http.Request.Query);
    }

    private static bool OnlyOwn(Actor actor, ShopId shop) => !actor.Can(Permissions.ReadAllOrders, shop);
}
