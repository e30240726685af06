using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>From when on the facts of a month count: as far back as something can decide its orders, and from the earliest closed month that may still be corrected.</summary>
internal sealed class MonthWindow(IFactsWindow window, Database database, PayOptions options)
{
    /// <summary><paramref name="bookTexts"/> are books that are only tried: they may look back further than the one in force.</summary>
    public async Task<Instant> StartAsync(ShopCard shop, YearMonth month, Instant until, IReadOnlyList<string> bookTexts, CancellationToken ct)
    {
        var back = bookTexts.Aggregate(await window.LongestAsync(shop.Id, until, ct), (longest, text) => Duration.Max(longest, window.LongestOf(text, shop.Name)));
        var from = StartOf(shop, month) - back;
        return await EarliestAsync(shop, month, ct) is { } earliest ? Instant.Min(from, StartOf(shop, earliest)) : from;
    }

    public static Instant StartOf(ShopCard shop, YearMonth month) => month.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();

    private async Task<YearMonth?> EarliestAsync(ShopCard shop, YearMonth month, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var closed = await connection.ReadAllAsync(null, "select min(month) from pay_month where shop_id = @shop and closed_at is not null and month < @month and month >= @first",
            r => r.IsDBNull(0) ? null : r.GetString(0), ct, ("shop", shop.Id.Value), ("month", MonthText.Of(month)), ("first", MonthText.Of(month.PlusMonths(-options.CorrectedMonths))));
        return MonthText.Read(closed.SingleOrDefault());
    }
}
