using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// The facts, indexed once for a run: what belongs to an order, to an account, to a shop. All times in 100 ns ticks. Several
/// threads may ask; what costs much and is seldom asked for is made when it is.
/// </summary>
internal sealed class CaseFile
{
    private readonly ConcurrentDictionary<string, ShopClock> clocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<(Duration?, Duration, bool), Talks> talks = [];
    private readonly Dictionary<Duration, Packing> packed = [];
    private readonly ConcurrentDictionary<AttributionRules, StaffNumbers> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Anomaly> anomalies = [];
    private readonly Lazy<Dictionary<string, int>> places;
    private readonly Lazy<ILookup<(string, string), OrderFact>> byBuyer;
    private readonly Lazy<ILookup<string, PresenceFact>> presence;
    private readonly Parts<OrderLineFact> lines;
    private readonly Parts<OrderEventFact> events;
    private LastTalks? last;

    private sealed record LastTalks(AttributionRules Rules, Talks Talks);

    public CaseFile(FactSet facts, AttributionInputs inputs)
    {
        Facts = facts;
        Inputs = inputs;
        Agents = new Agents(facts);
        Manual = inputs.Manual.GroupBy(m => m.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(m => m.Id, StringComparer.Ordinal)!, StringComparer.Ordinal);
        External = inputs.External.GroupBy(e => e.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MinBy(e => (e.Source, e.Person))!, StringComparer.Ordinal);
        foreach (var shop in facts.Shops)
        {
            zones[shop.Shop] = shop.Zone;
        }

        foreach (var person in facts.People.Where(p => !string.IsNullOrWhiteSpace(p.Name)).OrderBy(p => p.From ?? LocalDate.MinIsoValue).ThenBy(p => p.Name, StringComparer.Ordinal))
        {
            names[person.Person] = person.Name!.Trim();
        }

        Orders = InOrder();
        places = new(Places);
        var (line, act) = (0, 0);
        lines = new(facts.OrderLines, Orders.Length, l => Place(l.OrderId, "order_lines", ref line), static (a, b) => string.CompareOrdinal(a.Line, b.Line));
        events = new(facts.OrderEvents, Orders.Length, e => Place(e.OrderId, "order_events", ref act), static (a, b) => a.At.CompareTo(b.At) is not 0 and var c ? c : string.CompareOrdinal(a.Id, b.Id));
        foreach (var account in Agents.Overlaps())
        {
            Note(AnomalyKind.AccountOverlap, $"accounts:{account}");
        }

        byBuyer = new(() => Orders.ToLookup(o => (o.Shop, o.Buyer)));
        presence = new(() => facts.Presence.ToLookup(p => p.Account, StringComparer.Ordinal));
    }

    /// <summary>What is found and remembered later, when reasons are read, is found by one reader at a time.</summary>
    public Lock Gate { get; } = new();

    public FactSet Facts { get; }

    public AttributionInputs Inputs { get; }

    public Agents Agents { get; }

    public IReadOnlyDictionary<string, ManualDecision> Manual { get; }

    public IReadOnlyDictionary<string, ExternalDecision> External { get; }

    /// <summary>Each order once, in ordinal order of the ids.</summary>
    public OrderFact[] Orders { get; }

    public IReadOnlyList<Anomaly> Anomalies
    {
        get
        {
            lock (anomalies)
            {
                return [.. anomalies.OrderBy(a => a.Kind).ThenBy(a => a.Subject, StringComparer.Ordinal)];
            }
        }
    }

    public void Note(AnomalyKind kind, string subject)
    {
        lock (anomalies)
        {
            anomalies.Add(new Anomaly(kind, subject));
        }
    }

    public OrderFact? Order(string id) => Place(id) is >= 0 and var place ? Orders[place] : null;

    public IReadOnlyList<OrderLineFact> Lines(string order) => Facts.OrderLines.Count == 0 ? [] : lines.Of(Place(order));

    /// <summary>The lines of the order at a place of <see cref="Orders"/>.</summary>
    public IReadOnlyList<OrderLineFact> Lines(int order) => lines.Of(order);

