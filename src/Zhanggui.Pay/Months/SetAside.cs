using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Somebody decides that an open point, or all of one kind, stays as it was reckoned, and says why. Nothing of the amounts changes.</summary>
internal static class SetAside
{
    internal sealed record Request(Guid Shop, string Kind, string? Subject, string? Reason);

    internal sealed record Answer(int Settled);

    public static async Task<IResult> HandleAsync(string month, Request request, Actor actor, PayAccess access, BookShown shown, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, month, Permissions.CloseMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, at) = found.Value;
        var reason = request.Reason?.Trim() ?? string.Empty;
        if (reason.Length is 0 or > MonthRules.LongestReason)
        {
            return new PayReasonWrong(MonthRules.LongestReason).ToProblem();
        }

        var unseen = request.Kind == BookShown.Kind ? await UnseenAsync(shop, at, shown, database, ct) : [];
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        var done = await database.WriteAsync<Outcome<Answer>>(async (c, t) =>
        {
            if (await MonthBook.TakeTurnAsync(c, t, shop.Id, at, ct) is not { } stored)
            {
                return new PayMonthNotFound();
            }

            if (stored.IsClosed)
            {
                return new PayMonthClosed(MonthText.Of(at));
            }

            var run = stored.Run is { } number ? await RunBook.FindAsync(c, t, shop.Id, at, number, ct) : null;
            var aside = await MonthWaits.AsideAsync(c, t, shop.Id, at, ct);
            var points = (run?.Decisions ?? []).Where(d => d.Kind == request.Kind && (request.Subject is null || d.Subject == request.Subject) && MonthWaits.Waits(d) && !aside.ContainsKey((d.Kind, d.Subject)))
                .Select(d => d.Subject)
                .Concat(unseen.Where(s => (request.Subject is null || s == request.Subject) && !aside.ContainsKey((BookShown.Kind, s)))).Distinct(StringComparer.Ordinal).ToList();
            if (points.Count == 0)
            {
                return new PayPointUnknown();
            }

            await ManyRows.ExecuteAsync(c, t, "insert into pay_aside (shop_id, month, kind, subject, reason, set_by, set_at) values (@shop, @month, @kind, @subject, @reason, @by, @at)",
                ["shop", "month", "kind", "subject", "reason", "by", "at"], [.. points.Select(p => (object?[])[shop.Id.Value, MonthText.Of(at), request.Kind, p, reason, actor.Person.Value, now])], ct);
            await MonthAudit.WriteAsync(c, t, actor, shop, "pay.month.set-aside", "month", MonthText.Of(at), clock, ct, new { request.Kind, request.Subject, points.Count }, reason);
            return new Answer(points.Count);
        }, ct);
        return done.ToResult();
    }

    /// <summary>Somebody may have been shown the book on paper: the reason says so.</summary>
    private static async Task<IReadOnlyList<string>> UnseenAsync(ShopCard shop, YearMonth month, BookShown shown, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await MonthBook.FindAsync(connection, null, shop.Id, month, ct) is { Run: { } number } && await RunBook.FindAsync(connection, null, shop.Id, month, number, ct) is { } run
            ? [.. (await shown.UnseenAsync(shop.Id, month, run, ct)).Select(BookShown.SubjectOf)]
            : [];
    }
}
