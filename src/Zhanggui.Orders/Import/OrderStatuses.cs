namespace Zhanggui.Orders.Import;

/// <summary>The states of an order in the words of the facts folder, in the order in which they follow each other.</summary>
internal static class OrderStatuses
{
    public static IReadOnlyList<string> All { get; } = ["unpaid", "paid", "shipped", "signed", "success", "closed"];

    /// <summary>
    /// Whether an order may be shown going from one state to the other. Platforms never reopen what is finished or closed, so a file that
    /// says otherwise is an older one.
    /// </summary>
    public static bool MayFollow(string? before, string? after) =>
        before is not ("success" or "closed") || after is "success" or "closed";
}
