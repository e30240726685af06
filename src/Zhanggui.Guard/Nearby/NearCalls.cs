using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Disputes;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Overview;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Nearby;

/// <summary>Words that agents invent: what came close to a rule, what is often said around what rings, and a new saying for the draft of the book.</summary>
internal static class NearCalls
{
    private const int MostNear = 300;
    private const int MostAround = 300;

    internal sealed record NearLine(Guid Id, Instant At, Guid Person, string? PersonName, Guid Conversation, long Seq, string Slice, string Text, int Start);

    internal sealed record NearGroup(string Rule, string Name, GuardLevel Level, IReadOnlyList<NearLine> Lines);

    internal sealed record NearAnswer(int? Days, IReadOnlyList<NearGroup> Groups, IReadOnlyList<FrequentPhrase> Phrases, IReadOnlyList<RuleName> Rules, bool MayPropose);

    internal sealed record RuleName(string Rule, string Name);

    internal sealed record SayingBody(Guid Shop, string? Rule, string? Saying, Guid? Near, Guid? Draft);

    internal sealed record Proposed(Guid Draft, Words Title, int Revision);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, IRuleBooks books, NearBook near, HitLedger ledger, HitViews views, IPeople people, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadAll, ct) is not { } card)
        {
            return new GuardShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rules = (await books.EffectiveAsync(GuardSection.Section, card.Id, now, ct)).Rules;
        var since = now - Duration.FromDays(rules.NearDays ?? 0);
        var open = rules.NearDays is null ? [] : await near.OpenAsync(card.Id, since, MostNear, ct);
        var around = rules.NearDays is null ? [] : await AroundAsync(card.Id, since, actor, ledger, views, database, ct);
        var names = await people.FindManyAsync([.. open.Select(n => n.Person).Distinct().Take(1000)], ct);
        await OverviewCalls.AuditAsync(database, clock, actor, card.Id, "guard.near.look", new { Rows = open.Count }, ct);
        var groups = open.GroupBy(n => n.Rule, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new NearGroup(g.Key, g.First().Name, g.Max(n => n.Level),
            [.. g.Select(n => new NearLine(n.Id, n.At, n.Person.Value, names.GetValueOrDefault(n.Person)?.Name, n.Conversation, n.Seq, n.Words!.Slice, n.Words.Text, n.Words.Start))])).ToList();
        List<string> known = [.. rules.Rules.SelectMany(r => r.Words), .. rules.Approved];
        return Results.Json(new NearAnswer(rules.NearDays, groups, FrequentPhrases.Of([.. open.Select(n => (n.Conversation, n.Words!.Text)), .. around], known, rules.Closeness),
            [.. rules.Rules.Where(r => r.Words.Count > 0).Select(r => new RuleName(r.Key, r.Name ?? r.Key))], OverviewCalls.MayAnswer(actor, card.Id)), HouseJson.Options);
    }

    /// <summary>A new saying of a rule, into the draft. What it is made of must ring with it.</summary>
    public static async Task<IResult> ProposeAsync(SayingBody body, Actor actor, IShops shops, IBookDrafts drafts, IBookDesk desk, NearBook near, AnswerClaims claims, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(body.Shop), Permissions.ReadAll, ct) is not { } card)
        {
            return new GuardShopNotFound().ToProblem();
        }

        if (!OverviewCalls.MayAnswer(actor, card.Id))
        {
            return new GuardAnswerForbidden().ToProblem();
        }

        if (body.Rule is not { Length: > 0 } rule || AnswerCalls.Clean(body.Saying is { } one ? [one] : [], GuardSection.WordLength) is not [var saying] || Pattern.Parse(saying, Folding.Plain) is null)
        {
            return new GuardSayingWrong(GuardSection.WordLength).ToProblem();
        }

        Near? its = null;
        if (body.Near is { } id && ((its = await near.FindAsync(id, ct)) is null || its.Shop != card.Id || its.State != NearState.Open))
        {
            return new GuardNearNotFound().ToProblem();
        }

        long? claim = null;
        if (its is not null && (claim = await claims.TakeAsync(AnswerClaims.Near, its.Id, ct)) is null)
        {
            return new GuardNearNotFound().ToProblem();
        }

        var written = await drafts.AddAsync(actor, body.Draft, card.Name, [new BookAddition($"guard.rules.{rule}.words", [saying])], text =>
        {
            var book = desk.Read(GuardSection.Section, text, null, [card.Name]).Rules;
            return !book.Rules.Any(r => r.Key == rule) ? new GuardFilterWrong("rule")
                : its is not null && !book.Book.Check(new GuardLine { Text = its.Words!.Text, Sender = "agent" }, GuardFacts.Unknown).Hits.Any(h => h.Rule == rule) ? new GuardSayingMisses() : null;
        }, ct);
        if (!written.IsDone)
        {
            if (claim is { } held)
            {
                await claims.GiveBackAsync(AnswerClaims.Near, its!.Id, held);
            }

            return written.Refusal!.ToProblem();
        }

        var draft = written.Value;
        if (its is not null)
        {
            await near.DecideAsync(its.Id, NearState.Proposed, actor.Person, clock.GetCurrentInstant(), draft.Id.Value, Entry(actor, card, "guard.near.proposed", its.Id, new { rule, Draft = draft.Id }), NewId.Create(clock), ct);
        }

        return Results.Json(new Proposed(draft.Id.Value, draft.Title, draft.Revision), HouseJson.Options);
    }

    /// <summary>Nothing is wrong with it: it is not told again.</summary>
    public static async Task<IResult> SetAsideAsync(Guid id, Actor actor, IShops shops, NearBook near, TimeProvider clock, CancellationToken ct)
    {
        if (await near.FindAsync(id, ct) is not { } its || await shops.FindForAsync(actor, its.Shop, Permissions.ReadAll, ct) is not { } card
            || !await near.DecideAsync(id, NearState.SetAside, actor.Person, clock.GetCurrentInstant(), null, Entry(actor, card, "guard.near.set-aside", id, new { its.Rule }), NewId.Create(clock), ct))
        {
            return new GuardNearNotFound().ToProblem();
        }

        return Results.NoContent();
    }

    /// <summary>Messages that rang at confirm or above and were sent all the same: the words around it may become a habit.</summary>
    private static async Task<List<(Guid Conversation, string Text)>> AroundAsync(ShopId shop, Instant since, Actor actor, HitLedger ledger, HitViews views, Database database, CancellationToken ct)
    {
        List<KeptHit> hits;
        await using (var connection = await database.OpenAsync(ct))
        {
            hits = await ledger.ReadAsync(connection, "where h.shop_id = @shop and h.at >= @since and h.level >= 2 and h.effect in (0, 1, 2, 4) order by h.at desc, h.id desc limit @most", ct,
                ("shop", shop.Value), ("since", since.ToUnixTimeMilliseconds()), ("most", MostAround));
        }

        var said = await views.SaidAsync(actor, hits, ct);
        return [.. said.Where(s => s.Value.Text is not null).Select(s => (s.Key.Conversation, s.Value.Text!))];
    }

    private static AuditEntry Entry(Actor actor, ShopCard shop, string act, Guid id, object what) => new(actor.Organisation, shop.Id, actor.Person, act, "guard.near", id.ToString(), After: what);
}
