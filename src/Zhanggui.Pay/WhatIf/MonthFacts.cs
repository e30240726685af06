using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Every fact that settling some months of a shop can read, in one set: as the folders that <c>zhanggui export facts</c> writes, laid together.</summary>
internal sealed class MonthFacts(FactsGatherer gatherer, IFactsWindow window)
{
    /// <summary>A tried book may look back further than the one in force.</summary>
    private static readonly Duration AtLeast = Duration.FromDays(62);

    public async Task<FactSet> GatherAsync(ShopCard shop, YearMonth from, YearMonth to, bool withText, CancellationToken ct)
    {
        var start = from.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();
        var end = to.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();
        var back = Duration.Max(AtLeast, await window.LongestAsync(shop.Id, end, ct));
        return await gatherer.GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = start - back, To = end, WithText = withText }, ct);
    }
}
