using NodaTime;
using Zhanggui.Reception.Typing;

namespace Zhanggui.Tests.Floor;

/// <summary>Speed and errors of typing (TEL-11).</summary>
public sealed class TypingTests
{
    private const string Shown = "您好，请问想看哪一款？\nA1 型号有货。"; // 18 characters that count

    [Theory]
    [InlineData("您好，请问想看哪一款？A1型号有货。", 0, 18, 0)]
    [InlineData("您好,请问想看哪一款?Ａ１ 型号有货。", 0, 18, 0)] // full and half width, blanks and ends of lines
    [InlineData("您好，请问", 0, 5, 0)] // ended early: what was not reached is no error
    [InlineData("您好，请闻想看", 0, 6, 1)] // wrong
    [InlineData("您好，问想看", 0, 6, 1)] // missing
    [InlineData("您好好，请问", 0, 5, 1)] // superfluous
    [InlineData("好的好的好的", 0, 1, 5)]
    [InlineData("", 0, 0, 0)]
    [InlineData("您好，请问想看", 4, 3, 0)] // pasted never counts
    [InlineData("您好，请问想看", 99, 0, 0)]
    public void Right_characters_and_errors(string typed, int pasted, int right, int errors) => TypingRules.Judge(Shown, typed, pasted).ShouldBe(new TypingResult(right, errors));

    [Theory]
    [InlineData(80, 60, 80)]
    [InlineData(79, 60, 79)]
    [InlineData(100, 61, 98)] // rounded down
    [InlineData(0, 60, 0)]
    public void Speed_is_right_characters_a_minute(int right, int seconds, long speed) => TypingRules.Speed(right, Duration.FromSeconds(seconds)).ShouldBe(speed);

    [Fact]
    public void No_time_is_no_speed() => TypingRules.Speed(50, Duration.Zero).ShouldBe(0);

    [Fact]
    public void A_day_is_its_runs_together_and_short_ones_are_left_out()
    {
        var (monday, tuesday) = (new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 10));
        TypingRun Run(LocalDate day, int right, int seconds, int errors, bool counts) => new(Guid.CreateVersion7(), day, Instant.FromUtc(2026, 3, 9, 4, 0), Duration.FromSeconds(seconds), right, errors, 0, 0, counts);

        var days = TypingRules.Days([Run(monday, 60, 60, 1, true), Run(monday, 120, 60, 2, true), Run(monday, 10, 1, 0, false), Run(tuesday, 79, 60, 0, true)]);

        days.ShouldBe([new(tuesday, 79, 79, 0, 1), new(monday, 90, 180, 3, 2)]);
        TypingRules.IsBelow(days[0], 80).ShouldBeTrue(); // by the last day, not by the best
        TypingRules.IsBelow(days[1], 80).ShouldBeFalse();
        TypingRules.IsBelow(days[0], null).ShouldBeFalse();
        TypingRules.IsBelow(null, 80).ShouldBeFalse();
    }

    [Fact]
    public void The_text_goes_on_where_the_person_stands_until_it_is_long_enough()
    {
        TypingRules.Compose(["一二三", "四五", "六"], 1, 3).ShouldBe("四五\n六");
        TypingRules.Compose(["一二三", "四五", "六"], 5, 100).ShouldBe("六\n一二三\n四五"); // no more than there is
        TypingRules.Compose([], 0, 10).ShouldBeNull();
    }

    [Fact]
    public void A_right_character_more_never_lowers_what_is_right()
    {
        for (var n = 0; n < TypingRules.Counted(Shown).Length; n++)
        {
            var shorter = TypingRules.Judge(Shown, TypingRules.Counted(Shown)[..n], 0);
            shorter.ShouldBe(new TypingResult(n, 0));
        }
    }
}
