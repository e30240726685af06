using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Policies as agents see them (those in force) and as writers see them (drafts and history besides).</summary>
internal static class PolicyViews
{
    private const int Page = 100;
    private const int MostVersions = 200;
    private const int WordsLength = 60;

    internal sealed record AnswerView(string Case, string Answer, Guid? Promotion, string? PromotionName, bool IsOpen, string? Why);

    internal sealed record Shown(Guid Id, string Key, int Version, string Topic, string Title, ItemScope Scope, Instant From, Instant? To, string Text, IReadOnlyList<AnswerView> Answers, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> NotToSay,
        bool IsUnread, IReadOnlyList<PolicyChangeLine>? Changes);

    internal sealed record ForAgents(IReadOnlyList<Shown> Policies, Instant Now);

    internal sealed record Line(Guid Id, string Key, string Topic, string Title, ItemScope Scope, int? InForce, Instant? From, Instant? To, int Latest, VersionState State, int Edition, Instant LatestFrom, string? Author, Instant ChangedAt, Instant? EndedAt);

    internal sealed record Answer(IReadOnlyList<Line> Policies, string? Next, bool MayEdit, bool MayApprove, bool MaySet, bool IsOwnApproval);

    internal sealed record VersionView(int Version, int Edition, VersionState State, PolicyForm Form, string? Author, Instant MadeAt, string? DecidedBy, Instant? DecidedAt, string? Reason, IReadOnlyList<PolicyChangeLine>? Changes, bool MayApprove);

    internal sealed record Story(Guid Id, string Key, Instant? EndedAt, int? InForce, IReadOnlyList<VersionView> Versions, Briefings.Followed? Readers, bool MayEdit, bool MayApprove);

