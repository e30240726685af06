using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Sales;
using Zhanggui.Orders.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Import;

/// <summary>What a row of a file says: at most one row of each table, or nothing and the reasons.</summary>
internal sealed record RowRead(long Line, IncomingRow? Order, IncomingRow? OrderLine, IncomingRow? Refund, string? UnknownStatus, FactRow? Fact = null, IncomingRow? Beside = null)
{
    public bool IsRefused => Order is null && OrderLine is null && Refund is null && Fact is null && Beside is null;
}

/// <summary>Reads rows by the file's mapping and checks what one row can tell. Pure: the same row gives the same answer.</summary>
internal static class RowReader
{
    private static readonly bool[] TextsClear = [.. TableShape.Orders.Columns.Select(_ => false)];

    public static RowRead Read(RowCells cells)
    {
        cells.Problems.Clear();
        if (cells.IsShifted())
        {
            return Nothing(cells);
        }

        return cells.Mapping.Kind switch
        {
            "orders" => Order(cells),
            "items" => Item(cells),
            "refunds" => Refund(cells),
            ShipmentReader.Kind => ShipmentReader.Read(cells) is { } shipped ? new RowRead(cells.Line, null, null, null, null, Beside: shipped) : Nothing(cells),
            ElsewhereReader.Orders => ElsewhereReader.Order(cells) is { } told ? new RowRead(cells.Line, null, null, null, null, Beside: told) : Nothing(cells),
            ElsewhereReader.Days => ElsewhereReader.Day(cells) is { } day ? new RowRead(cells.Line, null, null, null, null, Beside: day) : Nothing(cells),
            _ => FactReader.Read(cells) is { } fact ? new RowRead(cells.Line, null, null, null, null, fact) : Nothing(cells),
        };
    }

    /// <summary>The money of an order row as one number, to find two rows that disagree;</summary>
    public static int MoneyOf(IncomingRow order) =>
        HashCode.Combine(order.Values[TableShape.Orders.At("amount")], order.Values[TableShape.Orders.At("paid")], order.Values[TableShape.Orders.At("refunded")], order.Values[TableShape.Orders.At("postage")]);

    private static RowRead Order(RowCells cells)
    {
        var mapping = cells.Mapping;
        var id = cells.RequiredId("orderId");
        var (placed, paidAt) = (cells.Time("placedAt"), cells.Time("paidAt"));
        if (placed is null && cells.Problems.Count == 0)
        {
            cells.Problems.Add(RowProblem.Missing(mapping.HeaderOf("placedAt") ?? "下单时间"));
        }

        var (status, said) = Status(cells);
        var amount = cells.Money("amount");
        var (paid, refunded) = Paid(cells, amount, paidAt);
        if (paidAt < placed)
        {
            cells.Problems.Add(RowProblem.PaidBeforePlaced(mapping.HeaderOf("paidAt") ?? "付款时间"));
        }

        object?[] values =
        [
            mapping.Platform, cells.Text("buyer"), status, said, placed, paidAt, cells.Time("shippedAt"), cells.Time("signedAt"), amount, cells.Money("postage"), paid, refunded,
            cells.Text("title"), cells.Count("quantity"), cells.Text("buyerMessage"), cells.Text("sellerNote"), cells.Text("flag"), cells.Text("closeReason"), cells.Id("mainOrderId"),
            cells.Time("closedAt"), cells.Id("reorderedFrom"), cells.Text("agreedShip"), cells.Text("agreedArrival"), RegionText.Of(cells.Address()), mapping.HasLines ? null : cells.Kept(),
        ];
        var line = mapping.HasLines ? LineOf(cells, id, paid) : null;
        if (cells.Problems.Count > 0)
        {
            return Nothing(cells);
        }

        return new RowRead(cells.Line, new IncomingRow([id!], values, Clears(mapping)), line, null, status is null ? said : null);
    }

