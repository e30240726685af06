using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Slips;

namespace Zhanggui.Pay.Objections;

/// <summary>Somebody doubts a line of the own slip, with words and what proves them: orders, messages, anything.</summary>
internal static class MakeObjection
{
    internal sealed record Request(Guid Shop, string Month, string Code, string? Reason, IReadOnlyList<string>? Evidence);

    internal sealed record Answer(Guid Id);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await ReadSlip.FindAsync(request.Month, actor.Person.ToString(), request.Shop, actor, access, database, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, stored, _, _, lines) = found.Value;
        if (lines.FirstOrDefault(l => l.Line.Code == request.Code) is not { } line)
        {
            return new ObjectionLineUnknown().ToProblem();
        }

        var now = Instant.FromUnixTimeMilliseconds(clock.GetCurrentInstant().ToUnixTimeMilliseconds());
        var evidence = (request.Evidence ?? []).Select(e => e.Trim()).Where(e => e.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var made = await database.WriteAsync<Outcome<Answer>>(async (c, t) =>
        {
            var month = await MonthBook.TakeTurnAsync(c, t, shop.Id, stored.Month, ct) ?? stored;
            if (ObjectionRules.Make(month, await ObjectionBook.HasOpenAsync(c, t, shop.Id, stored.Month, actor.Person, request.Code, ct), request.Reason, evidence, now) is { } no)
            {
                return no;
            }

            var objection = new Objection(NewId.Create(clock), shop.Id, stored.Month, actor.Person, request.Code, line.Line.Amount, request.Reason!.Trim(), evidence, now, null);
            await ObjectionBook.AddAsync(c, t, objection, ct);
            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.objection.make", "objection", objection.Id.ToString(), clock, ct, new { Month = MonthText.Of(stored.Month), request.Code });
            return new Answer(objection.Id);
        }, ct);
        return made.ToResult();
    }
}
