using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Simulation;

/// <summary>A day as it was: who came with which words and who was ready when. <paramref name="IsFromAnswers"/>: no state of duty was kept that day, so agents are there from their first to their last answer.</summary>
internal sealed record DayAsItWas(IReadOnlyList<(PastTalk Talk, Conversation Head, string Words, PersonId? Last, Instant? LastAt)> Talks, IReadOnlyList<(PersonId Person, Instant From, Instant To)> Ready, bool IsFromAnswers,
    ILookup<PersonId, Share> Shares, IReadOnlyDictionary<PersonId, IReadOnlyList<string>> Teams, IReadOnlyDictionary<PersonId, string> Names)
{
    /// <summary>What people can as it is known now; when somebody learnt it is not kept.</summary>
    public IReadOnlyDictionary<PersonId, IReadOnlyList<string>> Skills { get; init; } = new Dictionary<PersonId, IReadOnlyList<string>>();

    /// <summary>A conversation still open at night took the agent no longer than this after its first answer.</summary>
    private static readonly Duration Longest = Duration.FromHours(4);

    /// <summary>Arrivals as a book groups them: by words, page and channel. How orders stood that day is not known any more.</summary>
    public IReadOnlyList<TrialBuyer> Buyers(RoutingRules rule) =>
    [
        .. Talks.Select(t => new TrialBuyer(t.Talk.At, t.Talk.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Serving(t.Talk), Patience(t.Talk), Grouping.Of(rule.Groups, t.Head, t.Words, []), t.Last?.ToString(), t.LastAt)),
    ];

    public IReadOnlyList<TrialAgent> Agents(RoutingRules rule) =>
    [
        .. Ready.Select(r => (Spell: r, Share: ShareAt(r.Person, r.From))).Select(r => new TrialAgent(r.Spell.Person.ToString(), r.Spell.From, r.Spell.To, r.Share?.Weight ?? Candidate.UsualWeight, r.Share?.Capacity,
            r.Share is { Groups.Count: > 0 } put ? put.Groups : [.. rule.Groups.Where(g => Grouping.IsMember(g, Teams.GetValueOrDefault(r.Spell.Person, []), Skills.GetValueOrDefault(r.Spell.Person, []))).Select(g => g.Key)])),
    ];

    /// <summary>What was set for the agent when the spell began; they are in order of time.</summary>
    private Share? ShareAt(PersonId person, Instant at) => Shares[person].LastOrDefault(s => s.SetAt <= at);

    private static Duration Serving(PastTalk talk) => talk.FirstAnswerAt is { } answered ? Duration.Max(Duration.FromSeconds(1), Duration.Min(Longest, (talk.EndedAt ?? answered + Longest) - answered)) : Duration.FromSeconds(1);

    /// <summary>Who was never answered and has gone was patient until then; everybody else showed no limit.</summary>
    private static Duration? Patience(PastTalk talk) => talk.FirstAnswerAt is null && talk.EndedAt is { } ended ? ended - talk.At : null;
}

/// <summary>Reads a past day of a shop for a replay.</summary>
internal sealed class PastDays(Database database, IPastTalks talks, ConversationReader reader, FloorReader floor, Board board, IDuty duty, IPeople people)
{
    public const int MostTalks = 20_000;
    private const int MostSpans = 500;
    private const int AtOnce = 200;

