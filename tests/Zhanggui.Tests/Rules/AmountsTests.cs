using NodaTime;
using Zhanggui.Rules.Document;

namespace Zhanggui.Tests.Rules;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("2 min", 120)]
    [InlineData("120 s", 120)]
    [InlineData("120s", 120)]
    [InlineData("1 h 30 min", 5400)]
    [InlineData("1h30min", 5400)]
    [InlineData("2分钟", 120)]
    [InlineData("1 小时 30 分", 5400)]
    [InlineData("7 天", 604800)]
    [InlineData("0 s", 0)]
    public void Durations_are_read_with_their_unit(string text, int seconds) =>
        Amounts.ParseDuration(text).ShouldBe(Duration.FromSeconds(seconds));

    [Theory]
    [InlineData("2")]
    [InlineData("min")]
    [InlineData("2 mins 3")]
    [InlineData("30 s 2 min")]
    [InlineData("2 min 2 min")]
    [InlineData("-2 min")]
    [InlineData("1.5 h")]
    [InlineData("2 parsec")]
    [InlineData("99999999999 s")]
    [InlineData("")]
    public void What_is_no_duration_is_not_guessed(string text) => Amounts.ParseDuration(text).ShouldBeNull();

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(86_400, "24 h")]
    [InlineData(3 * 86_400, "3 d")]
    [InlineData(30 * 86_400 + 3600, "30 d 1 h")]
    public void A_duration_is_written_in_one_way(int seconds, string text)
    {
        Amounts.WriteDuration(Duration.FromSeconds(seconds)).ShouldBe(text);
        Amounts.ParseDuration(text).ShouldBe(Duration.FromSeconds(seconds));
    }
}