    /// <summary>The acts on an order by time, then id.</summary>
    public IReadOnlyList<OrderEventFact> Events(string order) => Facts.OrderEvents.Count == 0 ? [] : events.Of(Place(order));

    public bool HasLines(int order) => lines.Count(order) > 0;

    public bool HasEvents(int order) => events.Count(order) > 0;

    public IEnumerable<OrderFact> OrdersOf(string shop, string buyer) => byBuyer.Value[(shop, buyer)];

    public IEnumerable<PresenceFact> Presence(string account) => presence.Value[account];

    public string NameOf(string person) => names.GetValueOrDefault(person, person);

    public ShopClock Clock(string shop) => clocks.GetOrAdd(shop, static (name, file) =>
    {
        var clock = ShopClock.Of(file.zones.GetValueOrDefault(name), out var isKnown);
        if (!isKnown)
        {
            file.Note(AnomalyKind.ZoneUnknown, $"shops:{name}");
        }

        return clock;
    }, this);

    public Talks Talks(AttributionRules rules)
    {
        if (last is { } known && ReferenceEquals(rules, known.Rules))
        {
            return known.Talks;
        }

        lock (talks)
        {
            var key = (rules.ContactSilence, rules.MessageSkew, rules.Stack.Contains(AttributionRule.LastForItem));
            var found = talks.TryGetValue(key, out var made) ? made : talks[key] = TalkPress.Make(this, Packed(key.MessageSkew), key.ContactSilence, key.MessageSkew, keepsWords: key.Item3);
            last = new LastTalks(rules, found);
            return found;
        }
    }

    /// <summary>Messages and orders as numbers, with the messages moved by a skew; made once whatever the rules.</summary>
    public Packing Packed(Duration skew)
    {
        lock (packed)
        {
            return packed.TryGetValue(skew, out var made) ? made : packed[skew] = new Packing(this, skew);
        }
    }

    public StaffNumbers Numbers(AttributionRules rules) => numbers.GetOrAdd(rules, static (of, people) => new StaffNumbers(people, of), Facts.People);

    /// <summary>Most sources come in order already and hold every order once: then nothing is looked up.</summary>
    private OrderFact[] InOrder()
    {
        OrderFact[] all = [.. Facts.Orders];
        for (var i = 1; i < all.Length; i++)
        {
            if (string.CompareOrdinal(all[i - 1].OrderId, all[i].OrderId) >= 0)
            {
                return Sorted(all);
            }
        }

        return all;
    }

    /// <summary>Two rows with one number: the smaller in the order of their text counts, whatever order they came in, and the number is reported.</summary>
    private OrderFact[] Sorted(OrderFact[] all)
    {
        var first = new Dictionary<string, OrderFact>(all.Length, StringComparer.Ordinal);
        foreach (var order in all)
        {
            if (!first.TryGetValue(order.OrderId, out var other))
            {
                first[order.OrderId] = order;
            }
            else if (other != order)
            {
                Note(AnomalyKind.DoubleOrder, $"orders:{order.OrderId}");
                first[order.OrderId] = string.CompareOrdinal(order.ToString(), other.ToString()) < 0 ? order : other;
            }
        }

        OrderFact[] once = [.. first.Values];
        Array.Sort(once, static (a, b) => string.CompareOrdinal(a.OrderId, b.OrderId));
        return once;
    }

    private Dictionary<string, int> Places()
    {
        var found = new Dictionary<string, int>(Orders.Length, StringComparer.Ordinal);
        for (var i = 0; i < Orders.Length; i++)
        {
            found[Orders[i].OrderId] = i;
        }

        return found;
    }

    private int Place(string order) => places.Value.TryGetValue(order, out var place) ? place : -1;

    /// <summary>Parts mostly come in the order of their orders: the same one or the next is tried first.</summary>
    private int Place(string order, string file, ref int near)
    {
        for (var i = near; i < Math.Min(near + 2, Orders.Length); i++)
        {
            if (Orders[i].OrderId == order)
            {
                return near = i;
            }
        }

        var place = Place(order);
        if (place < 0)
        {
            Note(AnomalyKind.OrderUnknown, $"{file}:{order}");
            return place;
        }

        return near = place;
    }
}
