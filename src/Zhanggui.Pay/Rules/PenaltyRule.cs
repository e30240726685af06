using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Rules;

/// <summary>Which facts a penalty is about.</summary>
internal enum PenaltyFacts
{
    Incidents,
    Reviews,
    Complaints,
}

/// <summary>When a loss is compensated.</summary>
internal enum LossWay
{
    None,
    Always,

    /// <summary>Only a loss above the limit; then instead of the fine, or on top (switch).</summary>
    Above,
}

/// <summary>What follows from one kind of mistake: a fine, the loss, the order leaving the commission base. Never mixed, each its own line.</summary>
internal sealed record PenaltyRule
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Source { get; init; }

    public PenaltyFacts Facts { get; init; }

    /// <summary>The kind of the incidents.</summary>
    public required string Kind { get; init; }

    /// <summary>Causes of complaints that count; empty = all.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>The setting it needs and does not have, as a path.</summary>
    public string? Lacks { get; init; }

    public Fen? Amount { get; init; }

    public IReadOnlyDictionary<string, Fen> Stages { get; init; } = new Dictionary<string, Fen>(StringComparer.Ordinal);

    /// <summary>The first, second ... time in a natural month.</summary>
    public IReadOnlyList<Fen> Steps { get; init; } = [];

    /// <summary>What the program raises for decision after the last step; null = nothing.</summary>
    public string? ThenDecide { get; init; }

    /// <summary>So many a month cost nothing ...</summary>
    public int FreeTimes { get; init; }

    /// <summary>... when their value is at most this.</summary>
    public Ratio? FreeUpTo { get; init; }

    public bool RemovesOrder { get; init; }

    public LossWay Loss { get; init; }

    public Fen? LossAbove { get; init; }

    /// <summary>Stages at which there can be a loss; empty = all.</summary>
    public IReadOnlyList<string> LossStages { get; init; } = [];

    /// <summary>A person sets the amount: the incident's value in yuan.</summary>
    public bool IsSetByPerson { get; init; }

    /// <summary>chase, leave.</summary>
    public IReadOnlyList<string> ExemptBy { get; init; } = [];

    /// <summary>Only shifts at these places; empty = all.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    public IReadOnlyList<string> NotShifts { get; init; } = [];

    /// <summary>Minutes offline within a shift, or between leaving and its end, from which the program proposes it; null = never.</summary>
    public int? ProposeFrom { get; init; }

    /// <summary>Parts that a note must have when the list is sent; empty = nothing is proposed.</summary>
    public IReadOnlyList<string> NoteParts { get; init; } = [];

    public string? Ground { get; init; }

    public string LossCode => Id + "_loss";
}
