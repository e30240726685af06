using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>
/// The facts of a moment from the shop's own records: products, stock, promotions and policies. What was read is kept for <see cref="KeptFor"/>; a change made in this
/// process drops it at once, one made elsewhere as soon as its event arrives. What begins or ends by the clock meanwhile does so on the instant.
/// </summary>
internal sealed class ShopFacts : IGuardFacts, IDisposable
{
    /// <summary>The longest that a fact can be out of date, should every word of the change be lost.</summary>
    public static readonly Duration KeptFor = Duration.FromSeconds(2);

    public const string ChangedWord = "guard.facts";
    private const int MostKept = 10_000;
    private static readonly HashSet<string> Concerned = [PromotionChanged.Name, PolicyChanged.Name, GoodsChanged.Name];

    private readonly ConcurrentDictionary<(ShopId Shop, string Item), Known> kept = new();
    private readonly ConcurrentDictionary<ShopId, long> editions = new();
    private readonly IGoods goods;
    private readonly IPromotions promotions;
    private readonly IPolicies policies;
    private readonly FeedHub hub;
    private readonly Whispers whispers;

    public ShopFacts(IGoods goods, IPromotions promotions, IPolicies policies, FeedHub hub, Whispers whispers)
    {
        (this.goods, this.promotions, this.policies, this.hub, this.whispers) = (goods, promotions, policies, hub, whispers);
        hub.Published += Forget;
        whispers.Said += Hear;
    }

    public async Task<GuardFacts> ForAsync(ShopId shop, string? item, string? buyer, Instant at, CancellationToken ct)
    {
        var place = (shop, item ?? string.Empty);
        var edition = editions.GetValueOrDefault(shop);
        if (kept.TryGetValue(place, out var known) && known.Edition == edition && known.From <= at && at < known.Until)
        {
            return await WithPositionAsync(known.At(at), shop, buyer, at, ct);
        }

        known = await ReadAsync(shop, item, at, edition, ct);
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[place] = known;
        return await WithPositionAsync(known.At(at), shop, buyer, at, ct);
    }

    /// <summary>What was agreed for one buyer is read every time.</summary>
    private async Task<GuardFacts> WithPositionAsync(GuardFacts facts, ShopId shop, string? buyer, Instant at, CancellationToken ct) =>
        Guid.TryParse(buyer, out var who) && await policies.PositionAsync(shop, new BuyerId(who), at, ct) is { } position
            ? facts with { Position = new AgreedPosition(position.Text, position.NotToSay) }
            : facts;

    public void Dispose()
    {
        hub.Published -= Forget;
        whispers.Said -= Hear;
    }

    private async Task<Known> ReadAsync(ShopId shop, string? item, Instant at, long edition, CancellationToken ct)
    {
        var product = string.IsNullOrEmpty(item) ? null : await goods.FindAsync(shop, item, ct);
        var (name, until) = (product?.Item ?? item, at + KeptFor);
        var touching = (await promotions.BetweenAsync(shop, at, until, ct)).Where(p => name is null || p.Scope.Covers(name, product?.Category)).ToList();
        var inForce = await policies.InForceAsync(shop, at, name, product?.Category, ct);
        // A policy that begins or ends within the time cannot be read ahead piece by piece: then nothing is kept.
        var later = await policies.InForceAsync(shop, until, name, product?.Category, ct);
        var isStill = inForce.Select(p => (p.Id, p.Version)).SequenceEqual(later.Select(p => (p.Id, p.Version)));
        return new Known(product, touching, touching.Count > 0 || await promotions.KeepsAsync(shop, ct), inForce, edition, at, isStill ? until : at);
    }

    private void Forget(string happened, ShopId? shop)
    {
        if (shop is { } changed && Concerned.Contains(happened))
        {
            editions.AddOrUpdate(changed, 1, (_, edition) => edition + 1);
        }
    }

    private void Hear(Whisper word)
    {
        if (word.Kind == ChangedWord)
        {
            editions.AddOrUpdate(new ShopId(word.Stream), 1, (_, edition) => edition + 1);
        }
    }

    /// <summary>What was read at <paramref name="From"/> and holds until <paramref name="Until"/>.</summary>
    private sealed record Known(ProductCard? Product, IReadOnlyList<ReleasedPromotion> Promotions, bool Keeps, IReadOnlyList<PolicyInForce> Policies, long Edition, Instant From, Instant Until)
    {
        /// <summary>Ready made where nothing begins or ends meanwhile.</summary>
        private readonly GuardFacts? ready = Promotions.Any(p => (p.From > From && p.From < Until) || (p.To > From && p.To < Until)) ? null : Make(Product, Promotions, Keeps, Policies, From);

        public GuardFacts At(Instant at) => ready is { } made ? made with { At = at } : Make(Product, Promotions, Keeps, Policies, at);

        private static GuardFacts Make(ProductCard? product, IReadOnlyList<ReleasedPromotion> promotions, bool keeps, IReadOnlyList<PolicyInForce> policies, Instant at)
        {
            var facts = Of(product, [.. promotions.Where(p => p.IsOpenAt(at))], policies, at);
            return keeps ? facts : facts with { Promotions = null };
        }
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
