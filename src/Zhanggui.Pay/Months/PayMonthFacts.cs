using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <inheritdoc cref="IMonthFacts"/>
internal sealed class PayMonthFacts(FactsGatherer gatherer, IFactsWindow window, Database database, PayOptions options) : IMonthFacts
{
    public async Task<FactSet> GatherAsync(ShopCard shop, YearMonth month, CancellationToken ct) => await gatherer.GatherAsync(await WantedAsync(shop, month, ct), ct);

    public async Task GiveAsync(ShopCard shop, YearMonth month, IFactsSink sink, CancellationToken ct) => await gatherer.GiveAsync(await WantedAsync(shop, month, ct), sink, ct);

    private async Task<FactsWanted> WantedAsync(ShopCard shop, YearMonth month, CancellationToken ct)
    {
        var to = Start(shop, month.PlusMonths(1));
        var from = Start(shop, month) - await window.LongestAsync(shop.Id, to, ct);
        if (await EarliestAsync(shop, month, ct) is { } earliest)
        {
            from = Instant.Min(from, Start(shop, earliest));
        }

        return new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = from, To = to };
    }

    private async Task<YearMonth?> EarliestAsync(ShopCard shop, YearMonth month, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var closed = await connection.ReadAllAsync(null, "select min(month) from pay_month where shop_id = @shop and closed_at is not null and month < @month and month >= @first",
            r => r.IsDBNull(0) ? null : r.GetString(0), ct, ("shop", shop.Id.Value), ("month", MonthText.Of(month)), ("first", MonthText.Of(month.PlusMonths(-options.CorrectedMonths))));
        return MonthText.Read(closed.SingleOrDefault());
    }

    private static Instant Start(ShopCard shop, YearMonth month) => month.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();
}
