using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Metrics.Contracts.MetricGroup;
using static Zhanggui.Metrics.Contracts.MetricMerge;
using static Zhanggui.Metrics.Contracts.MetricUnit;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>What was asked, ordered, paid and to whom it is credited.</summary>
internal static class SalesFigures
{
    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        Of(Conversion, "conversion_next_day", Share, Sum, "询单→次日付款", "Inquiry to pay by next day", "询单买家中到第二天结束前付款的", "Inquiry buyers who paid by the end of the next day", Need.Messages, Need.Orders),
        Of(Conversion, "conversion_order", Share, Sum, "询单→下单", "Inquiry to order", "询单买家中在询单窗口内下单的", "Inquiry buyers who ordered within the window", Need.Messages, Need.Orders),
        Of(Conversion, "conversion_final", Share, Sum, "询单转化率", "Final conversion", "询单买家中在窗口内下单并付款的", "Inquiry buyers who ordered and paid within the windows", Need.Messages, Need.Orders),
        Of(Conversion, "lost_at_inquiry", Count, Sum, "询单流失", "Lost at inquiry", "询单以后在窗口内没有下单的买家", "Inquiry buyers who did not order within the window", Need.Messages, Need.Orders),
        Of(Conversion, "lost_at_payment", Count, Sum, "付款流失", "Lost at payment", "下了单、在窗口内没有付款的询单买家", "Inquiry buyers who ordered and did not pay within the window", Need.Messages, Need.Orders),
        Of(Conversion, "order_to_pay_rate", Share, Sum, "支付率", "Order-to-pay rate", "归属订单中付了款的 ÷ 下了单的", "Credited orders paid ÷ credited orders placed", Need.Orders),
        Of(Conversion, "reminder_success", Share, Sum, "催付成功率", "Reminder success", "催过付款的订单中在窗口内付款的", "Orders paid within the window after the buyer was reminded ÷ orders reminded", Need.Orders, Need.Events),
        Of(MetricGroup.Sales, "shop_sales", Money, Sum, "全店销售额", "Shop sales", "有归属 + 静默 + 未归属，永远相等", "Credited + silent + undecided, always", Need.Orders),
        Of(MetricGroup.Sales, "agent_sales", Money, Sum, "客服销售额", "Agent sales", "归属到人的订单的基数", "Base amounts of credited orders", Need.Orders),
        Of(MetricGroup.Sales, "silent_sales", Money, Sum, "静默销售额", "Silent sales", "没有任何人工接触的订单", "Orders without any human contact", Need.Orders),
        Of(MetricGroup.Sales, "undecided_sales", Money, Sum, "未归属销售额", "Undecided sales", "有接触、规则定不了的订单，要人来定", "Orders with contact that no rule decides: to be decided", Need.Orders),
        Of(MetricGroup.Sales, "net_agent_sales", Money, Sum, "净销售额", "Net agent sales", "客服销售额 − 退款成功的金额", "Agent sales − refunds that succeeded", Need.Orders, Need.Refunds),
        Of(MetricGroup.Sales, "shop_orders", Count, Sum, "付款订单数", "Paid orders", "当天付款的订单", "Orders paid on the day", Need.Orders),
        Of(MetricGroup.Sales, "agent_orders", Count, Sum, "归属订单数", "Credited orders", "归属到人的订单，合单的每人各算一单", "Orders credited to somebody; a shared one counts for each", Need.Orders),
        Of(MetricGroup.Sales, "silent_orders", Count, Sum, "静默订单数", "Silent orders", "没有任何人工接触的订单", "Orders without any human contact", Need.Orders),
        Of(MetricGroup.Sales, "undecided_orders", Count, Sum, "未归属订单数", "Undecided orders", "有一部分定不了归属的订单", "Orders with an undecided part", Need.Orders),
        Of(MetricGroup.Sales, "sales_per_buyer", MoneyEach, DistinctDenominator, "客单价", "Sales per buyer", "客服销售额 ÷ 买家数", "Agent sales ÷ buyers", Need.Orders),
        Of(MetricGroup.Sales, "sales_per_inquiry", MoneyEach, Sum, "询单价值", "Sales per inquiry", "客服销售额 ÷ 询单人数", "Agent sales ÷ inquiry buyers", Need.Messages, Need.Orders),
        Of(MetricGroup.Sales, "items_per_buyer", Each, DistinctDenominator, "客件数", "Items per buyer", "件数 ÷ 买家数", "Items ÷ buyers", Need.Orders, Need.Lines),
        Of(MetricGroup.Sales, "price_per_item", MoneyEach, Sum, "件均价", "Price per item", "客服销售额 ÷ 件数", "Agent sales ÷ items", Need.Orders, Need.Lines),
        Of(MetricGroup.Sales, "assists", Count, Sum, "协助订单", "Assisted orders", "聊过、没有得到的订单，不计销售", "Orders talked about and credited to another; no sales", Need.Orders),
        Of(MetricGroup.Sales, "assist_buyers", Count, DistinctNumerator, "协助买家", "Assisted buyers", "协助订单的买家", "Buyers of assisted orders", Need.Orders),
        Of(MetricGroup.Sales, "assist_amount", Money, Sum, "协助金额", "Assisted amount", "协助订单的金额，不计销售", "Amount of assisted orders; no sales", Need.Orders),
        Of(AfterSales, "refund_rate_amount", MoneyShare, Sum, "退款率（金额）", "Refund rate by amount", "退款成功的金额 ÷ 付款金额", "Refunds that succeeded ÷ what was paid", Need.Orders, Need.Refunds),
        Of(AfterSales, "refund_rate_orders", Share, DistinctBoth, "退款率（订单）", "Refund rate by orders", "退款成功的订单 ÷ 付款订单", "Orders with a refund ÷ orders paid", Need.Orders, Need.Refunds),
        Of(AfterSales, "refund_rate_buyers", Share, DistinctBoth, "退款率（买家）", "Refund rate by buyers", "退过款的买家 ÷ 付款买家", "Buyers with a refund ÷ buyers who paid", Need.Orders, Need.Refunds),
    ];

    private static MetricDefinition Of(MetricGroup group, string metric, MetricUnit unit, MetricMerge merge, string zh, string en, string isZh, string isEn, params string[] needs) =>
        new(metric, group, unit, merge, new Words(zh, en), new Words(isZh, isEn), needs);
}
