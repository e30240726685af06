using NodaTime;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Scheme;

namespace Zhanggui.Tests.Shop;

public sealed class ShopGreetingRuleTests
{
    [Theory]
    [InlineData(21, 9, "20:59", false)]
    [InlineData(21, 9, "21:00", true)]
    [InlineData(21, 9, "00:00", true)]
    [InlineData(21, 9, "08:59", true)]
    [InlineData(21, 9, "09:00", false)]
    [InlineData(12, 14, "12:30", true)]
    [InlineData(12, 14, "14:00", false)]
    [InlineData(0, 0, "03:00", false)]
    public void Quiet_hours_go_over_midnight_where_they_end_before_they_begin(int from, int to, string at, bool isQuiet) =>
        GreetingRules.IsQuiet(NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(at).Value, from, to).ShouldBe(isQuiet);

    [Theory]
    [InlineData("{name}，新的一个月好", "小雨", "小雨，新的一个月好")]
    [InlineData("{name}，新的一个月好", null, "新的一个月好")]
    [InlineData("您好{name}：天冷了", " ", "您好天冷了")]
    [InlineData("天冷了", "小雨", "天冷了")]
    public void Words_name_the_buyer_or_leave_the_place_out(string template, string? name, string text) => GreetingRules.Words(template, name).ShouldBe(text);

    [Theory]
    [InlineData("TD", true)]
    [InlineData(" td。", true)]
    [InlineData("退订", true)]
    [InlineData("好的，别再发了，谢谢", true)]
    [InlineData("T恤还有吗", false)]
    [InlineData("谢谢你们还记得我", false)]
    [InlineData("", false)]
    [InlineData("我上个月买的那个沙发有点问题，你们说了会给我换货结果一直没有消息，不要再发短信来了先处理", false)]
    public void Short_answers_that_want_no_more_are_understood(string answer, bool isOptOut) => GreetingRules.IsOptOut(answer, BuyerScheme.First.Greeting.OptOut).ShouldBe(isOptOut);

    [Fact]
    public void Interval_counts_calendar_months_over_the_turn_of_the_year()
    {
        GreetingRules.LastAllowed(new YearMonth(2026, 1), 1).ShouldBe(new YearMonth(2025, 12));
        GreetingRules.LastAllowed(new YearMonth(2026, 2), 3).ShouldBe(new YearMonth(2025, 11));
    }
}
