using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Metrics.Contracts.MetricUnit;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>How quickly buyers were answered.</summary>
internal static class SpeedFigures
{
    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        Of("first_response", Seconds, "首次响应", "First response", "每次接待从买家第一句到人工第一句回复的平均时间", "Mean time from a buyer's first words to the first human answer", isJudged: true),
        Of("average_response", Seconds, "平均响应", "Average response", "每轮从买家第一句到人工回复的平均时间", "Mean time of a round from the buyer's first words to a human answer", isJudged: true),
        Of("unanswered_rounds", Count, "未回复轮数", "Unanswered rounds", "买家问了、没有人回的轮数", "Rounds that nobody answered"),
        Of("rounds", Count, "对话轮数", "Rounds", "买家提问的轮数", "Rounds opened by buyers"),
        Of("three_minute_rate", Share, "3分钟响应率", "3-minute rate", "时限内回复的轮数 ÷ 轮数", "Rounds answered in time ÷ rounds", isJudged: true),
        Of("first_30s_rate", Share, "首次30秒应答率", "First 30-second rate", "首句在时限内得到人工回复的接待 ÷ 接待", "Receptions with a first answer in time ÷ receptions", isJudged: true),
        Of("offline_messages", Count, "留言", "Left messages", "全员离线时开始的接待", "Receptions that began while everybody was offline"),
        Of("slow_receptions", Count, "慢响应", "Slow receptions", "一天里答得慢的轮数到了界线的买家", "Buyer's days with too many slow rounds"),
        Of("missed_follow_ups", Count, "漏跟进", "Missed follow-ups", "说了“稍等”以后没有按时回来", "“Wait, I will check”, and not back in time"),
    ];

    private static MetricDefinition Of(string metric, MetricUnit unit, string zh, string en, string isZh, string isEn, bool isJudged = false) =>
        new(metric, MetricGroup.Speed, unit, MetricMerge.Sum, new Words(zh, en), new Words(isZh, isEn), [Need.Messages], isJudged);
}
