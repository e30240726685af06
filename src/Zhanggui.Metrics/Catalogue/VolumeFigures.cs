using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Metrics.Contracts.MetricGroup;
using static Zhanggui.Metrics.Contracts.MetricMerge;
using static Zhanggui.Metrics.Contracts.MetricUnit;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>How many came and who received them.</summary>
internal static class VolumeFigures
{
    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        Of("consulting_buyers", Count, Sum, "咨询人数", "Consulting buyers", "每天发过消息的买家，按天相加", "Buyers who wrote, day by day"),
        Of("consulting_buyers_distinct", Count, DistinctNumerator, "咨询人数（去重）", "Consulting buyers, each once", "整段时间里发过消息的买家，每人算一次", "Buyers who wrote in the period, each once"),
        Of("received_buyers", Count, Sum, "接待人数", "Received buyers", "每天双方都说过话的买家；各人相加可能大于全店", "Buyers of a day with words in both directions; persons may add up to more than the shop"),
        Of("received_per_day", Each, Sum, "日均接待", "Received per day", "接待人数 ÷ 有接待的天数", "Received buyers ÷ days with a reception"),
        Of("inquiry_buyers", Count, Sum, "询单人数", "Inquiry buyers", "接待人数减去过滤的和来问售后的", "Received buyers without those filtered and those after a sale"),
        Of("direct_receptions", Count, Sum, "直接接待", "Direct receptions", "不经转接、由本人接待的买家", "Buyers received without a transfer"),
        Of("transferred_in", Count, Sum, "转入", "Transferred in", "转来以后买家又说了话，或者本人回了话", "After the transfer the buyer spoke again or the receiver answered", Need.Messages, Need.Transfers),
        Of("transferred_out", Count, Sum, "转出", "Transferred out", "本人转给别人的接待", "Receptions handed to others", Need.Transfers),
        Of("answer_ratio", Each, Sum, "答问比", "Answer ratio", "客服消息数 ÷ 买家消息数", "Messages of agents ÷ messages of buyers"),
        Of("reply_rate", Share, Sum, "回复率", "Reply rate", "接待人数 ÷ 咨询人数", "Received ÷ consulting buyers"),
        Of("peak_concurrency", Count, Most, "最大同时接待", "Peak concurrency", "同一时刻进行中的接待最多有几个", "Most receptions under way at one instant"),
        Of("receptions_share", Share, Sum, "分流占比", "Share of receptions", "本人接待 ÷ 同班各人接待之和", "Own receptions ÷ those of the same shift"),
        Of("receptions_against_equal", AgainstEqual, Sum, "与均分之比", "Against an equal share", "本人接待 ÷ 同班人均，1 就是正好均分", "Own receptions ÷ the mean of the shift; 1 is exactly equal"),
    ];

    private static MetricDefinition Of(string metric, MetricUnit unit, MetricMerge merge, string zh, string en, string isZh, string isEn, params string[] needs) =>
        new(metric, Volume, unit, merge, new Words(zh, en), new Words(isZh, isEn), needs.Length == 0 ? [Need.Messages] : needs);
}
