namespace Zhanggui.Facts.Demo;

/// <summary>What an order needs to know of those who want it placed; instants are Unix milliseconds.</summary>
/// <param name="Agent">Who talked the buyer into it; null = nobody.</param>
internal sealed record DemoOrder(string Id, int Shop, string Buyer, DemoItem Item, long PlacedAt, DemoStint? Agent)
{
    public string? ReorderedFrom { get; init; }

    public bool IsUnpaid { get; init; }

    public bool IsBrushing { get; init; }

    /// <summary>Talked with the buyer between placing and paying.</summary>
    public DemoStint? PaidWith { get; init; }

    public long? PaidAt { get; init; }
}
