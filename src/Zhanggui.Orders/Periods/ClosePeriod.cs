using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.Periods;

/// <summary>Closes a month of credit, for ever. Decisions of that month never change again; late facts are listed beside it.</summary>
internal static class ClosePeriod
{
    internal sealed record Request(Guid Shop);

    internal sealed record Answer(string Month, long Orders, long Paid, long Credited, long Silent, Instant ClosedAt);

    public static async Task<IResult> HandleAsync(string month, Request request, Actor actor, OrderAccess access, CreditRules rules, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.ClosePeriod, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (PeriodReader.Month(month) is not { } asked)
        {
            return new PeriodUnknown().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var way = await rules.RefundsAsync(shop, asked, now, ct);
        var closed = await database.WriteAsync<Outcome<Answer>>(async (c, t) =>
        {
            // Nobody stores a decision of this shop between the look and the commit.
            await PeriodBook.TakeTurnAsync(c, t, shop.Id, ct);
            if (PeriodRules.Close(await PeriodReader.StateAsync(c, t, shop, asked, way, ct), now.InZone(shop.TimeZone).Date) is { } no)
            {
                return no;
            }

            var text = StoredDecision.MonthText(asked);
            var found = await PeriodReader.SumsAsync(c, t, shop.Id, ct, text);
            var sums = found.Count == 0 ? PeriodSums.None(text) : found[0];
            var digest = await PeriodReader.DigestAsync(c, t, shop.Id, text, ct);
            await c.ExecuteAsync(t,
                "insert into orders_period (shop_id, month, closed_at, closed_by, orders, paid, credited, silent, digest) values (@shop, @month, @at, @by, @orders, @paid, @credited, @silent, @digest)", ct,
                ("shop", shop.Id.Value), ("month", text), ("at", now.ToUnixTimeMilliseconds()), ("by", actor.Person.Value), ("orders", sums.Orders), ("paid", sums.Paid), ("credited", sums.Credited), ("silent", sums.Silent), ("digest", digest));
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, shop.Id, actor.Person, "orders.period.close", "month", text, After: new { sums.Orders, sums.Paid, sums.Credited, sums.Silent, digest }), ct);
            return new Answer(text, sums.Orders, sums.Paid, sums.Credited, sums.Silent, now);
        }, ct);
        return closed.ToResult();
    }
}
