using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Campaigns;

/// <summary>Changes of a platform's rules: noted with their source, given to somebody until a day (a promise), and done (PROD-18).</summary>
internal static class RuleChanges
{
    private const int Page = 50;
    private const int SourceLength = 60;
    private const int LinkLength = 500;
    private const int TextLength = 500;

    /// <summary><paramref name="Id"/> is made by the client: the same one twice is one change.</summary>
    internal sealed record MakeRequest(Guid Id, Guid Shop, string? Source, string? Link, Instant? From, string? What, string? Means, PersonId? Owner, Instant? Due);

    internal sealed record DoneRequest(string? Text);

    internal sealed record Line(Guid Id, string Source, string? Link, Instant From, string What, string Means, PersonId OwnerId, string? Owner, Instant Due, string? NotedBy, Instant NotedAt, string? DoneBy, Instant? DoneAt, string? DoneText, bool MayDo);

    internal sealed record Person(PersonId Id, string Name);

    internal sealed record Answer(IReadOnlyList<Line> Changes, string? Next, IReadOnlyList<Person> People, bool MayEdit);

    public static async Task<IResult> ListAsync(Guid shop, string? after, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPolicy, ct) is not { } card)
        {
            return new RuleChangeNotFound().ToProblem();
        }

        var query = db.Set<RuleChangeRow>().AsNoTracking().Where(c => c.ShopId == card.Id);
        if (PromotionViews.Cursor(after) is var (at, id))
        {
            query = query.Where(c => c.NotedAt < at || (c.NotedAt == at && c.Id.CompareTo(id) < 0));
        }

        var rows = await query.OrderByDescending(c => c.NotedAt).ThenByDescending(c => c.Id).Take(Page).ToListAsync(ct);
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new[] { r.OwnerId, r.NotedBy }.Concat(r.DoneBy is { } by ? [by] : [])).Distinct()], ct);
        var mayEdit = actor.Can(Permissions.EditPolicy, card.Id);
        var able = mayEdit ? await people.WithPermissionAsync(card.Id, Permissions.ReadPolicy, null, ct) : [];
        return Results.Json(new Answer([.. rows.Select(r => new Line(r.Id, r.Source, r.Link, r.HoldsFrom, r.What, r.Means, r.OwnerId, Name(r.OwnerId), r.DueAt, Name(r.NotedBy), r.NotedAt, r.DoneBy is { } by ? Name(by) : null, r.DoneAt, r.DoneText, r.DoneAt is null && (mayEdit || r.OwnerId == actor.Person)))],
            rows.Count < Page ? null : $"{rows[^1].NotedAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}", [.. able.Select(p => new Person(p.Id, p.Name))], mayEdit), HouseJson.Options);

        string? Name(PersonId person) => names.GetValueOrDefault(person)?.Name;
    }

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditPolicy, ct) is not { } card)
        {
            return new RuleChangeNotFound().ToProblem();
        }

        if (Wrong(request, db.Now) is { } no)
        {
            return no.ToProblem();
        }

        var owner = request.Owner ?? actor.Person;
        if (owner != actor.Person && (await people.WithPermissionAsync(card.Id, Permissions.ReadPolicy, null, ct)).All(p => p.Id != owner))
        {
            return new RuleChangeFieldWrong("owner", "请选本店的人来办。", "Choose somebody of the shop.").ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<RuleChangeRow>().AnyAsync(c => c.Id == request.Id, ct))
            {
                var row = new RuleChangeRow
                {
                    Id = request.Id,
                    ShopId = card.Id,
                    Source = request.Source!.Trim(),
                    Link = string.IsNullOrWhiteSpace(request.Link) ? null : request.Link.Trim(),
                    HoldsFrom = request.From!.Value,
                    What = request.What!.Trim(),
                    Means = request.Means!.Trim(),
                    OwnerId = owner,
                    DueAt = request.Due!.Value,
                    NotedBy = actor.Person,
                    NotedAt = db.Now,
                };
                db.Add(row);
                db.Publish(new RuleChangeNoted(card.Id, row.Id, actor.Person, owner, row.What, row.DueAt), card.Id);
                db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.rule_change.noted", "rule-change", row.Id.ToString(), After: new { source = row.Source, what = row.What, owner }));
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    public static async Task<IResult> DoneAsync(Guid id, DoneRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await db.Set<RuleChangeRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } seen || await shops.FindForAsync(actor, seen.ShopId, Permissions.ReadPolicy, ct) is not { } card
            || (seen.OwnerId != actor.Person && !actor.Can(Permissions.EditPolicy, card.Id)))
        {
            return new RuleChangeNotFound().ToProblem();
        }

        if (request.Text?.Trim() is not { Length: > 0 and <= TextLength } text)
        {
            return new RuleChangeFieldWrong("text", $"写一句办了什么，最多 {TextLength} 个字。", $"Say what was done, {TextLength} characters at most.").ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var now = db.Now;
            if (await db.Set<RuleChangeRow>().Where(c => c.Id == id && c.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now).SetProperty(c => c.DoneBy, actor.Person).SetProperty(c => c.DoneText, text), ct) > 0)
            {
                db.Publish(new RuleChangeDone(card.Id, id, actor.Person, text), card.Id);
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    /// <summary>Why a change cannot be noted; null when it can. Pure.</summary>
    internal static Refusal? Wrong(MakeRequest request, Instant now) =>
        request.Source?.Trim() is not { Length: > 0 and <= SourceLength } ? new RuleChangeFieldWrong("source", $"写从哪里看到的，最多 {SourceLength} 个字，例如「淘宝规则中心」。", $"Name the source, {SourceLength} characters at most.")
        : !string.IsNullOrWhiteSpace(request.Link) && (request.Link.Trim().Length > LinkLength || !Uri.TryCreate(request.Link.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) ? new RuleChangeFieldWrong("link", $"链接要以 http 或 https 开头，最多 {LinkLength} 个字。", $"A link begins with http or https and has {LinkLength} characters at most.")
        : request.From is null ? new RuleChangeFieldWrong("from", "请选从什么时候起执行。", "Choose when it comes into force.")
        : request.What?.Trim() is not { Length: > 0 and <= TextLength } ? new RuleChangeFieldWrong("what", $"写改了什么，最多 {TextLength} 个字。", $"Say what changed, {TextLength} characters at most.")
        : request.Means?.Trim() is not { Length: > 0 and <= TextLength } ? new RuleChangeFieldWrong("means", $"写对本店意味着什么、要改哪里，最多 {TextLength} 个字。", $"Say what it means for the shop, {TextLength} characters at most.")
        : request.Due is not { } due || due <= now ? new RuleChangeFieldWrong("due", "办好的期限要在将来。", "The day by which it is done lies ahead.")
        : null;
}
