using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Months;

namespace Zhanggui.Pay.Owner;

/// <summary>
/// Keeps months of the owner's accounts as they were reckoned, without wages. Changed facts raise the stamp of their months and take the answer away; an answer is
/// kept only for the stamp under which its facts were asked for, so that nothing old is kept as new.
/// </summary>
internal sealed class OwnerShelf(Database database)
{
    /// <summary>What is kept of these months, and the stamp under which anything new may be kept.</summary>
    public Task<IReadOnlyDictionary<YearMonth, (long Stamp, OwnerMonth? Kept)>> OpenAsync(ShopId shop, IReadOnlyCollection<YearMonth> months, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyDictionary<YearMonth, (long, OwnerMonth?)>>(async (c, t) =>
        {
            if (months.Count == 0)
            {
                return new Dictionary<YearMonth, (long, OwnerMonth?)>();
            }

            var texts = months.Select(MonthText.Of).Order(StringComparer.Ordinal).ToList();
            await ManyRows.ExecuteAsync(c, t, "insert into pay_owner_month (shop_id, month, stamp) values (@shop, @month, 0) on conflict do nothing", ["shop", "month"], [.. texts.Select(m => (object?[])[shop.Value, m])], ct);
            var rows = await c.ReadAllAsync(t, $"select month, stamp, answer from pay_owner_month where shop_id = @shop and month >= @first and month <= @last limit {MonthBook.MostMonths}",
                r => (Month: MonthText.Read(r.GetString(0))!.Value, Stamp: r.GetInt64(1), Answer: r.IsDBNull(2) ? null : r.GetString(2)), ct, ("shop", shop.Value), ("first", texts[0]), ("last", texts[^1]));
            return rows.ToDictionary(r => r.Month, r => (r.Stamp, r.Answer is null ? null : JsonSerializer.Deserialize<OwnerMonth>(r.Answer, HouseJson.Options)));
        }, ct);

    public Task KeepAsync(ShopId shop, YearMonth month, long stamp, OwnerMonth answer, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_owner_month set answer = @answer where shop_id = @shop and month = @month and stamp = @stamp", ct,
        ("answer", JsonSerializer.Serialize(answer, HouseJson.Options)), ("shop", shop.Value), ("month", MonthText.Of(month)), ("stamp", stamp)), ct);

    public Task ForgetAsync(ShopId shop, string first, string last, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_owner_month set stamp = stamp + 1, answer = null where shop_id = @shop and month >= @first and month <= @last", ct, ("shop", shop.Value), ("first", first), ("last", last)), ct);
}
