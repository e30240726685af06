using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Periods;

/// <summary>Months with what they add up to, what is left to decide, and what came after the close.</summary>
internal static class ListPeriods
{
    private const int MostLate = 500;

    internal sealed record PeriodView(string Month, long Orders, long Paid, long Credited, long Silent, long Undecided, long UndecidedOrders, Instant? ClosedAt, string? ClosedBy, long Late);

    internal sealed record Answer(IReadOnlyList<PeriodView> Months, IReadOnlyList<DoubtCount> Doubts, long Waiting, long OpenClaims, long RefundsToJudge, bool NeedsRefunds);

    internal sealed record LateView(string OrderId, Instant At, string Zh, string En, string? HoldsZh, string? HoldsEn, long BaseAmount, long? HoldsAmount);

    internal sealed record LateAnswer(IReadOnlyList<LateView> Orders);

    public static async Task<IResult> HandleAsync(Guid shop, string? month, Actor actor, OrderAccess access, Database database, Claims.ClaimBook claims, CreditRules rules, TimeProvider clock, IPeople people, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (!string.IsNullOrEmpty(month) && PeriodReader.Month(month) is null)
        {
            return new PeriodUnknown().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var sums = await PeriodReader.SumsAsync(connection, null, card.Id, ct);
        var closed = (await connection.ReadAllAsync(null, "select month, closed_at, closed_by from orders_period where shop_id = @shop",
            r => (Month: r.GetString(0), At: Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), By: new PersonId(r.GetGuid(2))), ct, ("shop", card.Id.Value))).ToDictionary(p => p.Month, StringComparer.Ordinal);
        var late = (await connection.ReadAllAsync(null, "select late_month, cast(count(distinct order_id) as bigint) from orders_aside where shop_id = @shop and late_month is not null group by late_month",
            r => (r.GetString(0), r.GetInt64(1)), ct, ("shop", card.Id.Value))).ToDictionary(StringComparer.Ordinal);
        var names = await people.FindManyAsync([.. closed.Values.Select(p => p.By).Distinct().Take(1000)], ct);
        var months = sums.Concat(closed.Keys.Where(m => sums.All(s => s.Month != m)).Select(m => PeriodSums.None(m))).OrderByDescending(s => s.Month, StringComparer.Ordinal).Select(s =>
        {
            var isClosed = closed.TryGetValue(s.Month, out var period);
            return new PeriodView(s.Month, s.Orders, s.Paid, s.Credited, s.Silent, s.Undecided, s.UndecidedOrders, isClosed ? period.At : null, isClosed ? names.GetValueOrDefault(period.By)?.Name : null, late.GetValueOrDefault(s.Month));
        });
        var refunds = await connection.ReadLongAsync(null, "select count(*) from orders_refund where shop_id = @shop and succeeded_at is not null and decided_by is null", ct, ("shop", card.Id.Value));
        var now = clock.GetCurrentInstant();
        var needs = await rules.RefundsAsync(card, PeriodReader.Month(month) ?? now.InZone(card.TimeZone).Date.ToYearMonth(), now, ct) == Rules.RefundWay.Responsible;
        return Results.Json(new Answer([.. months], await PeriodReader.DoubtsAsync(connection, card.Id, string.IsNullOrEmpty(month) ? null : month, ct), await ToDecide.CountAsync(connection, null, card.Id, ct),
            await claims.CountOpenAsync(card.Id, ct), refunds ?? 0, needs), HouseJson.Options);
    }

    /// <summary>What facts that came after the close would have changed.</summary>
    public static async Task<IResult> LateAsync(string month, Guid shop, Actor actor, OrderAccess access, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select a.order_id, a.decided_at, a.sentence_zh, a.sentence_en, d.sentence_zh, d.sentence_en, a.base_amount, d.base_amount from orders_aside a left join orders_decision d on d.shop_id = a.shop_id and d.order_id = a.order_id and d.number = " +
            "(select max(number) from orders_decision n where n.shop_id = a.shop_id and n.order_id = a.order_id) where a.shop_id = @shop and a.late_month = @month and a.number = " +
            $"(select max(number) from orders_aside n where n.shop_id = a.shop_id and n.order_id = a.order_id) order by a.decided_at desc, a.order_id limit {MostLate}",
            r => new LateView(r.GetString(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(2), r.GetString(3), Orders.OrderRow.Text(r, 4), Orders.OrderRow.Text(r, 5), r.GetInt64(6), Orders.OrderRow.Number(r, 7)), ct,
            ("shop", card.Id.Value), ("month", month));
        return Results.Json(new LateAnswer(rows), HouseJson.Options);
    }
}
