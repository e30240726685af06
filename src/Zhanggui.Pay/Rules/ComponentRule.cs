using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;

namespace Zhanggui.Pay.Rules;

/// <summary>How a component comes to its amount.</summary>
internal enum ComponentKind
{
    /// <summary>Monthly base by grade.</summary>
    Base,

    /// <summary>A fixed amount, perhaps scaled by a score.</summary>
    Amount,

    /// <summary>A rate of something.</summary>
    Share,

    /// <summary>A table of rates by ranges.</summary>
    Tiers,

    /// <summary>Reckoned once for shop or team, then split.</summary>
    Pool,

    /// <summary>Weighted scores to a coefficient of an amount.</summary>
    Sheet,

    /// <summary>Full attendance.</summary>
    Attendance,

    /// <summary>A rate of what lies above a limit.</summary>
    Excess,

    /// <summary>A formula.</summary>
    Formula,
}

/// <summary>What a line is: pay, or one of the three kinds of deduction, which are never mixed.</summary>
internal enum CountsAs
{
    Pay,

    /// <summary>A condition of a bonus: lowers a variable part, never below zero.</summary>
    Condition,

    /// <summary>Compensation for loss: within the legal guard.</summary>
    Loss,

    /// <summary>Counts 0 unless fines are enabled.</summary>
    Fine,
}

/// <summary>A part of a pool and by what it is split: even, hours, sales, or score:KIND.</summary>
internal sealed record PoolPart(string By, Ratio Share);

/// <summary>One entry of a score sheet.</summary>
internal sealed record SheetItem(string Id, string Name, Ratio Weight, Formula Of, Bands? Bands, Ratio? WhenNone)
{
    /// <summary>Without a table the value itself is the points.</summary>
    public Ratio Points(Ratio value) => Bands is { } bands ? bands.Find(value) : value;
}

/// <summary>One component of pay: one line per person and month.</summary>
internal sealed record ComponentRule
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ComponentKind Kind { get; init; }

    /// <summary>The place in the shop's own book.</summary>
    public string? Source { get; init; }

    public CountsAs CountsAs { get; init; }

    /// <summary>The setting it needs and does not have, as a path; it then yields no line and a decision to take.</summary>
    public string? Lacks { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    public Formula? When { get; init; }

    public Formula? Of { get; init; }

    public Amount? Rate { get; init; }

    public Bands? Tiers { get; init; }

    /// <summary>True 累进, false 全额.</summary>
    public bool IsMarginal { get; init; }

    public bool IsPerDay { get; init; }

    public Formula? Factor { get; init; }

    public Fen? Floor { get; init; }

    public Fen? Cap { get; init; }

    /// <summary>By days of employment in the month.</summary>
    public bool IsProrated { get; init; }

    /// <summary>Lines that this one may lower, never below zero together.</summary>
    public IReadOnlyList<string> Lowers { get; init; } = [];

    public Fen? Fixed { get; init; }

    public IReadOnlyDictionary<string, Fen> Grades { get; init; } = new Dictionary<string, Fen>(StringComparer.Ordinal);

    /// <summary>The amount of a grade; <c>*</c> stands for every grade that is not named.</summary>
    public Fen? AmountOf(string? grade) => Grades.TryGetValue(grade ?? string.Empty, out var own) || Grades.TryGetValue("*", out own) ? own : null;

    public Fen? Limit { get; init; }

    public IReadOnlyList<PoolPart> Split { get; init; } = [];

    public bool IsAmongTeam { get; init; }

    public string? ScaledBy { get; init; }

    public Ratio? ScaledFull { get; init; }

    public Ratio? ScaledWhenMissing { get; init; }

    public IReadOnlyList<string> BrokenBy { get; init; } = [];

    public IReadOnlyList<string> BrokenByLeave { get; init; } = [];

    public Formula? Formula { get; init; }

    public IReadOnlyList<SheetItem> Items { get; init; } = [];

    public Bands? Coefficients { get; init; }

    /// <summary>Why this clause is doubtful, when the book says so itself.</summary>
    public string? Ground { get; init; }

    public IEnumerable<Formula> Formulas => new[] { When, Of, Factor, Formula }.OfType<Formula>().Concat(Items.Select(i => i.Of));

    /// <summary>Kinds of scores it asks for, with the key that names them.</summary>
    public IEnumerable<(string Kind, string Key)> ScoreKinds => (ScaledBy is { } scaled ? [(scaled, "scaled_by")] : Array.Empty<(string, string)>())
        .Concat(Split.Where(s => s.By.StartsWith("score:", StringComparison.Ordinal)).Select(s => (s.By["score:".Length..], "split")))
        .Concat(new[] { (When, "when"), (Of, "of"), (Factor, "factor"), (Formula, "formula") }.SelectMany(f => f.Item1?.Scores.Select(kind => (kind, f.Item2)) ?? []))
        .Concat(Items.SelectMany(i => i.Of.Scores.Select(kind => (kind, $"items.{i.Id}.of"))));

    /// <summary>Components whose lines it reads.</summary>
    public IEnumerable<string> Needs => Formulas.SelectMany(f => f.Lines).Concat(Lowers).Distinct(StringComparer.Ordinal);
}