    /// <summary>What is in force now, for an item or the whole shop; <paramref name="q"/> looks through titles, texts, cases and answers.</summary>
    public static async Task<IResult> InForceAsync(Guid shop, string? item, string? q, Actor actor, IShops shops, PolicyBook book, PromotionBook promotions, IEnumerable<IGoods> goods, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPolicy, ct) is not { } card)
        {
            return new PolicyNotFound().ToProblem();
        }

        var now = db.Now;
        var category = item is not null && goods.FirstOrDefault() is { } room ? (await room.FindAsync(card.Id, item, ct))?.Category : null;
        var words = Words(q);
        var found = (await book.InForceAsync(card.Id, now, item, category, ct)).Where(p => words.All(w => Haystack(p).Contains(w, StringComparison.Ordinal))).ToList();
        var bound = found.SelectMany(p => p.Answers).Select(a => a.Promotion).OfType<Guid>().Distinct().ToList();
        var names = await promotions.NamesAsync(card.Id, bound, ct);
        var closed = new Dictionary<Guid, string>();
        foreach (var promotion in bound)
        {
            if (await promotions.CheckAsync(card.Id, promotion, now, ct) is { } no)
            {
                closed[promotion] = Problems.Describe(no, !actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)).Detail!;
            }
        }

        var unread = actor.Can(Permissions.ConfirmBriefing, card.Id)
            ? (await Briefings.UnreadAsync(db, await PolicySubjects.ListAsync(db, card.Id, now, ct), actor.Person, ct)).ToDictionary(s => (s.Id, s.Version), s => s.Changes) : [];
        return Results.Json(new ForAgents([.. found.Select(p => new Shown(
            p.Id, p.Key, p.Version, p.Topic, p.Title, p.Scope, p.From, p.To, p.Text,
            [.. p.Answers.Select(a => new AnswerView(a.Case, a.Answer, a.Promotion, a.Promotion is { } one ? names.GetValueOrDefault(one) : null, a.Promotion is not { } two || !closed.ContainsKey(two), a.Promotion is { } three ? closed.GetValueOrDefault(three) : null))],
            p.Facts, p.NotToSay, unread.ContainsKey((p.Id, p.Version)), unread.GetValueOrDefault((p.Id, p.Version))))], now), HouseJson.Options);
    }

    /// <summary>Every policy with its latest version, by topic.</summary>
    /// <param name="after">The key of the last one of the page before.</param>
    public static async Task<IResult> ListAsync(Guid shop, string? q, string? after, Actor actor, IShops shops, IPeople people, PolicyDesk desk, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPolicy, ct) is not { } card)
        {
            return new PolicyNotFound().ToProblem();
        }

        var (db, now) = (desk.Db, desk.Db.Now);
        var seesDrafts = actor.Can(Permissions.EditPolicy, card.Id) || actor.Can(Permissions.ApprovePolicy, card.Id);
        var query = db.Set<PolicyRow>().AsNoTracking().Where(p => p.ShopId == card.Id);
        foreach (var word in Words(q))
        {
            query = query.Where(p => db.Set<PolicyVersionRow>().Any(v => v.PolicyId == p.Id && v.Words.Contains(word)));
        }

        if (!string.IsNullOrEmpty(after))
        {
            query = query.Where(p => string.Compare(p.PolicyKey, after) > 0);
        }

        var policies = await query.OrderBy(p => p.PolicyKey).Take(Page).ToListAsync(ct);
        var ids = policies.Select(p => p.Id).ToList();
        var rows = (await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => ids.Contains(v.PolicyId) && (seesDrafts || v.State == VersionState.Approved)).OrderByDescending(v => v.Version).Take(20 * Page).ToListAsync(ct));
        await desk.Positions.OpenAsync(rows, ct);
        var versions = rows.ToLookup(v => v.PolicyId);
        var names = await people.FindManyAsync([.. versions.SelectMany(v => v).Select(v => v.AuthorId).Distinct().Take(1000)], ct);
        var lines = policies.Where(p => versions[p.Id].Any()).Select(p =>
        {
            var all = versions[p.Id].ToList();
            var number = PolicyRules.InForce(all.Where(v => v.State == VersionState.Approved).Select(v => new Span(v.Version, v.StartsAt, v.EndsAt)), p.EndedAt, now);
            var holds = all.FirstOrDefault(v => v.Version == number);
            var shown = (holds ?? all[0]).Said;
            return new Line(p.Id, p.PolicyKey, shown.Topic ?? string.Empty, shown.Title ?? string.Empty, shown.Scope ?? ItemScope.Everything, number, holds?.StartsAt, holds?.EndsAt, all[0].Version, all[0].State, all[0].Edition, all[0].StartsAt, names.GetValueOrDefault(all[0].AuthorId)?.Name, all[0].DecidedAt ?? all[0].MadeAt, p.EndedAt);
        });
        return Results.Json(new Answer([.. lines], policies.Count < Page ? null : policies[^1].PolicyKey, actor.Can(Permissions.EditPolicy, card.Id), actor.Can(Permissions.ApprovePolicy, card.Id), actor.Can(Permissions.EditShop, card.Id), await desk.MayApproveOwnAsync(card.Id, ct)), HouseJson.Options);
    }

    public static async Task<IResult> StoryAsync(Guid id, Actor actor, IPeople people, PolicyDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ReadPolicy, ct) is not var (policy, card))
        {
            return new PolicyNotFound().ToProblem();
        }

        var (db, now) = (desk.Db, desk.Db.Now);
        var (mayEdit, mayApprove) = (actor.Can(Permissions.EditPolicy, card.Id), actor.Can(Permissions.ApprovePolicy, card.Id));
        var rows = await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => v.PolicyId == id && (mayEdit || mayApprove || v.State == VersionState.Approved)).OrderByDescending(v => v.Version).Take(MostVersions).ToListAsync(ct);
        await desk.Positions.OpenAsync(rows, ct);
        var names = await people.FindManyAsync([.. rows.SelectMany(v => new[] { (PersonId?)v.AuthorId, v.DecidedBy }).OfType<PersonId>().Distinct()], ct);
        var own = await desk.MayApproveOwnAsync(card.Id, ct);
        var approved = rows.Where(v => v.State == VersionState.Approved).ToList();
        var readers = actor.Can(Permissions.FollowBriefing, card.Id)
            ? (await Briefings.FollowAsync(db, card.Id, [.. (await PolicySubjects.ListAsync(db, card.Id, now, ct)).Where(s => s.Id == id)], people, ct)) is [var read, ..] ? read : null : null;
        return Results.Json(new Story(id, policy.PolicyKey, policy.EndedAt, PolicyRules.InForce(approved.Select(v => new Span(v.Version, v.StartsAt, v.EndsAt)), policy.EndedAt, now),
            [.. rows.Select(v => new VersionView(v.Version, v.Edition, v.State, v.Said, names.GetValueOrDefault(v.AuthorId)?.Name, v.MadeAt, v.DecidedBy is { } by ? names.GetValueOrDefault(by)?.Name : null, v.DecidedAt, v.Reason,
                approved.FirstOrDefault(a => a.Version < v.Version) is { } before ? PolicyDiff.Between(before.Said, v.Said) : null,
                mayApprove && v.State == VersionState.Submitted && (own || v.AuthorId != actor.Person)))],
            readers, mayEdit, mayApprove), HouseJson.Options);
    }

    private static string[] Words(string? q) => (q ?? string.Empty).ToLowerInvariant().Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5).Select(w => w[..Math.Min(w.Length, WordsLength)]).ToArray();

    private static string Haystack(PolicyInForce p) => string.Join('\n', new[] { p.Topic, p.Title, p.Text, p.Key }.Concat(p.Answers.SelectMany(a => new[] { a.Case, a.Answer })).Concat(p.NotToSay)).ToLowerInvariant();
}
