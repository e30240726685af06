using System.Globalization;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>The facts of a moment from the shop's own records: products, stock, promotions and policies.</summary>
internal sealed class ShopFacts(IGoods goods, IPromotions promotions, IPolicies policies) : IGuardFacts
{
    public async Task<GuardFacts> ForAsync(ShopId shop, string? item, string? buyer, Instant at, CancellationToken ct)
    {
        var product = string.IsNullOrEmpty(item) ? null : await goods.FindAsync(shop, item, ct);
        var known = product?.Item ?? item;
        var running = await promotions.OpenAsync(shop, at, known, product?.Category, ct);
        var inForce = await policies.InForceAsync(shop, at, known, product?.Category, ct);
        var position = Guid.TryParse(buyer, out var who) ? await policies.PositionAsync(shop, new BuyerId(who), at, ct) : null;
        var facts = Of(product, running, inForce, at) with { Position = position is null ? null : new AgreedPosition(position.Text, position.NotToSay) };
        return running.Count > 0 || await promotions.KeepsAsync(shop, ct) ? facts : facts with { Promotions = null };
    }

    internal static GuardFacts Of(ProductCard? product, IReadOnlyList<ReleasedPromotion> running, IReadOnlyList<PolicyInForce> inForce, Instant at)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inForce.SelectMany(p => p.Facts))
        {
            named.TryAdd(name, value);
        }

        var told = inForce.Select(p => new GuardPolicy(p.Title, p.Topic, p.Text, p.NotToSay)).ToList();
        var open = running.Where(p => p.IsOpenAt(at)).ToList();
        return new GuardFacts
        {
            Invoice = FactWords.Known.YesOrNo(named.GetValueOrDefault("invoice")) ?? PolicyWords.Invoice(told),
            Payments = PolicyWords.Payments(told, named),
            FreeShipping = product?.Flags.FreeShipping ?? FactWords.Known.YesOrNo(named.GetValueOrDefault("free_shipping")),
            SevenDayReturn = product?.Flags.SevenDayReturn ?? FactWords.Known.YesOrNo(named.GetValueOrDefault("seven_day_return")),
            OwnBrand = product?.Flags.OwnBrand ?? FactWords.Known.YesOrNo(named.GetValueOrDefault("own_brand")),
            Discountable = product?.Flags.Discountable,
            Stock = product?.Stock?.Quantity,
            IsListed = product?.Stock?.IsListed,
            Price = product?.Price,
            Promotions = [.. open.Select(p => new RunningPromotion(p.Name, p.Terms.Kind.ToString(), ValueOf(p.Terms), p.Terms.Gift))],
            Policies = told,
            Approved = [.. (product?.Answers ?? []).Select(a => a.Text), .. inForce.SelectMany(p => p.Answers).Where(a => a.Promotion is not { } bound || open.Exists(o => o.Id == bound)).Select(a => a.Answer)],
            Names = product is null ? [] : [product.Title],
            At = at,
        };
    }

    /// <summary>The numbers of a promotion as its words would say them.</summary>
    private static string? ValueOf(PromotionTerms terms)
    {
        var parts = new[] { terms.Rate is { } rate ? (rate * 100).ToString("0.##", CultureInfo.InvariantCulture) : null, Yuan(terms.Minimum), Yuan(terms.Amount) };
        return string.Join('-', parts.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static string? Yuan(Kernel.Money.Fen? amount) => amount is { } fen ? (fen.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture) : null;
}
