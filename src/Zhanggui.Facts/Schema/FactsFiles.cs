using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>Every file of the facts folder, in the order of the format's table.</summary>
public static class FactsFiles
{
    public static FactsFile<ShopFact> Shops => PeopleFiles.Shops;

    public static FactsFile<PersonFact> People => PeopleFiles.People;

    public static FactsFile<AccountFact> Accounts => PeopleFiles.Accounts;

    public static FactsFile<MessageFact> Messages => TalkFiles.Messages;

    public static FactsFile<SessionFact> Sessions => TalkFiles.Sessions;

    public static FactsFile<TransferFact> Transfers => TalkFiles.Transfers;

    public static FactsFile<RatingFact> Ratings => TalkFiles.Ratings;

    public static FactsFile<OrderFact> Orders => OrderFiles.Orders;

    public static FactsFile<OrderLineFact> OrderLines => OrderFiles.OrderLines;

    public static FactsFile<OrderEventFact> OrderEvents => OrderFiles.OrderEvents;

    public static FactsFile<RefundFact> Refunds => OrderFiles.Refunds;

    public static FactsFile<ReviewFact> Reviews => OrderFiles.Reviews;

    public static FactsFile<IncidentFact> Incidents => CareFiles.Incidents;

    public static FactsFile<ComplaintFact> Complaints => CareFiles.Complaints;

    public static FactsFile<CostFact> Costs => CareFiles.Costs;

    public static FactsFile<PresenceFact> Presence => PeopleFiles.Presence;

    public static FactsFile<RosterFact> Roster => PeopleFiles.Roster;

    public static FactsFile<LeaveFact> Leave => PeopleFiles.Leave;

    public static FactsFile<PromiseFact> Promises => CareFiles.Promises;

    public static FactsFile<ScoreFact> Scores => PayFiles.Scores;

    public static FactsFile<TargetFact> Targets => PayFiles.Targets;

    public static FactsFile<FinanceItemFact> FinanceItems => PayFiles.FinanceItems;

    public static FactsFile<FilterFact> Filters => TalkFiles.Filters;

    public static FactsFile<AdjustmentFact> Adjustments => PayFiles.Adjustments;

    public static FactsFile<ClosedLineFact> ClosedLines => PayFiles.ClosedLines;

    public static FactsFile<ProductFact> Products => GoodsFiles.Products;

    public static FactsFile<StockFact> Stock => GoodsFiles.Stock;

    public static FactsFile<PromotionFact> Promotions => GoodsFiles.Promotions;

    public static FactsFile<PolicyFact> Policies => GoodsFiles.Policies;

    public static FactsFile<DeliveryFact> Delivery => GoodsFiles.Delivery;

    public static IReadOnlyList<FactsFile> All { get; } =
    [
        Shops, People, Accounts, Messages, Sessions, Transfers, Ratings, Orders, OrderLines, OrderEvents, Refunds, Reviews, Incidents, Complaints, Costs,
        Presence, Roster, Leave, Promises, Scores, Targets, FinanceItems, Filters, Adjustments, ClosedLines, Products, Stock, Promotions, Policies, Delivery,
    ];

    /// <summary>By its name (<c>orders.csv</c>); null where the format has none of that name.</summary>
    public static FactsFile? Find(string name) => All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));
}
