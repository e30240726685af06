using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>
/// Notes on orders: ours, the platform's, and what the buyer wrote when ordering. Whoever reads own orders only finds those credited to them; an erased
/// order has no notes.
/// </summary>
internal sealed class OrderNotes(Database database, IShops shops) : INoteSearch
{
    private const int PageRows = 2000;
    private const int MostLooked = 100_000;

    public string Of => "order";

    public async Task<FoundNotes> FindAsync(Actor actor, ShopId shop, Func<string, bool> isFound, string? after, int limit, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return FoundNotes.None;
        }

        var isOwnOnly = !actor.Can(Permissions.ReadAllOrders, card.Id);
        var place = Place(after);
        var found = new List<FoundNote>();
        await using var connection = await database.OpenAsync(ct);
        for (var looked = 0; ;)
        {
            // Orders without a note cost a look at their row: the page counts rows, so that it ends.
            var page = await connection.ReadAllAsync(null,
                "select order_id, placed_at, own_note, seller_note, buyer_message from orders_order where shop_id = @shop and placed_at <= @at and (placed_at < @at or order_id < @id)" +
                (isOwnOnly ? " and credit_person = @person" : string.Empty) + " order by placed_at desc, order_id desc limit @limit",
                r => (Id: r.GetString(0), At: r.GetInt64(1), Notes: new[] { OrderRow.Text(r, 2), OrderRow.Text(r, 3), OrderRow.Text(r, 4) }), ct,
                [("shop", card.Id.Value), ("at", place.At), ("id", place.Id), ("limit", PageRows), .. isOwnOnly ? [("person", (object?)actor.Person.Value)] : Array.Empty<(string, object?)>()]);
            foreach (var order in page)
            {
                if (order.Notes.FirstOrDefault(n => n is not null && isFound(n)) is { } note)
                {
                    if (found.Count == limit)
                    {
                        return new FoundNotes(found, Text(place));
                    }

                    found.Add(new FoundNote(order.Id, order.Id, note, Instant.FromUnixTimeMilliseconds(order.At)));
                }

                place = (order.At, order.Id);
            }

            looked += page.Count;
            if (page.Count < PageRows || looked >= MostLooked)
            {
                return new FoundNotes(found, page.Count < PageRows ? null : Text(place));
            }
        }
    }

    private static string Text((long At, string Id) place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.At}_{place.Id}");

    private static (long At, string Id) Place(string? text) =>
        text?.IndexOf('_', StringComparison.Ordinal) is > 0 and var cut && long.TryParse(text[..cut], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? (at, text[(cut + 1)..]) : (long.MaxValue, string.Empty);
}
