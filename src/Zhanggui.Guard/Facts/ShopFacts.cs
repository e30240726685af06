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
    private readonly ConcurrentDictionary<ShopId, Shelf> shelves = new();
    private readonly ConcurrentDictionary<(ShopId Shop, BuyerId Buyer), Agreed> positions = new();
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
        if (!kept.TryGetValue(place, out var known) || !known.Holds(edition, at))
        {
            known = await ReadAsync(shop, item, at, edition, ct);
            Keep(kept, place, known);
        }

        var facts = known.At(at);
        // Few shops have agreed on anything with a buyer.
        return known.HasPositions && Guid.TryParse(buyer, out var who) && await PositionAsync(shop, new BuyerId(who), at, edition, known.Until, ct) is { } position
            ? facts with { Position = position }
            : facts;
    }

    private async Task<AgreedPosition?> PositionAsync(ShopId shop, BuyerId buyer, Instant at, long edition, Instant until, CancellationToken ct)
    {
        if (!positions.TryGetValue((shop, buyer), out var agreed) || !agreed.Holds(edition, at))
        {
            var found = await policies.PositionAsync(shop, buyer, at, ct);
            agreed = new Agreed(found is null ? null : new AgreedPosition(found.Text, found.NotToSay), edition, at, until);
            Keep(positions, (shop, buyer), agreed);
        }

        return agreed.Position;
    }

    public void Dispose()
    {
        hub.Published -= Forget;
        whispers.Said -= Hear;
    }

    private async Task<Known> ReadAsync(ShopId shop, string? item, Instant at, long edition, CancellationToken ct)
    {
        if (!shelves.TryGetValue(shop, out var shelf) || !shelf.Holds(edition, at))
        {
            shelf = await ReadShelfAsync(shop, at, edition, ct);
            Keep(shelves, shop, shelf);
        }

        var product = string.IsNullOrEmpty(item) ? null : await goods.FindAsync(shop, item, ct);
        var (name, category) = (product?.Item ?? item, product?.Category);
        var touching = shelf.Promotions.Where(p => name is null || p.Scope.Covers(name, category)).ToList();
        return new Known(product, touching, touching.Count > 0 || shelf.Keeps, [.. shelf.Policies.Where(p => p.Scope.Covers(name, category))], shelf.Policies.Any(p => p.Scope.Kind == ScopeKind.Buyer), edition, at, shelf.Until);
    }

    private async Task<Shelf> ReadShelfAsync(ShopId shop, Instant at, long edition, CancellationToken ct)
    {
        var until = at + KeptFor;
        var touching = await promotions.BetweenAsync(shop, at, until, ct);
        var inForce = await policies.AllInForceAsync(shop, at, ct);
        // A policy that begins or ends within the time cannot be read ahead piece by piece: then nothing is kept.
        var later = await policies.AllInForceAsync(shop, until, ct);
        var isStill = inForce.Select(p => (p.Id, p.Version)).SequenceEqual(later.Select(p => (p.Id, p.Version)));
        return new Shelf(touching, touching.Count > 0 || await promotions.KeepsAsync(shop, ct), inForce, edition, at, isStill ? until : at);
    }

    private static void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> all, TKey key, TValue value)
        where TKey : notnull
    {
        if (all.Count >= MostKept)
        {
            all.Clear();
        }

        all[key] = value;
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

    private sealed record Agreed(AgreedPosition? Position, long Edition, Instant From, Instant Until)
    {
        public bool Holds(long edition, Instant at) => Edition == edition && From <= at && at < Until;
    }

    /// <summary>What a whole shop has, read at <paramref name="From"/>; it holds until <paramref name="Until"/>.</summary>
    private sealed record Shelf(IReadOnlyList<ReleasedPromotion> Promotions, bool Keeps, IReadOnlyList<PolicyInForce> Policies, long Edition, Instant From, Instant Until)
    {
        public bool Holds(long edition, Instant at) => Edition == edition && From <= at && at < Until;
    }

    /// <summary>What concerns one product, or the whole shop where none is spoken of.</summary>
    private sealed record Known(
        ProductCard? Product, IReadOnlyList<ReleasedPromotion> Promotions, bool Keeps, IReadOnlyList<PolicyInForce> Policies, bool HasPositions, long Edition, Instant From, Instant Until)
    {
        public bool Holds(long edition, Instant at) => Edition == edition && From <= at && at < Until;

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
