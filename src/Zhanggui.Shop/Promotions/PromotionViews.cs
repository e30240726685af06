using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>Promotions for planners: lists, and everything about one.</summary>
internal static class PromotionViews
{
    private const int Page = 50;
    private const int MostChanges = 300;

    /// <summary><paramref name="Version"/> and <paramref name="Form"/> are those of the plan; <paramref name="Standing"/> is null where nothing is released.</summary>
    internal sealed record Line(Guid Id, PromotionForm Form, PromotionState State, int Version, int? ReleasedVersion, Standing? Standing, bool EndsToday, bool StartsTomorrow, int? GiftLeft, IReadOnlyList<string> Open, Instant ChangedAt);

    internal sealed record Answer(IReadOnlyList<Line> Promotions, string? Next, bool MayEdit, bool MaySign, bool MayRelease, bool MayFollow);

    internal sealed record SignView(string Department, string Name, bool? IsAgreed, string? Person, Instant? At, string? Reason, bool IsMine);

    internal sealed record Change(Instant At, string? By, string What, int Version, string? Text, PromotionForm? Form);

    internal sealed record Story(Line Promotion, int Round, PromotionForm? Released, IReadOnlyList<SignView> Signs, CapacityCheck? Check, IReadOnlyList<Change> Changes, Briefings.Followed? Readers, string? MadeBy, bool MayEdit, bool MayRelease);

