using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>Whether a contact leads to one person.</summary>
internal enum AgentKind
{
    Person,
    NoAccount,
    UnknownAccount,
    SharedAccount,
}

/// <summary>
/// Persons and accounts as small numbers. An account belongs to a person for a dated interval; a contact whose account
/// is missing, unknown or held by two at that instant gets an agent of its own that can make an order undecided and
/// never win it. Several threads may ask. An account without any row that is named like a person is that person: so the house's own acts are written.
/// </summary>
internal sealed class Agents
{
    private sealed record Holding(string? Shop, long From, long To, int Agent);

    private readonly ConcurrentDictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly Lock adding = new();
    private readonly List<string> names = [];
    private readonly List<AgentKind> kinds = [];
    private readonly Dictionary<string, Holding[]> holdings;
    private readonly Dictionary<int, List<(string Account, Holding Held)>> accountsOf = [];
    private readonly HashSet<string> people;

    public Agents(FactSet facts)
    {
        people = [.. facts.People.Select(p => p.Person)];
        var rows = new Dictionary<string, List<Holding>>(StringComparer.Ordinal);
        foreach (var row in facts.Accounts)
        {
            var held = new Holding(string.IsNullOrEmpty(row.Shop) ? null : row.Shop, Ticks(row.From, long.MinValue), Ticks(row.To, long.MaxValue), Person(row.Person));
            (rows.TryGetValue(row.Account, out var list) ? list : rows[row.Account] = []).Add(held);
            (accountsOf.TryGetValue(held.Agent, out var own) ? own : accountsOf[held.Agent] = []).Add((row.Account, held));
        }

        holdings = rows.ToDictionary(r => r.Key, r => r.Value.ToArray(), StringComparer.Ordinal);
    }

    public int Count => names.Count;

    public string Name(int agent) => names[agent];

    public AgentKind Kind(int agent) => kinds[agent];

    public bool IsPerson(int agent) => kinds[agent] == AgentKind.Person;

    public int Person(string person) => Add(person, AgentKind.Person, person);

    /// <summary>Who used an account in a shop at an instant.</summary>
    public int At(string? account, string shop, long ticks)
    {
        if (string.IsNullOrEmpty(account))
        {
            return Add("\u0001", AgentKind.NoAccount, string.Empty);
        }

        if (!holdings.TryGetValue(account, out var held))
        {
            return people.Contains(account) ? Person(account) : Add("\u0002" + account, AgentKind.UnknownAccount, account);
        }

        var found = -1;
        foreach (var row in held)
        {
            if ((row.Shop is null || row.Shop == shop) && row.From <= ticks && ticks < row.To && row.Agent != found)
            {
                if (found >= 0)
                {
                    return Add("\u0003" + account, AgentKind.SharedAccount, account);
                }

                found = row.Agent;
            }
        }

        return found >= 0 ? found : Add("\u0002" + account, AgentKind.UnknownAccount, account);
    }

    /// <summary>The accounts that a person held at an instant, in every shop; null when the person never held one.</summary>
    public IReadOnlyList<string>? AccountsOf(int agent, long ticks) => accountsOf.TryGetValue(agent, out var own)
        ? [.. own.Where(o => o.Held.From <= ticks && ticks < o.Held.To).Select(o => o.Account).Distinct(StringComparer.Ordinal)]
        : people.Contains(Name(agent)) ? [Name(agent)] : null;

    /// <summary>Accounts with two holders at one time in one shop.</summary>
    public IEnumerable<string> Overlaps() => holdings
        .Where(h => h.Value.Where((a, i) => h.Value.Take(i).Any(b => a.Agent != b.Agent && (a.Shop is null || b.Shop is null || a.Shop == b.Shop) && a.From < b.To && b.From < a.To)).Any())
        .Select(h => h.Key);

    private static long Ticks(Instant? at, long open) => at is { } known ? known.ToUnixTimeTicks() : open;

    private int Add(string key, AgentKind kind, string name)
    {
        if (byName.TryGetValue(key, out var agent))
        {
            return agent;
        }

        lock (adding)
        {
            if (!byName.TryGetValue(key, out agent))
            {
                agent = names.Count;
                names.Add(name);
                kinds.Add(kind);
                byName[key] = agent; // last: whoever finds the number finds its name
            }

            return agent;
        }
    }
}
