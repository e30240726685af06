using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Roster;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Promotions;

namespace Zhanggui.Tests.Shop;

public sealed class PromotionRuleTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 11, 4, 0);
    private static readonly PersonId Planner = new(Guid.NewGuid());
    private static readonly PersonId Keeper = new(Guid.NewGuid());
    private static readonly IReadOnlyList<Department> Three = [new("planning", "运营策划", []), new("customer-service", "客服", []), new("warehouse", "仓库物流", [Keeper])];

    [Fact]
    public void Every_instant_lies_before_in_or_after_a_promotion_and_today_and_tomorrow_follow_the_shops_midnight()
    {
        var random = new Random(7011);
        var zones = new[] { Shanghai, DateTimeZoneProviders.Tzdb["America/New_York"], DateTimeZoneProviders.Tzdb["America/Sao_Paulo"], DateTimeZoneProviders.Tzdb["Asia/Kathmandu"] };
        for (var i = 0; i < 20_000; i++)
        {
            var zone = zones[random.Next(zones.Length)];
            var at = Instant.FromUnixTimeMilliseconds(1_500_000_000_000L + random.NextInt64(400_000_000_000L));
            var from = at + Duration.FromMinutes(random.Next(-4000, 4000));
            var to = from + Duration.FromMinutes(random.Next(1, 4000));
            var standing = PromotionRules.At(from, to, at);

            standing.ShouldBe(at < from ? Standing.Coming : at >= to ? Standing.Ended : Standing.Running);
            var today = at.InZone(zone).Date;
            var lastDay = (to - Duration.FromMilliseconds(1)).InZone(zone).Date;
            PromotionRules.EndsToday(from, to, at, zone).ShouldBe(standing == Standing.Running && lastDay == today);
            PromotionRules.StartsTomorrow(from, at, zone).ShouldBe(from.InZone(zone).Date == today.PlusDays(1));
            var (first, after) = Capacity.DaysOf(from, to, zone);
            (first, after).ShouldBe((from.InZone(zone).Date, lastDay.PlusDays(1)));
        }
    }

    [Fact]
    public void Gift_until_midnight_is_offered_to_the_last_millisecond_and_never_after()
    {
        var midnight = PromotionRules.Midnight(Noon, Shanghai, 1);
        var gift = Gift(Noon, midnight, left: 3);

        PromotionRules.Offer(gift, midnight - Duration.FromMilliseconds(1)).ShouldBeNull();
        PromotionRules.Offer(gift, midnight)!.Code.ShouldBe("shop.promotion.over");
        PromotionRules.Offer(gift, Noon - Duration.FromMilliseconds(1))!.Code.ShouldBe("shop.promotion.not_begun");
        PromotionRules.Offer(gift with { GiftLeft = 0 }, Noon)!.Code.ShouldBe("shop.promotion.gift_gone");
        PromotionRules.Offer(null, Noon)!.Code.ShouldBe("shop.promotion.not_running");
        (gift.IsOpenAt(Noon), gift.IsOpenAt(midnight), (gift with { GiftLeft = 0 }).IsOpenAt(Noon)).ShouldBe((true, false, false));
    }

    [Theory]
    [InlineData("planning customer-service warehouse", null)]
    [InlineData("planning customer-service", "shop.promotion.not_agreed")]
    [InlineData("planning warehouse", "shop.promotion.not_agreed")]
    [InlineData("", "shop.promotion.not_agreed")]
    public void Goes_live_only_when_every_department_agreed(string agreed, string? refused)
    {
        var signs = agreed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => new Sign(d, true)).ToList();

        PromotionRules.Release(PromotionState.Signing, Noon + Duration.FromDays(1), Three, signs, isShort: false, null, Noon)?.Code.ShouldBe(refused);
        PromotionRules.Release(PromotionState.Signing, Noon + Duration.FromDays(1), Three, signs, isShort: false, null, Noon).ShouldBe(refused is null ? null : new PromotionNotAgreed(
            string.Join('、', Three.Where(d => !agreed.Contains(d.Key, StringComparison.Ordinal)).Select(d => d.Name)), string.Join(", ", Three.Where(d => !agreed.Contains(d.Key, StringComparison.Ordinal)).Select(d => d.Name))));
    }

    [Fact]
    public void Warehouses_yes_counts_even_where_a_shop_lists_no_warehouse()
    {
        IReadOnlyList<Department> without = [Three[0], Three[1]];
        List<Sign> signs = [new("planning", true), new("customer-service", true)];

        PromotionRules.Open(without, signs).ShouldHaveSingleItem().Key.ShouldBe(PromotionRules.Warehouse);
        PromotionRules.Open(without, [.. signs, new("warehouse", true)]).ShouldBeEmpty();
        PromotionRules.Open(Three, [.. signs, new("warehouse", false)]).ShouldHaveSingleItem().Name.ShouldBe("仓库物流");
    }

    [Fact]
    public void Only_the_people_of_a_department_sign_for_it_and_a_no_needs_its_reason()
    {
        PromotionRules.SignFor(PromotionState.Signing, Three[2], Planner, true, null)!.Code.ShouldBe("shop.promotion.not_your_department");
        PromotionRules.SignFor(PromotionState.Signing, Three[2], Keeper, true, null).ShouldBeNull();
        PromotionRules.SignFor(PromotionState.Signing, Three[2], Keeper, false, " ")!.Code.ShouldBe("shop.promotion.reason_missing");
        PromotionRules.SignFor(PromotionState.Draft, Three[2], Keeper, true, null)!.Code.ShouldBe("shop.promotion.state_wrong");
        PromotionRules.SignFor(PromotionState.Signing, null, Keeper, true, null)!.Code.ShouldBe("shop.promotion.not_your_department");
    }

    [Fact]
    public void Shortfall_needs_an_answer_before_it_goes_live()
    {
        List<Sign> all = [.. Three.Select(d => new Sign(d.Key, true))];
        var to = Noon + Duration.FromDays(1);

        PromotionRules.Release(PromotionState.Signing, to, Three, all, isShort: true, " ", Noon)!.Code.ShouldBe("shop.promotion.falls_short");
        PromotionRules.Release(PromotionState.Signing, to, Three, all, isShort: true, "加两个晚班", Noon).ShouldBeNull();
        PromotionRules.Release(PromotionState.Signing, Noon, Three, all, isShort: false, null, Noon)!.Field.ShouldBe("to");
        PromotionRules.Release(PromotionState.Released, to, Three, all, isShort: false, null, Noon)!.Code.ShouldBe("shop.promotion.state_wrong");
    }

    [Theory]
    [InlineData(600, 80, 8, 0)]
    [InlineData(641, 80, 8, 1)]
    [InlineData(0, 80, 0, 0)]
    [InlineData(640, 80, 3, 5)]
    public void Roster_is_compared_with_what_is_expected_day_by_day(int buyers, int each, int rostered, int missing)
    {
        var check = Capacity.Compare(new PlanForm(buyers, each, 10), [new StaffedDay(new LocalDate(2026, 11, 11), rostered)], [new StockLine("A", null, 10)]);

        check.Days.ShouldHaveSingleItem().Short.ShouldBe(missing);
        check.IsShort.ShouldBe(missing > 0);
    }

    [Fact]
    public void Stock_that_nobody_knows_is_never_taken_for_enough()
    {
        Capacity.Compare(new PlanForm(1, 1, 10), [], [new StockLine("A", null, 4), new StockLine("B", null, 5)]).ShouldSatisfyAllConditions(c => c.UnitsShort.ShouldBe(1), c => c.IsShort.ShouldBeTrue());
        Capacity.Compare(new PlanForm(1, 1, 9), [], [new StockLine("A", null, 4), new StockLine("B", null, 5)]).IsShort.ShouldBeFalse();
        Capacity.Compare(new PlanForm(1, 1, 9), [], [new StockLine("A", null, 40), new StockLine("B", null, null)]).IsShort.ShouldBeTrue();
        Capacity.Compare(new PlanForm(1, 1, 9), [], []).HasUnknownStock.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null, 100, 100)]
    [InlineData(30, 100, 100, 30)]
    [InlineData(30, 100, 150, 80)]
    [InlineData(30, 100, 50, 0)]
    [InlineData(30, 100, null, null)]
    public void Gifts_given_away_stay_given_away_when_the_number_changes(int? left, int? before, int? planned, int? expected) =>
        PromotionRules.GiftsLeft(left, before, planned).ShouldBe(expected);

    [Fact]
    public void Signed_leave_of_a_whole_shift_takes_a_person_off_the_roster_and_asked_leave_does_not()
    {
        var day = new LocalDate(2026, 11, 11);
        var (a, b, c) = (new PersonId(Guid.NewGuid()), new PersonId(Guid.NewGuid()), new PersonId(Guid.NewGuid()));
        RosterShift Shift(PersonId person, int start, int end) => new(person, day, null, new LocalTime(start, 0), new LocalTime(end, 0), null);
        Instant At(int hour, int days = 0) => Shanghai.AtStrictly(day.PlusDays(days).At(new LocalTime(hour, 0))).ToInstant();
        List<LeaveSpell> leave = [new(a, At(8), At(18), null, b, At(8)), new(b, At(8), At(18), null, null, null), new(c, At(20), At(23), null, b, At(8))];

        var days = Staffing.Count([Shift(a, 9, 18), Shift(a, 10, 12), Shift(b, 9, 18), Shift(c, 20, 4)], leave, Shanghai, day, day.PlusDays(2));

        days.Select(d => d.People).ShouldBe([2, 0]);
    }

    [Theory]
    [InlineData(PromotionKind.Discount, "0.85", null, null, null)]
    [InlineData(PromotionKind.Discount, "8.5", null, null, "rate")]
    [InlineData(PromotionKind.Discount, null, null, null, "rate")]
    [InlineData(PromotionKind.AmountOff, null, "20", "300", null)]
    [InlineData(PromotionKind.AmountOff, null, "20.005", null, "amount")]
    [InlineData(PromotionKind.AmountOff, null, "300", "20", "minimum")]
    [InlineData(PromotionKind.Price, null, "99.90", null, null)]
    [InlineData(PromotionKind.Bundle, null, "199", null, "scope")]
    [InlineData(PromotionKind.Coupon, null, "0", null, "amount")]
    [InlineData(PromotionKind.Points, "0.05", null, null, null)]
    [InlineData(PromotionKind.Gift, null, null, null, "gift")]
    public void Every_kind_has_its_values(PromotionKind kind, string? rate, string? amount, string? minimum, string? wrong)
    {
        var done = Form(kind) with { Rate = rate, Amount = amount, Minimum = minimum };

        done.Clean().Refusal?.Field.ShouldBe(wrong);
        done.Clean().IsDone.ShouldBe(wrong is null);
    }

    [Fact]
    public void What_a_kind_does_not_use_is_dropped_and_the_form_survives_being_kept()
    {
        var clean = (Form(PromotionKind.AmountOff) with { Amount = "20", Minimum = "300", Rate = "0.5", Gift = "刷子" }).Clean().Value;

        (clean.Rate, clean.Gift, clean.Terms.Amount, clean.Terms.Minimum).ShouldBe((null, null, new Fen(2000), new Fen(30000)));
        PromotionForm.FromJson(clean.ToJson()).ToJson().ShouldBe(clean.ToJson());
    }

    [Theory]
    [InlineData(ScopeKind.All, null, null, true)]
    [InlineData(ScopeKind.Item, "M-1", null, true)]
    [InlineData(ScopeKind.Item, "M-2", "壁画", false)]
    [InlineData(ScopeKind.Item, null, null, false)]
    [InlineData(ScopeKind.Category, "M-2", "壁画", true)]
    [InlineData(ScopeKind.Category, "M-2", null, false)]
    public void Scope_covers_items_and_categories(ScopeKind kind, string? item, string? category, bool covers) =>
        new ItemScope(kind, kind == ScopeKind.Category ? ["壁画"] : ["M-1"]).Covers(item, category).ShouldBe(covers);

    [Theory]
    [InlineData(PromotionKind.AmountOff, null, "20", "300", "full_reduction", "300.00-20.00")]
    [InlineData(PromotionKind.AmountOff, null, "20", null, "amount_off", "20.00")]
    [InlineData(PromotionKind.Discount, "0.85", null, null, "discount", "0.85")]
    [InlineData(PromotionKind.Gift, null, null, "100", "gift", "100.00")]
    public void Release_is_a_row_of_the_facts_folder(PromotionKind kind, string? rate, string? amount, string? minimum, string said, string value)
    {
        var form = (Form(kind) with { Rate = rate, Amount = amount, Minimum = minimum, Gift = "刷子", Scope = new ItemScope(ScopeKind.Category, ["壁画"]) }).Clean().Value;

        var row = PromotionFile.Row("k", form, Noon, Noon + Duration.FromHours(1))!;

        (row.Kind, row.Value, row.Items, row.From).ShouldBe((said, value, "category:壁画", Noon));
        PromotionFile.Row("k", form, Noon, Noon).ShouldBeNull();
    }

    private static PromotionForm Form(PromotionKind kind) => new("双十一", kind, ItemScope.Everything, Noon, Noon + Duration.FromDays(1), null, null, null, null, null, null, null, false, null, null, null, null, null);

    private static ReleasedPromotion Gift(Instant from, Instant to, int left) => new(Guid.NewGuid(), 1, new ShopId(Guid.NewGuid()), "今晚赠刷子", ItemScope.Everything, new PromotionTerms(PromotionKind.Gift) { Gift = "刷子", IsPaidToday = true }, from, to, left, "今晚12点前付款送刷子");
}
