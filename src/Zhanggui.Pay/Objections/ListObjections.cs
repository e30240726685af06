using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Slips;

namespace Zhanggui.Pay.Objections;

/// <summary>Objections of the shop for who decides them, the own ones for everybody else; and what waits for somebody, for the badge.</summary>
internal static class ListObjections
{
    private const int Most = 200;

    internal sealed record Answer(IReadOnlyList<ObjectionView> Objections, bool MayDecide);

    internal sealed record Badge(long ToDecide, long Answered, long ToConfirm);

    public static async Task<IResult> HandleAsync(Guid shop, bool? open, bool? mine, HttpContext http, Actor actor, PayAccess access, ObjectionBook book, BookLines books, Database database, TimeProvider clock, CancellationToken ct)
    {
        var decides = await access.FindShopAsync(actor, shop, Permissions.DecideObjection, ct);
        if ((decides ?? await access.FindShopAsync(actor, shop, Permissions.ReadSlip, ct)) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        var isOwn = decides is null || mine is true;
        var found = await book.ListAsync(card.Id, isOwn ? actor.Person : null, open is true, Most, ct);
        if (!isOwn && found.Any(o => o.Person != actor.Person))
        {
            await MonthAudit.LookAsync(database, actor, card, "pay.objection.read", "shop", card.Id.ToString(), clock, ct);
        }

        var isZh = Problems.WantsChinese(http);
        await using var connection = await database.OpenAsync(ct);
        var words = new Dictionary<string, LineWords?>(StringComparer.Ordinal);
        foreach (var month in found.Select(o => o.Month).Distinct())
        {
            words[MonthText.Of(month)] = await MonthBook.FindAsync(connection, null, card.Id, month, ct) is { Run: { } number } && await RunBook.FindAsync(connection, null, card.Id, month, number, ct) is { } run
                ? await books.OfAsync(actor.Organisation, run.Book, ct) : null;
        }

        var views = new List<ObjectionView>();
        foreach (var group in found.GroupBy(o => o.Month))
        {
            views.AddRange(await book.ViewsAsync([.. group], words[MonthText.Of(group.Key)], isZh, ct));
        }

        var order = found.Select((o, i) => (o.Id, i)).ToDictionary(x => x.Id, x => x.i);
        return Results.Json(new Answer([.. views.OrderBy(v => order[v.Id])], decides is not null), HouseJson.Options);
    }

    /// <summary>Open objections for who decides; answers not yet seen and slips without a yes for everybody.</summary>
    public static async Task<IResult> BadgeAsync(Guid shop, Actor actor, PayAccess access, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadSlip, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var toDecide = actor.Can(Permissions.DecideObjection, card.Id)
            ? await connection.ReadLongAsync(null, "select count(*) from pay_objection o left join pay_objection_end e on e.objection_id = o.id where o.shop_id = @shop and e.objection_id is null and o.person_id <> @person", ct, ("shop", card.Id.Value), ("person", actor.Person.Value)) ?? 0
            : 0;
        var answered = await connection.ReadLongAsync(null, "select count(*) from pay_objection o join pay_objection_end e on e.objection_id = o.id where o.shop_id = @shop and o.person_id = @person and e.seen_at is null and e.what <> 'withdrawn'", ct,
            ("shop", card.Id.Value), ("person", actor.Person.Value)) ?? 0;
        var toConfirm = await connection.ReadLongAsync(null,
            "select count(*) from pay_month m join pay_slip s on s.shop_id = m.shop_id and s.month = m.month and s.run = m.run where m.shop_id = @shop and m.state = 'proposed' and s.person = @text " +
            "and not exists (select 1 from pay_consent a where a.shop_id = s.shop_id and a.month = s.month and a.person_id = @person and a.digest = s.digest)", ct,
            ("shop", card.Id.Value), ("person", actor.Person.Value), ("text", actor.Person.ToString())) ?? 0;
        return Results.Json(new Badge(toDecide, answered, toConfirm), HouseJson.Options);
    }

    /// <summary>The own answers have been read.</summary>
    public static async Task<IResult> SeenAsync(ComputeMonth.Request request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.ReadSlip, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "update pay_objection_end set seen_at = @at where shop_id = @shop and seen_at is null and objection_id in (select id from pay_objection where shop_id = @shop and person_id = @person)", ct,
            ("at", clock.GetUtcNow().ToUnixTimeMilliseconds()), ("shop", card.Id.Value), ("person", actor.Person.Value)), ct);
        return Results.NoContent();
    }
}
