using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Sales;

/// <summary>What an item sold by month, what the coming month will need, and how far the rule was off before. Without an item number it is the title that counts.</summary>
internal sealed record ForecastLine(string Item, string? Title, IReadOnlyList<long> Sold, long Forecast, long? Stock, long? ToBuy, ForecastError Error);

internal sealed record ForecastReport(string Month, IReadOnlyList<string> Months, IReadOnlyList<ForecastLine> Lines, long Forecast, ForecastError Error, bool IsCut);

/// <summary>Adds up the sold pieces of whole months and asks the rule.</summary>
internal sealed class ForecastReader(Database database, IGoods goods, IForecastMethods methods)
{
    private const int Months = 24;
    private const int MostItems = 5000;
    private const int ItemsAtOnce = 500;

    /// <summary>The next month, from the whole months before this one.</summary>
    private const int Ahead = 2;

    // A line given back in money as a whole was not needed; an order closed by the platform was not sold.
    private const string Sold = "from orders_order o join orders_line l on l.shop_id = o.shop_id and l.order_id = o.order_id " +
        "where o.shop_id = @shop and o.paid_at >= @from and o.paid_at < @to and (o.status is null or o.status <> 'closed') and (l.item is not null or l.title is not null) and not (coalesce(l.paid, 0) > 0 and coalesce(l.refunded, 0) >= l.paid)";

    public async Task<ForecastReport> ReadAsync(ShopCard shop, Instant now, CancellationToken ct)
    {
        var current = now.InZone(shop.TimeZone).Date.ToYearMonth();
        var months = Enumerable.Range(1, Months).Select(i => current.PlusMonths(-i)).Reverse().ToList();
        var sold = new Dictionary<string, (string? Title, long[] Pieces)>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(ct);
        var isCut = false;
        for (var i = 0; i < months.Count; i++)
        {
            var (from, to) = Span(shop, months[i]);
            var rows = await connection.ReadAllAsync(null, $"select coalesce(l.item, l.title), max(l.title), cast(sum(coalesce(l.quantity, 1)) as bigint) {Sold} group by coalesce(l.item, l.title) order by 3 desc limit {MostItems}",
                r => (Item: r.GetString(0), Title: r.IsDBNull(1) ? null : r.GetString(1), Pieces: r.GetInt64(2)), ct, ("shop", shop.Id.Value), ("from", from), ("to", to));
            isCut |= rows.Count == MostItems;
            foreach (var (item, title, pieces) in rows)
            {
                var known = sold.TryGetValue(item, out var before) ? before : (null, new long[months.Count]);
                known.Item2[i] = pieces;
                sold[item] = (title ?? known.Item1, known.Item2);
            }
        }

        var first = Enumerable.Range(0, months.Count).FirstOrDefault(i => sold.Values.Any(s => s.Pieces[i] > 0), months.Count);
        var method = await methods.OfAsync(shop.Id, ct);
        var cards = await CardsAsync(shop, [.. sold.Keys], ct);
        var lines = sold.Select(s => LineOf(s.Key, s.Value.Title, s.Value.Pieces, first, cards.GetValueOrDefault(s.Key), method)).OrderByDescending(l => l.ToBuy ?? l.Forecast).ThenBy(l => l.Item, StringComparer.Ordinal).ToList();
        return new ForecastReport(Name(current.PlusMonths(Ahead - 1)), [.. months.Skip(first).Select(Name)], lines, lines.Sum(l => l.Forecast), lines.Aggregate(default(ForecastError), (sum, l) => sum + l.Error), isCut);
    }

    /// <summary>The order lines behind a number, latest first.</summary>
    public async Task<IReadOnlyList<(string Order, long PaidAt, string? Title, long Pieces)>> LinesAsync(ShopCard shop, string item, YearMonth month, int most, CancellationToken ct)
    {
        var (from, to) = Span(shop, month);
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select o.order_id, o.paid_at, l.title, coalesce(l.quantity, 1) {Sold} and coalesce(l.item, l.title) = @item order by o.paid_at desc, o.order_id limit {most}",
            r => (r.GetString(0), r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetInt64(3)), ct, ("shop", shop.Id.Value), ("from", from), ("to", to), ("item", item));
    }

    private static ForecastLine LineOf(string item, string? title, long[] pieces, int first, ProductCard? card, ForecastMethod method)
    {
        // An item is forecast from the month in which it was first sold: what was not there was not unsold.
        var sold = pieces.SkipWhile(p => p == 0).ToList();
        var forecast = PurchaseForecast.Of(sold, Ahead, method) ?? 0;
        var stock = card?.Stock?.Quantity;
        return new ForecastLine(item, card?.Title ?? title, [.. pieces.Skip(first)], forecast, stock, stock is { } there ? Math.Max(0, forecast - Math.Max(0, there)) : null, PurchaseForecast.Tried(sold, Ahead, method));
    }

    private async Task<Dictionary<string, ProductCard>> CardsAsync(ShopCard shop, IReadOnlyList<string> items, CancellationToken ct)
    {
        var cards = new Dictionary<string, ProductCard>(StringComparer.Ordinal);
        foreach (var some in items.Chunk(ItemsAtOnce))
        {
            foreach (var (item, card) in await goods.FindManyAsync(shop.Id, some, ct))
            {
                cards[item] = card;
            }
        }

        return cards;
    }

    private static (long From, long To) Span(ShopCard shop, YearMonth month)
    {
        long At(LocalDate day) => shop.TimeZone.AtStartOfDay(day).ToInstant().ToUnixTimeMilliseconds();
        return (At(month.OnDayOfMonth(1)), At(month.PlusMonths(1).OnDayOfMonth(1)));
    }

    private static string Name(YearMonth month) => YearMonthPattern.Iso.Format(month);
}
