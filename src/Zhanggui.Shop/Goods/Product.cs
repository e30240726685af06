using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Goods;

/// <summary>A row of <c>shop_product</c>: the sheet as a document, and beside it what lists and searches need.</summary>
internal sealed class Product
{
    public required ShopId ShopId { get; init; }

    public required string Item { get; init; }

    public string? Code { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string SearchText { get; private set; } = string.Empty;

    public string? Category { get; private set; }

    public long? Price { get; private set; }

    /// <summary>The flags as the facts folder writes them, between blanks.</summary>
    public string? Marks { get; private set; }

    public string Body { get; private set; } = "{}";

    public long? Quantity { get; private set; }

    public bool? IsListed { get; private set; }

    public Instant? CountedAt { get; private set; }

    public StockState State { get; private set; }

    public bool IsArchived { get; set; }

    public required Instant ChangedAt { get; set; }

    public long Version { get; set; } = 1;

    public ProductSheet Sheet() => ProductSheet.Read(Body);

    public void Write(ProductSheet sheet)
    {
        (Title, Code, Category, Price, Body) = (sheet.Title, sheet.Code, sheet.Category, sheet.Price, sheet.Write());
        Marks = FileWords.FlagsOf(sheet) is { } flags ? $" {flags} " : null;
        SearchText = TitleSearch.TextOf(Item, sheet);
    }

    /// <summary>An older count than the known one says nothing of today.</summary>
    public bool Count(Instant at, long? quantity, bool? isListed)
    {
        if (CountedAt > at)
        {
            return false;
        }

        (CountedAt, Quantity, IsListed, State) = (at, quantity, isListed, Stocks.Of(quantity, isListed));
        return true;
    }

    public ProductCard Card(CategoryRule? category)
    {
        var sheet = Sheet();
        return new ProductCard(ShopId, Item, Title, Price is { } fen ? new Fen(fen) : null, Category, Code, Flags(sheet, category),
            CountedAt is { } at ? new StockNow(Quantity, IsListed, at) : null, State, sheet.Guarantees ?? [], sheet.Answers ?? [], IsArchived);
    }

    /// <summary>What the product does not say, its category says.</summary>
    public static ProductFlags Flags(ProductSheet sheet, CategoryRule? category) =>
        new(sheet.FreeShipping ?? category?.FreeShipping, sheet.SevenDayReturn ?? category?.SevenDayReturn, sheet.Discountable, sheet.ColourDifference, sheet.OwnBrand);
}

/// <summary>A row of <c>shop_category</c>: what holds for every product of a category that says nothing else (PROD-21).</summary>
internal sealed class CategoryRule
{
    public required ShopId ShopId { get; init; }

    public required string Name { get; init; }

    public bool? SevenDayReturn { get; set; }

    public bool? FreeShipping { get; set; }

    public string? Note { get; set; }
}

/// <summary>A row of <c>shop_product_change</c>: who changed what; never changed itself but for being taken back.</summary>
internal sealed class ProductChange
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Item { get; init; }

    public required Instant At { get; init; }

    /// <summary>Null = the house.</summary>
    public PersonId? PersonId { get; init; }

    /// <summary>made, edited, imported, undone, archived, restored.</summary>
    public required string Act { get; init; }

    /// <summary>List of <see cref="FieldChange"/> as JSON.</summary>
    public required string Fields { get; init; }

    public bool IsUndone { get; set; }
}
