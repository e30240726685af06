using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>orders.csv</c>. The times are where the platform recorded them; status <c>paid</c> without a time is listed and credited to nobody.</summary>
public sealed record OrderFact
{
    public required string OrderId { get; init; }

    public required string Shop { get; init; }

    public required string Buyer { get; init; }

    public Instant? PlacedAt { get; init; }

    public Instant? PaidAt { get; init; }

    public Instant? ShippedAt { get; init; }

    public Instant? SignedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public OrderStatus? Status { get; init; }

    /// <summary>What was to pay, with postage.</summary>
    public Fen? Amount { get; init; }

    public Fen? Postage { get; init; }

    /// <summary>What the buyer paid, with postage.</summary>
    public Fen? Paid { get; init; }

    public string? Note { get; init; }

    /// <summary>The platform's colour; no evidence of a person.</summary>
    public string? Flag { get; init; }

    /// <summary>The order this one was placed again for, after it was left unpaid.</summary>
    public string? ReorderedFrom { get; init; }

    public LocalDate? AgreedShip { get; init; }

    public LocalDate? AgreedArrival { get; init; }
}

public enum OrderStatus
{
    Unpaid,
    Paid,
    Shipped,
    Signed,
    Success,
    Closed,
}

/// <summary>A row of <c>order_lines.csv</c>.</summary>
public sealed record OrderLineFact
{
    public required string OrderId { get; init; }

    /// <summary>Names the line inside its order.</summary>
    public required string Line { get; init; }

    public string? Item { get; init; }

    public string? Title { get; init; }

    public int? Quantity { get; init; }

    public Fen? Amount { get; init; }

    public Fen? Paid { get; init; }
}

/// <summary>A row of <c>order_events.csv</c>: what somebody did to an order.</summary>
public sealed record OrderEventFact
{
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public required Instant At { get; init; }

    public string? Account { get; init; }

    /// <summary>flagged, note_changed, verified, list_sent, reminded, chased_buyer, chased_internal, closed_for_buyer; others are kept.</summary>
    public required string Event { get; init; }

    /// <summary>The colour, the new note, message or phone: what the event says.</summary>
    public string? Detail { get; init; }
}

/// <summary>A row of <c>refunds.csv</c>.</summary>
public sealed record RefundFact
{
    public required string RefundId { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Empty = the whole order.</summary>
    public string? Line { get; init; }

    public Fen? Amount { get; init; }

    public Instant? AppliedAt { get; init; }

    /// <summary>Empty = not succeeded, so it deducts nothing.</summary>
    public Instant? SucceededAt { get; init; }

    public string? ReasonPlatform { get; init; }

    public string? ReasonInspected { get; init; }

    /// <summary>quality, buyer, agent, team, courier, warehouse; empty = undecided.</summary>
    public string? Responsible { get; init; }

    public string? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }
}

/// <summary>A row of <c>reviews.csv</c>.</summary>
public sealed record ReviewFact
{
    public required string OrderId { get; init; }

    public required Instant At { get; init; }

    public string? Platform { get; init; }

    /// <summary>good, neutral, bad or empty.</summary>
    public string? Rating { get; init; }

    public int? Stars { get; init; }

    public string? Text { get; init; }

    /// <summary>agent, goods, courier, other; empty = undecided.</summary>
    public string? Cause { get; init; }

    public string? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }

    public string? ChangedTo { get; init; }

    public Instant? ChangedAt { get; init; }
}
