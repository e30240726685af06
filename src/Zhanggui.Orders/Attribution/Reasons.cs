namespace Zhanggui.Orders.Attribution;

/// <summary>By what an order was credited, or why it was not.</summary>
internal enum Basis
{
    Chase,
    Flag,
    Remark,
    Order,
    Payment,
    LastForItem,
    ChaseRefused,
    External,
    Manual,
    SilentTurns,
    SilentPool,
    Silent,
    Undecided,
}

/// <summary>Why an order is undecided (ATTR-14): a person has to decide it before the month is closed.</summary>
internal enum Doubt
{
    None,

    /// <summary>Somebody talked with the buyer, and no rule of the stack gives the order to anybody.</summary>
    NoRuleGivesIt,
    PaidWithoutTime,
    PlacedWithoutTime,
    NoNumber,
    TwoNumbers,
    UnknownNumber,
    SharedNumber,
    LateNumber,
    NumberWithoutTalk,
    FlagUnknown,
    FlagShared,
    FlagWithoutTalk,
    MessageWithoutAccount,
    AccountUnknown,
    AccountShared,
    OriginalAbsent,
    OriginalUndecided,
    ReorderLoop,
}

/// <summary>Why somebody who had to do with an order did not get it.</summary>
internal enum Loss
{
    EarlierTalk,
    AfterOrder,
    AfterPayment,
    OutsideWindow,
    Unanswered,
    NotFlagged,
    FlaggedLater,
    FlaggedAfterPayment,
    NoNumber,
    NumberLater,
    NumberAfterPayment,
    ChaseEarly,
    ChaseOnline,
    ChaseNoFlag,
    AfterOriginal,
    Chased,
    OtherItem,
    DecidedElsewhere,
    Undecided,
}

/// <summary>Facts that do not fit together. Each has a defined answer (docs/mechanisms/attribution.md) and is shown, never passed over.</summary>
internal enum AnomalyKind
{
    PaidBeforePlaced,
    PaidWithoutTime,
    PlacedWithoutTime,
    AmountUnknown,
    LinesDoNotAdd,
    DoubleOrder,
    MessageWithoutAccount,
    AccountUnknown,
    AccountOverlap,
    OneSidedTalk,
    MessageWithoutTime,
    RefundAbovePaid,
    OrderUnknown,
    OriginalWasPaid,
    ZoneUnknown,
    NumberChanged,
}

/// <summary>One anomaly; <paramref name="Subject"/> is <c>orders:123</c>, <c>messages:7</c> and the like.</summary>
internal sealed record Anomaly(AnomalyKind Kind, string Subject);
