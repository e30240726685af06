namespace Zhanggui.Orders.Store;

/// <summary>A table that imports write: its natural key inside the shop and the columns that a file may bring.</summary>
internal sealed record TableShape(string Table, IReadOnlyList<string> Key, IReadOnlyList<string> Columns, bool HasVersions)
{
    public static TableShape Orders { get; } = new("orders_order", ["order_id"],
    [
        "platform", "buyer", "status", "status_said", "placed_at", "paid_at", "shipped_at", "signed_at", "amount", "postage", "paid", "refunded",
        "title", "quantity", "buyer_message", "seller_note", "flag", "close_reason", "main_order_id",
        "closed_at", "reordered_from", "agreed_ship", "agreed_arrival", "region", "extra",
    ], HasVersions: true);

    public static TableShape Lines { get; } = new("orders_line", ["order_id", "line"],
        ["item", "title", "attributes", "code", "quantity", "price", "amount", "paid", "refunded", "refund_status", "status", "extra"], HasVersions: false);

    public static TableShape Refunds { get; } = new("orders_refund", ["refund_id"],
        ["order_id", "line", "amount", "applied_at", "succeeded_at", "status_said", "reason_platform", "responsible_said", "reason_inspected", "responsible", "decided_by", "decided_at", "extra"], HasVersions: false)
    { Person = 10 };

    public static TableShape ElsewhereOrders { get; } = new("orders_elsewhere_order", ["order_id", "line", "source"], ["account", "counted_at", "amount", "extra"], HasVersions: false);

    public static TableShape ElsewhereDays { get; } = new("orders_elsewhere_day", ["day", "account", "source"],
        ["consulting", "received", "inquiry", "inquiry_paid", "conversion", "first_response", "average_response", "satisfaction", "reply_rate", "sales", "refunded", "orders", "extra"], HasVersions: false);

    public static TableShape Shipments { get; } = new("orders_shipment", ["order_id", "waybill", "line"], ["item", "code", "title", "quantity", "courier", "shipped_at", "extra"], HasVersions: false);

    /// <summary>The table of a kind of file that stands beside orders, lines and refunds.</summary>
    public static TableShape Beside(string kind) => kind switch
    {
        Sales.ShipmentReader.Kind => Shipments,
        Elsewhere.ElsewhereReader.Orders => ElsewhereOrders,
        Elsewhere.ElsewhereReader.Days => ElsewhereDays,
        _ => throw new ArgumentException($"No table for {kind}.", nameof(kind)),
    };

    /// <summary>The column that names somebody of the house: a text until it is known who is meant, then an id.</summary>
    public int? Person { get; init; }

    /// <summary>Where the cells of unknown columns stand, as an object of header and text.</summary>
    public int Extra => At("extra");

    public int At(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"{Table} has no column {column} that files bring.", nameof(column));
    }
}

/// <summary>
/// A row of a file on its way into a table: key and values in the shape's order, each a <see cref="string"/>, a <see cref="long"/> (milliseconds,
/// fen, pieces) or null for "the file does not say". Where <paramref name="Clears"/> is set, null means "there is none any more".
/// </summary>
internal sealed record IncomingRow(IReadOnlyList<string> Key, object?[] Values, IReadOnlyList<bool>? Clears = null)
{
    public string KeyText => Key.Count == 1 ? Key[0] : string.Join('\u001f', Key);
}

/// <summary>What a table's rows became.</summary>
internal readonly record struct UpsertCounts(long New, long Changed, long Unchanged)
{
    public static UpsertCounts operator +(UpsertCounts a, UpsertCounts b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged);
}
