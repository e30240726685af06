using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>What a pass is to find out: days [From, To), per product and hour or not, and the rows of one figure if any.</summary>
internal sealed record Wish(LocalDate From, LocalDate To)
{
    /// <summary>Also per product and per hour of the day.</summary>
    public bool IsFine { get; init; }

    public MetricKey? Rows { get; init; }

    public bool Has(LocalDate day) => From <= day && day < To;
}
