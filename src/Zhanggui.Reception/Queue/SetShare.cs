using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>Weights, capacities and groups of single agents (ROUTE-04): seen by everybody who serves, set by a supervisor with a reason.</summary>
internal static class SetShare
{
    private const int MostWeight = 1000;
    private const int MostCapacity = 500;
    private const int ReasonLength = 100;

    internal sealed record ShareBody(ShopId Shop, int Weight, int? Capacity, IReadOnlyList<string>? Groups, string? Reason, string? From = null);

    internal sealed record ShareLine(PersonId Person, string Name, string Duty, int Load, int Weight, int Capacity, bool HasOwnCapacity, IReadOnlyList<string> Groups, bool IsOnLeave, string? Reason, PersonId? SetBy, NodaTime.Instant? SetAt);

    internal sealed record GroupLine(string Key, string Name);

    internal sealed record ShareBoard(IReadOnlyList<ShareLine> People, IReadOnlyList<GroupLine> Groups, string Order, int Capacity, bool MaySet);

    public static void Map(RouteGroupBuilder reception)
    {
        reception.MapGet("/routing/shares", ReadAsync).Requires(Permissions.ReadConversations);
        reception.MapPut("/routing/shares/{person:guid}", SetAsync).Requires(Permissions.EditRouting);
    }

    private static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, FloorReader floor, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (await shops.FindForAsync(actor, id, Permissions.ReadConversations, ct) is null)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rule = await rules.RoutingAsync(id, now, ct);
        var agents = (await floor.AgentsAsync(id, rule, now, ct)).Candidates;
        var set = (await floor.SharesAsync(id, ct)).ToDictionary(s => s.Person);
        var capacity = await rules.CapacityAsync(id, now, ct);
        var lines = agents.Select(a =>
        {
            var share = set.GetValueOrDefault(a.Person);
            return new ShareLine(a.Person, a.Name, System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(a.Duty.ToString()), a.Load, a.Weight, a.Capacity, share?.Capacity is not null, [.. a.Groups.Where(g => rule.Groups.Any(r => r.Key == g))],
                a.IsOnLeave, share?.Reason, share?.SetBy, share?.SetAt);
        }).ToList();
        return TypedResults.Json(new ShareBoard(lines, [.. rule.Groups.Select(g => new GroupLine(g.Key, g.Name))], rule.Order == RoutingOrder.Share ? "share" : "load", capacity, actor.Can(Permissions.EditRouting, id)), HouseJson.Options);
    }

    internal static async Task<IResult> SetAsync(Guid person, ShareBody body, Actor actor, IShops shops, IPeople people, ShopRules rules, FloorReader floor, QueueRouter router, SharePlans plans, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, body.Shop, Permissions.EditRouting, ct) is not { } card || await people.FindAsync(new PersonId(person), ct) is not { HasLeft: false } who || who.Organisation != actor.Organisation)
        {
            return new PersonNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var groups = (body.Groups ?? []).Distinct(StringComparer.Ordinal).ToList();
        var known = (await rules.RoutingAsync(card.Id, now, ct)).Groups;
        if (Check(body, groups, known) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var today = now.InZone(card.TimeZone).Date;
        if (!string.IsNullOrEmpty(body.From))
        {
            if (LocalDatePattern.Iso.Parse(body.From) is not { Success: true, Value: var from } || from < today || from > today.PlusYears(1))
            {
                return new ShareInvalid("from", "开始的日子要在今天到一年以内。", "The first day lies between today and a year from now.").ToProblem();
            }

            if (from > today)
            {
                var plan = new SharePlan(who.Id, from, body.Weight, body.Capacity, groups, body.Reason!.Trim(), actor.Person, now);
                await plans.KeepAsync(card, plan, actor, ct);
                return TypedResults.Json(plan, HouseJson.Options);
            }
        }

        var before = (await floor.SharesAsync(card.Id, ct)).FirstOrDefault(s => s.Person.Value == person);
        var share = new Share(who.Id, body.Weight, body.Capacity, groups, body.Reason!.Trim(), actor.Person, now);
        await database.WriteAsync(async (c, t) =>
        {
            await WriteAsync(c, t, card.Id, share, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, card.Id, actor.Person, "reception.routing.share", "person", who.Id.ToString(), Before: before is null ? null : Shown(before), After: Shown(share), Reason: share.Reason), ct);
            return 0;
        }, ct);
        router.Ask(card.Id);
        return TypedResults.Json(share, HouseJson.Options);
    }

    /// <summary>The weight that holds from now on, and that it does.</summary>
    public static async Task WriteAsync(DbConnection c, DbTransaction t, ShopId shop, Share share, CancellationToken ct)
    {
        (string, object?)[] values = [("shop", shop.Value), ("person", share.Person.Value), ("at", share.SetAt.ToUnixTimeMilliseconds()), ("weight", share.Weight), ("capacity", share.Capacity), ("groups", string.Join(',', share.Groups))];
        await c.ExecuteAsync(t,
            "insert into reception_share (shop_id, person_id, weight, capacity, groups, reason, set_by, set_at) values (@shop, @person, @weight, @capacity, @groups, @reason, @by, @at) " +
            "on conflict (shop_id, person_id) do update set weight = excluded.weight, capacity = excluded.capacity, groups = excluded.groups, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at", ct,
            [.. values, ("reason", share.Reason), ("by", share.SetBy?.Value)]);
        await c.ExecuteAsync(t,
            "insert into reception_share_change (shop_id, person_id, at, weight, capacity, groups) values (@shop, @person, @at, @weight, @capacity, @groups) " +
            "on conflict (shop_id, person_id, at) do update set weight = excluded.weight, capacity = excluded.capacity, groups = excluded.groups", ct, values);
    }

    private static object Shown(Share share) => new { share.Weight, share.Capacity, share.Groups };

    private static Refusal? Check(ShareBody body, List<string> groups, IReadOnlyList<RoutingGroup> known) =>
        body.Weight is < 0 or > MostWeight ? new ShareInvalid("weight", $"份额要在 0 到 {MostWeight} 之间。", $"A weight lies between 0 and {MostWeight}.")
        : body.Capacity is < 1 or > MostCapacity ? new ShareInvalid("capacity", $"同时接待上限要在 1 到 {MostCapacity} 之间。", $"A capacity lies between 1 and {MostCapacity}.")
        : groups.Find(g => !known.Any(k => k.Key == g)) is { } other ? new ShareInvalid("groups", $"制度里没有接待组「{other}」。", $"The rule book has no group '{other}'.")
        : string.IsNullOrWhiteSpace(body.Reason) ? new ReasonMissing()
        : body.Reason.Trim().Length > ReasonLength ? new ShareInvalid("reason", $"原因不超过 {ReasonLength} 个字。", $"A reason has at most {ReasonLength} characters.")
        : null;
}
