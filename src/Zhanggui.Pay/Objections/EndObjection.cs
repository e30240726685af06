using System.Data.Common;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Objections;

/// <summary>
/// Withdrawn by who made it, upheld or rejected by somebody else with a reason. What is upheld is an approved adjustment of the month itself while it is open,
/// else of the next month that is not closed; the slip that was doubted is never rewritten.
/// </summary>
internal static class EndObjection
{
    internal sealed record DecideRequest(bool Uphold, long? Amount, string? Reason);

    internal sealed record Answer(Guid Id, string State, string? CorrectionMonth);

    public static async Task<IResult> WithdrawAsync(Guid id, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct) =>
        await EndAsync(id, Permissions.ReadSlip, actor, access, database, ct, async (c, t, shop, objection) =>
        {
            if (ObjectionRules.Withdraw(objection, actor.Person) is { } no)
            {
                return no;
            }

            var isEnded = await ObjectionBook.EndAsync(c, t, objection, ObjectionEnd.Withdrawn, actor.Person, clock.GetCurrentInstant(), null, null, ct);
            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.objection.withdraw", "objection", id.ToString(), clock, ct);
            return isEnded ? new Answer(id, "withdrawn", null) : new ObjectionAlreadyEnded(ObjectionEnd.Withdrawn);
        });

    public static async Task<IResult> DecideAsync(Guid id, DecideRequest request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct) =>
        await EndAsync(id, Permissions.DecideObjection, actor, access, database, ct, async (c, t, shop, objection) =>
        {
            var amount = request.Uphold ? new Fen(request.Amount ?? -objection.Amount.Value) : (Fen?)null;
            if (ObjectionRules.Decide(objection, actor.Person, request.Uphold, amount, request.Reason) is { } no)
            {
                return no;
            }

            var now = clock.GetCurrentInstant();
            var (correction, month) = request.Uphold ? (NewId.Create(clock), await OpenMonthAsync(c, t, shop.Id, objection.Month, ct)) : ((Guid?)null, (YearMonth?)null);
            var how = request.Uphold ? ObjectionEnd.Upheld : ObjectionEnd.Rejected;
            if (!await ObjectionBook.EndAsync(c, t, objection, how, actor.Person, now, request.Reason!.Trim(), correction, ct))
            {
                return new ObjectionAlreadyEnded(how);
            }

            if (month is { } into)
            {
                await c.ExecuteAsync(t,
                    "insert into pay_correction (id, shop_id, month, person_id, amount, reason, objection_id, about_month, about_code, approved_by, approved_at) values (@id, @shop, @month, @person, @amount, @reason, @objection, @about, @code, @by, @at)", ct,
                    ("id", correction), ("shop", shop.Id.Value), ("month", MonthText.Of(into)), ("person", objection.Person.Value), ("amount", amount!.Value.Value), ("reason", $"异议成立：{request.Reason.Trim()}"),
                    ("objection", id), ("about", MonthText.Of(objection.Month)), ("code", objection.Code), ("by", actor.Person.Value), ("at", now.ToUnixTimeMilliseconds()));
                // A month that was computed before shows the correction without being asked.
                if (await MonthBook.FindAsync(c, t, shop.Id, into, ct) is not null)
                {
                    await MonthBook.AskAsync(c, t, shop.Id, into, actor.Person, ct);
                }
            }

            await MonthAudit.WriteAsync(c, t, actor, shop, Permissions.DecideObjection, "objection", id.ToString(), clock, ct, new { State = how, Amount = amount?.ToString(), Month = month is { } m ? MonthText.Of(m) : null }, request.Reason.Trim());
            return new Answer(id, how.ToString().ToLowerInvariant(), month is { } at ? MonthText.Of(at) : null);
        });

    private static async Task<YearMonth> OpenMonthAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, CancellationToken ct)
    {
        for (; ; month = month.PlusMonths(1))
        {
            if (await MonthBook.TakeTurnAsync(c, t, shop, month, ct) is not { IsClosed: true })
            {
                return month;
            }
        }
    }

    private static async Task<IResult> EndAsync(Guid id, string permission, Actor actor, PayAccess access, Database database, CancellationToken ct, Func<DbConnection, DbTransaction, ShopCard, Objection, Task<Outcome<Answer>>> end)
    {
        Objection? objection;
        await using (var connection = await database.OpenAsync(ct))
        {
            objection = await ObjectionBook.FindAsync(connection, null, id, ct);
        }

        if (objection is null || await access.FindShopAsync(actor, objection.Shop.Value, permission, ct) is not { } shop)
        {
            return new ObjectionNotFound().ToProblem();
        }

        return (await database.WriteAsync(async (c, t) => await end(c, t, shop, (await ObjectionBook.FindAsync(c, t, id, ct))!), ct)).ToResult();
    }
}
