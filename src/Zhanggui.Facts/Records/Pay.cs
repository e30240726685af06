using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>scores.csv</c>. A period is a month <c>2026-10</c>, or what the book calls one.</summary>
public sealed record ScoreFact
{
    public required string Period { get; init; }

    public string? Person { get; init; }

    public string? Team { get; init; }

    /// <summary>As the book names it.</summary>
    public required string Kind { get; init; }

    public decimal? Value { get; init; }
}

/// <summary>A row of <c>targets.csv</c>.</summary>
public sealed record TargetFact
{
    public required string Period { get; init; }

    public string? Person { get; init; }

    public string? Team { get; init; }

    public required string Metric { get; init; }

    public decimal? Value { get; init; }
}

/// <summary>A row of <c>finance_items.csv</c>.</summary>
public sealed record FinanceItemFact
{
    public required string Period { get; init; }

    public required string Kind { get; init; }

    public string? Title { get; init; }

    public Fen? Amount { get; init; }
}

/// <summary>A row of <c>adjustments.csv</c>.</summary>
public sealed record AdjustmentFact
{
    public required string Id { get; init; }

    public required string Period { get; init; }

    public required string Person { get; init; }

    public Fen? Amount { get; init; }

    public string? Reason { get; init; }

    public string? ApprovedBy { get; init; }
}

/// <summary>A row of <c>closed_lines.csv</c>: a pay line of a closed month, adjusted against and never recomputed.</summary>
public sealed record ClosedLineFact
{
    public required YearMonth Month { get; init; }

    public required string Person { get; init; }

    public required string Line { get; init; }

    public string? Code { get; init; }

    public Fen? Amount { get; init; }

    public string? Rule { get; init; }

    public string? Book { get; init; }

    public string? Version { get; init; }

    public string? Facts { get; init; }

    public string? Replaces { get; init; }
}
