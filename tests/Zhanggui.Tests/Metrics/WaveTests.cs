using NodaTime;
using Zhanggui.Metrics.Waves;
using Zhanggui.Tests.Guard;

namespace Zhanggui.Tests.Metrics;

/// <summary>The wave of questions of a campaign (CAMP-03).</summary>
public sealed class WaveTests
{
    private static readonly LocalDate Day = new(2026, 11, 11);
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 11, 4, 0);

    private static WaveTally Tally() => new(TopicTale.Of("""
            arrival:
              name: 到货时间
              sayings: [几天到, 什么时候到]
              opens_nothing: true
            refund:
              name: 退款
              sayings: [退款]
              opens_nothing: true

        """.ReplaceLineEndings("\n")).Book);

    [Fact]
    public void A_buyer_counts_once_a_topic_with_the_first_line_that_asked_whatever_the_order_of_the_lines()
    {
        (string Buyer, int Minute, string Id, string? Text)[] lines =
        [
            ("甲", 0, "1", "在吗"), ("甲", 1, "2", "几天到"), ("甲", 9, "3", "到底什么时候到，不到就退款"), ("乙", 2, "4", "什么时候到"), ("丙", 3, "5", null),
        ];
        foreach (var order in new[] { lines, [.. lines.Reverse()] })
        {
            var tally = Tally();
            foreach (var (buyer, minute, id, text) in order)
            {
                tally.Add(buyer, Noon + Duration.FromMinutes(minute), id, text);
            }

            var count = tally.Count();
            count.Buyers.ShouldBe(3);
            count.Asked.Select(a => $"{a.Topic} {a.Message}").ShouldBe(["arrival 2", "arrival 4", "refund 3"]);
            count.Names["refund"].ShouldBe("退款");
        }
    }

    [Fact]
    public void Shares_stand_against_the_whole_weeks_before_and_the_peak_is_of_the_wave_only()
    {
        var span = new WaveSpan(Day, Day.PlusDays(2), 1, 2);
        WaveDay[] days =
        [
            Of(-8, 100, ("arrival", 100)), // before the weeks that are looked at
            Of(-7, 40, ("arrival", 4)), Of(-1, 60, ("arrival", 6), ("refund", 30)),
            Of(0, 100, ("arrival", 20)), Of(1, 200, ("arrival", 30)),
            Of(2, 40, ("arrival", 16), ("refund", 4)), Of(3, 0),
            Of(4, 10, ("arrival", 10)), // after the last day
        ];

        var topics = WaveReport.Of(span, days);

        topics.Select(t => t.Topic).ShouldBe(["arrival", "refund"]);
        (topics[0].Before, topics[0].During, topics[0].After).ShouldBe((new WaveSum(10, 100), new WaveSum(50, 300), new WaveSum(16, 40)));
        (topics[0].Most, topics[0].Peak).ShouldBe((new WavePeak(Day.PlusDays(1), 30, 200), new WavePeak(Day.PlusDays(2), 16, 40)));
        topics[1].Peak.ShouldBe(new WavePeak(Day.PlusDays(2), 4, 40)); // not the day before the campaign
        WaveReport.Wrote(span, days, WavePhase.Before).ShouldBe((100, 2));
    }

    [Fact]
    public void A_wave_to_come_is_the_usual_day_times_what_the_past_waves_had_and_people_are_rounded_up()
    {
        // Twice as many on the first day, half as many more on the second, as usual the day after.
        var past = new PastWave(new WaveSpan(Day, Day.PlusDays(2), 1, 1), [.. Enumerable.Range(-7, 7).Select(i => Of(i, 100)), Of(0, 200, ("arrival", 60)), Of(1, 150), Of(2, 100)]);
        var coming = new WaveSpan(new LocalDate(2026, 12, 12), new LocalDate(2026, 12, 14), 1, 1);

        var days = WaveForecast.Of(coming, (350, 7), [past], 30);

        days.Select(d => (d.Day.Day, d.Phase, d.Buyers, d.Needed)).ShouldBe([(12, WavePhase.During, 100, 4), (13, WavePhase.During, 75, 3), (14, WavePhase.After, 50, 2)]);
        days[0].Asked["arrival"].ShouldBe(30);
        WaveForecast.Of(coming, (350, 7), [past], null).ShouldAllBe(d => d.Needed == null);
        WaveForecast.Of(coming, (350, 7), [], 30).ShouldAllBe(d => d.Buyers == null);
        WaveForecast.Of(coming, (0, 0), [past], 30).ShouldAllBe(d => d.Buyers == null);
        WaveForecast.Of(coming, (350, 7), [past with { Days = [Of(0, 200)] }], 30).ShouldAllBe(d => d.Buyers == null); // nothing to compare with
    }

    [Theory]
    [InlineData(4, 4, "0 1 2 3 4 5")]
    [InlineData(4, 2, "0 0 1 1 2 3")] // the past one was half as long
    [InlineData(2, 4, "0 2 4 5")]
    public void A_day_looks_at_its_place_in_a_campaign_of_another_length_and_a_day_after_counts_from_the_end(int length, int was, string expected)
    {
        var coming = new WaveSpan(new LocalDate(2026, 12, 1), new LocalDate(2026, 12, 1).PlusDays(length), 1, 2);
        var past = new WaveSpan(Day, Day.PlusDays(was), 1, 2);

        string.Join(' ', Enumerable.Range(0, length + 2).Select(i => Period.DaysBetween(Day, WaveForecast.Alike(coming, past, coming.From.PlusDays(i))))).ShouldBe(expected);
    }

    [Fact]
    public void Several_past_waves_are_summed_so_that_a_busy_one_does_not_count_more_than_its_share_of_the_usual()
    {
        PastWave Wave(int usual, int first) => new(new WaveSpan(Day, Day.PlusDays(1), 1, 0), [Of(-1, usual), Of(0, first)]);

        // 20 of usually 10, and 30 of usually 20: 50 of 30.
        WaveForecast.Of(new WaveSpan(Day.PlusDays(40), Day.PlusDays(41), 1, 0), (90, 1), [Wave(10, 20), Wave(20, 30)], 50).ShouldHaveSingleItem().Buyers.ShouldBe(150);
    }

    private static WaveDay Of(int day, int buyers, params (string Topic, int Asked)[] asked) => new(Day.PlusDays(day), buyers, asked.ToDictionary(a => a.Topic, a => a.Asked, StringComparer.Ordinal));
}
