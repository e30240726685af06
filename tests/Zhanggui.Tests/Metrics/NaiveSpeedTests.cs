using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Tests.Metrics;

/// <summary>The speed figures equal those of a second, literal implementation on months made of seeds.</summary>
public sealed class NaiveSpeedTests
{
    private const string Usual = MetricTale.Book;

    private const string Other = Usual + """
        metrics:
          sitting_silence: 10 min
          slow_rounds: 2
          slow_over: 60 s
          closing_words: [嗯嗯]
          response:
            tb_2023:
              hours: 09:00-22:00
              cap: 300 s
              unanswered: as_cap
            tb_2020:
              hours: 09:00-22:00
              unanswered: left_out
              leave_out_cross_day: true
              leave_out_zero: true
          in_time:
            tb_2023:
              hours: 09:00-22:00
              within: 120 s
              day_end_misses: true
            shop:
              within: 120 s
          first_reply:
            hours: 08:00-23:00
            within: 60 s

        """;

    private static readonly NaiveSettings UsualSettings = new(1800, 600, 180, 30, 3, 120, 8, 23, 9, ["好的", "好", "嗯", "嗯嗯", "谢谢", "谢谢您", "多谢", "收到", "知道了", "OK", "ok"]);
    private static readonly NaiveSettings OtherSettings = new(600, 300, 120, 60, 2, 60, 9, 22, 8, ["嗯嗯"]);
    private static readonly HashSet<string> Speed = new(["first_response", "average_response", "unanswered_rounds", "three_minute_rate", "first_30s_rate", "offline_messages", "slow_receptions", "rounds"], StringComparer.Ordinal);

    public static TheoryData<int, bool, string, string> Months()
    {
        var months = new TheoryData<int, bool, string, string>();
        for (var seed = 1; seed <= 12; seed++)
        {
            months.Add(seed, seed % 2 == 0, "2026-10-01", "2026-11-01");
        }

        months.Add(77, false, "2026-10-15", "2026-10-16"); // one day: what opens before midnight belongs to it
        months.Add(78, true, "2026-10-15", "2026-10-22");
        return months;
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Speed_figures_equal_a_naive_recomputation(int seed, bool isOther, string from, string to)
    {
        var facts = TalkMonth.Make(seed);
        var naive = new NaiveSpeed(facts, isOther ? OtherSettings : UsualSettings).Count(LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value).Sums;
        var rows = MetricTale.Finely(facts, from, to, isOther ? Other : Usual)
            .Where(r => Speed.Contains(r.Metric) && r.Reason is null && (r.Scope.StartsWith("shop:", StringComparison.Ordinal) || r.Scope.StartsWith("person:", StringComparison.Ordinal) || r.Scope.StartsWith("team:", StringComparison.Ordinal)) && r.Numerator + (r.Denominator ?? 0) > 0)
            .ToDictionary(r => (r.Metric, r.Set, r.Scope), r => (r.Numerator!.Value, r.Denominator ?? 0));

        naive.Count.ShouldBeGreaterThan(20);
        rows.Where(r => naive.GetValueOrDefault(r.Key) != r.Value).Select(r => $"{r.Key}: {r.Value}, naively {naive.GetValueOrDefault(r.Key)}")
            .Concat(naive.Where(n => n.Value != (0, 0) && !rows.ContainsKey(n.Key)).Select(n => $"{n.Key}: nothing, naively {n.Value}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_months_hold_what_makes_the_figures_hard()
    {
        var facts = TalkMonth.Make(1);
        facts.Transfers.Count.ShouldBeGreaterThan(20);
        facts.Sessions.Count(s => s.EndedBy is "agent" or "buyer").ShouldBeGreaterThan(20);
        facts.Messages.GroupBy(m => (m.Buyer, m.SentAt)).Count(g => g.Select(m => m.Id[0]).Distinct().Count() > 1).ShouldBeGreaterThan(0, "two processes at one instant");
        var naive = new NaiveSpeed(facts, UsualSettings).Count(new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1)).Sums;
        foreach (var (metric, set) in new[] { ("slow_receptions", "shop"), ("offline_messages", "jd"), ("unanswered_rounds", "tb-2023"), ("first_30s_rate", "jd"), ("average_response", "tb-2020") })
        {
            naive.GetValueOrDefault((metric, set, "shop:s")).Numerator.ShouldBeGreaterThan(0, metric);
        }
    }
}
