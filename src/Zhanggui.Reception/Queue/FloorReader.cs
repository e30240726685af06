using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Reception.Presence;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>The agents of a shop as routing sees them, and for which teams those serve who do not serve the whole shop.</summary>
internal sealed record OnTheFloor(IReadOnlyList<Candidate> Candidates, IReadOnlyDictionary<PersonId, IReadOnlyList<TeamCard>> Teams)
{
    /// <summary>Whoever serves only for a team must be let in by that team.</summary>
    public TeamCard? TeamFor(Choice choice) => Teams.GetValueOrDefault(choice.Person) is [var first, ..] ? first : null;
}

/// <summary>Reads what routing decides by: the queue, the agents, their weights and turns. Everything stands in the database, so every process sees the same.</summary>
internal sealed class FloorReader(Database database, Board board, IRoster roster, ShopRules rules, OrderStanding orders, MainBook main, IShops shops, ISkillBook skills)
{
    private const int QueueLimit = 10_000;
    private const int AgentLimit = 2000;
    private const int ChangeLimit = 100_000;
    private const int LookedUpPerRound = 500;
    private const int Remembered = 20_000;
    private static readonly Duration Moment = Duration.FromMilliseconds(1);
    private readonly ConcurrentDictionary<Guid, (PersonId Agent, Instant At)?> served = new();

    /// <summary>The whole queue, longest wait first: what stands behind a group that is full must not wait for it.</summary>
    public async Task<IReadOnlyList<InQueue>> WaitingAsync(ShopId shop, RoutingRules rule, Instant now, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null,
            "select id, number, coalesce(queued_at, opened_at), buyer_id, last_agent_id, routing, opened_at, channel_kind, channel_name from reception_conversation where shop_id = @shop and state <> 3 and state = 0 order by queued_at, number limit @limit",
            r => (Row: new InQueue(new ConversationId(r.GetGuid(0)), r.GetInt64(1), Instant.FromUnixTimeMilliseconds(r.GetInt64(2))) { Buyer = r.GetGuid(3), LastAgent = r.IsDBNull(4) ? null : new PersonId(r.GetGuid(4)), ChannelKind = r.GetString(7), ChannelName = r.GetString(8) },
                Routing: RoutingState.Read(r.IsDBNull(5) ? null : r.GetString(5)), OpenedAt: Instant.FromUnixTimeMilliseconds(r.GetInt64(6))), ct, ("shop", shop.Value), ("limit", QueueLimit));
        var waiting = new List<InQueue>(rows.Count);
        var lookedUp = 0;
        foreach (var (row, routing, openedAt) in rows)
        {
            var known = row with { Group = routing?.Group, PassedBy = routing?.PassedBy ?? [], LastServedAt = routing?.ServedUntil ?? openedAt, IsHandedOver = routing?.HandedOver is { } over && !(over.OnlyUntil <= now) };
            if (known.LastAgent is null && known.PassedBy.Count == 0 && (served.ContainsKey(known.Id.Value) || lookedUp++ < LookedUpPerRound) && await BeforeAsync(c, shop, known, ct) is var (agent, at))
            {
                known = known with { LastAgent = agent, LastServedAt = at };
            }

            waiting.Add(known);
        }

