using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Claims;

/// <summary>"It is mine", or "the decision is wrong": said by whoever may look at the order, with evidence.</summary>
internal static class MakeClaim
{
    internal sealed record Request(Guid Shop, string Order, ClaimKind Kind, string Reason, IReadOnlyList<string>? Messages, string? BuyerAccount);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, ClaimBook claims, ClaimFeed feed, Database database, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.MakeClaim, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var account = string.IsNullOrWhiteSpace(request.BuyerAccount) ? null : request.BuyerAccount.Trim();
        var evidence = new ClaimEvidence((request.Reason ?? string.Empty).Trim(), [.. (request.Messages ?? []).Select(m => m.Trim()).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal)], account);
        var id = NewId.Create(clock);
        IReadOnlyList<FeedEvent> told = [];
        var refused = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            if (!await ClaimBook.LockAsync(c, t, shop.Id, request.Order, ct))
            {
                return new OrderNotFound();
            }

            var standing = await DecisionBook.StandingAsync(c, t, shop.Id, request.Order, ct);
            if (ClaimRules.Make(request.Kind, actor.Person, standing, evidence, await ClaimBook.HasOpenAsync(c, t, shop.Id, request.Order, actor.Person, ct)) is { } no)
            {
                return no;
            }

            await ClaimBook.AddAsync(c, t, new Claim(id, shop.Id, request.Order, request.Kind, actor.Person, now, standing.Number, evidence, null), ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, shop.Id, actor.Person, "orders.claim.make", "order", request.Order, After: new { claim = id, kind = ClaimBook.KindText(request.Kind), against = standing.Number }), ct);
            told = await feed.TellAsync(c, t, shop.Id, id, ct);
            return null;
        }, ct);
        feed.Told(refused is null ? told : []);
        return refused is not null ? refused.ToProblem() : Results.Json((await ClaimView.OfAsync([(await claims.FindAsync(id, ct))!], people, ct))[0], HouseJson.Options);
    }
}
