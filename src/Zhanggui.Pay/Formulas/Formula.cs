using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Formulas;

/// <summary>A checked formula. It has no loops and calls nothing outside its scope, so it always ends; null = it cannot be said.</summary>
internal sealed record Formula(string Text, AmountKind Kind, Func<IScope, Ratio?> Value)
{
    /// <summary>Figures it asks for.</summary>
    public IReadOnlySet<string> Figures { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Other components whose lines it reads.</summary>
    public IReadOnlySet<string> Lines { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Kinds of scores it asks for.</summary>
    public IReadOnlySet<string> Scores { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>A share as it comes from the metrics, between 0 % and 100 %.</summary>
    public bool IsShare { get; init; }

    /// <summary>Does it divide by something that may be nothing, without saying what then?</summary>
    public bool MayBeNothing { get; init; }

    /// <summary>Does it ask for a figure of the metrics?</summary>
    public bool AsksMetrics { get; init; }

    /// <summary>Does it ask for anything that belongs to one person?</summary>
    public bool IsOwn { get; init; }
}