    /// <summary>
    /// What the buyer paid in all. Platforms write what is left after refunds in this column: a refund above it, or one that together with it
    /// makes up the amount to pay, proves that. Otherwise the column is taken as it stands; a refund above the payment is refused.
    /// </summary>
    internal static (long? Paid, long? Refunded) Paid(RowCells cells, long? amount, long? paidAt)
    {
        var refunded = cells.Money("refunded");
        var paid = cells.Mapping.PaidIsAmount ? paidAt is null ? 0 : amount : cells.Money("paid");
        if (paid is not { } p || refunded is not { } r || r == 0)
        {
            return (paid, refunded);
        }

        if (amount is { } a && (p + r == a || (r > p && p + r < a)))
        {
            return (p + r, r);
        }

        if (r > p)
        {
            cells.Problems.Add(RowProblem.RefundAbovePayment(cells.Mapping.HeaderOf("refunded") ?? "退款金额"));
        }

        return (paid, refunded);
    }

    private static RowRead Item(RowCells cells)
    {
        var id = cells.RequiredId("orderId");
        var line = LineOf(cells, id, cells.Money("paid"));
        return cells.Problems.Count > 0 ? Nothing(cells) : new RowRead(cells.Line, null, line, null, null);
    }

    private static IncomingRow LineOf(RowCells cells, string? order, long? paid)
    {
        // Without a sub-order number the item names the line; several rows of one item get their place added by the run.
        var name = cells.Id("line") ?? cells.Id("item") ?? cells.Text("code") ?? "1";
        var (status, _) = Status(cells);
        return new IncomingRow([order ?? string.Empty, name],
        [
            cells.Id("item"), cells.Text("title"), cells.Text("attributes"), cells.Text("code"), cells.Count("quantity"), cells.Money("price"),
            cells.Mapping.Kind == "items" || cells.Mapping.SumsLines ? cells.Money("amount") : null, cells.Mapping.Kind == "items" || cells.Mapping.SumsLines ? paid : null,
            cells.Mapping.Kind == "items" ? cells.Money("refunded") : null, cells.Text("refundStatus"), status, cells.Kept(),
        ]);
    }

    private static RowRead Refund(RowCells cells)
    {
        var (refund, order) = (cells.RequiredId("refundId"), cells.RequiredId("orderId"));
        var (applied, succeeded) = (cells.Time("appliedAt"), cells.Time("succeededAt"));
        var said = cells.Text("status");
        // 完结时间 is when the case ended, with or without money: only a success makes it the time of the refund.
        // A file without a state (the facts folder) gives the time only where there was a success.
        var isSuccess = said?.Contains("成功", StringComparison.Ordinal) ?? !cells.Mapping.Has("status");
        object?[] values =
        [
            order, cells.Id("line"), cells.Money("amount"), applied, isSuccess ? succeeded : null, said, cells.Text("reason"), cells.Text("responsible"),
            cells.Text("reasonInspected"), cells.Text("party"), cells.Text("decidedBy"), cells.Time("decidedAt"), cells.Kept(),
        ];
        return cells.Problems.Count > 0 ? Nothing(cells) : new RowRead(cells.Line, null, null, new IncomingRow([refund!], values), null);
    }

    private static (string? Status, string? Said) Status(RowCells cells)
    {
        var said = cells.Text("status");
        return (said is null ? null : ExportFormats.Known.StatusOf(cells.Mapping.Platform, said), said);
    }

    private static bool[] Clears(Mapping mapping)
    {
        if (!mapping.Has("sellerNote") && !mapping.Has("flag"))
        {
            return TextsClear;
        }

        var clears = (bool[])TextsClear.Clone();
        clears[TableShape.Orders.At("seller_note")] = mapping.Has("sellerNote");
        clears[TableShape.Orders.At("flag")] = mapping.Has("flag");
        return clears;
    }

    private static RowRead Nothing(RowCells cells) => new(cells.Line, null, null, null, null);
}
