using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Events;
using Zhanggui.Orders.Orders;

namespace Zhanggui.Orders.Refunds;

/// <summary>A person decides who is responsible for a refund (AFT-12); what a file says about it is a hint and costs nobody anything.</summary>
internal static class JudgeRefund
{
    private const int Most = 500;

    /// <summary>As the facts folder names them.</summary>
    public static readonly IReadOnlySet<string> Parties = new HashSet<string>(StringComparer.Ordinal) { "quality", "buyer", "agent", "team", "courier", "warehouse" };

    internal sealed record Request(Guid Shop, string Responsible, string? Reason);

    internal sealed record RefundLine(string RefundId, string OrderId, long? Amount, Instant? SucceededAt, string? ReasonPlatform, string? ResponsibleSaid, string? Responsible, string? Buyer, string? Title);

    internal sealed record Answer(IReadOnlyList<RefundLine> Refunds);

    /// <summary>Refunds that nobody has judged, newest first.</summary>
    public static async Task<IResult> ListAsync(Guid shop, Actor actor, OrderAccess access, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select r.refund_id, r.order_id, r.amount, r.succeeded_at, r.reason_platform, r.responsible_said, r.responsible, o.buyer, o.title from orders_refund r left join orders_order o on o.shop_id = r.shop_id and o.order_id = r.order_id " +
            $"where r.shop_id = @shop and r.succeeded_at is not null and r.decided_by is null order by r.succeeded_at desc, r.refund_id limit {Most}",
            r => new RefundLine(r.GetString(0), r.GetString(1), OrderRow.Number(r, 2), OrderRow.Time(r, 3), OrderRow.Text(r, 4), OrderRow.Text(r, 5), OrderRow.Text(r, 6), OrderRow.Text(r, 7), OrderRow.Text(r, 8)), ct, ("shop", card.Id.Value));
        return Results.Json(new Answer(rows), HouseJson.Options);
    }

    public static async Task<IResult> HandleAsync(string id, Request request, Actor actor, OrderAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecideCredit, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (!Parties.Contains(request.Responsible))
        {
            return new RefundResponsibleWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        var refused = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            var before = await c.ReadAllAsync(t, "select order_id, responsible from orders_refund where shop_id = @shop and refund_id = @id", r => (Order: r.GetString(0), Responsible: OrderRow.Text(r, 1)), ct, ("shop", shop.Id.Value), ("id", id));
            if (before.Count == 0)
            {
                return new RefundNotFound();
            }

            await c.ExecuteAsync(t, "update orders_refund set responsible = @responsible, decided_by = @by, decided_at = @at where shop_id = @shop and refund_id = @id", ct,
                ("responsible", request.Responsible), ("by", actor.Person.Value), ("at", now), ("shop", shop.Id.Value), ("id", id));
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now,
                new AuditEntry(actor.Organisation, shop.Id, actor.Person, "orders.refund.judge", "refund", id, Before: new { before[0].Responsible }, After: new { request.Responsible, before[0].Order }, Reason: request.Reason), ct);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new { id, request.Responsible }, HouseJson.Options);
    }
}
