using NodaTime;

namespace Zhanggui.Metrics.Measuring;

/// <summary>An inquiry: a received buyer of a day who is neither filtered nor there for after-sales.</summary>
internal sealed record Inquiry(string Buyer, LocalDate Day, Instant At, string Message, IReadOnlyList<string> Persons)
{
    public string? Channel { get; init; }

    public IReadOnlyList<Sitting> Sittings { get; init; } = [];
}
