using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Formulas;

/// <summary>Where a formula gets its values from: one person in one month, or the pool of a shop or team. Null = not known.</summary>
internal interface IScope
{
    Ratio? Figure(string name);

    /// <summary>A score of the month; <paramref name="whenMissing"/> stands in for one that nobody gave, and a decision is asked for.</summary>
    Ratio? Score(string kind, Ratio? whenMissing);

    Ratio? Target(string metric);

    /// <summary>A figure of the metrics: of the person, the team or the shop.</summary>
    Ratio? Metric(string metric, string? set, string of);

    Ratio Incidents(IReadOnlyList<string> kinds);

    Ratio LeaveDays(IReadOnlyList<string> kinds);

    /// <summary>The amount of another component for the same person and month; 0 where it yields no line.</summary>
    Ratio Line(string component);

    bool IsGrade(IReadOnlyList<string> grades);
}
