using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Owner;

/// <summary>Brings together what the owner's page stands on: facts of the months and wages as they were settled.</summary>
internal sealed class OwnerDesk(Database database, FactsGatherer gatherer, OwnerShelf shelf, TimeProvider clock)
{
    private static readonly Dictionary<string, (long Total, bool IsClosed)> NoWages = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Files = new(new[]
    {
        FactsFiles.Orders.Name, FactsFiles.Refunds.Name, FactsFiles.Reviews.Name, FactsFiles.Complaints.Name, FactsFiles.Costs.Name, FactsFiles.Targets.Name, FactsFiles.FinanceItems.Name,
    }, StringComparer.Ordinal);

    public Task<FactSet> FactsAsync(ShopCard shop, YearMonth from, YearMonth to, CancellationToken ct) => gatherer.GatherAsync(new FactsWanted
    {
        Organisation = shop.Organisation,
        Shop = shop.Id,
        From = from.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant(),
        To = to.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant(),
        Files = Files,
        WithText = false,
    }, ct);

    /// <summary>Months that are over are reckoned once and kept until their facts change; wages always stand as they were settled.</summary>
    public async Task<IReadOnlyList<OwnerMonth>> ReadAsync(ShopCard shop, YearMonth from, YearMonth to, CancellationToken ct)
    {
        var months = Enumerable.Range(0, WhatIf.Months.Count(from, to)).Select(from.PlusMonths).ToList();
        var now = clock.GetCurrentInstant().InZone(shop.TimeZone).Date.ToYearMonth();
        var known = await shelf.OpenAsync(shop.Id, [.. months.Where(m => m.CompareTo(now) < 0)], ct);
        var missing = months.Where(m => !known.TryGetValue(m, out var kept) || kept.Kept is null).ToList();
        var fresh = new Dictionary<YearMonth, OwnerMonth>();
        if (missing.Count > 0)
        {
            var facts = await FactsAsync(shop, missing[0], missing[^1].PlusMonths(1), ct);
            foreach (var month in missing)
            {
                fresh[month] = OwnerAccounts.Of(facts, shop.TimeZone, month, month.PlusMonths(1), NoWages)[0];
                if (known.TryGetValue(month, out var kept))
                {
                    await shelf.KeepAsync(shop.Id, month, kept.Stamp, fresh[month], ct);
                }
            }
        }

        var wages = await WagesAsync(shop, from, to, ct);
        return [.. months.Select(m => OwnerAccounts.WithWages(fresh.GetValueOrDefault(m) ?? known[m].Kept!, wages.TryGetValue(MonthText.Of(m), out var paid) ? paid : null))];
    }

    private async Task<IReadOnlyDictionary<string, (long Total, bool IsClosed)>> WagesAsync(ShopCard shop, YearMonth from, YearMonth to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null,
            $"select m.month, r.total, m.closed_at from pay_month m join pay_run r on r.shop_id = m.shop_id and r.month = m.month and r.number = m.run where m.shop_id = @shop and m.month >= @from and m.month < @to limit {MonthBook.MostMonths}",
            r => (Month: r.GetString(0), Total: r.GetInt64(1), IsClosed: !r.IsDBNull(2)), ct, ("shop", shop.Id.Value), ("from", MonthText.Of(from)), ("to", MonthText.Of(to))))
            .ToDictionary(w => w.Month, w => (w.Total, w.IsClosed), StringComparer.Ordinal);
    }
}
