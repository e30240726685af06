using System.Data.Common;
using NodaTime;

namespace Zhanggui.Orders.Orders;

/// <summary>Who earned the order, as far as it is decided; <c>Person</c> is null for silent and undecided ones.</summary>
internal sealed record CreditView(string Basis, Guid? Person, string? Name, string? Doubt, IReadOnlyList<SharerView>? Shares = null)
{
    /// <summary>Everybody who has a part, for lists and files.</summary>
    public string? Names => Shares is null ? Name : string.Join("、", Shares.Select(s => s.Name));
}

/// <summary>Somebody who shares an order; amount in fen.</summary>
internal sealed record SharerView(Guid Person, string? Name, long Amount);

/// <summary>An order as a row of the list. Money in fen, null where no file said anything.</summary>
internal sealed record OrderRow(
    string OrderId,
    string Platform,
    string? Buyer,
    string? Status,
    string? StatusSaid,
    Instant PlacedAt,
    Instant? PaidAt,
    Instant? ShippedAt,
    Instant? SignedAt,
    Instant? ClosedAt,
    long? Amount,
    long? Postage,
    long? Paid,
    long? Refunded,
    string? Title,
    long? Quantity,
    string? BuyerMessage,
    string? SellerNote,
    string? Flag,
    string? CloseReason,
    string? MainOrderId,
    CreditView? Credit,
    long Version,
    Instant ChangedAt,
    string? OwnFlag,
    string? OwnNote,
    string? ReorderedFrom)
{
    /// <summary>A line of it was sold without stock.</summary>
    public bool IsOversold { get; init; }

    public const string Columns =
        "order_id, platform, buyer, status, status_said, placed_at, paid_at, shipped_at, signed_at, closed_at, amount, postage, paid, refunded, title, quantity, " +
        "buyer_message, seller_note, flag, close_reason, main_order_id, credit_basis, credit_person, version, changed_at, own_flag, own_note, reordered_from, credit_doubt";

    public static OrderRow Read(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), Text(r, 2), Text(r, 3), Text(r, 4), Instant.FromUnixTimeMilliseconds(r.GetInt64(5)), Time(r, 6), Time(r, 7), Time(r, 8), Time(r, 9),
        Number(r, 10), Number(r, 11), Number(r, 12), Number(r, 13), Text(r, 14), Number(r, 15), Text(r, 16), Text(r, 17), Text(r, 18), Text(r, 19), Text(r, 20),
        r.IsDBNull(21) ? null : new CreditView(r.GetString(21), r.IsDBNull(22) ? null : r.GetGuid(22), null, Text(r, 28)), r.GetInt64(23), Instant.FromUnixTimeMilliseconds(r.GetInt64(24)), Text(r, 25), Text(r, 26), Text(r, 27));

    /// <summary>What the list is sorted by, for the cursor.</summary>
    public long SortValue(OrderSort sort) => sort switch
    {
        OrderSort.Placed => PlacedAt.ToUnixTimeMilliseconds(),
        OrderSort.Paid => PaidAt?.ToUnixTimeMilliseconds() ?? 0,
        OrderSort.Amount => Paid ?? 0,
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    internal static string? Text(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    internal static long? Number(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetInt64(at);

    internal static Instant? Time(DbDataReader r, int at) => r.IsDBNull(at) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(at));
}

internal sealed record OrderLineView(string Line, string? Item, string? Title, string? Attributes, string? Code, long? Quantity, long? Price, long? Amount, long? Paid, long? Refunded, string? RefundStatus, string? Status)
{
    /// <summary>The count by which there was none when the order was placed.</summary>
    public Oversold.OversoldLine? Oversold { get; init; }
}

internal sealed record RefundView(string RefundId, string? Line, long? Amount, Instant? AppliedAt, Instant? SucceededAt, string? StatusSaid, string? ReasonPlatform, string? ResponsibleSaid, string? Responsible, string? DecidedBy, Instant? DecidedAt);

/// <summary>A change of the order by an import: column → before and after.</summary>
internal sealed record OrderChangeView(long Version, Instant At, Guid? Import, string? FileName, string? By, IReadOnlyDictionary<string, object?[]> Changes);

/// <summary>A decision about the order: the newest holds, the others are how it was before.</summary>
/// <remarks>By and Reason are those of a decision by hand; Cause says why one does not hold: <c>manual</c> or <c>closed</c>.</remarks>
internal sealed record DecisionView(
    int Number, string Basis, string Zh, string En, string Book, int BookVersion, long BaseAmount, IReadOnlyList<DecisionPart> Credits, IReadOnlyList<DecisionLoser> Losers, Instant DecidedAt,
    string? Doubt, string? By, string? Reason, string? Cause);

/// <summary>The rules that hold for an order, sentence by sentence; version 0 = the shop has published no book.</summary>
internal sealed record RulesView(string Book, int Version, IReadOnlyList<string> Zh, IReadOnlyList<string> En);

internal sealed record DecisionPart(string? Person, string? Name, string Share, string Basis, long Amount, string? Number, Instant? At, string? MessageId);

internal sealed record DecisionLoser(string Person, string? Name, string Zh, string En, Instant? At, bool IsAssist);

internal sealed record OrderPage(
    OrderRow Order, IReadOnlyList<OrderLineView> Lines, IReadOnlyList<RefundView> Refunds, IReadOnlyList<OrderChangeView> Changes, Notes.NoteForm? Note, string? FileName, Instant CreatedAt,
    IReadOnlyList<DecisionView> Decisions, DecisionView? Aside, RulesView Rules, IReadOnlyList<Claims.ClaimView> Claims, IReadOnlyList<KeptView> Kept, IReadOnlyList<Events.EventView> Events,
    IReadOnlyList<Elsewhere.ToldView> Elsewhere, IReadOnlyList<Reviews.ReviewView> Reviews, IReadOnlyList<Reviews.BroughtEvent> Brought);
