using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Daily;

namespace Zhanggui.Tests.Shop;

public sealed class ShopDayTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 6, 0);
    private static readonly MemberRules Book = new(EveryMonths: 6, WithinDays: 7, Attempts: 3, AgainAfter: Duration.FromHours(4), PerDay: 20, Steps: ["报店名", "问使用"]);

    [Fact]
    public void Who_waits_comes_first_then_what_is_late_then_today_then_the_rest_each_oldest_first()
    {
        DayMatter[] matters =
        [
            Matter("open-new", since: -10), Matter("open-old", since: -90), Matter("today-late", due: 300), Matter("today-soon", due: 20), Matter("late-less", due: -5), Matter("late-more", due: -600),
            Matter("waits-short", since: -1, isWaiting: true), Matter("waits-long", since: -8, isWaiting: true),
        ];
        string[] expected = ["waits-long", "waits-short", "late-more", "late-less", "today-soon", "today-late", "open-old", "open-new"];

        DayOrder.Of(matters, Now).Select(m => m.Ref).ShouldBe(expected);
        DayOrder.Of(matters.Reverse(), Now).Select(m => m.Ref).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, "Late")]
    [InlineData(1, "Today")]
    [InlineData(-1, "Late")]
    public void What_is_due_at_this_moment_is_late(int minutes, string rank) => DayOrder.RankOf(Matter("x", due: minutes), Now).ToString().ShouldBe(rank);

    [Theory]
    [InlineData("2026-11-22", null, true)]
    [InlineData("2026-11-23", null, false)]
    [InlineData("2024-01-01", "2026-05-22", true)]
    [InlineData("2024-01-01", "2026-05-23", false)]
    public void Member_is_called_when_membership_begins_and_again_after_the_books_months(string since, string? last, bool expected) =>
        MemberCallbackRules.IsDue(new LocalDate(2026, 11, 22), Day(since), last is null ? null : Day(last), 6).ShouldBe(expected);

    [Fact]
    public void Who_made_the_member_calls_else_who_has_fewest_whatever_the_order()
    {
        var (a, b, c) = (Person(1), Person(2), Person(3));
        MemberCallbackRules.Owner(b, new Dictionary<PersonId, int> { [a] = 0, [b] = 9 }).ShouldBe(b);
        MemberCallbackRules.Owner(c, new Dictionary<PersonId, int> { [a] = 2, [b] = 1 }).ShouldBe(b);
        MemberCallbackRules.Owner(c, new Dictionary<PersonId, int> { [b] = 1, [a] = 1 }).ShouldBe(a);
        MemberCallbackRules.Owner(c, new Dictionary<PersonId, int>()).ShouldBeNull();
    }

    [Fact]
    public void Nobody_answers_three_times_and_it_ends_unreached()
    {
        var row = Row();
        for (var i = 1; i <= 3; i++)
        {
            (row.State, row.Tries, row.NextAt) = MemberCallbackRules.After(Book, row, CareResult.Missed, Now);
            (row.State, row.Tries).ShouldBe((i < 3 ? CallbackState.Open : CallbackState.Unreached, i));
        }

        MemberCallbackRules.After(Book with { Attempts = null }, Row(tries: 40), CareResult.Missed, Now).ShouldBe((CallbackState.Open, 41, Now + Duration.FromHours(4)));
        MemberCallbackRules.After(Book, Row(), CareResult.Skipped, Now).Tries.ShouldBe(0);
    }

    [Fact]
    public void Attempt_is_refused_too_soon_with_a_step_left_out_unsaid_or_skipped_without_a_word()
    {
        Try(CareResult.Missed, row: Row(next: 1)).ShouldBe("shop.callback.too_soon");
        Try(CareResult.Reached, row: Row(next: 1), steps: ["报店名", "问使用"]).ShouldBeNull();
        Try(CareResult.Reached, steps: ["报店名"]).ShouldBe("shop.callback.step_open");
        Try(CareResult.Reached, steps: ["报店名"], note: "客户在开会，没问").ShouldBeNull();
        Try(CareResult.Skipped).ShouldBe("shop.callback.reason_missing");
        Try(CareResult.Skipped, note: "上周刚聊过").ShouldBeNull();
        Try(CareResult.Missed, row: Row(state: CallbackState.Reached)).ShouldBe("shop.buyer.care_not_there");
        Try(CareResult.Declined).ShouldBeNull();
    }

    private static string? Try(CareResult result, MemberCallbackRow? row = null, string[]? steps = null, string? note = null) => MemberCallbackRules.Try(Book, row ?? Row(), result, steps ?? [], note, Now)?.Code;

    private static MemberCallbackRow Row(long tries = 0, int next = -60, CallbackState state = CallbackState.Open) => new()
    {
        Id = Guid.NewGuid(),
        ShopId = ShopId.From(Guid.NewGuid()),
        BuyerId = BuyerId.From(Guid.NewGuid()),
        Owner = Person(1),
        OpenedOn = Day("2026-11-22"),
        DueOn = Day("2026-11-29"),
        NextAt = Now + Duration.FromMinutes(next),
        Tries = tries,
        State = state,
        OpenedAt = Now,
        Version = 1,
    };

    private static DayMatter Matter(string name, int? due = null, int since = -30, bool isWaiting = false) =>
        new("kind", name, null, null, Now + Duration.FromMinutes(since), due is { } d ? Now + Duration.FromMinutes(d) : null, isWaiting, "/");

    private static PersonId Person(byte n) => PersonId.From(new Guid([.. Enumerable.Repeat((byte)0, 15), n]));

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
