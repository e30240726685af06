using NodaTime;

namespace Zhanggui.Metrics.Contracts;

/// <summary>What a row behind a figure is.</summary>
public enum MemberKind
{
    Buyer,
    Round,
    Sitting,
    Order,
    Refund,
    Review,
    Rating,
    Transfer,
    Message,
    Promise,
    Incident,
    Complaint,
    Cost,
    Account,
}

/// <summary>
/// One row behind a figure. The numerators of all rows add up to the numerator of the figure, and the denominators to its denominator (a peak: the
/// sittings under way at that instant). <paramref name="Id"/> names the order, refund, buyer ... by <paramref name="Kind"/>; From and To are
/// the instants it speaks of, with the messages that stand there.
/// </summary>
public sealed record MetricMember(
    LocalDate Day,
    MemberKind Kind,
    string Id,
    string? Buyer,
    string? Person,
    Instant? From,
    Instant? To,
    string? FromMessage,
    string? ToMessage,
    string? Item,
    long Numerator,
    long Denominator,
    LocalDate? OpenUntil);