        return await orders.GroupedAsync(shop, waiting, rule, now, ct);
    }

    /// <summary>The rules with a group for every team: a transfer to a team waits for its people, as long as a transfer may.</summary>
    public static RoutingRules WithTeams(RoutingRules rule, OnTheFloor floor) => rule with
    {
        Groups = [.. rule.Groups, .. floor.Teams.Values.SelectMany(t => t).DistinctBy(t => t.Id)
            .Select(t => new RoutingGroup(Conversations.Conversations.TeamGroup(t.Id), t.Name, [], [], [], [], [], rule.TransferWithin, []))],
    };

    public async Task<OnTheFloor> AgentsAsync(ShopId shop, RoutingRules rule, Instant now, CancellationToken ct)
    {
        var staff = await board.ReadAsync(shop, ct);
        var capacity = await rules.CapacityAsync(shop, now, ct);
        var onLeave = (await roster.LeaveAsync(shop, new Interval(now, now + Moment), ct)).Where(l => l.SignedBy is not null).Select(l => l.Person).ToHashSet();
        var shares = (await SharesAsync(shop, ct)).ToDictionary(s => s.Person);
        var turns = await TurnsAsync(shop, ct);
        var holder = rule.MainPercent is null ? null : await main.HeldAsync(shop, ct);
        var able = rule.Groups.Any(g => g.Skills.Count > 0) ? await SkillsAsync(shop, ct) : new Dictionary<PersonId, IReadOnlyList<string>>();
        var candidates = staff.Select(who =>
        {
            var theirs = able.GetValueOrDefault(who.Person, []);
            var share = shares.GetValueOrDefault(who.Person);
            var turn = turns.GetValueOrDefault(who.Person.Value);
            var since = who.Since ?? Instant.MinValue;
            var isPut = share is { Groups.Count: > 0 };
            return new Candidate(who.Person, who.Name, who.Duty, who.Load, share?.Capacity ?? capacity, Instant.Max(since, turn.At))
            {
                Since = since,
                HoldsMainAccount = holder?.Person == who.Person,
                IsOnLeave = onLeave.Contains(who.Person),
                Weight = share?.Weight ?? Candidate.UsualWeight,
                Groups = [.. isPut ? share!.Groups : rule.Groups.Where(g => Grouping.IsMember(g, [.. who.Teams.Select(t => t.Name)], theirs)).Select(g => g.Key), .. who.Teams.Select(t => Conversations.Conversations.TeamGroup(t.Id))],
                Skills = theirs,
                IsGeneral = !isPut,
                Turn = turn.Turn,
                Started = turn.Started,
                TurnAt = turn.At,
            };
        }).ToList();
        return new OnTheFloor(candidates, staff.Where(s => s.Teams.Count > 0).ToDictionary(s => s.Person, s => s.Teams));
    }

    public async Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> SkillsAsync(ShopId shop, CancellationToken ct) =>
        await shops.FindAsync(shop, ct) is { } card ? await skills.OfAsync(card.Organisation, ct) : new Dictionary<PersonId, IReadOnlyList<string>>();

    public async Task<IReadOnlyList<Share>> SharesAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, "select person_id, weight, capacity, groups, reason, set_by, set_at from reception_share where shop_id = @shop limit @limit",
            r => new Share(new PersonId(r.GetGuid(0)), r.GetInt32(1), r.IsDBNull(2) ? null : r.GetInt32(2), [.. r.GetString(3).Split(',', StringSplitOptions.RemoveEmptyEntries)],
                r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : new PersonId(r.GetGuid(5)), Instant.FromUnixTimeMilliseconds(r.GetInt64(6))), ct, ("shop", shop.Value), ("limit", AgentLimit));
    }

    /// <summary>Shares that were in force at some instant of the interval, each from its change on, oldest first.</summary>
    public async Task<IReadOnlyList<Share>> SharesOfAsync(ShopId shop, Interval within, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null,
            "select s.person_id, s.weight, s.capacity, s.groups, s.at from reception_share_change s where s.shop_id = @shop and s.at < @to " +
            "and s.at >= coalesce((select max(b.at) from reception_share_change b where b.shop_id = s.shop_id and b.person_id = s.person_id and b.at <= @from), 0) order by s.at, s.person_id limit @limit",
            r => new Share(new PersonId(r.GetGuid(0)), r.GetInt32(1), r.IsDBNull(2) ? null : r.GetInt32(2), [.. r.GetString(3).Split(',', StringSplitOptions.RemoveEmptyEntries)], null, null, Instant.FromUnixTimeMilliseconds(r.GetInt64(4))), ct,
            ("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()), ("limit", ChangeLimit));
    }

    /// <summary>Adds up in the database: two processes that give at the same moment move the turn on for both.</summary>
    public Task MoveTurnsAsync(ShopId shop, IReadOnlyList<PersonId> given, IReadOnlyList<Candidate> agents, RoutingRules rule, Instant now, CancellationToken ct)
    {
        var virtualNow = agents.Count == 0 ? 0 : agents.Max(a => a.Started);
        var byPerson = agents.ToDictionary(a => a.Person);
        return database.WriteAsync(async (c, t) =>
        {
            foreach (var some in given.GroupBy(p => p).OrderBy(g => g.Key.Value)) // one order everywhere: no two processes wait for each other
            {
                var agent = byPerson[some.Key];
                var cost = Turns.Cost(Turns.Weight(agent, rule.MainPercent));
                var from = agent.Since > agent.TurnAt ? Math.Max(agent.Turn, virtualNow) : agent.Turn;
                await c.ExecuteAsync(t,
                    "insert into reception_turn (shop_id, person_id, turn, started, at) values (@shop, @person, @from + @all, @from + @before, @now) " +
                    "on conflict (shop_id, person_id) do update set turn = case when reception_turn.turn > @from then reception_turn.turn else @from end + @all, " +
                    "started = case when reception_turn.turn > @from then reception_turn.turn else @from end + @before, at = @now", ct,
                    ("shop", shop.Value), ("person", some.Key.Value), ("from", from), ("all", cost * some.Count()), ("before", cost * (some.Count() - 1)), ("now", now.ToUnixTimeMilliseconds()));
            }

            return 0;
        }, ct);
    }

    /// <summary>Who served the buyer in the conversation before this one. It cannot change while this one waits.</summary>
    private async Task<(PersonId, Instant)?> BeforeAsync(System.Data.Common.DbConnection c, ShopId shop, InQueue waiting, CancellationToken ct)
    {
        if (served.TryGetValue(waiting.Id.Value, out var known))
        {
            return known;
        }

        if (served.Count > Remembered)
        {
            served.Clear();
        }

        var found = await c.ReadAllAsync(null,
            "select last_agent_id, coalesce(closed_at, last_at) from reception_conversation where shop_id = @shop and buyer_id = @buyer and number < @number and last_agent_id is not null order by number desc limit 1",
            r => (new PersonId(r.GetGuid(0)), Instant.FromUnixTimeMilliseconds(r.GetInt64(1))), ct, ("shop", shop.Value), ("buyer", waiting.Buyer), ("number", waiting.Number));
        return served[waiting.Id.Value] = found.Count == 0 ? null : found[0];
    }

    private async Task<Dictionary<Guid, (long Turn, long Started, Instant At)>> TurnsAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null, "select person_id, turn, started, at from reception_turn where shop_id = @shop limit @limit",
            r => (r.GetGuid(0), (r.GetInt64(1), r.GetInt64(2), Instant.FromUnixTimeMilliseconds(r.GetInt64(3)))), ct, ("shop", shop.Value), ("limit", AgentLimit));
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }
}

/// <summary>What a supervisor set for an agent.</summary>
internal sealed record Share(PersonId Person, int Weight, int? Capacity, IReadOnlyList<string> Groups, string? Reason, PersonId? SetBy, Instant SetAt);
