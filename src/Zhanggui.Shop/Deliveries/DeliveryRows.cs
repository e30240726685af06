using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Deliveries;

/// <summary>A row of <c>shop_delivery</c>.</summary>
internal sealed class DeliveryRegion
{
    public required ShopId ShopId { get; init; }

    /// <summary>See <see cref="Regions.KeyOf"/>.</summary>
    public required string RegionKey { get; init; }

    public required string Region { get; set; }

    public bool? IsReached { get; set; }

    public string? Days { get; set; }

    public string? Courier { get; set; }

    public long? Surcharge { get; set; }

    public string? Note { get; set; }

    public required Instant ChangedAt { get; set; }

    public PersonId? ChangedBy { get; set; }

    public long Version { get; set; } = 1;

    public DeliveryRow Row() => new(Region, IsReached, Days, Courier, Surcharge is { } fen ? new Fen(fen) : null, Note);

    /// <summary>Takes what a row says; what it leaves out stays. True when something differs.</summary>
    public bool Take(DeliveryRow row)
    {
        var before = (Region, IsReached, Days, Courier, Surcharge, Note);
        Region = row.Region;
        IsReached = row.Reached ?? IsReached;
        Days = row.Days ?? Days;
        Courier = row.Courier ?? Courier;
        Surcharge = row.Surcharge?.Value ?? Surcharge;
        Note = row.Note ?? Note;
        return before != (Region, IsReached, Days, Courier, Surcharge, Note);
    }
}

/// <summary>What a row of the delivery table may hold (pure).</summary>
internal static class DeliveryRules
{
    private const int LongestNote = 200;
    private const int LongestWord = 40;
    private const long MostFen = 10_000_000;

    public static Refusal? Check(DeliveryRow row) =>
        row.Region.Length is 0 or > Regions.Longest || Regions.Parts(row.Region).Count == 0 ? new DeliveryRegionWrong(Regions.Longest)
        : row.Surcharge is { Value: < 0 or > MostFen } ? new DeliverySurchargeWrong()
        : row.Days?.Length > LongestWord ? new ProductValueTooLong("days", LongestWord)
        : row.Courier?.Length > LongestWord ? new ProductValueTooLong("courier", LongestWord)
        : row.Note?.Length > LongestNote ? new ProductValueTooLong("note", LongestNote)
        : null;
}
