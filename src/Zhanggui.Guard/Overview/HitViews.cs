using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Guard.Overview;

/// <summary>A hit as people see it. <paramref name="Seq"/>: where it stands in the record; <paramref name="Said"/>: what was sent, or the draft that was not.</summary>
internal sealed record HitLine(
    Guid Id, Instant At, string Rule, string Name, string Kind, GuardLevel Level, HitEffect Effect, Guid Person, string? PersonName, bool IsMine, string? Team, string? Channel, Guid Conversation, long? Seq,
    string? Slice, string? Said, int? Start, int Length, string? Reason, string? Dispute, string Book, int BookVersion);

/// <summary>Shows hits with what stands around them in the record, as the actor may see it.</summary>
internal sealed class HitViews(Database database, IGuardedTalks talks, IPeople people)
{
    private const int AtOnce = 100;

    public async Task<List<HitLine>> OfAsync(Actor actor, IReadOnlyList<KeptHit> hits, CancellationToken ct)
    {
        var said = await SaidAsync(actor, hits, ct);
        var names = await people.FindManyAsync([.. hits.Select(h => h.Person).Distinct().Take(1000)], ct);
        var disputes = await DisputesAsync(hits, ct);
        return [.. hits.Select(h =>
        {
            var stands = said.GetValueOrDefault(new GuardedPlace(h.Conversation, h.Act));
            // Of a draft that was changed only the words that rang are kept; what was sent instead stands in the record.
            var isSent = h.Effect is HitEffect.Past or HitEffect.Hinted or HitEffect.Approved;
            var text = h.Words?.Draft ?? stands?.Text;
            int? start = (isSent && stands?.Text is not null) || h.Words?.Draft is not null ? h.Start : null;
            return new HitLine(h.Id, h.At, h.Rule, h.Name, h.Kind, h.Level, h.Effect, h.Person.Value, names.GetValueOrDefault(h.Person)?.Name, h.Person == actor.Person, h.Place.Team, h.Place.Channel, h.Conversation, stands?.Seq,
                h.Words?.Slice, text, start, h.Length, h.Words?.Reason, disputes.GetValueOrDefault((h.Act, h.Rule, h.Start)), h.Book, h.BookVersion);
        })];
    }

    public async Task<IReadOnlyDictionary<GuardedPlace, GuardedSaid>> SaidAsync(Actor actor, IReadOnlyList<KeptHit> hits, CancellationToken ct)
    {
        var all = new Dictionary<GuardedPlace, GuardedSaid>();
        foreach (var some in hits.Select(h => new GuardedPlace(h.Conversation, h.Act)).Distinct().Chunk(AtOnce))
        {
            foreach (var (place, text) in await talks.SaidAsync(actor, some, ct))
            {
                all[place] = text;
            }
        }

        return all;
    }

    private async Task<Dictionary<(Guid Act, string Rule, int Start), string>> DisputesAsync(IReadOnlyList<KeptHit> hits, CancellationToken ct)
    {
        var found = new Dictionary<(Guid, string, int), string>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in hits.Select(h => h.Act).Distinct().Chunk(AtOnce))
        {
            var rows = await connection.ReadAllAsync(null, $"select act_id, rule, start_at, state from guard_dispute where act_id in ({string.Join(", ", some.Select((_, i) => $"@a{i}"))})",
                r => (r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3)), ct, [.. some.Select((a, i) => ($"a{i}", (object?)a))]);
            foreach (var (act, rule, start, state) in rows)
            {
                found[(act, rule, start)] = state switch { 0 => "open", 1 => "accepted", _ => "declined" };
            }
        }

        return found;
    }
}
