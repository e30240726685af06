using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Who used an account at an instant, and in which team that person was. An account held by two at once is nobody's.</summary>
internal sealed class Staff
{
    private readonly Dictionary<string, List<AccountFact>> accounts;
    private readonly ILookup<string, PersonFact> people;

    public Staff(FactSet facts)
    {
        accounts = facts.Accounts.GroupBy(a => a.Account, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        people = facts.People.ToLookup(p => p.Person, StringComparer.Ordinal);
    }

    public IEnumerable<string> Accounts => accounts.Keys;

    public string? PersonOf(string? account, string shop, Instant at)
    {
        if (string.IsNullOrEmpty(account))
        {
            return null;
        }

        if (!accounts.TryGetValue(account, out var uses))
        {
            return people.Contains(account) ? account : null; // the house's own acts name the person
        }

        string? holder = null;
        foreach (var use in uses)
        {
            if ((use.From is { } from && at < from) || (use.To is { } to && at >= to) || !(string.IsNullOrEmpty(use.Shop) || use.Shop == shop) || use.Person == holder)
            {
                continue;
            }

            if (holder is not null)
            {
                return null;
            }

            holder = use.Person;
        }

        return holder;
    }

    public string? TeamOf(string person, LocalDate day) => people[person]
        .Where(p => !string.IsNullOrEmpty(p.Team) && (p.From is null || p.From <= day) && (p.To is null || day < p.To))
        .Select(p => p.Team).Order(StringComparer.Ordinal).FirstOrDefault();
}
