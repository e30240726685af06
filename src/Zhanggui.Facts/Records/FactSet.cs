namespace Zhanggui.Facts.Records;

/// <summary>
/// The facts of a shop or of several, as rows: what an import, an export, a settlement and every figure stand on. The
/// order of rows never matters; an empty list means that the file is not there or empty, and <see cref="Missing"/> says
/// which files are not there at all (a figure that needs one has no value and names it).
/// </summary>
public sealed record FactSet
{
    public IReadOnlyList<ShopFact> Shops { get; init; } = [];

    public IReadOnlyList<PersonFact> People { get; init; } = [];

    public IReadOnlyList<AccountFact> Accounts { get; init; } = [];

    public IReadOnlyList<PresenceFact> Presence { get; init; } = [];

    public IReadOnlyList<MessageFact> Messages { get; init; } = [];

    public IReadOnlyList<SessionFact> Sessions { get; init; } = [];

    public IReadOnlyList<TransferFact> Transfers { get; init; } = [];

    public IReadOnlyList<RatingFact> Ratings { get; init; } = [];

    public IReadOnlyList<FilterFact> Filters { get; init; } = [];

    public IReadOnlyList<OrderFact> Orders { get; init; } = [];

    public IReadOnlyList<OrderLineFact> OrderLines { get; init; } = [];

    public IReadOnlyList<OrderEventFact> OrderEvents { get; init; } = [];

    public IReadOnlyList<RefundFact> Refunds { get; init; } = [];

    public IReadOnlyList<ReviewFact> Reviews { get; init; } = [];

    public IReadOnlyList<RosterFact> Roster { get; init; } = [];

    public IReadOnlyList<LeaveFact> Leave { get; init; } = [];

    public IReadOnlyList<PromiseFact> Promises { get; init; } = [];

    public IReadOnlyList<IncidentFact> Incidents { get; init; } = [];

    public IReadOnlyList<ComplaintFact> Complaints { get; init; } = [];

    public IReadOnlyList<CostFact> Costs { get; init; } = [];

    public IReadOnlyList<ScoreFact> Scores { get; init; } = [];

    public IReadOnlyList<TargetFact> Targets { get; init; } = [];

    public IReadOnlyList<FinanceItemFact> FinanceItems { get; init; } = [];

    public IReadOnlyList<AdjustmentFact> Adjustments { get; init; } = [];

    public IReadOnlyList<ClosedLineFact> ClosedLines { get; init; } = [];

    public IReadOnlyList<ProductFact> Products { get; init; } = [];

    public IReadOnlyList<StockFact> Stock { get; init; } = [];

    public IReadOnlyList<PromotionFact> Promotions { get; init; } = [];

    public IReadOnlyList<PolicyFact> Policies { get; init; } = [];

    public IReadOnlyList<DeliveryFact> Delivery { get; init; } = [];

    /// <summary>Files that are not there, by name: <c>presence.csv</c>.</summary>
    public IReadOnlySet<string> Missing { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
