using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Campaigns;

/// <summary>Where the shop was posted: written down, never changed (CAMP-01).</summary>
internal static class Posts
{
    private const int Page = 50;
    private const int PlaceLength = 60;
    private const int LinkLength = 500;
    private const int NoteLength = 300;

    /// <summary><paramref name="Id"/> is made by the client: the same one twice is one post. <paramref name="By"/> null = the writer; <paramref name="At"/> null = now.</summary>
    internal sealed record MakeRequest(Guid Id, Guid Shop, Guid? Promotion, string? Place, string? Link, string? Note, PersonId? By, Instant? At);

    internal sealed record Line(Guid Id, Guid? Promotion, string? PromotionName, string Place, string? Link, string? Note, string? By, Instant At);

    internal sealed record Answer(IReadOnlyList<Line> Posts, string? Next, bool MayEdit);

    public static async Task<IResult> ListAsync(Guid shop, Guid? promotion, string? after, Actor actor, IShops shops, IPeople people, PromotionBook promotions, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var query = db.Set<PostRow>().AsNoTracking().Where(p => p.ShopId == card.Id);
        if (promotion is { } one)
        {
            query = query.Where(p => p.PromotionId == one);
        }

        if (PromotionViews.Cursor(after) is var (at, id))
        {
            query = query.Where(p => p.PostedAt < at || (p.PostedAt == at && p.Id.CompareTo(id) < 0));
        }

        var rows = await query.OrderByDescending(p => p.PostedAt).ThenByDescending(p => p.Id).Take(Page).ToListAsync(ct);
        var names = await people.FindManyAsync([.. rows.Select(r => r.PostedBy).Distinct()], ct);
        var promoted = await promotions.NamesAsync(card.Id, [.. rows.Select(r => r.PromotionId).OfType<Guid>().Distinct()], ct);
        return Results.Json(new Answer([.. rows.Select(r => new Line(r.Id, r.PromotionId, r.PromotionId is { } p ? promoted.GetValueOrDefault(p) : null, r.Place, r.Link, r.Note, names.GetValueOrDefault(r.PostedBy)?.Name, r.PostedAt))],
            rows.Count < Page ? null : $"{rows[^1].PostedAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}", actor.Can(Permissions.EditPromotion, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var (place, link, note, now) = (request.Place?.Trim() ?? string.Empty, Blank(request.Link), Blank(request.Note), db.Now);
        if (Wrong(place, link, note, request.At, now) is { } no)
        {
            return no.ToProblem();
        }

        if (request.Promotion is { } promotion && !await db.Set<PromotionRow>().AnyAsync(p => p.Id == promotion && p.ShopId == card.Id, ct))
        {
            return new PromotionNotFound().ToProblem();
        }

        if (request.By is { } by && by != actor.Person && (await people.WithPermissionAsync(card.Id, Permissions.ReadPromotion, null, ct)).All(p => p.Id != by))
        {
            return new PostFieldWrong("by", "请选本店的人。", "Choose somebody of the shop.").ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<PostRow>().AnyAsync(p => p.Id == request.Id, ct))
            {
                db.Add(new PostRow { Id = request.Id, ShopId = card.Id, PromotionId = request.Promotion, Place = place, Link = link, Note = note, PostedBy = request.By ?? actor.Person, PostedAt = request.At ?? now, NotedBy = actor.Person, NotedAt = now });
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    /// <summary>Why a post cannot be written down; null when it can. Pure.</summary>
    internal static Refusal? Wrong(string place, string? link, string? note, Instant? at, Instant now) =>
        place.Length is 0 or > PlaceLength ? new PostFieldWrong("place", $"写发在哪里，最多 {PlaceLength} 个字，例如「装修交流群」。", $"Say where it was posted, {PlaceLength} characters at most.")
        : link is not null && (link.Length > LinkLength || !Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) ? new PostFieldWrong("link", $"链接要以 http 或 https 开头，最多 {LinkLength} 个字。", $"A link begins with http or https and has {LinkLength} characters at most.")
        : note?.Length > NoteLength ? new PostFieldWrong("note", $"最多 {NoteLength} 个字。", $"At most {NoteLength} characters.")
        : at > now ? new PostFieldWrong("at", "发帖时间不能在将来。", "A post lies in the past.")
        : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
