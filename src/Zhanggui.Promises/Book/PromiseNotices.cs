using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;

namespace Zhanggui.Promises.Book;

/// <summary>What the clock has to say to this person: their own promises near or past their time, and those handed up where they lead.</summary>
internal static class PromiseNotices
{
    private const int Most = 20;

    /// <summary><paramref name="Stage"/>: <c>before</c>, <c>due</c>, <c>escalated</c>.</summary>
    internal sealed record Notice(Guid Id, string What, Instant Due, string Stage, string? Owner, bool IsMine, Guid? Conversation);

    internal sealed record Answer(IReadOnlyList<Notice> Notices, bool MayTake);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, IShops shops, IPeople people, PromisesDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Read, ct) is not { } card)
        {
            return new PromiseNotFound().ToProblem();
        }

        var rows = await db.Promises.AsNoTracking().Where(p => p.Owner == actor.Person && p.ShopId == card.Id && p.State == PromiseState.Open && p.Noticed > PromiseClock.None).OrderByDescending(p => p.DueAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        if (actor.Can(Permissions.ReadAll, card.Id))
        {
            rows.AddRange(await db.Promises.AsNoTracking().Where(p => p.ShopId == card.Id && p.State == PromiseState.Open && p.Noticed == PromiseClock.Escalated && p.Owner != actor.Person).OrderByDescending(p => p.DueAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct));
        }

        var names = await people.FindManyAsync([.. rows.Select(r => r.Owner).Distinct()], ct);
        return Results.Json(new Answer([.. rows.Select(r => new Notice(r.Id, r.What, r.DueAt, Said(r.Noticed), names.GetValueOrDefault(r.Owner)?.Name, r.Owner == actor.Person, r.ConversationId))], actor.Can(Permissions.Hand, card.Id)), HouseJson.Options);
    }

    private static string Said(int stage) => stage switch { PromiseClock.Before => "before", PromiseClock.Due => "due", _ => "escalated" };
}
