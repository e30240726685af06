using Zhanggui.Metrics.Contracts;
using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Formulas;

/// <summary>The figures a formula may name.</summary>
internal static class FigureNames
{
    /// <summary>Name, what it is, whether it belongs to one person, and the words for it.</summary>
    public static readonly IReadOnlyDictionary<string, FigureName> All = new FigureName[]
    {
        new("own_sales", AmountKind.Money, true, "本人业绩"),
        new("removed_sales", AmountKind.Money, true, "从业绩扣除"),
        new("commission_base", AmountKind.Money, true, "提成基数"),
        new("ordinary_base", AmountKind.Money, true, "平日提成基数"),
        new("promotion_base", AmountKind.Money, true, "活动日提成基数"),
        new("own_refunds", AmountKind.Money, true, "本人订单退款"),
        new("own_costs", AmountKind.Money, true, "本人售后成本"),
        new("own_orders", AmountKind.Number, true, "本人订单数"),
        new("month_base", AmountKind.Money, true, "月底薪"),
        new("employed_days", AmountKind.Number, true, "在职天数"),
        new("rostered_hours", AmountKind.Number, true, "排班小时"),
        new("overtime_hours", AmountKind.Number, true, "加班小时"),
        new("rest_day_hours", AmountKind.Number, true, "休息日加班小时"),
        new("holiday_hours", AmountKind.Number, true, "法定节假日小时"),
        new("extension_hours", AmountKind.Number, true, "买家等待延长的小时"),
        new("night_hours", AmountKind.Number, true, "夜间小时"),
        new("night_shifts", AmountKind.Number, true, "夜班次数"),
        new("months_employed", AmountKind.Number, true, "入职满月数"),
        new("month_days", AmountKind.Number, false, "当月天数"),
        new("heads", AmountKind.Number, false, "人数"),
        new("credited_sales", AmountKind.Money, false, "客服业绩合计"),
        new("credited_base", AmountKind.Money, false, "客服提成基数合计"),
        new("shop_sales", AmountKind.Money, false, "全店销售额"),
        new("silent_sales", AmountKind.Money, false, "静默销售额"),
        new("silent_base", AmountKind.Money, false, "静默提成基数"),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>What a metric is; null where there is no such metric.</summary>
    public static AmountKind? MetricKind(string metric) =>
        Metrics.TryGetValue(metric, out var unit) ? unit is MetricUnit.Money or MetricUnit.MoneyEach ? AmountKind.Money : AmountKind.Number : null;

    /// <summary>Is it a share between 0 % and 100 %?</summary>
    public static bool IsShare(string metric) => Metrics.TryGetValue(metric, out var unit) && unit is MetricUnit.Share or MetricUnit.MoneyShare;

    private static readonly Dictionary<string, MetricUnit> Metrics = MetricDefinitions.All.ToDictionary(d => d.Metric, d => d.Unit, StringComparer.Ordinal);
}

/// <summary>One figure; <paramref name="IsOwn"/> = it belongs to a person, so a pool cannot ask for it.</summary>
internal sealed record FigureName(string Name, AmountKind Kind, bool IsOwn, string Zh);
