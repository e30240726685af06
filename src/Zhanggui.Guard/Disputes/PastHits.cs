using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Overview;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Disputes;

/// <summary>How many of what became of hits an exception would have let through.</summary>
internal sealed record LetThrough(HitEffect Effect, int Count);

/// <summary>What an exception would have let through, of the hits of so many days; <paramref name="More"/>: there were more than were looked at.</summary>
internal sealed record Tried(int? Days, int Looked, bool More, int Released, int StillRings, int Unsure, IReadOnlyList<LetThrough> ByEffect, int HeldBack, IReadOnlyList<HitLine> Hits);

/// <summary>Looks back at the hits of one rule.</summary>
internal sealed class PastHits(Database database, HitLedger ledger, HitViews views)
{
    private const int MostTried = 500;
    private const int MostShown = 30;
    private const int MostAlike = 500;

    public async Task<Tried> TryAsync(Actor actor, ShopId shop, string rule, GuardRules rules, BookException change, Instant now, CancellationToken ct)
    {
        if (rules.TriedDays is not { } days)
        {
            return new Tried(null, 0, false, 0, 0, 0, [], 0, []);
        }

        var hits = await ReadAsync(shop, rule, now - Duration.FromDays(days), MostTried + 1, ct);
        var more = hits.Count > MostTried;
        hits = [.. hits.Take(MostTried)];
        var said = await views.SaidAsync(actor, hits, ct);
        var (before, after) = (rules.Book, Consequences.With(rules, rule, change).Book);
        var fates = hits.ConvertAll(h => (Hit: h, Fate: Consequences.Of(before, after, h, TextOf(h, said), change)));
        var released = fates.Where(f => f.Fate == Fate.LetThrough).Select(f => f.Hit).ToList();
        return new Tried(days, hits.Count, more, released.Count, fates.Count(f => f.Fate == Fate.StillRings), fates.Count(f => f.Fate == Fate.Unsure),
            [.. released.GroupBy(h => h.Effect).OrderBy(g => g.Key).Select(g => new LetThrough(g.Key, g.Count()))],
            released.Count(h => h.Effect is HitEffect.Taken or HitEffect.Changed or HitEffect.Stopped or HitEffect.Abandoned), await views.OfAsync(actor, [.. released.Take(MostShown)], ct));
    }

    /// <summary>Hits of the same rule on the same or similar words.</summary>
    public async Task<(IReadOnlyList<HitLine> Hits, int Same, int Alike)> AlikeAsync(Actor actor, Dispute dispute, GuardRules rules, CancellationToken ct)
    {
        if (dispute.Words is not { } words)
        {
            return ([], 0, 0);
        }

        var hits = (await ReadAsync(dispute.Shop, dispute.Rule, Instant.FromUnixTimeMilliseconds(0), MostAlike, ct)).Where(h => h.Words is not null)
            .Select(h => (Hit: h, Likeness: Consequences.Likeness(words.Slice, h.Words!.Slice, rules.Closeness.AlikePercent))).Where(h => h.Likeness.IsAlike).OrderByDescending(h => h.Likeness.IsSame).ThenByDescending(h => h.Hit.At).ToList();
        return (await views.OfAsync(actor, [.. hits.Select(h => h.Hit).Take(MostShown)], ct), hits.Count(h => h.Likeness.IsSame), hits.Count(h => !h.Likeness.IsSame));
    }

    private static string? TextOf(KeptHit hit, IReadOnlyDictionary<GuardedPlace, GuardedSaid> said) => hit.Effect switch
    {
        HitEffect.Past or HitEffect.Hinted or HitEffect.Approved => said.GetValueOrDefault(new GuardedPlace(hit.Conversation, hit.Act))?.Text,
        HitEffect.Stopped or HitEffect.Abandoned => hit.Words?.Draft,
        HitEffect.Taken or HitEffect.Changed => null,
        _ => throw new ArgumentOutOfRangeException(nameof(hit), hit.Effect, "Unknown effect."),
    };

    private async Task<List<KeptHit>> ReadAsync(ShopId shop, string rule, Instant since, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ledger.ReadAsync(connection,
            "where h.shop_id = @shop and h.rule = @rule and h.at >= @since and not (h.effect = 5 and exists (select 1 from guard_hit o where o.act_id = h.act_id and o.effect in (0, 1, 2, 4) and o.rule = h.rule)) order by h.at desc, h.id desc limit @most", ct,
            ("shop", shop.Value), ("rule", rule), ("since", since.ToUnixTimeMilliseconds()), ("most", most));
    }
}