    /// <param name="show"><c>live</c>, <c>coming</c>, <c>planning</c>, <c>ended</c>; <c>live</c> where nothing is said.</param>
    /// <param name="after">Where the page before ended.</param>
    public static async Task<IResult> ListAsync(Guid shop, string? show, string? after, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var now = db.Now;
        var query = db.Set<PromotionRow>().AsNoTracking().Where(p => p.ShopId == card.Id);
        query = show switch
        {
            "planning" => query.Where(p => (p.State == PromotionState.Draft || p.State == PromotionState.Signing) && p.EndsAt > now),
            "coming" => query.Where(p => p.ReleasedVersion != null && p.StartsAt > now),
            "ended" => query.Where(p => p.EndsAt <= now || p.State == PromotionState.Withdrawn),
            _ => query.Where(p => p.ReleasedVersion != null && p.StartsAt <= now && p.EndsAt > now),
        };
        var isEnded = show == "ended";
        if (Cursor(after) is var (at, id))
        {
            query = isEnded ? query.Where(p => p.EndsAt < at || (p.EndsAt == at && p.Id.CompareTo(id) < 0)) : query.Where(p => p.EndsAt > at || (p.EndsAt == at && p.Id.CompareTo(id) > 0));
        }

        var rows = await (isEnded ? query.OrderByDescending(p => p.EndsAt).ThenByDescending(p => p.Id) : query.OrderBy(p => p.EndsAt).ThenBy(p => p.Id)).Take(Page).ToListAsync(ct);
        var departments = await Departments.OfAsync(db, card.Id, ct);
        var lines = new List<Line>();
        foreach (var row in rows)
        {
            lines.Add(await LineAsync(db, row, departments, now, card.TimeZone, ct));
        }

        var next = rows.Count < Page ? null : $"{rows[^1].EndsAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}";
        return Results.Json(new Answer(lines, next, actor.Can(Permissions.EditPromotion, card.Id), actor.Can(Permissions.SignPromotion, card.Id), actor.Can(Permissions.ReleasePromotion, card.Id), actor.Can(Permissions.FollowBriefing, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> StoryAsync(Guid id, Actor actor, PromotionDesk desk, PromotionBook book, IPeople people, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ReadPromotion, ct) is not var (row, card))
        {
            return new PromotionNotFound().ToProblem();
        }

        var (db, now) = (desk.Db, desk.Db.Now);
        var departments = await Departments.OfAsync(db, card.Id, ct);
        var signs = (await desk.SignsAsync(row, ct)).ToDictionary(s => s.Department, StringComparer.Ordinal);
        var changes = await db.Set<PromotionChangeRow>().AsNoTracking().Where(c => c.PromotionId == id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(MostChanges).ToListAsync(ct);
        var names = await people.FindManyAsync([.. changes.Select(c => c.PersonId).Concat(signs.Values.Select(s => s.PersonId)).Append(row.MadeBy).Distinct().Take(1000)], ct);
        var released = await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.PromotionId == id && r.ValidUntil == null).FirstOrDefaultAsync(ct);
        var readers = released is not null && actor.Can(Permissions.FollowBriefing, card.Id)
            ? (await Briefings.FollowAsync(db, card.Id, [.. (await Briefings.SubjectsAsync(db, card.Id, now, ct)).Where(s => s.Id == id)], people, ct)) is [var read, ..] ? read : null : null;
        var form = PromotionForm.FromJson(row.Form);
        return Results.Json(new Story(
            await LineAsync(db, row, departments, now, card.TimeZone, ct), row.Round, released is null ? null : PromotionForm.FromJson(released.Form),
            [.. departments.Select(d => signs.TryGetValue(d.Key, out var s)
                ? new SignView(d.Key, d.Name, s.IsAgreed, names.GetValueOrDefault(s.PersonId)?.Name, s.At, s.Reason, MaySign(d))
                : new SignView(d.Key, d.Name, null, null, null, null, MaySign(d)))],
            row.EndsAt > now && row.State != PromotionState.Withdrawn ? await desk.CheckAsync(card, form, ct) : null,
            [.. changes.Select(c => new Change(c.At, names.GetValueOrDefault(c.PersonId)?.Name, c.Act, c.Version, c.Text, c.Form is null ? null : PromotionForm.FromJson(c.Form)))],
            readers, names.GetValueOrDefault(row.MadeBy)?.Name, actor.Can(Permissions.EditPromotion, card.Id), actor.Can(Permissions.ReleasePromotion, card.Id)), HouseJson.Options);

        bool MaySign(Department department) => actor.Can(Permissions.SignPromotion, card.Id) && department.SignsFor(actor.Person);
    }

    private static async Task<Line> LineAsync(ShopDb db, PromotionRow row, IReadOnlyList<Department> departments, Instant now, DateTimeZone zone, CancellationToken ct)
    {
        IReadOnlyList<string> open = [];
        if (row.State == PromotionState.Signing)
        {
            var signs = await db.Set<SignRow>().AsNoTracking().Where(s => s.PromotionId == row.Id && s.Round == row.Round).Take(50).ToListAsync(ct);
            open = [.. PromotionRules.Open(departments, [.. signs.Select(s => new Sign(s.Department, s.IsAgreed))]).Select(d => d.Name)];
        }

        var (from, to) = (row.StartsAt, row.EndsAt);
        if (row.ReleasedVersion is not null && row.ReleasedVersion != row.Version && await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.PromotionId == row.Id && r.ValidUntil == null).FirstOrDefaultAsync(ct) is { } release)
        {
            (from, to) = (release.StartsAt, release.EndsAt);
        }

        return new Line(row.Id, PromotionForm.FromJson(row.Form), row.State, row.Version, row.ReleasedVersion, row.ReleasedVersion is null ? null : PromotionRules.At(from, to, now),
            row.ReleasedVersion is not null && PromotionRules.EndsToday(from, to, now, zone), row.ReleasedVersion is not null && PromotionRules.StartsTomorrow(from, now, zone), row.GiftLeft, open, row.ChangedAt);
    }

    internal static (Instant At, Guid Id)? Cursor(string? after) =>
        after?.Split('.') is [var ms, var id] && long.TryParse(ms, System.Globalization.CultureInfo.InvariantCulture, out var at) && Math.Abs(at) < 86_400_000_000_000 && Guid.TryParse(id, out var guid)
            ? (Instant.FromUnixTimeMilliseconds(at), guid) : null;
}
