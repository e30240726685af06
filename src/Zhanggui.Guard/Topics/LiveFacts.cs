using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>
/// A fact of this moment beside an answer. <paramref name="Value"/> is <c>yes</c> or <c>no</c>, a count, or days as the sheet says them; <paramref name="Text"/> names the region, or says what agents tell of a promotion.
/// <paramref name="From"/>: whence a region that nobody named is known, <c>order</c> (the newest) or <c>record</c>.
/// </summary>
internal sealed record LiveFact(LiveKind Kind, string? Value, string? Text = null, Fen? Amount = null, string? Courier = null, Instant? Until = null, string? From = null);

/// <summary>What the shop knows now of the product and the region that the buyer speaks of. What nobody has said is left out.</summary>
internal sealed class LiveFacts(IPromotions promotions, IDeliveryKnowledge deliveries, Lazy<IBuyerRegion?> orders)
{
    private const int MostPromotions = 5;
    private const int MostWords = 300;

    public async Task<ILookup<LiveKind, LiveFact>> ForAsync(ShopId shop, IReadOnlySet<LiveKind> wanted, ProductCard? product, string said, BuyerId? buyer, Instant now, CancellationToken ct)
    {
        var found = Of(product);
        if (wanted.Contains(LiveKind.Promotions))
        {
            found.AddRange((await promotions.OpenAsync(shop, now, product?.Item, product?.Category, ct)).Where(p => p.IsOpenAt(now)).Take(MostPromotions)
                .Select(p => new LiveFact(LiveKind.Promotions, p.Name, p.Text, Until: p.To)));
        }

        if (wanted.Contains(LiveKind.Delivery) && await WayAsync(shop, said[..Math.Min(said.Length, MostWords)], buyer, ct) is var (way, from))
        {
            found.Add(new LiveFact(LiveKind.Delivery, way.Reached == false ? "no" : way.Days, way.Region, way.Surcharge, way.Courier, From: from));
        }

        return found.Where(f => wanted.Contains(f.Kind)).ToLookup(f => f.Kind);
    }

    /// <summary>The region that the words name. Where they name none: where the buyer had something sent last, else where they live. A word that fits several places is asked about, not guessed.</summary>
    private async Task<(DeliveryRow Way, string? From)?> WayAsync(ShopId shop, string said, BuyerId? buyer, CancellationToken ct)
    {
        if (await deliveries.FindNamedAsync(shop, said, ct) is { } named)
        {
            return named.Row is { } row ? (row, null) : null;
        }

        if (buyer is not { } who)
        {
            return null;
        }

        if (orders.Value is { } room && await room.FindAsync(shop, who, ct) is { } region && await deliveries.FindAsync(shop, region, ct) is { Row: { } last })
        {
            return (last, "order");
        }

        return await deliveries.FindOfBuyerAsync(shop, who, ct) is { Row: { } home } ? (home, "record") : null;
    }

    private static List<LiveFact> Of(ProductCard? product)
    {
        var found = new List<LiveFact>();
        if (product is null)
        {
            return found;
        }

        Say(LiveKind.Postage, product.Flags.FreeShipping);
        Say(LiveKind.Return, product.Flags.SevenDayReturn);
        Say(LiveKind.Discount, product.Flags.Discountable);
        Say(LiveKind.Colour, product.Flags.ColourDifference);
        Say(LiveKind.Brand, product.Flags.OwnBrand);
        if (product.Stock?.Quantity is { } count)
        {
            found.Add(new LiveFact(LiveKind.Stock, count.ToString(System.Globalization.CultureInfo.InvariantCulture), product.State == StockState.Unlisted ? "unlisted" : null));
        }

        if (product.Price is { } price)
        {
            found.Add(new LiveFact(LiveKind.Price, null, product.Title, price));
        }

        return found;

        void Say(LiveKind kind, bool? flag)
        {
            if (flag is { } yes)
            {
                found.Add(new LiveFact(kind, yes ? "yes" : "no"));
            }
        }
    }
}
