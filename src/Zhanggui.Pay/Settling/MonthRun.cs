using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>One month by one book: every component of every person once, pools once, then penalties and the legal guard.</summary>
internal sealed class MonthRun
{
    private readonly Dictionary<(string, string), PayLine?> lines = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, PayLine>> pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkHours> hours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ComponentRule> components;
    private readonly ILookup<string, Occurrence> occurrences;

    public MonthRun(PayCase given, YearMonth month)
    {
        (Given, Month, People) = (given, month, given.Staffing.Of(month));
        components = given.Rules.Components.ToDictionary(c => c.Id, StringComparer.Ordinal);
        occurrences = given.ByMonth[month].ToLookup(o => o.Person, StringComparer.Ordinal);
        Agents = People.Count(p => p.IsAgent);
    }

    public PayCase Given { get; }

    public YearMonth Month { get; }

    /// <summary>Everybody who gets a slip, in ordinal order.</summary>
    public IReadOnlyList<PersonMonth> People { get; }

    public int Agents { get; }

    public DecisionList Decisions { get; } = new();

    public IEnumerable<Occurrence> OccurrencesOf(string person) => occurrences[person];

    /// <summary>All lines of a person for this month itself, guard included, in ordinal order of their codes.</summary>
    public IReadOnlyList<PayLine> Lines(PersonMonth person)
    {
        var made = Given.Rules.Components.Select(c => LineOf(person, c)).OfType<PayLine>().Concat(PenaltyLines.Of(Given.Rules, occurrences[person.Person])).ToList();
        if (Guarding.Of(Given.Rules.Guard, made, Month) is { } guard)
        {
            made.Add(guard);
        }

        made.Sort(static (a, b) => string.CompareOrdinal(a.Code, b.Code));
        return made;
    }

    /// <summary>What a component gives somebody; 0 without a line.</summary>
    public Fen Line(PersonMonth person, string component) => components.TryGetValue(component, out var rule) ? LineOf(person, rule)?.Amount ?? Fen.Zero : Fen.Zero;

    /// <summary>The full monthly base of somebody's grade.</summary>
    public Ratio? MonthBase(PersonMonth person) =>
        components.Values.Where(c => c.Kind == ComponentKind.Base && IsInModel(c)).OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => c.AmountOf(person.Grade) is { } monthly ? Ratio.Of(monthly) : (Ratio?)null).FirstOrDefault();

    /// <summary>Hours of somebody's shifts in the month, reckoned once.</summary>
    public WorkHours HoursOf(PersonMonth person) => hours.TryGetValue(person.Person, out var known) ? known : hours[person.Person] = WorkHours.Of(Given, person);

    /// <summary>Figures that belong to no single person.</summary>
    public Ratio? Figure(string name) => name switch
    {
        "month_days" => Ratio.Of(Month.Calendar.GetDaysInMonth(Month.Year, Month.Month)),
        "heads" => Ratio.Of(Agents),
        "credited_sales" => Ratio.Of(Given.Ledger.Credited(Month).Sold),
        "credited_base" => Ratio.Of(Given.Ledger.Credited(Month).Base),
        "shop_sales" => Ratio.Of(Given.Ledger.Shop(Month)),
        "silent_sales" => Ratio.Of(Given.Ledger.Silent(Month).Sold),
        "silent_base" => Ratio.Of(Given.Ledger.Silent(Month).Base),
        _ => null,
    };

    public bool IsInModel(ComponentRule rule) => rule.Models.Count == 0 || (Given.Rules.Model is { } model && rule.Models.Contains(model, StringComparer.Ordinal));

    public static bool IsFor(ComponentRule rule, PersonMonth person) => rule.Roles.Count == 0 || rule.Roles.Contains(person.Last.Role ?? string.Empty, StringComparer.Ordinal);

    private PayLine? LineOf(PersonMonth person, ComponentRule rule)
    {
        if (lines.TryGetValue((person.Person, rule.Id), out var known))
        {
            return known;
        }

        return lines[(person.Person, rule.Id)] = Make(person, rule);
    }

    private PayLine? Make(PersonMonth person, ComponentRule rule)
    {
        if (!IsInModel(rule) || !IsFor(rule, person))
        {
            return null;
        }

        if (rule.Lacks is { } lacks)
        {
            Decisions.Add("empty_setting", lacks, null, $"「{rule.Name}」在制度里是空的，没有金额。");
            return null;
        }

        return rule.Kind == ComponentKind.Pool ? PoolOf(rule).GetValueOrDefault(person.Person) : new ComponentRun(this, person, rule).Line();
    }

    private IReadOnlyDictionary<string, PayLine> PoolOf(ComponentRule rule)
    {
        if (!pools.TryGetValue(rule.Id, out var shares))
        {
            pools[rule.Id] = shares = new Pooling(this, rule).Shares();
        }

        return shares;
    }
}
