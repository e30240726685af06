namespace Zhanggui.Orders;

internal static class Permissions
{
    /// <summary>The list of one's own orders, and any order by its whole number: who doubts a decision must be able to look.</summary>
    public const string ReadOrder = "orders.order.read";

    /// <summary>All orders of the shop.</summary>
    public const string ReadAllOrders = "orders.order.read-all";

    public const string ExportOrders = "orders.order.export";

    public const string RunImport = "orders.import.run";
}
