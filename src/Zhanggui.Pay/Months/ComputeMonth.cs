using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Pay.Months;

/// <summary>Asks for a month to be computed, for the first time or again.</summary>
internal static class ComputeMonth
{
    internal sealed record Request(Guid Shop);

    internal sealed record Answer(string Month);

    public static async Task<IResult> HandleAsync(string month, Request request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.SettleMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, asked) = found.Value;
        var today = clock.GetCurrentInstant().InZone(shop.TimeZone).Date;
        var done = await database.WriteAsync<Outcome<Answer>>(async (c, t) =>
        {
            if (MonthRules.Compute(await MonthBook.FindAsync(c, t, shop.Id, asked, ct) ?? PayMonth.New(shop.Id, asked), today) is { } no)
            {
                return no;
            }

            await MonthBook.AskAsync(c, t, shop.Id, asked, actor.Person, ct);
            await MonthAudit.WriteAsync(c, t, actor, shop, Permissions.SettleMonth, "month", MonthText.Of(asked), clock, ct);
            return new Answer(MonthText.Of(asked));
        }, ct);
        return done.ToResult();
    }
}
