using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// What one thing (a buyer, a round, an order) gives to a figure on a day. Keys are for figures that count things once over several
/// days: whoever has a key counts once, whatever the number says.
/// </summary>
internal readonly record struct Part(LocalDate Day, MemberKind Kind, string Id)
{
    public long Numerator { get; init; }

    public long Denominator { get; init; }

    public string? NumeratorKey { get; init; }

    public string? DenominatorKey { get; init; }

    /// <summary>The last day on which later facts can still change it; MaxIsoValue = never closes; null = closed.</summary>
    public LocalDate? OpenUntil { get; init; }

    public string? Buyer { get; init; }

    public string? Person { get; init; }

    public Instant? From { get; init; }

    public Instant? To { get; init; }

    public string? FromMessage { get; init; }

    public string? ToMessage { get; init; }

    public string? Item { get; init; }

    public string? Channel { get; init; }
}
