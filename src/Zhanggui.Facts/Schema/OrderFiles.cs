using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about orders and what became of them.</summary>
internal static class OrderFiles
{
    internal static readonly string[] Responsible = ["quality", "buyer", "agent", "team", "courier", "warehouse"];

    public static FactsFile<OrderFact> Orders { get; } = new FactsFile<OrderFact>(
        "orders.csv",
        [
            FactsColumn<OrderFact>.Id("order_id", o => o.OrderId).Required,
            FactsColumn<OrderFact>.Id("shop", o => o.Shop).Required,
            FactsColumn<OrderFact>.Id("buyer", o => o.Buyer).Required,
            FactsColumn<OrderFact>.At("placed_at", o => o.PlacedAt),
            FactsColumn<OrderFact>.At("paid_at", o => o.PaidAt),
            FactsColumn<OrderFact>.At("shipped_at", o => o.ShippedAt),
            FactsColumn<OrderFact>.At("signed_at", o => o.SignedAt),
            FactsColumn<OrderFact>.At("closed_at", o => o.ClosedAt),
            FactsColumn<OrderFact>.Choice<OrderStatus>("status", o => o.Status),
            FactsColumn<OrderFact>.Money("amount", o => o.Amount),
            FactsColumn<OrderFact>.Money("postage", o => o.Postage),
            FactsColumn<OrderFact>.Money("paid", o => o.Paid),
            FactsColumn<OrderFact>.Text("note", o => o.Note),
            FactsColumn<OrderFact>.Id("flag", o => o.Flag),
            FactsColumn<OrderFact>.Id("reordered_from", o => o.ReorderedFrom),
            FactsColumn<OrderFact>.Date("agreed_ship", o => o.AgreedShip),
            FactsColumn<OrderFact>.Date("agreed_arrival", o => o.AgreedArrival),
        ],
        r => new OrderFact
        {
            OrderId = r.OwnId(0),
            Shop = r.NeedId(1),
            Buyer = r.NeedId(2),
            PlacedAt = r.At(3),
            PaidAt = r.At(4),
            ShippedAt = r.At(5),
            SignedAt = r.At(6),
            ClosedAt = r.At(7),
            Status = r.Choice<OrderStatus>(8),
            Amount = r.Money(9),
            Postage = r.Money(10),
            Paid = r.Money(11),
            Note = r.Text(12),
            Flag = r.Id(13),
            ReorderedFrom = r.Id(14),
            AgreedShip = r.Date(15),
            AgreedArrival = r.Date(16),
        },
        f => f.Orders,
        (f, rows) => f with { Orders = rows }).Key("order_id");

    public static FactsFile<OrderLineFact> OrderLines { get; } = new FactsFile<OrderLineFact>(
        "order_lines.csv",
        [
            FactsColumn<OrderLineFact>.Id("order_id", l => l.OrderId).Required,
            FactsColumn<OrderLineFact>.Id("line", l => l.Line).Required,
            FactsColumn<OrderLineFact>.Id("item", l => l.Item),
            FactsColumn<OrderLineFact>.Text("title", l => l.Title),
            FactsColumn<OrderLineFact>.Whole("quantity", l => l.Quantity),
            FactsColumn<OrderLineFact>.Money("amount", l => l.Amount),
            FactsColumn<OrderLineFact>.Money("paid", l => l.Paid),
        ],
        r => new OrderLineFact { OrderId = r.NeedId(0), Line = r.NeedId(1), Item = r.Id(2), Title = r.Text(3), Quantity = r.Whole(4), Amount = r.Money(5), Paid = r.Money(6) },
        f => f.OrderLines,
        (f, rows) => f with { OrderLines = rows }).Key("order_id", "line");

