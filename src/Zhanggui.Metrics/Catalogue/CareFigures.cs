using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Metrics.Contracts.MetricGroup;
using static Zhanggui.Metrics.Contracts.MetricUnit;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>What comes after the sale, what buyers say, and who was there.</summary>
internal static class CareFigures
{
    /// <summary>Who a refund or a cost was due to; the last one = nobody has decided.</summary>
    public static readonly IReadOnlyList<(string Key, string Zh, string En)> Parties =
    [
        ("quality", "质量", "quality"), ("buyer", "买家", "buyer"), ("agent", "客服", "agent"), ("team", "团队", "team"),
        ("courier", "快递", "courier"), ("warehouse", "仓库", "warehouse"), ("undecided", "待定", "undecided"),
    ];

    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        Of(AfterSales, "refunded_amount", Money, "退款金额", "Refunded", "退款成功的金额", "Refunds that succeeded", Need.Orders, Need.Refunds),
        .. Parties.Select(p => Of(AfterSales, $"refunded_{p.Key}", Money, $"退款金额：{p.Zh}", $"Refunded: {p.En}", $"退款成功的金额，责任方：{p.Zh}", $"Refunds that succeeded; responsible: {p.En}", Need.Orders, Need.Refunds)),
        Of(AfterSales, "refund_completion", Seconds, "退款完结时长", "Refund completion", "从申请到退款成功的平均时间", "Mean time from application to success", Need.Orders, Need.Refunds),
        Of(AfterSales, "presales_errors", Count, "售前差错", "Pre-sales errors", "责任方是客服或团队的退款，和原因是客服的评价", "Refunds due to agent or team, and reviews caused by an agent", Need.Orders, Need.Refunds),
        Of(AfterSales, "after_sales_cost", Money, "售后成本", "After-sales cost", "记下的售后成本", "Costs of after-sales on record", Need.Costs),
        .. Parties.Select(p => Of(AfterSales, $"after_sales_cost_{p.Key}", Money, $"售后成本：{p.Zh}", $"After-sales cost: {p.En}", $"售后成本，责任方：{p.Zh}", $"Costs of after-sales; responsible: {p.En}", Need.Costs)),
        Of(AfterSales, "compensation", Money, "赔付金额", "Compensation", "按制度里的赔付权限分级，口径一栏是由哪一级定", "By the levels of authority in the book; the set says who may decide it", Need.Costs),
        Of(AfterSales, "compensations", Count, "赔付笔数", "Compensations", "按制度里的赔付权限分级，口径一栏是由哪一级定", "By the levels of authority in the book; the set says who may decide it", Need.Costs),
        Of(Quality, "satisfaction", Share, "满意率", "Satisfaction", "满意和非常满意 ÷ 收到的评价", "Satisfied and very satisfied ÷ ratings received", Need.Sessions, Need.Ratings),
        Of(Quality, "invite_rate", Share, "邀评率", "Invite rate", "邀请评价的接待 ÷ 接待", "Receptions invited to rate ÷ receptions", Need.Sessions, Need.Ratings),
        Of(Quality, "rated_rate", Share, "参评率", "Rated rate", "收到评价的 ÷ 邀请评价的", "Rated ÷ invited", Need.Sessions, Need.Ratings),
        Of(Quality, "neutral_bad_rate", Share, "中差评率", "Neutral and bad reviews", "中评和差评 ÷ 有等级的评价", "Neutral and bad ÷ reviews with a rating", Need.Orders, Need.Reviews),
        Of(Quality, "neutral_bad_changed", Share, "中差评修改率", "Neutral and bad changed", "后来改好的中差评 ÷ 中差评", "Neutral and bad reviews changed for the better ÷ all of them", Need.Orders, Need.Reviews),
        Of(Quality, "promises_kept", Share, "承诺兑现率", "Promises kept", "兑现的 ÷ 兑现的和没兑现的", "Kept ÷ kept and broken", Need.Promises),
        Of(Quality, "incidents", Count, "差错", "Mistakes", "有人认定的差错", "Mistakes that somebody decided", Need.Incidents),
        Of(Quality, "complaints", Count, "客诉", "Complaints", "收到的客诉", "Complaints received", Need.Complaints),
        Of(Quality, "complaints_upheld", Share, "客诉成立率", "Complaints upheld", "成立的 ÷ 有结论的", "Upheld ÷ decided", Need.Complaints),
        Of(MetricGroup.Presence, "online_time", Time, "在线时长", "Time online", "账号在线的时间", "Time the account was online", Need.Presence),
        Of(MetricGroup.Presence, "away_time", Time, "离开时长", "Time away", "离开和挂起的时间", "Time away or on hold", Need.Presence),
        Of(MetricGroup.Presence, "adherence", TimeShare, "在班率", "Adherence", "班内不离线的时间 ÷ 排班时间", "Time not offline within the roster ÷ rostered time", Need.Presence, Need.Roster),
    ];

    private static MetricDefinition Of(MetricGroup group, string metric, MetricUnit unit, string zh, string en, string isZh, string isEn, params string[] needs) =>
        new(metric, group, unit, MetricMerge.Sum, new Words(zh, en), new Words(isZh, isEn), needs);
}
