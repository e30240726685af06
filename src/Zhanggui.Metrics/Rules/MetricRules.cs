using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Metrics.Rules;

/// <summary>What becomes of a round that nobody answered when response times are averaged.</summary>
internal enum Unanswered
{
    LeftOut,

    /// <summary>Counts as the cap.</summary>
    AsCap,
}

/// <summary>One definition of the mean response time. Null = no limit, or no such rule.</summary>
internal sealed record ResponseSet(string Name)
{
    public Hours Hours { get; init; } = Hours.Always;

    public Duration? Cap { get; init; }

    public Unanswered Unanswered { get; init; }

    /// <summary>Are rounds left out that were answered on another day than they opened?</summary>
    public bool LeavesOutCrossDay { get; init; }

    public bool LeavesOutZero { get; init; }
}

/// <summary>One definition of the share of rounds answered in time.</summary>
internal sealed record RateSet(string Name, Hours Hours, Duration? Within, bool DayEndMisses);

/// <summary>When the clock of a first response starts.</summary>
internal enum FirstStart
{
    /// <summary>At the buyer's first words.</summary>
    Question,

    /// <summary>When the buyer came to whoever answered: the session of that account, or the transfer to it.</summary>
    Assigned,

    /// <summary>When a machine handed the buyer over to people.</summary>
    FromBot,
}

/// <summary>Who is there for after-sales and makes no inquiry.</summary>
internal enum AfterSalesTest
{
    /// <summary>Paid within so many days.</summary>
    Bought,

    /// <summary>Has an order that is on its way, or was signed within so many days.</summary>
    OpenOrder,
}

/// <summary>How much somebody may give a buyer on their own. No amount: the postage of the order, what was paid for it, or no limit.</summary>
internal sealed record AuthorityLevel(string Key, string Name, AuthorityLimit Limit, Fen Amount);

internal enum AuthorityLimit
{
    None,
    Postage,
    Paid,
    Amount,
}

/// <summary>What the section <c>metrics</c> says; null = left empty.</summary>
internal sealed record MetricRules
{
    /// <summary>Silence that ends a sitting; null = a sitting ends with the day.</summary>
    public Duration? Silence { get; init; }

    /// <summary>A buyer who paid within so many days and orders nothing new comes for after-sales; null = nobody is told apart.</summary>
    public int? AfterSalesDays { get; init; }

    public AfterSalesTest AfterSalesTest { get; init; }

    public FirstStart FirstStart { get; init; }

    /// <summary>Kinds of filtered buyers that count all the same: spam, brushing, team_member, named.</summary>
    public IReadOnlySet<string> CountedAllTheSame { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Do talks count that an agent began and no buyer answered?</summary>
    public bool CountsOutreach { get; init; }

    /// <summary>Kinds of costs that are compensation, and who may decide them, the lowest first.</summary>
    public IReadOnlyList<string> CompensationKinds { get; init; } = [];

    public IReadOnlyList<AuthorityLevel> Authority { get; init; } = [];

    public int? InquiryDays { get; init; }

    public int? PayDays { get; init; }

    /// <summary>A slow reception is a buyer's day with at least so many rounds ...</summary>
    public int? SlowRounds { get; init; }

    /// <summary>... that took longer than this.</summary>
    public Duration? SlowOver { get; init; }

    /// <summary>Fewer rounds than this are shown and not judged.</summary>
    public int? JudgedFrom { get; init; }

    /// <summary>Words with which a buyer ends a talk; they ask nothing in the set <c>shop</c>.</summary>
    public IReadOnlyList<string> ClosingWords { get; init; } = [];

    /// <summary>Words with which somebody says that they will come back ...</summary>
    public IReadOnlyList<string> FollowUpWords { get; init; } = [];

    /// <summary>... within this time.</summary>
    public Duration? FollowUpWithin { get; init; }

    /// <summary>From so many stars on a buyer is satisfied; null = the usual number.</summary>
    public int? SatisfiedFrom { get; init; }

    public const int UsualSatisfied = 4;

    public IReadOnlyList<ResponseSet> Responses { get; init; } = [];

    public IReadOnlyList<RateSet> Rates { get; init; } = [];

    public RateSet? First { get; init; }
}
