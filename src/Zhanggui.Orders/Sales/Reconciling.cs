namespace Zhanggui.Orders.Sales;

/// <summary>A sold line as it is compared: what is given back whole is not sold.</summary>
internal sealed record SoldItem(string? Item, string? Code, string? Title, long? Quantity, bool IsReturned);

/// <summary>A row of a shipping sheet.</summary>
internal sealed record ShippedItem(string? Item, string? Code, string? Title, long? Quantity);

/// <summary>What a sheet and an order say otherwise; <paramref name="Kind"/> is not-shipped, shipped-not-sold, quantity or item.</summary>
internal sealed record Difference(string Kind, string? Title, long? Sold, long? Shipped);

/// <summary>What of an order is known to the comparison: whether it is sold at all, and whether it left the house by its own facts.</summary>
internal sealed record SoldOrder(bool IsSold, bool IsShipped, IReadOnlyList<SoldItem> Items);

/// <summary>Compares one order with the rows of shipping sheets about it. Pure.</summary>
internal static class Reconciling
{
    public const string NotShipped = "not-shipped";
    public const string ShippedNotSold = "shipped-not-sold";
    public const string Quantity = "quantity";
    public const string Item = "item";

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([NotShipped, ShippedNotSold, Quantity, Item], StringComparer.Ordinal);

    /// <summary>Where no sheet tells of the order, its own time of shipping does.</summary>
    public static IReadOnlyList<Difference> Of(SoldOrder order, IReadOnlyList<ShippedItem> sheet)
    {
        if (!order.IsSold)
        {
            return [.. sheet.Select(s => new Difference(ShippedNotSold, s.Title ?? s.Code ?? s.Item, 0, s.Quantity))];
        }

        var sold = order.Items.Where(i => !i.IsReturned).ToList();
        if (sheet.Count == 0)
        {
            return order.IsShipped || (order.Items.Count > 0 && sold.Count == 0) ? [] : [new Difference(NotShipped, Title(sold), Sum(sold.Select(s => s.Quantity)), 0)];
        }

        // A sheet without items says only that, and how much of it, something of the order left.
        return sheet.All(s => s is { Item: null, Code: null, Title: null }) || sold.Count == 0 ? Whole(order, sold, sheet) : [.. Items(order, sold, sheet)];
    }

    private static IReadOnlyList<Difference> Whole(SoldOrder order, List<SoldItem> sold, IReadOnlyList<ShippedItem> sheet)
    {
        var (want, left) = (Sum(sold.Select(s => s.Quantity)), Sum(sheet.Select(s => s.Quantity)));
        return order.Items.Count > 0 && sold.Count == 0 ? [.. sheet.Select(s => new Difference(ShippedNotSold, s.Title ?? s.Code ?? s.Item, 0, s.Quantity))]
            : want is { } w && left is { } l && w != l ? [new Difference(Quantity, Title(sold), w, l)] : [];
    }

    private static IEnumerable<Difference> Items(SoldOrder order, List<SoldItem> sold, IReadOnlyList<ShippedItem> sheet)
    {
        var open = new List<ShippedItem>(sheet);
        var missing = new List<SoldItem>();
        foreach (var group in sold.GroupBy(s => (s.Item, s.Code, s.Title)))
        {
            var one = group.First();
            var here = open.Where(s => IsSame(one, s)).ToList();
            if (here.Count == 0)
            {
                missing.AddRange(group);
                continue;
            }

            here.ForEach(s => open.Remove(s));
            var (want, left) = (Sum(group.Select(s => s.Quantity)), Sum(here.Select(s => s.Quantity)));
            if (want is { } w && left is { } l && w != l)
            {
                yield return new Difference(Quantity, one.Title ?? one.Code, w, l);
            }
        }

        foreach (var stray in open)
        {
            var isReturned = order.Items.Any(i => i.IsReturned && IsSame(i, stray));
            yield return new Difference(isReturned ? ShippedNotSold : Item, stray.Title ?? stray.Code ?? stray.Item, 0, stray.Quantity);
        }

        foreach (var item in missing)
        {
            // Something else left instead: the item differs, and this is what should have left.
            yield return new Difference(open.Count > 0 ? Item : NotShipped, item.Title ?? item.Code, item.Quantity, 0);
        }
    }

    private static bool IsSame(SoldItem sold, ShippedItem shipped) =>
        (sold.Item is { } item && shipped.Item is { } other) ? item == other
        : (sold.Code is { } code && shipped.Code is { } their) ? Plain(code) == Plain(their)
        : sold.Title is { } title && shipped.Title is { } name && Plain(title) == Plain(name);

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    private static string? Title(List<SoldItem> items) => items.Count == 0 ? null : items[0].Title ?? items[0].Code;

    /// <summary>Unknown where one of them is unknown: no difference is guessed.</summary>
    private static long? Sum(IEnumerable<long?> quantities) => quantities.Aggregate((long?)0, (sum, q) => sum + q);
}
