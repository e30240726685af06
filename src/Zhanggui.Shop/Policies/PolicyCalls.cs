using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Promotions;

namespace Zhanggui.Shop.Policies;

/// <summary>A policy is drafted, handed in, approved or sent back, and ended.</summary>
internal static class PolicyCalls
{
    /// <summary><paramref name="Id"/> is made by the client for a new policy; <paramref name="Edition"/> 0 begins a new version.</summary>
    internal sealed record DraftRequest(Guid Shop, Guid Id, int Edition, PolicyForm Form);

    internal sealed record DecideRequest(int Version, int Edition, string? Reason);

    internal sealed record EndRequest(string? Reason);

    internal sealed record SettingRequest(Guid Shop, bool IsOwnApproval);

    internal sealed record Answer(Guid Id, int Version, int Edition, VersionState State);

    public static async Task<IResult> DraftAsync(DraftRequest request, Actor actor, IShops shops, PolicyDesk desk, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditPolicy, ct) is not { } shop)
        {
            return new PolicyNotFound().ToProblem();
        }

        return Told(await desk.DraftAsync(shop, request.Id, request.Edition, request.Form, actor, ct));
    }

    public static async Task<IResult> SubmitAsync(Guid id, DecideRequest request, Actor actor, PolicyDesk desk, CancellationToken ct) =>
        Told(await desk.DecideAsync(id, request.Version, actor, Permissions.EditPolicy, (row, _) =>
        {
            if ((Seen(row, request) ?? PolicyRules.Submit(row.State)) is { } no)
            {
                return Task.FromResult<Refusal?>(no);
            }

            row.State = VersionState.Submitted;
            return Task.FromResult<Refusal?>(null);
        }, ct));

    public static async Task<IResult> ApproveAsync(Guid id, DecideRequest request, Actor actor, PolicyDesk desk, CancellationToken ct) =>
        Told(await desk.DecideAsync(id, request.Version, actor, Permissions.ApprovePolicy, async (row, now) =>
        {
            if ((Seen(row, request) ?? PolicyRules.Approve(row.State, row.AuthorId, actor.Person, await desk.MayApproveOwnAsync(row.ShopId, ct), row.EndsAt, now)) is { } no)
            {
                return no;
            }

            await desk.ApproveAsync(row, actor.Person, now, ct);
            desk.Audit(row, actor, "approved");
            return null;
        }, ct));

    public static async Task<IResult> ReturnAsync(Guid id, DecideRequest request, Actor actor, PolicyDesk desk, CancellationToken ct) =>
        Told(await desk.DecideAsync(id, request.Version, actor, Permissions.ApprovePolicy, (row, now) =>
        {
            if ((Seen(row, request) ?? PolicyRules.Return(row.State, request.Reason)) is { } no)
            {
                return Task.FromResult<Refusal?>(no);
            }

            (row.State, row.DecidedBy, row.DecidedAt, row.Reason) = (VersionState.Returned, actor.Person, now, request.Reason!.Trim());
            return Task.FromResult<Refusal?>(null);
        }, ct));

    /// <summary>The policy holds no longer; its versions stay to be read.</summary>
    public static async Task<IResult> EndAsync(Guid id, EndRequest request, Actor actor, PolicyDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ApprovePolicy, ct) is not var (_, shop))
        {
            return new PolicyNotFound().ToProblem();
        }

        if (PolicyRules.NeedsReason(request.Reason) is { } no)
        {
            return no.ToProblem();
        }

        var db = desk.Db;
        await db.InTransactionAsync(async () =>
        {
            var now = db.Now;
            if (await db.Set<PolicyRow>().Where(p => p.Id == id && p.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, now), ct) > 0)
            {
                ShopFeed.Tell(db, new PolicyChanged(shop.Id, id));
                db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "shop.policy.ended", "policy", id.ToString(), Reason: request.Reason!.Trim()));
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    public static async Task<IResult> SetSettingAsync(SettingRequest request, Actor actor, IShops shops, PolicyDesk desk, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditShop, ct) is not { } shop)
        {
            return new PolicyNotFound().ToProblem();
        }

        var db = desk.Db;
        await db.InTransactionAsync(async () =>
        {
            var row = await db.Set<PolicySettingRow>().SingleOrDefaultAsync(s => s.ShopId == shop.Id, ct);
            if (row is null)
            {
                db.Add(new PolicySettingRow { ShopId = shop.Id, IsOwnApproval = request.IsOwnApproval });
            }
            else
            {
                row.IsOwnApproval = request.IsOwnApproval;
            }

            db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "shop.policy.setting", "shop", shop.Id.ToString(), After: new { ownApproval = request.IsOwnApproval }));
            return 0;
        }, ct);
        return Results.NoContent();
    }

    /// <summary>An approved answer at the moment it is laid into a reply: only of a policy in force, and while the promotion it is bound to is open.</summary>
    public static async Task<IResult> WordsAsync(Guid id, int answer, Actor actor, PolicyDesk desk, PolicyBook book, PromotionBook promotions, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ReadPolicy, ct) is not var (_, shop))
        {
            return new PolicyNotFound().ToProblem();
        }

        var now = desk.Db.Now;
        var policy = (await PolicyBook.AllAsync(desk.Db, desk.Positions, shop.Id, now, ct)).FirstOrDefault(p => p.Id == id);
        if (policy is null || answer < 0 || answer >= policy.Answers.Count)
        {
            return new PolicyNotInForce().ToProblem();
        }

        var chosen = policy.Answers[answer];
        return chosen.Promotion is { } promotion && await promotions.CheckAsync(shop.Id, promotion, now, ct) is { } no ? no.ToProblem() : Results.Json(new { text = chosen.Answer, promotion = chosen.Promotion }, HouseJson.Options);
    }

    private static Refusal? Seen(PolicyVersionRow row, DecideRequest request) => row.Edition == request.Edition ? null : new PolicyChangedMeanwhile();

    private static IResult Told(Outcome<PolicyVersionRow> done) =>
        done.Refusal is { } no ? no.ToProblem() : Results.Json(new Answer(done.Value.PolicyId, done.Value.Version, done.Value.Edition, done.Value.State), HouseJson.Options);
}
