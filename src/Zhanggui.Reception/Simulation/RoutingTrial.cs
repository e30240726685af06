using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Simulation;

/// <inheritdoc cref="IRoutingTrial"/>
internal sealed class RoutingTrial(IBookDesk books) : IRoutingTrial
{
    public TrialOutcome Replay(IReadOnlyList<TrialBuyer> buyers, IReadOnlyList<TrialAgent> agents, string bookName, string bookText, string? bookFolder, IReadOnlyList<string>? shopNames = null, CancellationToken ct = default)
    {
        var rule = books.Read(RoutingSection.Section, bookText, bookFolder, shopNames ?? []).Rules;
        var capacity = books.Read(ReceptionSection.Section, bookText, bookFolder, shopNames ?? []).Rules.CapacityPerAgent;
        return new Day(bookName, buyers, agents, rule, (int)Math.Min(capacity ?? int.MaxValue, int.MaxValue)).Run(ct);
    }
}

/// <summary>One day, event by event: somebody comes, is done, leaves, goes on or off duty, or a waiting one may overflow.</summary>
internal sealed class Day(string book, IReadOnlyList<TrialBuyer> buyers, IReadOnlyList<TrialAgent> spells, RoutingRules rule, int capacity)
{
    private readonly PriorityQueue<(Kind Kind, int Index), (Instant At, int Kind, int Index)> events = new();
    private readonly Dictionary<string, Agent> agents = new(StringComparer.Ordinal);
    private readonly Dictionary<ConversationId, int> indexOf = [];
    private readonly List<InQueue> queue = [];
    private readonly List<Duration> waits = [];
    private readonly HashSet<int> gone = [];
    private readonly Dictionary<int, Agent> servedBy = [];
    private readonly TrialWait[] each = [.. buyers.Select(b => new TrialWait(b.At, null, IsLost: false))];
    private int lost;
    private int back;
    private int overflowed;

    private enum Kind
    {
        Done,
        Off,
        On,
        Comes,
        Leaves,
        Look,
    }

    public TrialOutcome Run(CancellationToken ct)
    {
        for (var i = 0; i < spells.Count; i++)
        {
            if (!agents.TryGetValue(spells[i].Agent, out var agent))
            {
                agents[spells[i].Agent] = agent = new Agent(new PersonId(Id("agent", spells[i].Agent)), spells[i]);
            }

            Plan(spells[i].From, Kind.On, i);
            Plan(spells[i].To, Kind.Off, i);
        }

        for (var i = 0; i < buyers.Count; i++)
        {
            Plan(buyers[i].At, Kind.Comes, i);
        }

        while (events.TryDequeue(out var next, out var when))
        {
            ct.ThrowIfCancellationRequested();
            Happen(next.Kind, next.Index, when.At);
            if (!events.TryPeek(out _, out var following) || following.At != when.At)
            {
                Deal(when.At);
            }
        }

        return Outcome();
    }

    private void Plan(Instant at, Kind kind, int index) => events.Enqueue((kind, index), (at, (int)kind, index));

    private void Happen(Kind kind, int i, Instant now)
    {
        switch (kind)
        {
            case Kind.On:
                agents[spells[i].Agent].Ready(spells[i], now);
                break;
            case Kind.Off:
                agents[spells[i].Agent].IsReady = false;
                break;
            case Kind.Comes:
                Come(i, now);
                break;
            case Kind.Done:
                servedBy[i].Load--;
                break;
            case Kind.Leaves when !gone.Contains(i):
                queue.RemoveAll(q => indexOf[q.Id] == i);
                gone.Add(i);
                lost++;
                each[i] = each[i] with { IsLost = true };
                break;
            case Kind.Leaves or Kind.Look:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown event.");
        }
    }

