using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Contracts;

/// <summary>What is known of a product by yes or no; null = nobody has said. What the category says is already in it.</summary>
public sealed record ProductFlags(bool? FreeShipping, bool? SevenDayReturn, bool? Discountable, bool? ColourDifference, bool? OwnBrand);

/// <summary>What may be said of a product when this topic or question comes up.</summary>
public sealed record ApprovedAnswer(string Topic, string Text);

/// <summary>How stock and listing stand to each other (PROD-10): <see cref="SoldOut"/> is listed without stock, <see cref="Unlisted"/> has stock and cannot be bought.</summary>
public enum StockState
{
    Unknown,
    Ok,
    SoldOut,
    Unlisted,
    Gone,
}

/// <summary>The last count of a product.</summary>
public sealed record StockNow(long? Quantity, bool? IsListed, Instant At);

/// <summary>A product as other rooms may know it.</summary>
public sealed record ProductCard(
    ShopId Shop,
    string Item,
    string Title,
    Fen? Price,
    string? Category,
    string? Code,
    ProductFlags Flags,
    StockNow? Stock,
    StockState State,
    IReadOnlyList<string> Guarantees,
    IReadOnlyList<ApprovedAnswer> Answers,
    bool IsArchived);

/// <summary>The products of a shop, known by the platform's item id.</summary>
public interface IGoods
{
    /// <summary>The product with this item id or own code; archived ones too. Null when there is none.</summary>
    Task<ProductCard?> FindAsync(ShopId shop, string item, CancellationToken ct);

    /// <summary>Products by item id; unknown ones are left out. At most 500 are asked for at once.</summary>
    Task<IReadOnlyDictionary<string, ProductCard>> FindManyAsync(ShopId shop, IReadOnlyCollection<string> items, CancellationToken ct);

    /// <summary>Products whose title, item id, own code or category has every word, in any order; archived ones not. At most 100.</summary>
    Task<IReadOnlyList<ProductCard>> SearchAsync(ShopId shop, string words, int most, CancellationToken ct);
}

/// <summary>A product as a file brings it; null leaves what is known. <paramref name="More"/>: cells of other columns by their header.</summary>
public sealed record ProductRow(string Item, string? Title, Fen? Price, string? Flags, string? Category, string? Approved, IReadOnlyDictionary<string, string>? More);

/// <summary>A count of an item as a file brings it.</summary>
public sealed record StockRow(string Item, Instant At, long? Quantity, bool? IsListed);

/// <summary>How many rows were new, changed and as they were.</summary>
public readonly record struct GoodsCounts(int New, int Changed, int Unchanged);

/// <summary>Takes what files say of products, stock and delivery. The same rows twice change nothing; give at most a few thousand at once.</summary>
public interface IGoodsIntake
{
    /// <summary>Why a row cannot be taken; null when it can.</summary>
    Refusal? Refuse(ProductRow row);

    /// <summary>Why a row cannot be taken; null when it can.</summary>
    Refusal? Refuse(DeliveryRow row);

    Task<GoodsCounts> TakeProductsAsync(ShopId shop, IReadOnlyList<ProductRow> rows, PersonId? by, CancellationToken ct);

    Task<GoodsCounts> TakeStockAsync(ShopId shop, IReadOnlyList<StockRow> rows, PersonId? by, CancellationToken ct);

    Task<GoodsCounts> TakeDeliveryAsync(ShopId shop, IReadOnlyList<DeliveryRow> rows, PersonId? by, CancellationToken ct);
}

/// <summary>Products of a shop changed; without <paramref name="Items"/> it may be any.</summary>
public sealed record GoodsChanged(ShopId Shop, IReadOnlyList<string>? Items) : IEvent
{
    public static string Name => "shop.goods.changed";
}
