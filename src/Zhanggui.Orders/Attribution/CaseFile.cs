using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>The facts, indexed once for a run: what belongs to an order, to an account, to a shop. All times in 100 ns ticks.</summary>
internal sealed class CaseFile
{
    private readonly Dictionary<string, OrderFact> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OrderLineFact>> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OrderEventFact>> events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShopClock> clocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<(Duration?, Duration), Talks> talks = [];
    private readonly Dictionary<AttributionRules, StaffNumbers> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ILookup<(string, string), OrderFact>> byBuyer;
    private AttributionRules? lastRules;
    private Talks? lastTalks;
    private readonly Lazy<ILookup<string, PresenceFact>> presence;

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

        AddOrders();
        AddParts();
        foreach (var account in Agents.Overlaps())
        {
            Anomalies.Add(new Anomaly(AnomalyKind.AccountOverlap, $"accounts:{account}"));
        }

        byBuyer = new(() => orders.Values.ToLookup(o => (o.Shop, o.Buyer)));
        presence = new(() => facts.Presence.ToLookup(p => p.Account, StringComparer.Ordinal));
    }

    /// <summary>What is found and remembered later, when reasons are read, is found by one reader at a time.</summary>
    public Lock Gate { get; } = new();

    public FactSet Facts { get; }

    public AttributionInputs Inputs { get; }

    public Agents Agents { get; }

    public IReadOnlyDictionary<string, ManualDecision> Manual { get; }

    public IReadOnlyDictionary<string, ExternalDecision> External { get; }

    public HashSet<Anomaly> Anomalies { get; } = [];

    public IEnumerable<OrderFact> Orders => orders.Values;

    public OrderFact? Order(string id) => orders.GetValueOrDefault(id);

    public IReadOnlyList<OrderLineFact> Lines(string order) => lines.TryGetValue(order, out var found) ? found : [];

    /// <summary>The acts on an order by time, then id.</summary>
    public IReadOnlyList<OrderEventFact> Events(string order) => events.TryGetValue(order, out var found) ? found : [];

    public IEnumerable<OrderFact> OrdersOf(string shop, string buyer) => byBuyer.Value[(shop, buyer)];

    public IEnumerable<PresenceFact> Presence(string account) => presence.Value[account];

    public string NameOf(string person) => names.GetValueOrDefault(person, person);

    public ShopClock Clock(string shop)
    {
        if (!clocks.TryGetValue(shop, out var clock))
        {
            clock = clocks[shop] = ShopClock.Of(zones.GetValueOrDefault(shop), out var isKnown);
            if (!isKnown)
            {
                Anomalies.Add(new Anomaly(AnomalyKind.ZoneUnknown, $"shops:{shop}"));
            }
        }

        return clock;
    }

    public Talks Talks(AttributionRules rules)
    {
        if (ReferenceEquals(rules, lastRules))
        {
            return lastTalks!;
        }

        (lastRules, lastTalks) = (rules, Find(rules));
        return lastTalks;
    }

    private Talks Find(AttributionRules rules)
    {
        var key = (rules.ContactSilence, rules.MessageSkew);
        return talks.TryGetValue(key, out var found) ? found : talks[key] = new Talks(Facts, Agents, Clock, rules.ContactSilence, rules.MessageSkew, Anomalies);
    }

    public StaffNumbers Numbers(AttributionRules rules) =>
        numbers.TryGetValue(rules, out var found) ? found : numbers[rules] = new StaffNumbers(Facts.People, rules);

    /// <summary>Two rows with one number: the smaller in the order of their text counts, whatever order they came in, and the number is reported.</summary>
    private void AddOrders()
    {
        orders.EnsureCapacity(Facts.Orders.Count);
        foreach (var order in Facts.Orders)
        {
            if (!orders.TryGetValue(order.OrderId, out var other))
            {
                orders[order.OrderId] = order;
            }
            else if (other != order)
            {
                Anomalies.Add(new Anomaly(AnomalyKind.DoubleOrder, $"orders:{order.OrderId}"));
                orders[order.OrderId] = string.CompareOrdinal(order.ToString(), other.ToString()) < 0 ? order : other;
            }
        }
    }

    private void AddParts()
    {
        foreach (var line in Facts.OrderLines)
        {
            Known(line.OrderId, "order_lines");
            (lines.TryGetValue(line.OrderId, out var list) ? list : lines[line.OrderId] = []).Add(line);
        }

        foreach (var act in Facts.OrderEvents)
        {
            Known(act.OrderId, "order_events");
            (events.TryGetValue(act.OrderId, out var list) ? list : events[act.OrderId] = []).Add(act);
        }

        foreach (var list in lines.Values)
        {
            list.Sort(static (a, b) => string.CompareOrdinal(a.Line, b.Line));
        }

        foreach (var list in events.Values)
        {
            list.Sort(static (a, b) => a.At.CompareTo(b.At) is not 0 and var c ? c : string.CompareOrdinal(a.Id, b.Id));
        }
    }

    private void Known(string order, string file)
    {
        if (!orders.ContainsKey(order))
        {
            Anomalies.Add(new Anomaly(AnomalyKind.OrderUnknown, $"{file}:{order}"));
        }
    }
}
