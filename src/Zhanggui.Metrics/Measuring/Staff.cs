using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Who used an account at an instant, and in which team that person was. An account held by two at once is nobody's.</summary>
internal sealed class Staff(FactSet facts)
{
    private readonly ILookup<string, AccountFact> accounts = facts.Accounts.ToLookup(a => a.Account, StringComparer.Ordinal);
    private readonly ILookup<string, PersonFact> people = facts.People.ToLookup(p => p.Person, StringComparer.Ordinal);

    public string? PersonOf(string? account, string shop, Instant at)
    {
        if (string.IsNullOrEmpty(account))
        {
            return null;
        }

        if (!accounts.Contains(account))
        {
            return people.Contains(account) ? account : null; // the house's own acts name the person
        }

        var holders = accounts[account].Where(a => (string.IsNullOrEmpty(a.Shop) || a.Shop == shop) && (a.From is null || a.From <= at) && (a.To is null || at < a.To))
            .Select(a => a.Person).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return holders.Count == 1 ? holders[0] : null;
    }

    public string? TeamOf(string person, LocalDate day) => people[person]
        .Where(p => !string.IsNullOrEmpty(p.Team) && (p.From is null || p.From <= day) && (p.To is null || day < p.To))
        .Select(p => p.Team).Order(StringComparer.Ordinal).FirstOrDefault();
}
