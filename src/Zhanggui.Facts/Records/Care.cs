using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>incidents.csv</c>: one mistake. Without <see cref="DecidedBy"/> it is a proposal that costs nobody anything.</summary>
public sealed record IncidentFact
{
    /// <summary>The stage of a review that was proposed as a mistake and that a person let go.</summary>
    public const string Dropped = "dropped";

    public required string Id { get; init; }

    public required Instant At { get; init; }

    public required string Person { get; init; }

    /// <summary>Names a rule of the book: late, offline_on_shift, list_late, content_error ...</summary>
    public required string Kind { get; init; }

    public string? OrderId { get; init; }

    /// <summary>before_production, at_factory, loss; <see cref="Dropped"/>.</summary>
    public string? Stage { get; init; }

    /// <summary>What the kind counts; for <c>late</c> the minutes.</summary>
    public decimal? Value { get; init; }

    public Fen? Loss { get; init; }

    public string? Note { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>The reason why an exemption on record does not hold; empty = it holds.</summary>
    public string? ExemptionRefused { get; init; }
}

/// <summary>A row of <c>complaints.csv</c>.</summary>
public sealed record ComplaintFact
{
    public required string Id { get; init; }

    public required Instant At { get; init; }

    public string? Shop { get; init; }

    public string? Buyer { get; init; }

    public string? Account { get; init; }

    public string? Cause { get; init; }

    /// <summary>Null = not decided yet.</summary>
    public bool? Upheld { get; init; }

    public string? DecidedBy { get; init; }
}

/// <summary>A row of <c>costs.csv</c>: a cost of after-sales.</summary>
public sealed record CostFact
{
    public required string Id { get; init; }

    public required Instant At { get; init; }

    public string? OrderId { get; init; }

    public string? Kind { get; init; }

    public Fen? Amount { get; init; }

    /// <summary>quality, buyer, agent, team, courier, warehouse; empty = undecided.</summary>
    public string? Responsible { get; init; }

    public string? Person { get; init; }

    public string? DecidedBy { get; init; }
}
