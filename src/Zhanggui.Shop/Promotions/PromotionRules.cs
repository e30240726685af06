using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Promotions;

/// <summary>Where an instant lies: [From, To).</summary>
internal enum Standing
{
    Coming,
    Running,
    Ended,
}

/// <summary>A department as a promotion sees it. <paramref name="People"/> empty = everybody who may sign.</summary>
internal sealed record Department(string Key, string Name, IReadOnlyList<PersonId> People)
{
    public bool SignsFor(PersonId person) => People.Count == 0 || People.Contains(person);
}

/// <summary>A department's word in the present round.</summary>
internal sealed record Sign(string Department, bool IsAgreed);

/// <summary>What may be done with a promotion. Pure: the same promotion, act and moment give the same answer.</summary>
internal static class PromotionRules
{
    /// <summary>Nothing goes live without it, whatever departments a shop has (CAMP-04).</summary>
    public const string Warehouse = "warehouse";

    public const int ReasonLength = 300;

    public static Standing At(Instant from, Instant to, Instant at) => at < from ? Standing.Coming : at < to ? Standing.Running : Standing.Ended;

    /// <summary>Running, and over by the shop's next midnight.</summary>
    public static bool EndsToday(Instant from, Instant to, Instant at, DateTimeZone zone) => At(from, to, at) == Standing.Running && to <= Midnight(at, zone, 1);

    /// <summary>Begins on the shop's next day.</summary>
    public static bool StartsTomorrow(Instant from, Instant at, DateTimeZone zone) => from >= Midnight(at, zone, 1) && from < Midnight(at, zone, 2);

    /// <summary>Not begun, and begins before the shop's next midnight.</summary>
    public static bool StartsLaterToday(Instant from, Instant at, DateTimeZone zone) => from > at && from < Midnight(at, zone, 1);

    /// <summary>The shop's midnight that many days on from the day of <paramref name="at"/>.</summary>
    public static Instant Midnight(Instant at, DateTimeZone zone, int days) => zone.AtStartOfDay(at.InZone(zone).Date.PlusDays(days)).ToInstant();

    /// <summary>Ready to go before the departments: what agents say and what is expected are written.</summary>
    public static Refusal? Submit(PromotionState state, PromotionForm form, Instant now) =>
        state != PromotionState.Draft ? new PromotionStateWrong()
        : form.To <= now ? new PromotionFieldWrong("to", "结束时间已经过了。", "Its end has passed.")
        : form.Text is null ? new PromotionFieldWrong("text", "请写给买家的说法，客服照它回答。", "Write what agents say.")
        : form.Briefing is null ? new PromotionFieldWrong("briefing", "请写给客服的交底，每位客服要确认读过。", "Write the briefing that every agent confirms.")
        : form.Plan is not { BuyersPerDay: > 0, BuyersPerPerson: > 0, Units: > 0 } ? new PromotionFieldWrong("plan", "请填预计每天咨询人数、每人每天能接的人数和预计销量，才能对照班表和库存。", "Fill in expected buyers a day, buyers one person serves and units, so that roster and stock can be compared.")
        : form is { Kind: PromotionKind.Gift, GiftStock: null or 0 } ? new PromotionFieldWrong("giftStock", "请填赠品数量，送完为止。", "Fill in how many gifts there are.")
        : null;

    public static Refusal? SignFor(PromotionState state, Department? department, PersonId person, bool isAgreed, string? reason) =>
        state != PromotionState.Signing ? new PromotionStateWrong()
        : department is null || !department.SignsFor(person) ? new PromotionNotYourDepartment()
        : reason?.Trim().Length > ReasonLength || (!isAgreed && string.IsNullOrWhiteSpace(reason)) ? new PromotionReasonMissing(ReasonLength)
        : null;

    /// <summary>Departments whose yes is missing, in their order; the warehouse's always counts.</summary>
    public static IReadOnlyList<Department> Open(IReadOnlyList<Department> departments, IReadOnlyList<Sign> signs)
    {
        var agreed = signs.Where(s => s.IsAgreed).Select(s => s.Department).ToHashSet(StringComparer.Ordinal);
        var all = departments.Any(d => d.Key == Warehouse) ? departments : [.. departments, new Department(Warehouse, "仓库物流", [])];
        return [.. all.Where(d => !agreed.Contains(d.Key))];
    }

    /// <summary>Live only when each department agreed; where roster or stock fall short somebody says why it goes live all the same.</summary>
    public static Refusal? Release(PromotionState state, Instant to, IReadOnlyList<Department> departments, IReadOnlyList<Sign> signs, bool isShort, string? reason, Instant now) =>
        state != PromotionState.Signing ? new PromotionStateWrong()
        : to <= now ? new PromotionFieldWrong("to", "结束时间已经过了。", "Its end has passed.")
        : Open(departments, signs) is { Count: > 0 } open ? new PromotionNotAgreed(string.Join('、', open.Select(d => d.Name)), string.Join(", ", open.Select(d => d.Name)))
        : isShort && string.IsNullOrWhiteSpace(reason) ? new PromotionFallsShort()
        : reason?.Trim().Length > ReasonLength ? new PromotionReasonMissing(ReasonLength)
        : null;

    public static Refusal? Withdraw(PromotionState state, bool isReleased, string? reason) =>
        state == PromotionState.Withdrawn && !isReleased ? new PromotionStateWrong()
        : NeedsReason(reason);

    public static Refusal? NeedsReason(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReasonLength ? new PromotionReasonMissing(ReasonLength) : null;

    /// <summary>Gifts left once a promotion is released (again): what was given away stays given away when the number planned changes.</summary>
    public static int? GiftsLeft(int? left, int? plannedBefore, int? planned) =>
        planned is { } now && left is { } there && plannedBefore is { } before ? Math.Max(0, there + now - before) : planned;

    /// <summary>May an agent offer it at this moment? <paramref name="promotion"/> null = it was never released, or was withdrawn.</summary>
    public static Refusal? Offer(ReleasedPromotion? promotion, Instant at) =>
        promotion is null ? new PromotionNotRunning()
        : At(promotion.From, promotion.To, at) switch
        {
            Standing.Coming => new PromotionNotBegun(promotion.Name),
            Standing.Ended => new PromotionIsOver(promotion.Name),
            _ => promotion.GiftLeft is <= 0 ? new PromotionGiftGone(promotion.Name) : null,
        };
}
