using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>An agent taken from the floor, and what decided.</summary>
internal readonly record struct Taken(Candidate Agent, string Code, int Weight, int Load);

/// <summary>
/// The agents of one round, indexed: a heap per group, ordered by whose turn it is. A buyer given only ever moves an agent back, so an entry
/// that is out of date is put right when it comes to the top, and whoever is full is dropped there.
/// </summary>
internal sealed class Floor
{
    /// <summary>The pool of those who take what belongs to no group.</summary>
    public const string Everybody = "";

    private readonly Candidate[] agents;
    private readonly int[] load;
    private readonly int[] weight;
    private readonly long[] turn;
    private readonly long[] idle;
    private readonly RoutingRules rule;
    private readonly Dictionary<Guid, int> byPerson;
    private readonly Dictionary<string, RoutingGroup> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> manned = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, bool IsBacklog), Pool> pools = [];
    private readonly Instant? openedAt;
    private readonly bool hasGeneral;
    private int free;

    public Floor(IReadOnlyCollection<Candidate> candidates, RoutingRules rule)
    {
        this.rule = rule;
        agents = [.. candidates];
        Array.Sort(agents, (a, b) => a.Person.Value.CompareTo(b.Person.Value));
        (load, weight, turn, idle) = (new int[agents.Length], new int[agents.Length], new long[agents.Length], new long[agents.Length]);
        byPerson = new Dictionary<Guid, int>(agents.Length);
        foreach (var group in rule.Groups)
        {
            groups[group.Key] = group;
        }

        var virtualNow = agents.Length == 0 ? 0 : agents.Max(a => a.Started);
        for (var i = 0; i < agents.Length; i++)
        {
            var agent = agents[i];
            byPerson[agent.Person.Value] = i;
            load[i] = agent.Load;
            weight[i] = Turns.Weight(agent, rule.MainPercent);
            // Whoever has just come on begins where the others stand: neither behind them nor with a claim to what they missed.
            turn[i] = agent.Since > agent.TurnAt ? Math.Max(agent.Turn, virtualNow) : agent.Turn;
            idle[i] = agent.IdleSince == Instant.MinValue ? long.MinValue : agent.IdleSince.ToUnixTimeMilliseconds();
            if (agent.IsReady)
            {
                openedAt = openedAt is { } earlier ? Instant.Min(earlier, agent.Since) : agent.Since;
            }

            if (agent.IsOnDuty)
            {
                hasGeneral |= agent.IsGeneral;
                foreach (var key in agent.Groups)
                {
                    manned[key] = manned.GetValueOrDefault(key) + 1;
                }
            }

            free += CanTake(i) || CanTakeBack(i) ? 1 : 0;
        }
    }

    /// <summary>Nobody can take anything more.</summary>
    public bool IsFull => free == 0;

    public RoutingGroup? Group(string? key) => key is not null && groups.TryGetValue(key, out var group) ? group : null;

    /// <summary>Is anybody of the group on duty at all?</summary>
    public bool IsManned(string key) => manned.ContainsKey(key);

    /// <summary>Did it begin to wait before anybody was there, and is that still so recent that the backlog is dealt out by parts?</summary>
    public bool IsBacklog(Instant queuedAt, Instant now) =>
        rule is { BacklogFirst: not null, BacklogSpread: { } spread } && openedAt is { } opened && queuedAt < opened && now < opened + spread;

    /// <summary>One particular agent, if they can take a buyer of their own back.</summary>
    public bool TryTakeBack(PersonId person, Instant now, out Candidate agent)
    {
        if (!byPerson.TryGetValue(person.Value, out var i) || !CanTakeBack(i))
        {
            agent = null!;
            return false;
        }

        agent = agents[i];
        Give(i, now);
        return true;
    }

    /// <summary>Whose turn it is in a group; null = nobody can take one.</summary>
    public Taken? TryTake(string group, bool isBacklog, IReadOnlyList<PersonId> passedBy, Instant now)
    {
        var pool = PoolOf(group, isBacklog);
        List<int>? aside = null;
        Taken? taken = null;
        while (pool.Top(this) is var i and >= 0)
        {
            if (passedBy.Count > 0 && passedBy.Contains(agents[i].Person))
            {
                pool.RemoveTop();
                (aside ??= []).Add(i);
                continue;
            }

            taken = new Taken(agents[i], pool.Count == 1 ? Why.Alone : Reason(i, pool.Second(this)), weight[i], load[i]);
            Give(i, now);
            break;
        }

        foreach (var i in aside ?? [])
        {
            pool.Add(i, this);
        }

        return taken;
    }

    private string Reason(int first, int second)
    {
        var isTie = second >= 0 && Primary(first) == Primary(second);
        return isTie ? Why.Idle : rule.Order == RoutingOrder.Share ? Why.Turn : Why.Load;
    }

    private void Give(int i, Instant now)
    {
        var could = CanTake(i) || CanTakeBack(i);
        load[i]++;
        turn[i] += Turns.Cost(weight[i]);
        idle[i] = now.ToUnixTimeMilliseconds();
        free -= could && !(CanTake(i) || CanTakeBack(i)) ? 1 : 0;
    }

    private bool CanTake(int i) => weight[i] > 0 && agents[i].IsReady && load[i] < agents[i].Capacity;

    private bool CanTakeBack(int i) => agents[i] switch
    {
        { IsReady: true } agent => load[i] < agent.Capacity,
        { Duty: DutyState.Busy, IsOnLeave: false } agent => rule.BusyCapacity is { } most && load[i] < Math.Min(most, agent.Capacity),
        _ => false,
    };

    private bool CanTake(int i, bool isBacklog) => CanTake(i) && (!isBacklog || load[i] < rule.BacklogFirst);

    private long Primary(int i) => rule.Order == RoutingOrder.Share ? turn[i] : load[i] * Turns.Cost(weight[i]);

    private Pool PoolOf(string group, bool isBacklog)
    {
        if (pools.TryGetValue((group, isBacklog), out var known))
        {
            return known;
        }

        var pool = new Pool(agents.Length, isBacklog);
        for (var i = 0; i < agents.Length; i++)
        {
            if (CanTake(i, isBacklog) && Belongs(agents[i], group))
            {
                pool.Add(i, this);
            }
        }

        return pools[(group, isBacklog)] = pool;
    }

    /// <summary>Where nobody takes what belongs to no group, everybody does: no buyer waits beside an idle agent.</summary>
    private bool Belongs(Candidate agent, string group) => group.Length == 0 ? agent.IsGeneral || !hasGeneral : agent.Groups.Contains(group);

    /// <summary>A heap of agents; an entry keeps the order it was put in with.</summary>
    private sealed class Pool(int capacity, bool isBacklog)
    {
        private readonly PriorityQueue<int, (long Primary, long Idle, int Place)> heap = new(capacity);

        public int Count => heap.Count;

        public void Add(int i, Floor floor) => heap.Enqueue(i, (floor.Primary(i), floor.idle[i], i));

        public void RemoveTop() => heap.Dequeue();

        /// <summary>Whoever is first, or -1.</summary>
        public int Top(Floor floor)
        {
            while (heap.TryPeek(out var i, out var kept))
            {
                if (!floor.CanTake(i, isBacklog))
                {
                    heap.Dequeue();
                }
                else if (kept != (floor.Primary(i), floor.idle[i], i))
                {
                    heap.DequeueEnqueue(i, (floor.Primary(i), floor.idle[i], i));
                }
                else
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Whoever would be first without the first, or -1: only looked at where it decides the words of the reason.</summary>
        public int Second(Floor floor)
        {
            var first = heap.Dequeue();
            var second = Top(floor);
            Add(first, floor);
            return second;
        }
    }
}
