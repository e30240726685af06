using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>What agents have to read and confirm (PROD-08): released promotions and approved policies; and who has not yet.</summary>
internal static class Briefings
{
    private const int MostSubjects = 200;

    /// <summary>Something to read. <paramref name="Changes"/>: how it differs from the version before; null = there was none, or it is a promotion.</summary>
    internal sealed record Subject(Guid Id, string Kind, int Version, string Title, string Text, Instant From, Instant? To, Instant Since, IReadOnlyList<PolicyChangeLine>? Changes);

    internal sealed record Reader(PersonId Id, string Name, Instant? ReadAt);

    internal sealed record Followed(Subject Subject, int Read, int Of, IReadOnlyList<Reader> Unread);

    internal sealed record Answer(IReadOnlyList<Subject> Mine, IReadOnlyList<Followed>? All);

    internal sealed record ReadRequest(Guid Shop, int Version);

    /// <summary>What waits for the reader; for who follows up, everything with those who have not read it.</summary>
    public static async Task<IResult> ListAsync(Guid shop, bool? all, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var subjects = await SubjectsAsync(db, card.Id, db.Now, ct);
        var mine = actor.Can(Permissions.ConfirmBriefing, card.Id) ? await UnreadAsync(db, subjects, actor.Person, ct) : [];
        var followed = all == true && actor.Can(Permissions.FollowBriefing, card.Id) ? await FollowAsync(db, card.Id, subjects, people, ct) : null;
        return Results.Json(new Answer(mine, followed), HouseJson.Options);
    }

    public static async Task<IResult> ReadAsync(Guid id, ReadRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.ConfirmBriefing, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var subject = (await SubjectsAsync(db, card.Id, db.Now, ct)).FirstOrDefault(s => s.Id == id && s.Version == request.Version);
        if (subject is null)
        {
            return new BriefingChanged().ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<BriefingRow>().AnyAsync(b => b.SubjectId == id && b.Version == request.Version && b.PersonId == actor.Person, ct))
            {
                db.Add(new BriefingRow { SubjectId = id, Version = request.Version, PersonId = actor.Person, ShopId = card.Id, ReadAt = db.Now });
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    /// <summary>Everything that has to be known now or soon, the newest first.</summary>
    public static async Task<IReadOnlyList<Subject>> SubjectsAsync(ShopDb db, ShopId shop, Instant now, CancellationToken ct)
    {
        var releases = await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.ShopId == shop && r.ValidUntil == null && r.EndsAt > now).OrderByDescending(r => r.ValidFrom).Take(MostSubjects).ToListAsync(ct);
        var promotions = releases.Select(r => (Row: r, Form: PromotionForm.FromJson(r.Form)))
            .Select(r => new Subject(r.Row.PromotionId, "promotion", r.Row.Version, r.Form.Name ?? string.Empty, r.Form.Briefing ?? r.Form.Text ?? string.Empty, r.Row.StartsAt, r.Row.EndsAt, r.Row.ValidFrom, null));
        return [.. promotions.Concat(await PolicySubjects.ListAsync(db, shop, now, ct)).OrderByDescending(s => s.Since).ThenBy(s => s.Id).Take(MostSubjects)];
    }

    public static async Task<IReadOnlyList<Subject>> UnreadAsync(ShopDb db, IReadOnlyList<Subject> subjects, PersonId person, CancellationToken ct)
    {
        var ids = subjects.Select(s => s.Id).ToList();
        var read = (await db.Set<BriefingRow>().AsNoTracking().Where(b => b.PersonId == person && ids.Contains(b.SubjectId)).Select(b => new { b.SubjectId, b.Version }).ToListAsync(ct)).Select(b => (b.SubjectId, b.Version)).ToHashSet();
        return [.. subjects.Where(s => !read.Contains((s.Id, s.Version)))];
    }

    public static async Task<IReadOnlyList<Followed>> FollowAsync(ShopDb db, ShopId shop, IReadOnlyList<Subject> subjects, IPeople people, CancellationToken ct)
    {
        var concerned = await people.WithPermissionAsync(shop, Permissions.ConfirmBriefing, null, ct);
        var ids = subjects.Select(s => s.Id).ToList();
        var read = (await db.Set<BriefingRow>().AsNoTracking().Where(b => ids.Contains(b.SubjectId)).ToListAsync(ct)).ToLookup(b => (b.SubjectId, b.Version), b => b.PersonId);
        return [.. subjects.Select(s =>
        {
            var done = read[(s.Id, s.Version)].ToHashSet();
            return new Followed(s, concerned.Count(p => done.Contains(p.Id)), concerned.Count, [.. concerned.Where(p => !done.Contains(p.Id)).Select(p => new Reader(p.Id, p.Name, null))]);
        })];
    }
}
