using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Adds up figures per scope. What is said once about a shop is said for its person and team as well when there is one.</summary>
internal sealed class Tally(Staff staff)
{
    private sealed class Sum
    {
        public long Numerator { get; set; }

        public long Denominator { get; set; }

        public bool IsOpen { get; set; }
    }

    private string shop = string.Empty;

    private readonly SortedDictionary<(string Metric, string Set, string Scope), Sum> sums = new(Comparer<(string Metric, string Set, string Scope)>.Create(Ordinally));
    private readonly Dictionary<(string Metric, string Set), MetricUnit> units = [];
    private readonly Dictionary<(string Metric, string Set), string> missing = [];

    /// <summary>From now on figures are of this shop.</summary>
    public void Enter(string name) => shop = name;

    /// <summary>The shop, and the person and team when there is one: to whom a figure belongs.</summary>
    public IEnumerable<string> Scopes(string? person, LocalDate day)
    {
        yield return $"shop:{shop}";
        if (person is not null)
        {
            yield return $"person:{person}";
            if (staff.TeamOf(person, day) is { } team)
            {
                yield return $"team:{team}";
            }
        }
    }

    /// <summary>The figure exists for the shop even when nothing falls into it.</summary>
    public void Declare(string metric, string set, MetricUnit unit)
    {
        units[(metric, set)] = unit;
        Of(metric, set, $"shop:{shop}");
    }

    public void Lack(string metric, string set, MetricUnit unit, string reason)
    {
        Declare(metric, set, unit);
        missing[(metric, set)] = reason;
    }

    public void Shop(string metric, string set, long numerator, long denominator = 0, bool isOpen = false) => Add(metric, set, $"shop:{shop}", numerator, denominator, isOpen);

    /// <summary>For the person, and for the team they were in on that day.</summary>
    public void Person(string metric, string set, string? person, LocalDate day, long numerator, long denominator = 0, bool isOpen = false)
    {
        foreach (var scope in Scopes(person, day).Skip(1))
        {
            Add(metric, set, scope, numerator, denominator, isOpen);
        }
    }

    public void Everybody(string metric, string set, string? person, LocalDate day, long numerator, long denominator = 0, bool isOpen = false)
    {
        Shop(metric, set, numerator, denominator, isOpen);
        Person(metric, set, person, day, numerator, denominator, isOpen);
    }

    /// <summary>For one scope alone: distinct buyers and peaks of persons do not add up to those of the shop.</summary>
    public void Only(string metric, string set, string scope, long numerator, long denominator = 0) => Add(metric, set, scope, numerator, denominator, isOpen: false);

    /// <summary><paramref name="judgedFrom"/>: how many of the denominator are enough to judge by; null = any.</summary>
    public IEnumerable<MetricRow> Rows(Func<string, int?> judgedFrom) => sums.Select(s =>
    {
        var (metric, set, scope) = s.Key;
        var unit = units[(metric, set)];
        var reason = missing.GetValueOrDefault((metric, set));
        var hasDenominator = unit is not (MetricUnit.Count or MetricUnit.Money);
        return new MetricRow(metric, set, scope, unit, reason is null ? s.Value.Numerator : null, reason is null && hasDenominator ? s.Value.Denominator : null,
            s.Value.IsOpen, judgedFrom(metric) is not { } least || s.Value.Denominator >= least, reason);
    });

    private static int Ordinally((string Metric, string Set, string Scope) a, (string Metric, string Set, string Scope) b) =>
        string.CompareOrdinal(a.Metric, b.Metric) is var metric and not 0 ? metric
        : string.CompareOrdinal(a.Set, b.Set) is var set and not 0 ? set
        : string.CompareOrdinal(a.Scope, b.Scope);

    private void Add(string metric, string set, string scope, long numerator, long denominator, bool isOpen)
    {
        var sum = Of(metric, set, scope);
        sum.Numerator += numerator;
        sum.Denominator += denominator;
        sum.IsOpen |= isOpen;
    }

    private Sum Of(string metric, string set, string scope) => sums.TryGetValue((metric, set, scope), out var sum) ? sum : sums[(metric, set, scope)] = new Sum();
}
