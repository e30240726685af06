using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Claims;

/// <summary>Withdrawn by who made it, approved or refused by somebody else. An approval is a decision by hand; a refusal stays to be read.</summary>
internal static class EndClaim
{
    internal sealed record DecideRequest(bool Approve, string Reason, IReadOnlyList<ManualShare>? Shares);

    public static async Task<IResult> WithdrawAsync(Guid id, Actor actor, OrderAccess access, ClaimBook claims, ClaimFeed feed, Database database, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(id, Permissions.MakeClaim, actor, access, claims, ct) is not { } claim)
        {
            return new ClaimNotFound().ToProblem();
        }

        if (ClaimRules.Withdraw(claim, actor.Person) is { } no)
        {
            return no.ToProblem();
        }

        var end = new ClaimEnding(ClaimEnd.Withdrawn, actor.Person, clock.GetCurrentInstant(), null, null);
        IReadOnlyList<FeedEvent> told = [];
        var isEnded = await database.WriteAsync(async (c, t) =>
        {
            if (!await ClaimBook.EndAsync(c, t, claim, end, ct) || !await AuditAsync(c, t, actor, claim, end, clock, ct))
            {
                return false;
            }

            told = await feed.TellAsync(c, t, claim.Shop, claim.Id, ct);
            return true;
        }, ct);
        feed.Told(isEnded ? told : []);
        return await AnswerAsync(isEnded, id, claims, people, ct);
    }

    public static async Task<IResult> DecideAsync(Guid id, DecideRequest request, Actor actor, OrderAccess access, ClaimBook claims, ClaimFeed feed, ManualBook manuals, CreditPeople staff, DecideNow decide, Database database, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(id, Permissions.DecideCredit, actor, access, claims, ct) is not { } claim)
        {
            return new ClaimNotFound().ToProblem();
        }

        // Without a word about shares a claim is approved as it was made; a dispute does not say whose the order is.
        IReadOnlyList<ManualShare>? shares = !request.Approve ? null : request.Shares ?? (claim.Kind == ClaimKind.Claim ? [new ManualShare(claim.By, 1)] : []);
        var refused = ClaimRules.Decide(claim, actor.Person, shares, request.Reason) ?? (shares is null ? null : await staff.RefuseUnknownAsync(actor.Organisation, shares, ct));
        if (refused is not null)
        {
            return refused.ToProblem();
        }

        var now = clock.GetCurrentInstant();
        IReadOnlyList<FeedEvent> told = [];
        var isEnded = await database.WriteAsync(async (c, t) =>
        {
            if (!await ClaimBook.LockAsync(c, t, claim.Shop, claim.Order, ct))
            {
                return false;
            }

            var manual = NewId.Create(clock);
            var end = new ClaimEnding(shares is null ? ClaimEnd.Refused : ClaimEnd.Approved, actor.Person, now, request.Reason.Trim(), shares is null ? null : manual);
            if (!await ClaimBook.EndAsync(c, t, claim, end, ct))
            {
                return false;
            }

            if (shares is not null)
            {
                await manuals.AddAsync(c, t, new ManualAct(actor.Organisation, claim.Shop, [claim.Order], shares, request.Reason.Trim(), claim.Id, actor.Person), manual, ct);
            }

            told = await feed.TellAsync(c, t, claim.Shop, claim.Id, ct);
            return await AuditAsync(c, t, actor, claim, end, clock, ct);
        }, ct);
        feed.Told(isEnded ? told : []);
        if (isEnded && shares is not null)
        {
            await decide.TryAsync(claim.Shop, [claim.Order], ct);
        }

        return await AnswerAsync(isEnded, id, claims, people, ct);
    }

    private static async Task<Claim?> FindAsync(Guid id, string permission, Actor actor, OrderAccess access, ClaimBook claims, CancellationToken ct) =>
        await claims.FindAsync(id, ct) is { } claim && await access.FindShopAsync(actor, claim.Shop.Value, permission, ct) is not null ? claim : null;

    private static async Task<bool> AuditAsync(System.Data.Common.DbConnection c, System.Data.Common.DbTransaction t, Actor actor, Claim claim, ClaimEnding end, TimeProvider clock, CancellationToken ct)
    {
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), end.At.ToUnixTimeMilliseconds(),
            new AuditEntry(actor.Organisation, claim.Shop, actor.Person, $"orders.claim.{ClaimBook.EndText(end.What)}", "order", claim.Order, After: new { claim = claim.Id, by = claim.By }, Reason: end.Reason), ct);
        return true;
    }

    /// <summary>Who came second learns how it ended.</summary>
    private static async Task<IResult> AnswerAsync(bool isEnded, Guid id, ClaimBook claims, IPeople people, CancellationToken ct)
    {
        var claim = (await claims.FindAsync(id, ct))!;
        return isEnded || claim.End is not { } end ? Results.Json((await ClaimView.OfAsync([claim], people, ct))[0], HouseJson.Options) : ((Refusal)new ClaimAlreadyEnded(end.What)).ToProblem();
    }
}
