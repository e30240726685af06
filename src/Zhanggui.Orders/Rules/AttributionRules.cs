using NodaTime;

namespace Zhanggui.Orders.Rules;

/// <summary>A named rule that may stand in a shop's stack; the first one that gives the order to somebody decides.</summary>
internal enum AttributionRule
{
    External,
    Chase,
    Flag,
    Remark,
    LastForItem,
    OrderFirst,
    Order,
    Payment,
}

/// <summary>What happens with an order that nobody talked about.</summary>
internal enum SilentWay
{
    Nobody,
    Turns,
    PoolByHeadcount,
    PoolByHours,
}

/// <summary>Which event puts an order into a month.</summary>
internal enum BaseEvent
{
    Paid,
    Shipped,
    Success,
    Signed,
}

/// <summary>Which refunds are taken out of the commission base.</summary>
internal enum RefundWay
{
    None,

    /// <summary>The refunded amount, whatever the cause.</summary>
    AsRefunded,

    /// <summary>Only where buyer, agent or team is responsible, decided by a person.</summary>
    Responsible,
}

/// <summary>What the section <c>attribution</c> of a book says; null = the book leaves it empty, and the comment says what that means.</summary>
internal sealed record AttributionRules
{
    /// <summary>In order of precedence; empty = nothing is credited, every talked-about order is undecided.</summary>
    public IReadOnlyList<AttributionRule> Stack { get; init; } = [];

    /// <summary>Natural days of the inquiry window, the day of the inquiry among them; null = no limit.</summary>
    public int? InquiryDays { get; init; }

    /// <summary>Silence that ends a contact; null = a contact ends with the day.</summary>
    public Duration? ContactSilence { get; init; }

    /// <summary>Is a flag or number of somebody who never talked with the buyer credited? False = undecided.</summary>
    public bool CreditsWithoutTalk { get; init; }

    /// <summary>How long the first agent alone may follow an unpaid order; null = not protected.</summary>
    public Duration? ChaseProtection { get; init; }

    /// <summary>A new order for the same item this many days after an unpaid one is a reorder; null = only a recorded link is.</summary>
    public int? SameItemDays { get; init; }

    public IReadOnlyList<DatedOwner> FlagColours { get; init; } = [];

    public IReadOnlyList<DatedOwner> StaffNumbers { get; init; } = [];

    /// <summary>Words before a staff number; what follows one of them is a number, known or not.</summary>
    public IReadOnlyList<string> NumberMarks { get; init; } = [];

    /// <summary>Does a person's name in the note count like the number?</summary>
    public bool NamesCount { get; init; }

    public SilentWay Silent { get; init; }

    /// <summary>Whose turn it is; the key is not used.</summary>
    public IReadOnlyList<DatedOwner> Turns { get; init; } = [];

    public BaseEvent Base { get; init; }

    public int DaysAfterSigning { get; init; }

    public bool WithPostage { get; init; }

    /// <summary>Counts what the platform paid for the buyer (subsidy, red packets): <c>amount</c> in place of a smaller <c>paid</c>.</summary>
    public bool WithSubsidy { get; init; }

    /// <summary>Items of links that only make up a difference in price.</summary>
    public IReadOnlyList<string> TopUpItems { get; init; } = [];

    public bool CountsTopUps { get; init; } = true;

    public RefundWay Refunds { get; init; }

    /// <summary>Does a neutral or bad review caused by the agent take the order out of the base?</summary>
    public bool BadReviewsDeduct { get; init; }

    /// <summary>One credit per order line in place of one per order.</summary>
    public bool PerLine { get; init; }

    /// <summary>Added to the times of each feed so that they fit those of the orders.</summary>
    public Duration MessageSkew { get; init; }

    public Duration EventSkew { get; init; }

    public Duration PresenceSkew { get; init; }
}

/// <summary>Rules with the book they come from (version 0 = not published).</summary>
internal sealed record RulesInForce(AttributionRules Rules, string Book, int Version);
