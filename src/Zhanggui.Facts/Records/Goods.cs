using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>products.csv</c>.</summary>
public sealed record ProductFact
{
    public required string Item { get; init; }

    public string? Title { get; init; }

    public Fen? Price { get; init; }

    public string? Flags { get; init; }

    public string? Category { get; init; }

    /// <summary>What has been approved to be said of it, as JSON; read whole and not looked into here.</summary>
    public string? Approved { get; init; }
}

/// <summary>A row of <c>stock.csv</c>.</summary>
public sealed record StockFact
{
    public required string Item { get; init; }

    public required Instant At { get; init; }

    public int? Quantity { get; init; }

    public bool? Listed { get; init; }
}

/// <summary>A row of <c>promotions.csv</c>, [From, To).</summary>
public sealed record PromotionFact
{
    public required string Promotion { get; init; }

    public Instant? From { get; init; }

    public Instant? To { get; init; }

    /// <summary>Items joined by blanks; empty = every item.</summary>
    public string? Items { get; init; }

    public string? Kind { get; init; }

    public string? Value { get; init; }

    public string? Gift { get; init; }
}

/// <summary>A row of <c>policies.csv</c>, [From, To).</summary>
public sealed record PolicyFact
{
    public required string Policy { get; init; }

    public string? Topic { get; init; }

    public Instant? From { get; init; }

    public Instant? To { get; init; }

    public string? Scope { get; init; }

    public string? Text { get; init; }

    public string? NotToSay { get; init; }
}

/// <summary>A row of <c>delivery.csv</c>.</summary>
public sealed record DeliveryFact
{
    public required string Region { get; init; }

    public bool? Reached { get; init; }

    /// <summary>As the shop says it: <c>3</c> or <c>2-4</c>.</summary>
    public string? Days { get; init; }

    public string? Courier { get; init; }

    public Fen? Surcharge { get; init; }
}