    public static FactsFile<OrderEventFact> OrderEvents { get; } = new FactsFile<OrderEventFact>(
        "order_events.csv",
        [
            FactsColumn<OrderEventFact>.Id("id", e => e.Id).Required,
            FactsColumn<OrderEventFact>.Id("order_id", e => e.OrderId).Required,
            FactsColumn<OrderEventFact>.At("at", e => e.At).Required,
            FactsColumn<OrderEventFact>.Id("account", e => e.Account),
            FactsColumn<OrderEventFact>.Id("event", e => e.Event).Required,
            FactsColumn<OrderEventFact>.Text("detail", e => e.Detail),
        ],
        r => new OrderEventFact { Id = r.OwnId(0), OrderId = r.NeedId(1), At = r.At(2) ?? default, Account = r.Id(3), Event = r.NeedId(4), Detail = r.Text(5) },
        f => f.OrderEvents,
        (f, rows) => f with { OrderEvents = rows }).Key("id");

    public static FactsFile<RefundFact> Refunds { get; } = new FactsFile<RefundFact>(
        "refunds.csv",
        [
            FactsColumn<RefundFact>.Id("refund_id", r => r.RefundId).Required,
            FactsColumn<RefundFact>.Id("order_id", r => r.OrderId).Required,
            FactsColumn<RefundFact>.Id("line", r => r.Line),
            FactsColumn<RefundFact>.Money("amount", r => r.Amount),
            FactsColumn<RefundFact>.At("applied_at", r => r.AppliedAt),
            FactsColumn<RefundFact>.At("succeeded_at", r => r.SucceededAt),
            FactsColumn<RefundFact>.Text("reason_platform", r => r.ReasonPlatform),
            FactsColumn<RefundFact>.Text("reason_inspected", r => r.ReasonInspected),
            FactsColumn<RefundFact>.Choice("responsible", r => r.Responsible, Responsible),
            FactsColumn<RefundFact>.Id("decided_by", r => r.DecidedBy),
            FactsColumn<RefundFact>.At("decided_at", r => r.DecidedAt),
        ],
        r => new RefundFact
        {
            RefundId = r.OwnId(0),
            OrderId = r.NeedId(1),
            Line = r.Id(2),
            Amount = r.Money(3),
            AppliedAt = r.At(4),
            SucceededAt = r.At(5),
            ReasonPlatform = r.Text(6),
            ReasonInspected = r.Text(7),
            Responsible = r.Choice(8),
            DecidedBy = r.Id(9),
            DecidedAt = r.At(10),
        },
        f => f.Refunds,
        (f, rows) => f with { Refunds = rows }).Key("refund_id");

    public static FactsFile<ReviewFact> Reviews { get; } = new FactsFile<ReviewFact>(
        "reviews.csv",
        [
            FactsColumn<ReviewFact>.Id("order_id", r => r.OrderId).Required,
            FactsColumn<ReviewFact>.At("at", r => r.At).Required,
            FactsColumn<ReviewFact>.Id("platform", r => r.Platform),
            FactsColumn<ReviewFact>.Choice("rating", r => r.Rating, "good", "neutral", "bad"),
            FactsColumn<ReviewFact>.Whole("stars", r => r.Stars),
            FactsColumn<ReviewFact>.Text("text", r => r.Text),
            FactsColumn<ReviewFact>.Choice("cause", r => r.Cause, "agent", "goods", "courier", "other"),
            FactsColumn<ReviewFact>.Id("decided_by", r => r.DecidedBy),
            FactsColumn<ReviewFact>.At("decided_at", r => r.DecidedAt),
            FactsColumn<ReviewFact>.Choice("changed_to", r => r.ChangedTo, "good", "neutral", "bad"),
            FactsColumn<ReviewFact>.At("changed_at", r => r.ChangedAt),
        ],
        r => new ReviewFact
        {
            OrderId = r.NeedId(0),
            At = r.At(1) ?? default,
            Platform = r.Id(2),
            Rating = r.Choice(3),
            Stars = r.Whole(4),
            Text = r.Text(5),
            Cause = r.Choice(6),
            DecidedBy = r.Id(7),
            DecidedAt = r.At(8),
            ChangedTo = r.Choice(9),
            ChangedAt = r.At(10),
        },
        f => f.Reviews,
        (f, rows) => f with { Reviews = rows }).Names("order_id", "at");
}
