using Zhanggui.Orders.Import;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Sales;

/// <summary>Reads rows of a shipping sheet: what of an order left the warehouse. Pure.</summary>
internal static class ShipmentReader
{
    public const string Kind = "shipments";

    public static IncomingRow? Read(RowCells cells)
    {
        var (order, item, code, title) = (cells.RequiredId("orderId"), cells.Id("item"), cells.Text("code"), cells.Text("title"));
        object?[] values = [item, code, title, cells.Count("quantity"), cells.Text("courier"), cells.Time("shippedAt"), cells.Kept()];
        var waybill = cells.Id("waybill");
        return cells.Problems.Count > 0 ? null : new IncomingRow([order!, waybill ?? string.Empty, item ?? code ?? title ?? "1"], values);
    }
}
