using System.Text.Json;
using System.Text.Json.Nodes;
using Zhanggui.Kernel.Http;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Goods;

/// <summary>A further price and when it holds: 「会员价」 「满 3 件」.</summary>
internal sealed record PriceStep(string Name, long Price);

/// <summary>Everything people write of a product (PROD-01 to 05, 07, 11, 15, 20 to 22). Stored as one document; money in fen, null = nobody has said.</summary>
internal sealed record ProductSheet
{
    public string Title { get; init; } = string.Empty;

    public long? Price { get; init; }

    public string? Category { get; init; }

    /// <summary>The shop's own code.</summary>
    public string? Code { get; init; }

    public string? Features { get; init; }

    public string? Process { get; init; }

    public string? Material { get; init; }

    public string? Craft { get; init; }

    public string? Sizes { get; init; }

    public string? SuitableFor { get; init; }

    public string? SellingPoints { get; init; }

    /// <summary>Which line it belongs to and for whom (PROD-04): regular, canned, gift box, limited custom.</summary>
    public string? AudienceLine { get; init; }

    public string? BrandMessage { get; init; }

    public IReadOnlyList<PriceStep>? PriceScheme { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public bool? FreeShipping { get; init; }

    public bool? SevenDayReturn { get; init; }

    public bool? Discountable { get; init; }

    public bool? ColourDifference { get; init; }

    public bool? OwnBrand { get; init; }

    /// <summary>Words of a file's flags that are none of ours.</summary>
    public string? OtherFlags { get; init; }

    public IReadOnlyList<string>? Guarantees { get; init; }

    public IReadOnlyList<ApprovedAnswer>? Answers { get; init; }

    /// <summary>Items it is sold together with.</summary>
    public IReadOnlyList<string>? Partners { get; init; }

    /// <summary>The day of the list it was last read from; an older list says nothing of today.</summary>
    public string? AsOf { get; init; }

    public string Write() => JsonSerializer.Serialize(this, HouseJson.Options);

    public static ProductSheet Read(string body) => JsonSerializer.Deserialize<ProductSheet>(body, HouseJson.Options)!;

    public JsonObject ToObject() => JsonSerializer.SerializeToNode(this, HouseJson.Options)!.AsObject();

    public static ProductSheet Of(JsonObject fields) => fields.Deserialize<ProductSheet>(HouseJson.Options)!;
}
