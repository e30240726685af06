using Zhanggui.Orders.Attribution;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Rules;

/// <summary>The rules that hold for an order, in the words of a shop: in which order they are asked, and what each says.</summary>
internal static class RuleText
{
    /// <summary>One sentence per rule of the stack, in its order, and one for silent orders.</summary>
    public static IReadOnlyList<Words> Of(AttributionRules rules)
    {
        var lines = rules.Stack.Select((rule, i) => Numbered(i + 1, Of(rule, rules))).ToList();
        lines.Add(Silent(rules.Silent));
        if (rules.Stack.Any(r => r is AttributionRule.Flag or AttributionRule.Remark or AttributionRule.Chase))
        {
            lines.Add(rules.CreditsWithoutTalk
                ? new("没和买家说过话的人插旗或写工号，照样算。", "A flag or number of somebody who never talked with the buyer counts.")
                : new("没和买家说过话的人插旗或写工号，由人来定。", "A flag or number of somebody who never talked with the buyer is decided by a person."));
        }

        return lines;
    }

    private static Words Numbered(int place, Words words) => new($"{place}. {words.Zh}", $"{place}. {words.En}");

    private static Words Of(AttributionRule rule, AttributionRules rules)
    {
        var (within, withinEn) = rules.InquiryDays is { } days ? ($"，要在询单当天起 {days} 天内", $", within {days} days counted from the inquiry") : (string.Empty, string.Empty);
        return rule switch
        {
            AttributionRule.External => new("外部工具：按导入的服务报表。", "Another tool: as its imported report says."),
            AttributionRule.Chase => new($"追单：未付款的订单{(rules.ChaseProtection is { } p ? $"满 {p.TotalHours:0.##} 小时以后" : string.Empty)}、首位客服离线时，别人追单并插旗的算追单人。",
                $"Chase: {(rules.ChaseProtection is { } q ? $"more than {q.TotalHours:0.##} hours after an unpaid order" : "after an unpaid order")}, with its first agent offline, whoever chases and flags gets the new one."),
            AttributionRule.Flag => new("插旗：下单到付款之间最先插旗的人。", "Flag: whoever flagged first between order and payment."),
            AttributionRule.Remark => new("备注工号：付款前最先写在备注里的工号；两个工号或不认识的工号由人来定。", "Staff number: the first one in the note before payment; two or an unknown one are decided by a person."),
            AttributionRule.LastForItem => new($"同款最后：最后和买家聊这件商品的人，没有就看全店最后一位{within}。", $"Last for the item: who talked last about it, else last in the shop{withinEn}."),
            AttributionRule.OrderFirst => new($"下单优先：下单前最后接待的人{within}；下单前没有，看付款前最后接待的人。", $"Order first: who talked last before the order{withinEn}; with nobody, who talked last before payment."),
            AttributionRule.Order => new($"下单判定：下单前最后接待的人{within}。", $"By order: who talked last before the order{withinEn}."),
            AttributionRule.Payment => new($"付款判定：付款前最后接待的人{within}。", $"By payment: who talked last before payment{withinEn}."),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
    }

    private static Words Silent(SilentWay way) => way switch
    {
        SilentWay.Nobody => new("没有客服接待过的是静默订单，不归任何人。", "An order without any human contact is silent and goes to nobody."),
        SilentWay.Turns => new("静默订单按轮流表。", "Silent orders go by the table of turns."),
        SilentWay.PoolByHeadcount => new("静默订单合在一起，按人头平分。", "Silent orders are pooled and split by headcount."),
        SilentWay.PoolByHours => new("静默订单合在一起，按在线时长分。", "Silent orders are pooled and split by hours served."),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Unknown way."),
    };
}
