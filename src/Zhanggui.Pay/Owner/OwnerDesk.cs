using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Owner;

/// <summary>Brings together what the owner's page stands on: facts of the months and wages as they were settled.</summary>
internal sealed class OwnerDesk(Database database, FactsGatherer gatherer)
{
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

    public async Task<IReadOnlyList<OwnerMonth>> ReadAsync(ShopCard shop, YearMonth from, YearMonth to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var wages = await connection.ReadAllAsync(null,
            "select m.month, r.total, m.closed_at from pay_month m join pay_run r on r.shop_id = m.shop_id and r.month = m.month and r.number = m.run where m.shop_id = @shop and m.month >= @from and m.month < @to",
            r => (Month: r.GetString(0), Total: r.GetInt64(1), IsClosed: !r.IsDBNull(2)), ct, ("shop", shop.Id.Value), ("from", MonthText.Of(from)), ("to", MonthText.Of(to)));
        return OwnerAccounts.Of(await FactsAsync(shop, from, to, ct), shop.TimeZone, from, to, wages.ToDictionary(w => w.Month, w => (w.Total, w.IsClosed), StringComparer.Ordinal));
    }
}
