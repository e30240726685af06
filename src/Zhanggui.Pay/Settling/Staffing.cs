using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Pay.Settling;

/// <summary>Who worked in a month: the days in a paid role, with role, team and grade of each day.</summary>
internal sealed class PersonMonth(string person, YearMonth month, IReadOnlyList<(LocalDate Day, PersonFact Row)> days)
{
    public string Person => person;

    public YearMonth Month => month;

    /// <summary>At least one.</summary>
    public IReadOnlyList<(LocalDate Day, PersonFact Row)> Days => days;

    /// <summary>As at the end of the month, or of the employment in it.</summary>
    public PersonFact Last => days[^1].Row;

    public string? Grade => string.IsNullOrEmpty(Last.Grade) ? null : Last.Grade;

    public string? Team => string.IsNullOrEmpty(Last.Team) ? null : Last.Team;

    public bool IsAgent => days.Any(d => d.Row.Role == Staffing.Agent);

    public LocalDate? HiredOn => Last.HiredOn;
}

/// <summary>People, their intervals and their accounts.</summary>
internal sealed class Staffing
{
    public const string Agent = "agent";
    private const string Leader = "leader";

    private readonly SortedDictionary<string, List<PersonFact>> people = new(StringComparer.Ordinal);
    private readonly ILookup<string, AccountFact> accounts;
    private readonly ILookup<string, AccountFact> byPerson;
    private readonly HashSet<string> roles;

    public Staffing(FactSet facts, IReadOnlyList<string> moreRoles)
    {
        roles = new HashSet<string>(moreRoles, StringComparer.Ordinal) { Agent, Leader };
        accounts = facts.Accounts.ToLookup(a => a.Account, StringComparer.Ordinal);
        byPerson = facts.Accounts.ToLookup(a => a.Person, StringComparer.Ordinal);
        foreach (var row in facts.People)
        {
            if (!people.TryGetValue(row.Person, out var rows))
            {
                people[row.Person] = rows = [];
            }

            rows.Add(row);
        }

        foreach (var rows in people.Values)
        {
            // The row that began last counts where two cover a day; the rest only makes the order of the file not matter.
            rows.Sort(static (a, b) => (b.From ?? LocalDate.MinIsoValue).CompareTo(a.From ?? LocalDate.MinIsoValue) is var order and not 0
                ? order : string.CompareOrdinal($"{a.Role} {a.Team} {a.Grade} {a.To}", $"{b.Role} {b.Team} {b.Grade} {b.To}"));
        }
    }

    public IEnumerable<string> Persons => people.Keys;

    public bool IsKnown(string person) => people.ContainsKey(person);

    public IReadOnlyList<PersonFact> RowsOf(string person) => people.TryGetValue(person, out var rows) ? rows : [];

    /// <summary>Everybody with a paid role on at least one day, in ordinal order.</summary>
    public IReadOnlyList<PersonMonth> Of(YearMonth month) => [.. people.Keys.Select(p => Of(p, month)).OfType<PersonMonth>()];

    public PersonMonth? Of(string person, YearMonth month)
    {
        var days = new List<(LocalDate, PersonFact)>();
        var rows = RowsOf(person);
        for (var day = month.OnDayOfMonth(1); day.ToYearMonth() == month; day = day.PlusDays(1))
        {
            if (RowAt(rows, day) is { Role: { } role } row && roles.Contains(role))
            {
                days.Add((day, row));
            }
        }

        return days.Count == 0 ? null : new PersonMonth(person, month, days);
    }

    public static PersonFact? RowAt(IReadOnlyList<PersonFact> rows, LocalDate day)
    {
        foreach (var row in rows)
        {
            if ((row.From is not { } from || from <= day) && (row.To is not { } to || day < to) && (row.HiredOn is not { } hired || hired <= day) && (row.LeftOn is not { } left || day < left))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Who used an account; null where nobody, or two did.</summary>
    public string? PersonOf(string? account, string? shop, Instant at)
    {
        if (string.IsNullOrEmpty(account))
        {
            return null;
        }

        if (!accounts.Contains(account))
        {
            return people.ContainsKey(account) ? account : null;
        }

        var holders = accounts[account].Where(a => (string.IsNullOrEmpty(a.Shop) || string.IsNullOrEmpty(shop) || a.Shop == shop) && (a.From is not { } from || from <= at) && (a.To is not { } to || at < to))
            .Select(a => a.Person).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return holders.Count == 1 ? holders[0] : null;
    }

    /// <summary>Accounts somebody had; one that no row names and that is called like the person is theirs, as the house writes its own acts.</summary>
    public IEnumerable<AccountFact> AccountsOf(string person) => accounts.Contains(person) ? byPerson[person] : byPerson[person].Append(new AccountFact { Account = person, Person = person });
}