    private void Come(int i, Instant now)
    {
        var buyer = buyers[i];
        var id = new ConversationId(Id("talk", i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        indexOf[id] = i;
        queue.Add(new InQueue(id, i, now) { Group = buyer.Group, LastAgent = buyer.LastAgent is { } last && agents.TryGetValue(last, out var known) ? known.Id : null, LastServedAt = buyer.LastServedAt ?? now });
        if (buyer.Patience is { } patience)
        {
            Plan(now + patience, Kind.Leaves, i);
        }

        if (rule.Groups.FirstOrDefault(g => g.Key == buyer.Group)?.OverflowAfter is { } after)
        {
            Plan(now + after, Kind.Look, i);
        }

        if (rule.BacklogSpread is { } spread)
        {
            Plan(now + spread, Kind.Look, i);
        }
    }

    private void Deal(Instant now)
    {
        if (queue.Count == 0)
        {
            return;
        }

        var here = agents.Values.Where(a => a.IsReady).Select(a => a.Candidate(capacity, rule)).ToList();
        var choices = Routing.Choose(queue, here, rule, now);
        for (var n = queue.Count - 1; n >= 0; n--)
        {
            if (choices[n] is not { } choice)
            {
                continue;
            }

            var i = indexOf[queue[n].Id];
            var agent = agents.Values.First(a => a.Id == choice.Person);
            waits.Add(now - queue[n].QueuedAt);
            each[i] = each[i] with { Wait = waits[^1] };
            back += choice.Why.Code == Why.Known ? 1 : 0;
            overflowed += choice.Why.Args.ContainsKey("from") ? 1 : 0;
            agent.Give(buyers[i].Serving, here.Max(h => h.Started), rule, now);
            servedBy[i] = agent;
            gone.Add(i);
            Plan(now + buyers[i].Serving, Kind.Done, i);
            queue.RemoveAt(n);
        }
    }

    private TrialOutcome Outcome()
    {
        waits.Sort();
        var sum = waits.Aggregate(Duration.Zero, (a, b) => a + b);
        return new TrialOutcome(book, buyers.Count, waits.Count, lost, queue.Count, back, overflowed, waits.Count == 0 ? Duration.Zero : sum / waits.Count, At(50), At(90), waits.Count == 0 ? Duration.Zero : waits[^1],
            waits.Count(w => w <= Duration.FromSeconds(30)), [.. agents.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new TrialShare(a.Key, a.Value.Given, a.Value.Serving, a.Value.Weight))])
        { Each = [.. each.OrderBy(e => e.At)] };
    }

    /// <summary>The nearest rank.</summary>
    private Duration At(int percent) => waits.Count == 0 ? Duration.Zero : waits[Math.Max(0, (((waits.Count * percent) + 99) / 100) - 1)];

    private static Guid Id(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {name}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    private sealed class Agent(PersonId id, TrialAgent first)
    {
        private TrialAgent spell = first;
        private Instant since = Instant.MinValue;
        private Instant givenAt = Instant.MinValue;
        private long turn;
        private long started;

        public PersonId Id { get; } = id;

        public bool IsReady { get; set; }

        public int Load { get; set; }

        public int Given { get; private set; }

        public Duration Serving { get; private set; }

        public int Weight => spell.Weight;

        public void Ready(TrialAgent now, Instant at) => (spell, IsReady, since) = (now, true, at);

        public Candidate Candidate(int capacity, RoutingRules rule) => new(Id, spell.Agent, DutyState.Ready, Load, spell.Capacity ?? capacity, Instant.Max(since, givenAt))
        {
            Since = since,
            Weight = spell.Weight,
            Groups = [.. spell.Groups.Where(g => rule.Groups.Any(r => r.Key == g))],
            IsGeneral = !spell.Groups.Any(g => rule.Groups.Any(r => r.Key == g)),
            Turn = turn,
            Started = started,
            TurnAt = givenAt,
        };

        public void Give(Duration serving, long virtualNow, RoutingRules rule, Instant now)
        {
            started = since > givenAt ? Math.Max(turn, virtualNow) : turn;
            turn = started + Turns.Cost(Turns.Weight(Candidate(1, rule), rule.MainPercent));
            (givenAt, Load, Given, Serving) = (now, Load + 1, Given + 1, Serving + serving);
        }
    }
}
