using System.Globalization;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Promotions;

/// <summary>What the planner expects of the busiest day, and what one person carries; null = not yet filled in.</summary>
internal sealed record PlanForm(int? BuyersPerDay, int? BuyersPerPerson, int? Units);

/// <summary>A line of the campaign's plan (CAMP-02): shop design, bundles, training, logistics, service before and after the sale.</summary>
internal sealed record PlanItem(string Item, string? Text, bool IsDone);

/// <summary>A promotion as it is written down, sent and kept; money and rates as text.</summary>
internal sealed record PromotionForm(
    string? Name, PromotionKind Kind, ItemScope? Scope, Instant? From, Instant? To, string? Rate, string? Amount, string? Minimum, string? Gift, int? GiftStock, int? PerOrder, int? ValidDays, bool IsPaidToday,
    string? Conditions, string? Text, string? Briefing, PlanForm? Plan, IReadOnlyList<PlanItem>? Items)
{
    public const int NameLength = 60;
    public const int TextLength = 500;
    public const int BriefingLength = 2000;
    public const int TargetLength = 120;
    public const int MostTargets = 500;
    public const int MostItems = 20;
    private const int MostUnits = 10_000_000;
    private const int LongestDays = 400;

    public string ToJson() => JsonSerializer.Serialize(this, HouseJson.Options);

    public static PromotionForm FromJson(string json) => JsonSerializer.Deserialize<PromotionForm>(json, HouseJson.Options)!;

    /// <summary>The form trimmed, without what its kind does not use; or the first field that is wrong.</summary>
    public Outcome<PromotionForm> Clean()
    {
        var clean = this with
        {
            Name = Name?.Trim(),
            Scope = Scope is null ? ItemScope.Everything : Scope with { Targets = Scope.Kind == ScopeKind.All ? [] : [.. (Scope.Targets ?? []).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)] },
            Rate = Uses(Kind, "rate") ? Blank(Rate) : null,
            Amount = Uses(Kind, "amount") ? Blank(Amount) : null,
            Minimum = Uses(Kind, "minimum") ? Blank(Minimum) : null,
            Gift = Uses(Kind, "gift") ? Blank(Gift) : null,
            GiftStock = Uses(Kind, "gift") ? GiftStock : null,
            PerOrder = Uses(Kind, "perOrder") ? PerOrder : null,
            ValidDays = Uses(Kind, "validDays") ? ValidDays : null,
            Conditions = Blank(Conditions),
            Text = Blank(Text),
            Briefing = Blank(Briefing),
            Items = [.. (Items ?? []).Select(i => new PlanItem(i.Item?.Trim() ?? string.Empty, Blank(i.Text), i.IsDone)).Where(i => i.Item.Length > 0)],
        };
        return clean.Wrong() is { } wrong ? wrong : clean;
    }

    private Refusal? Wrong() =>
        Name is not { Length: > 0 and <= NameLength } ? new PromotionFieldWrong("name", $"活动名称写 1 到 {NameLength} 个字。", $"The name has 1 to {NameLength} characters.")
        : From is not { } from ? new PromotionFieldWrong("from", "请选开始时间。", "Choose when it begins.")
        : To is not { } to || to <= from ? new PromotionFieldWrong("to", "结束时间要晚于开始时间。", "It ends after it begins.")
        : to - from > Duration.FromDays(LongestDays) ? new PromotionFieldWrong("to", $"一个活动最长 {LongestDays} 天。", $"A promotion lasts {LongestDays} days at most.")
        : Scope!.Kind != ScopeKind.All && Scope.Targets.Count is 0 or > MostTargets ? new PromotionFieldWrong("scope", $"请选 1 到 {MostTargets} 个商品或类目。", $"Choose 1 to {MostTargets} items or categories.")
        : Scope.Kind == ScopeKind.Buyer ? new PromotionFieldWrong("scope", "活动对商品和类目有效，不对某位买家。", "A promotion holds for items or categories, not for one buyer.")
        : Scope.Targets.Any(t => t.Length > TargetLength) ? new PromotionFieldWrong("scope", $"商品编号和类目最多 {TargetLength} 个字。", $"A number or category has at most {TargetLength} characters.")
        : WrongTerms()
        ?? (Text?.Length > TextLength ? new PromotionFieldWrong("text", $"给买家的说法最多 {TextLength} 个字。", $"What agents say has at most {TextLength} characters.")
        : Conditions?.Length > TextLength ? new PromotionFieldWrong("conditions", $"最多 {TextLength} 个字。", $"At most {TextLength} characters.")
        : Briefing?.Length > BriefingLength ? new PromotionFieldWrong("briefing", $"最多 {BriefingLength} 个字。", $"At most {BriefingLength} characters.")
        : Items!.Count > MostItems || Items.Any(i => i.Item.Length > NameLength || i.Text?.Length > TextLength) ? new PromotionFieldWrong("items", $"筹备事项最多 {MostItems} 项，每项最多 {TextLength} 个字。", $"At most {MostItems} items of {TextLength} characters.")
        : Plan is { } plan && new[] { plan.BuyersPerDay, plan.BuyersPerPerson, plan.Units }.Any(n => n is < 0 or > MostUnits) ? new PromotionFieldWrong("plan", "预计数量填 0 到一千万之间的整数。", "Expected numbers are whole and at most ten million.")
        : null);

    private Refusal? WrongTerms() => Kind switch
    {
        PromotionKind.Discount when RateOf is not (> 0m and < 1m) => new PromotionFieldWrong("rate", "折扣写 0 到 1 之间的小数，例如八五折写 0.85。", "The rate is between 0 and 1, such as 0.85."),
        PromotionKind.Points when RateOf is not (> 0m and <= 1m) => new PromotionFieldWrong("rate", "返点比例写 0 到 1 之间的小数，例如 0.05。", "The rate is between 0 and 1, such as 0.05."),
        PromotionKind.Points when ValidDays is not (null or (> 0 and <= 3660)) => new PromotionFieldWrong("validDays", "积分有效天数填 1 到 3660。", "Points are valid for 1 to 3660 days."),
        PromotionKind.AmountOff or PromotionKind.Price or PromotionKind.Bundle or PromotionKind.Coupon when Yuan(Amount) is not { Value: > 0 } => new PromotionFieldWrong("amount", "请填金额，例如 20 或 19.90。", "Fill in an amount, such as 19.90."),
        PromotionKind.AmountOff or PromotionKind.Coupon when Minimum is not null && !(Yuan(Minimum) is { } least && least >= Yuan(Amount)) => new PromotionFieldWrong("minimum", "门槛不能低于优惠的金额。", "The minimum is not below what is taken off."),
        PromotionKind.Gift or PromotionKind.Discount or PromotionKind.Price or PromotionKind.Points when Minimum is not null && Yuan(Minimum) is not { Value: > 0 } => new PromotionFieldWrong("minimum", "门槛填金额，例如 300。", "The minimum is an amount, such as 300."),
        PromotionKind.Bundle when Scope!.Kind != ScopeKind.Item || Scope.Targets.Count < 2 => new PromotionFieldWrong("scope", "套餐至少选两个商品。", "A bundle has two items at least."),
        PromotionKind.Gift when Gift is not { Length: <= NameLength } => new PromotionFieldWrong("gift", $"请写赠品，最多 {NameLength} 个字。", $"Name the gift, {NameLength} characters at most."),
        PromotionKind.Gift when GiftStock is < 0 or > MostUnits => new PromotionFieldWrong("giftStock", "赠品数量填整数。", "The number of gifts is whole."),
        PromotionKind.Coupon when PerOrder is not (null or (> 0 and <= 20)) => new PromotionFieldWrong("perOrder", "一单可用的券数填 1 到 20。", "1 to 20 coupons in one order."),
        _ => null,
    };

    private decimal? RateOf => decimal.TryParse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate.Scale <= 4 ? rate : null;

    public PromotionTerms Terms => new(Kind)
    {
        Rate = RateOf,
        Amount = Yuan(Amount),
        Minimum = Yuan(Minimum),
        Gift = Gift,
        PerOrder = PerOrder,
        ValidDays = ValidDays,
        IsPaidToday = IsPaidToday,
        Conditions = Conditions,
    };

    public ReleasedPromotion Release(Guid id, int version, ShopId shop, Instant from, Instant to, int? giftLeft) =>
        new(id, version, shop, Name ?? string.Empty, Scope ?? ItemScope.Everything, Terms, from, to, Kind == PromotionKind.Gift ? giftLeft : null, Text ?? string.Empty);

    private static Fen? Yuan(string? text) => text is not null && Fen.TryParse(text, out var fen) ? fen : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool Uses(PromotionKind kind, string field) => field switch
    {
        "rate" => kind is PromotionKind.Discount or PromotionKind.Points,
        "amount" => kind is PromotionKind.AmountOff or PromotionKind.Price or PromotionKind.Bundle or PromotionKind.Coupon,
        "minimum" => kind is not PromotionKind.Bundle,
        "gift" => kind == PromotionKind.Gift,
        "perOrder" => kind == PromotionKind.Coupon,
        "validDays" => kind == PromotionKind.Points,
        _ => false,
    };
}
