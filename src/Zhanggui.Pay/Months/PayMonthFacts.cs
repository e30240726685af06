using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <inheritdoc cref="IMonthFacts"/>
internal sealed class PayMonthFacts(FactsGatherer gatherer, MonthWindow window) : IMonthFacts
{
    public Task<FactSet> GatherAsync(ShopCard shop, YearMonth month, CancellationToken ct) => GatherAsync(shop, month, month.PlusMonths(1), [], withText: true, ct);

    public async Task<FactSet> GatherAsync(ShopCard shop, YearMonth from, YearMonth to, IReadOnlyList<string> bookTexts, bool withText, CancellationToken ct) =>
        await gatherer.GatherAsync(await WantedAsync(shop, from, to, bookTexts, withText, ct), ct);

    public async Task GiveAsync(ShopCard shop, YearMonth month, IFactsSink sink, CancellationToken ct) =>
        await gatherer.GiveAsync(await WantedAsync(shop, month, month.PlusMonths(1), [], withText: true, ct), sink, ct);

    private async Task<FactsWanted> WantedAsync(ShopCard shop, YearMonth from, YearMonth to, IReadOnlyList<string> bookTexts, bool withText, CancellationToken ct)
    {
        var end = MonthWindow.StartOf(shop, to);
        return new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = await window.StartAsync(shop, from, end, bookTexts, ct), To = end, WithText = withText };
    }
}
