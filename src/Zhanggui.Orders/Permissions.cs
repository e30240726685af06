namespace Zhanggui.Orders;

internal static class Permissions
{
    /// <summary>The list of one's own orders, and any order by its whole number: who doubts a decision must be able to look.</summary>
    public const string ReadOrder = "orders.order.read";

    /// <summary>All orders of the shop.</summary>
    public const string ReadAllOrders = "orders.order.read-all";

    public const string ExportOrders = "orders.order.export";

    /// <summary>Claim an order, dispute a decision, withdraw one's own claim.</summary>
    public const string MakeClaim = "orders.claim.make";

    /// <summary>Decide claims and undecided orders by hand; never for oneself.</summary>
    public const string DecideCredit = "orders.credit.decide";

    /// <summary>Close a month of credit; nothing opens it again.</summary>
    public const string ClosePeriod = "orders.period.close";

    /// <summary>Flag orders and write notes, reminders and chases on them.</summary>
    public const string WriteEvent = "orders.event.write";

    public const string RunImport = "orders.import.run";
}
