using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Claims;

/// <summary>What waits for somebody, for the badge: claims they may decide, and answers to their own. Asked for often, so it reads little.</summary>
internal static class WaitingClaims
{
    private const int MostAnswers = 5;
    private static readonly Duration Lately = Duration.FromDays(7);

    internal sealed record Newest(Guid Id, string OrderId, string Kind, string? Name, Instant At);

    internal sealed record Answered(Guid Id, string OrderId, string Kind, string State, string? Name, Instant At);

    internal sealed record Answer(long Open, Newest? Newest, IReadOnlyList<Answered> Answers);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, OrderAccess access, Database database, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        (string, object?)[] me = [("shop", card.Id.Value), ("me", actor.Person.Value), ("since", (clock.GetCurrentInstant() - Lately).ToUnixTimeMilliseconds())];
        const string Open = "from orders_claim c where c.shop_id = @shop and c.made_by <> @me and not exists (select 1 from orders_claim_end e where e.claim_id = c.id)";
        var mayDecide = actor.Can(Permissions.DecideCredit, card.Id);
        var open = mayDecide ? await connection.ReadLongAsync(null, $"select count(*) {Open}", ct, me[..2]) ?? 0 : 0;
        var newest = open == 0 ? [] : await connection.ReadAllAsync(null, $"select c.id, c.order_id, c.kind, c.made_by, c.made_at {Open} order by c.made_at desc, c.id limit 1",
            r => (View: new Newest(r.GetGuid(0), r.GetString(1), r.GetString(2), null, Instant.FromUnixTimeMilliseconds(r.GetInt64(4))), By: new PersonId(r.GetGuid(3))), ct, me[..2]);
        var answers = await connection.ReadAllAsync(null,
            $"select c.id, c.order_id, c.kind, e.what, e.ended_by, e.ended_at from orders_claim c join orders_claim_end e on e.claim_id = c.id where c.shop_id = @shop and c.made_by = @me and e.ended_by <> @me and e.ended_at >= @since order by e.ended_at desc, c.id limit {MostAnswers}",
            r => (View: new Answered(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), null, Instant.FromUnixTimeMilliseconds(r.GetInt64(5))), By: new PersonId(r.GetGuid(4))), ct, me);
        var names = await people.FindManyAsync([.. newest.Select(n => n.By).Concat(answers.Select(a => a.By)).Distinct()], ct);
        return Results.Json(new Answer(open, newest.Count == 0 ? null : newest[0].View with { Name = names.GetValueOrDefault(newest[0].By)?.Name },
            [.. answers.Select(a => a.View with { Name = names.GetValueOrDefault(a.By)?.Name })]), HouseJson.Options);
    }
}
