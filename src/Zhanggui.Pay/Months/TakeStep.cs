using System.Data.Common;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Slips;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>The steps of a month: proposed to the people, agreed, closed for ever, paid. Each is taken once, with a name and a time.</summary>
internal static class TakeStep
{
    internal sealed record Request(Guid Shop);

    internal sealed record PaidRequest(Guid Shop, LocalDate On);

    internal sealed record Answer(string Month, MonthState State);

    public static async Task<IResult> ProposeAsync(string month, Request request, Actor actor, PayAccess access, IPublishedBooks books, IBookDesk desk, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.SettleMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, at) = found.Value;
        var now = clock.GetCurrentInstant();
        var days = await ObjectionDaysAsync(shop, at, books, desk, database, ct);
        return await StepAsync(shop, at, database, ct, async (c, t, stored) =>
        {
            if (MonthRules.Propose(stored, now.InZone(shop.TimeZone).Date) is { } no)
            {
                return no;
            }

            var until = days is { } open ? now.InZone(shop.TimeZone).Date.PlusDays(open + 1).AtStartOfDayInZone(shop.TimeZone).ToInstant() : (Instant?)null;
            await c.ExecuteAsync(t, "update pay_month set state = 'proposed', proposed_at = @at, proposed_by = @by, objections_until = @until where shop_id = @shop and month = @month", ct,
                ("at", now.ToUnixTimeMilliseconds()), ("by", actor.Person.Value), ("until", until?.ToUnixTimeMilliseconds()), ("shop", shop.Id.Value), ("month", MonthText.Of(at)));
            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.month.propose", "month", MonthText.Of(at), clock, ct, new { stored.Run });
            return new Answer(MonthText.Of(at), MonthState.Proposed);
        });
    }

    public static async Task<IResult> AgreeAsync(string month, Request request, Actor actor, PayAccess access, IPeople people, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.SettleMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, at) = found.Value;
        var now = clock.GetCurrentInstant();
        return await StepAsync(shop, at, database, ct, async (c, t, stored) =>
        {
            if (MonthRules.Agree(stored, await ConsentBook.CountAsync(c, t, stored, people, ct), now) is { } no)
            {
                return no;
            }

            await c.ExecuteAsync(t, "update pay_month set state = 'agreed', agreed_at = @at, agreed_by = @by where shop_id = @shop and month = @month", ct,
                ("at", now.ToUnixTimeMilliseconds()), ("by", actor.Person.Value), ("shop", shop.Id.Value), ("month", MonthText.Of(at)));
            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.month.agree", "month", MonthText.Of(at), clock, ct, new { stored.Run });
            return new Answer(MonthText.Of(at), MonthState.Agreed);
        });
    }

    public static async Task<IResult> CloseAsync(string month, Request request, Actor actor, PayAccess access, MonthWaits waits, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.CloseMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, at) = found.Value;
        var now = clock.GetCurrentInstant();
        var others = await waits.OthersAsync(actor.Organisation, shop.Id, at, await RunAsync(shop, at, database, ct), ct);
        return await StepAsync(shop, at, database, ct, async (c, t, stored) =>
        {
            var run = stored.Run is { } number ? await RunBook.FindAsync(c, t, shop.Id, at, number, ct) : null;
            if (MonthRules.Close(stored, others.Count(w => !w.IsNote) + (await MonthWaits.OwnAsync(c, t, shop.Id, at, run, ct)).Count) is { } no)
            {
                return no;
            }

            var digest = RunBook.DigestOf(await RunBook.SlipsAsync(c, t, shop.Id, at, run!.Number, ct));
            await c.ExecuteAsync(t, "update pay_month set state = 'closed', closed_at = @at, closed_by = @by, digest = @digest where shop_id = @shop and month = @month", ct,
                ("at", now.ToUnixTimeMilliseconds()), ("by", actor.Person.Value), ("digest", digest), ("shop", shop.Id.Value), ("month", MonthText.Of(at)));
            await MonthAudit.WriteAsync(c, t, actor, shop, Permissions.CloseMonth, "month", MonthText.Of(at), clock, ct, new { stored.Run, run.Slips, Total = run.Total.ToString(), digest });
            return new Answer(MonthText.Of(at), MonthState.Closed);
        });
    }

    public static async Task<IResult> PayAsync(string month, PaidRequest request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.CloseMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, at) = found.Value;
        var now = clock.GetCurrentInstant();
        return await StepAsync(shop, at, database, ct, async (c, t, stored) =>
        {
            if (MonthRules.Pay(stored, request.On, now.InZone(shop.TimeZone).Date) is { } no)
            {
                return no;
            }

            var on = LocalDatePattern.Iso.Format(request.On);
            if (await c.ExecuteAsync(t, "update pay_month set state = 'paid', paid_on = @on, paid_at = @at, paid_by = @by where shop_id = @shop and month = @month and paid_at is null", ct,
                ("on", on), ("at", now.ToUnixTimeMilliseconds()), ("by", actor.Person.Value), ("shop", shop.Id.Value), ("month", MonthText.Of(at))) == 0)
            {
                return new PayStepTaken(MonthText.Of(at));
            }

            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.month.paid", "month", MonthText.Of(at), clock, ct, new { on });
            return new Answer(MonthText.Of(at), MonthState.Paid);
        });
    }

    private static async Task<IResult> StepAsync(ShopCard shop, YearMonth month, Database database, CancellationToken ct, Func<DbConnection, DbTransaction, PayMonth, Task<Outcome<Answer>>> step)
    {
        var done = await database.WriteAsync<Outcome<Answer>>(async (c, t) =>
            await MonthBook.TakeTurnAsync(c, t, shop.Id, month, ct) is { } stored ? await step(c, t, stored) : new PayMonthNotFound(), ct);
        return done.ToResult();
    }

    private static async Task<int?> ObjectionDaysAsync(ShopCard shop, YearMonth month, IPublishedBooks books, IBookDesk desk, Database database, CancellationToken ct) =>
        await RunAsync(shop, month, database, ct) is { } run && await books.FindAsync(shop.Organisation, run.Book, ct) is { } book ? desk.Read(PaySection.Section, book.Text, null, []).Rules.ObjectionDays : null;

    private static async Task<StoredRun?> RunAsync(ShopCard shop, YearMonth month, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await MonthBook.FindAsync(connection, null, shop.Id, month, ct) is { Run: { } run } ? await RunBook.FindAsync(connection, null, shop.Id, month, run, ct) : null;
    }
}
