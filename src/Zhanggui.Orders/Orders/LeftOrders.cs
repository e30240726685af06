using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>
/// Orders that nobody went on with, on the daily list of whoever has them (FUP-08): not paid, paid and not verified, paid and without a note, each after the
/// book's time and for as long as it says. Whose it is: who is credited, else who served the buyer last; nobody's are on everybody's list until somebody has
/// dealt with them. One that ends by itself (paid, sent, closed) leaves the list by itself.
/// </summary>
internal sealed class LeftOrders(Database database, IFollowUp book, IBuyers buyers, IEnumerable<IBuyerAgents> agents) : IDayMatters
{
    private const string Mine = " and o.credit_person = @me";
    private const string Nobodys = " and o.credit_person is null";

    /// <summary>Nobody's orders that are looked through for those whose buyer the person served: in a rush most of them are a colleague's.</summary>
    private const int MostOfNobody = 2_000;
    private const int AtOnce = 500;

    public IReadOnlyList<string> Kinds { get; } = ["order"];

    public async Task<IReadOnlyList<DayMatter>> OfAsync(Actor actor, DayAsk ask, string kind, CancellationToken ct)
    {
        var seesAll = actor.Can(Permissions.ReadAllOrders, ask.Shop);
        if (!seesAll && !actor.Can(Permissions.ReadOrder, ask.Shop))
        {
            return [];
        }

        var rules = await book.OrdersAsync(ask.Shop, ask.Now, ct);
        var person = ask.Whose ?? (seesAll ? null : actor.Person);
        await using var connection = await database.OpenAsync(ct);
        var found = new List<DayMatter>();
        if (rules.UnpaidAfter is { } unpaid)
        {
            found.AddRange(await ReadAsync("unpaid", "o.status = 'unpaid' and o.placed_at >= @from and o.placed_at <= @to", "o.placed_at", unpaid, rules.UnpaidFor));
        }

        // The same order both unverified and without a note is one thing to do: what comes first on the list.
        if (rules.UnverifiedAfter is { } unverified)
        {
            found.AddRange(await ReadAsync("unverified", "o.status = 'paid' and o.placed_at >= @placed and o.paid_at >= @from and o.paid_at <= @to and not exists (select 1 from orders_event e where e.shop_id = o.shop_id and e.order_id = o.order_id and e.event = 'verified')", "o.paid_at", unverified, rules.PaidFor));
        }

        if (rules.NoteAfter is { } note)
        {
            found.AddRange(await ReadAsync("note", "o.status = 'paid' and o.placed_at >= @placed and o.paid_at >= @from and o.paid_at <= @to and coalesce(o.own_note, o.seller_note, '') = ''", "o.paid_at", note, rules.PaidFor));
        }

        var named = await NamedAsync(ask.Shop, [.. found.DistinctBy(m => m.Link).OrderBy(m => m.Since)], rules.ServedWithin is { } within ? ask.Now - within : null, ct);
        return [.. named.Where(m => person is null || m.Owner is null || m.Owner == person).OrderBy(m => person is not null && m.Owner is null).ThenBy(m => m.Since).Take(ask.Limit)];

        async Task<IEnumerable<DayMatter>> ReadAsync(string state, string where, string since, Duration after, Duration? longest) => person is null
            ? await RowsAsync(state, where, since, after, longest, string.Empty, ask.Limit)
            : [.. await RowsAsync(state, where, since, after, longest, Mine, ask.Limit), .. await RowsAsync(state, where, since, after, longest, Nobodys, MostOfNobody)];

        Task<List<DayMatter>> RowsAsync(string state, string where, string since, Duration after, Duration? longest, string whose, int limit)
        {
            var from = longest is { } most ? (ask.Now - most).ToUnixTimeMilliseconds() : 0;
            // An order is paid after it was placed, at most by the time a platform keeps it unpaid.
            List<(string, object?)> values = [("shop", ask.Shop.Value), ("from", from), ("to", (ask.Now - after).ToUnixTimeMilliseconds()), ("limit", limit)];
            if (where.Contains("@placed", StringComparison.Ordinal))
            {
                values.Add(("placed", from == 0 ? 0 : from - (long)Duration.FromDays(93).TotalMilliseconds));
            }

            if (whose == Mine)
            {
                values.Add(("me", person!.Value.Value));
            }

            return connection.ReadAllAsync(null, $"select o.order_id, o.title, o.buyer, {since}, o.credit_person from orders_order o where o.shop_id = @shop and {where}{whose} order by o.placed_at, o.order_id limit @limit",
                r => new DayMatter(kind, $"{state}.{r.GetString(0)}", OrderRow.Text(r, 1) ?? r.GetString(0), state, Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), null, false, $"/orders/{Uri.EscapeDataString(r.GetString(0))}")
                {
                    BuyerName = OrderRow.Text(r, 2),
                    Owner = r.IsDBNull(4) ? null : PersonId.From(r.GetGuid(4)),
                    EndsHere = true,
                }, ct, [.. values]);
        }
    }

    /// <summary>The record of a buyer whom a platform has proved, so that the list leads there too, and who served them last.</summary>
    private async Task<IReadOnlyList<DayMatter>> NamedAsync(ShopId shop, IReadOnlyList<DayMatter> found, Instant? since, CancellationToken ct)
    {
        var known = new Dictionary<string, BuyerId>(StringComparer.Ordinal);
        foreach (var names in found.Select(f => f.BuyerName).OfType<string>().Where(n => !n.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var (name, id) in await buyers.FindByNamesAsync(shop, names, ct))
            {
                known[name] = id;
            }
        }

        var served = new Dictionary<BuyerId, PersonId>();
        if (since is { } from && agents.FirstOrDefault() is { } room)
        {
            foreach (var free in found.Where(f => f.Owner is null && f.BuyerName is { } name && known.ContainsKey(name)).Select(f => known[f.BuyerName!]).Distinct().Chunk(AtOnce))
            {
                foreach (var (buyer, person) in await room.LastAsync(shop, free, from, ct))
                {
                    served[buyer] = person;
                }
            }
        }

        return [.. found.Select(f => f.BuyerName is { } name && known.TryGetValue(name, out var id) ? f with { Buyer = id, Owner = f.Owner ?? (served.TryGetValue(id, out var person) ? person : null) } : f)];
    }
}