    public async Task<DayAsItWas> ReadAsync(ShopId shop, Interval day, CancellationToken ct)
    {
        var began = await talks.OfAsync(shop, day, MostTalks + 1, ct);
        var heads = new Dictionary<Guid, Conversation>();
        var words = new Dictionary<Guid, string>();
        var before = new Dictionary<Guid, (PersonId, Instant)>();
        await using (var connection = await database.OpenAsync(ct))
        {
            foreach (var some in began.Select(b => b.Id.Value).Chunk(AtOnce))
            {
                await FillAsync(connection, shop, some, heads, words, before, ct);
            }
        }

        var staff = await board.ReadAsync(shop, ct);
        var answered = began.Where(b => b.FirstAgent is not null).GroupBy(b => b.FirstAgent!.Value).ToDictionary(g => g.Key, g => (From: g.Min(b => b.At), To: g.Max(b => Instant.Min(b.EndedAt ?? day.End, day.End))));
        var ready = await ReadyAsync(shop, day, [.. staff.Select(s => s.Person).Union(answered.Keys)], ct);
        var isFromAnswers = ready.Count == 0;
        var names = await people.FindManyAsync([.. answered.Keys.Union(ready.Select(r => r.Person)).Take(1000)], ct);
        return new DayAsItWas(
            [.. began.Where(b => heads.ContainsKey(b.Id.Value)).Select(b => (b, heads[b.Id.Value], words.GetValueOrDefault(b.Id.Value, string.Empty), before.TryGetValue(b.Id.Value, out var was) ? was.Item1 : (PersonId?)null, before.TryGetValue(b.Id.Value, out was) ? was.Item2 : (Instant?)null))],
            isFromAnswers ? [.. answered.OrderBy(a => a.Key.Value).Select(a => (a.Key, a.Value.From, a.Value.To))] : ready, isFromAnswers,
            (await floor.SharesOfAsync(shop, day, ct)).ToLookup(s => s.Person), staff.ToDictionary(s => s.Person, IReadOnlyList<string> (s) => [.. s.Teams.Select(t => t.Name)]), names.ToDictionary(n => n.Key, n => n.Value.Name))
        { Skills = await floor.SkillsAsync(shop, ct) };
    }

    private async Task FillAsync(System.Data.Common.DbConnection c, ShopId shop, Guid[] some, Dictionary<Guid, Conversation> heads, Dictionary<Guid, string> words, Dictionary<Guid, (PersonId, Instant)> before, CancellationToken ct)
    {
        var list = string.Join(", ", some.Select((_, i) => $"@c{i}"));
        (string, object?)[] values = [.. some.Select((id, i) => ($"c{i}", (object?)id))];
        foreach (var head in await reader.HeadsAsync(c, null, $"where c.id in ({list})", ct, values))
        {
            heads[head.Id.Value] = head;
        }

        var first = await c.ReadAllAsync(null, $"select conversation_id, min(seq) from reception_message where conversation_id in ({list}) and sender = 0 group by conversation_id", r => (r.GetGuid(0), r.GetInt64(1)), ct, values);
        foreach (var message in await reader.MessagesAsync(c, first, heads, ct))
        {
            words[message.Conversation.Value] = message.Text;
        }

        var last = await c.ReadAllAsync(null,
            $"select c.id, p.last_agent_id, coalesce(p.closed_at, p.last_at) from reception_conversation c join reception_conversation p on p.shop_id = c.shop_id and p.buyer_id = c.buyer_id and p.number = " +
            "(select max(b.number) from reception_conversation b where b.shop_id = c.shop_id and b.buyer_id = c.buyer_id and b.number < c.number) " +
            $"where c.shop_id = @shop and c.id in ({list}) and p.last_agent_id is not null", r => (r.GetGuid(0), new PersonId(r.GetGuid(1)), Instant.FromUnixTimeMilliseconds(r.GetInt64(2))), ct, [.. values, ("shop", shop.Value)]);
        foreach (var (id, agent, at) in last)
        {
            before[id] = (agent, at);
        }
    }

    private async Task<IReadOnlyList<(PersonId Person, Instant From, Instant To)>> ReadyAsync(ShopId shop, Interval day, IReadOnlyList<PersonId> some, CancellationToken ct)
    {
        var ready = new List<(PersonId, Instant, Instant)>();
        foreach (var person in some)
        {
            ready.AddRange((await duty.HistoryAsync(shop, person, day, MostSpans, ct)).Where(s => s.State == DutyState.Ready)
                .Select(s => (person, Instant.Max(s.From, day.Start), Instant.Min(s.Until ?? day.End, day.End))).Where(s => s.Item2 < s.Item3));
        }

        return ready;
    }
}
