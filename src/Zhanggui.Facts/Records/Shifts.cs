using NodaTime;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>roster.csv</c>: a shift of a person; one that ends before it starts crosses midnight and belongs to <see cref="Date"/>.</summary>
public sealed record RosterFact
{
    public required string Person { get; init; }

    public required LocalDate Date { get; init; }

    public string? Shift { get; init; }

    public LocalTime? Start { get; init; }

    public LocalTime? End { get; init; }

    /// <summary>office, home.</summary>
    public string? Place { get; init; }
}

/// <summary>A row of <c>leave.csv</c>: leave of a person, [From, To).</summary>
public sealed record LeaveFact
{
    public required string Person { get; init; }

    public required Instant From { get; init; }

    public Instant? To { get; init; }

    public string? Kind { get; init; }

    public string? SignedBy { get; init; }

    public Instant? SignedAt { get; init; }
}

/// <summary>A row of <c>promises.csv</c>.</summary>
public sealed record PromiseFact
{
    public required string Id { get; init; }

    public required Instant At { get; init; }

    public string? Person { get; init; }

    public string? Buyer { get; init; }

    public string? OrderId { get; init; }

    public string? MessageId { get; init; }

    public string? What { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>kept, broken, withdrawn; empty = still open.</summary>
    public string? Outcome { get; init; }
}
