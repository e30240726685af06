using NodaTime;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Rules;

/// <summary>The section of the rule book that says who earned an order. Shops of one organisation count differently, so it may vary per shop.</summary>
internal static class AttributionSection
{
    private const int MostLines = 500;
    private const int LineLength = 120;
    private const long MostSkew = 86_400;

    /// <summary>How a rule is written in a book.</summary>
    public static readonly IReadOnlyDictionary<string, AttributionRule> RuleNames = new Dictionary<string, AttributionRule>(StringComparer.Ordinal)
    {
        ["external"] = AttributionRule.External,
        ["chase"] = AttributionRule.Chase,
        ["flag"] = AttributionRule.Flag,
        ["remark"] = AttributionRule.Remark,
        ["last-for-item"] = AttributionRule.LastForItem,
        ["order-first"] = AttributionRule.OrderFirst,
        ["order"] = AttributionRule.Order,
        ["payment"] = AttributionRule.Payment,
    };

    public static readonly RuleSection<AttributionRules> Section = new("attribution", new Words("业绩归属", "Attribution"), Variation.Shop,
    [
        new TextListSetting("rules", new("判定顺序", "Order of rules"),
            new("按这个顺序判定，前面的判不出才看后面的：{0}", "Judged in this order; the next is asked when one gives nobody: {0}"),
            new("没有判定规则：有人接待过的订单都要人来定。", "There is no rule: every order that somebody talked about waits for a person."), RuleNames.Count, 20)
        {
            Help = new("可用：chase 追单、flag 插旗、remark 备注工号、last-for-item 同款最后、order-first 下单优先、order 下单、payment 付款、external 外部工具。",
                "Any of chase, flag, remark, last-for-item, order-first, order, payment, external."),
        },
        new CountSetting("inquiry_days", new("询单天数", "Inquiry days"),
            new("询单当天算第一天，{0}内下单算这位客服的。", "The day of the inquiry is the first of {0} in which an order counts for that agent."),
            new("询单不限天数。", "An inquiry counts without a limit of days."), 1, 365, new("天", "days")),
        new DurationSetting("contact_silence", new("一次接待的间隔", "Silence that ends a contact"),
            new("双方静默满 {0}，下一句算新的一次接待；跨零点的接待算第一句话那天。", "After {0} of silence the next words are a new contact; one over midnight counts on the day of its first words."),
            new("每天算一次接待。", "A contact ends with the day."), Duration.FromMinutes(1), Duration.FromDays(7)),
        new ChoiceSetting("without_talk", new("没说过话的插旗和工号", "Flags and numbers without a talk"),
            new("没和买家说过话的人插旗或写工号：{0}。", "A flag or number of somebody who never talked with the buyer: {0}."),
            new("没和买家说过话的人插旗或写工号：由人来定。", "A flag or number of somebody who never talked with the buyer is undecided."),
            [new("undecided", new("由人来定", "undecided")), new("credited", new("照样算", "credited"))]),
        new ChoiceSetting("credit", new("按什么归属", "Credited by"),
            new("按{0}归属。", "Credited by {0}."), new("整单归属一次。", "One credit per order."),
            [new("order", new("整单", "whole order")), new("line", new("商品行", "order line"))]),
        Chase,
        Flag,
        Remark,
        Silent,
        Base,
        Deductions,
        Skew,
    ], Read)
    {
        Check = values => AttributionCheck.Findings(values),
    };

    private static GroupSetting Chase => new("chase", new("追单", "Chase"),
    [
        new DurationSetting("protection", new("首位客服保护期", "Protection of the first agent"),
            new("下单超过 {0}未付款，且首位客服离线，别人才能追单。", "Another agent may chase an order left unpaid for more than {0} while the first agent is offline."),
            new("不设保护期。", "There is no protection."), Duration.FromMinutes(1), Duration.FromDays(30)),
        new DurationSetting("shop_closes_after", new("店铺自动关闭时间", "Automatic close"),
            new("未付款的订单满 {0}由平台关闭。", "The platform closes an unpaid order after {0}."),
            new("不知道平台何时关闭未付款的订单。", "When the platform closes unpaid orders is not known."), Duration.FromMinutes(1), Duration.FromDays(60)) { IsExtra = true },
        new CountSetting("same_item_days", new("同款再拍天数", "Same item again"),
            new("同一买家未付款后 {0}内再拍同一商品，算另拍。", "The same item ordered again by the buyer within {0} of an unpaid order is a reorder."),
            new("只有写明了原订单才算另拍。", "Only a recorded link makes a reorder."), 1, 60, new("天", "days")) { IsExtra = true },
    ]);

    private static GroupSetting Flag => new("flag", new("插旗", "Flag"),
    [
        new TextListSetting("colours", new("旗色对照", "Flag colours"), new("旗色属于：{0}", "Colours belong to: {0}"),
            new("平台上的旗色不代表任何人。", "A platform's colour stands for nobody."), MostLines, LineLength)
        {
            IsExtra = true,
            Help = new("每行：旗色 人员 起 止，例如 red li-na 2026-01-01 2026-07-01；不限写 -。", "Each line: colour person from to, such as red li-na 2026-01-01 2026-07-01; - for open."),
        },
    ]);

    private static GroupSetting Remark => new("remark", new("备注工号", "Staff number in the note"),
    [
        new TextListSetting("staff_numbers", new("工号对照", "Staff numbers"), new("除人员档案外，工号还属于：{0}", "Besides the people's records, numbers belong to: {0}"),
            new("工号只看人员档案。", "Numbers come from the people's records only."), MostLines, LineLength)
        {
            IsExtra = true,
            Help = new("每行：工号 人员 起 止；不限写 -。", "Each line: number person from to; - for open."),
        },
        new TextListSetting("marks", new("工号前的字", "Words before a number"), new("这些字后面的就是工号：{0}", "What follows one of these is a staff number: {0}"),
            new("工号单独写，前面没有字。", "A number stands by itself."), 20, 20) { IsExtra = true },
        new SwitchSetting("names", new("姓名算工号", "Names count"), new("备注里写姓名和写工号一样算。", "A person's name in the note counts like the number."),
            new("备注里只认工号。", "Only numbers count."), new("备注里只认工号。", "Only numbers count.")) { IsExtra = true },
    ]);

    private static GroupSetting Silent => new("silent", new("静默订单", "Silent orders"),
    [
        new ChoiceSetting("way", new("静默订单归谁", "Who gets silent orders"), new("没有人接待过的订单：{0}。", "Orders without any human contact: {0}."),
            new("没有人接待过的订单不归任何人。", "Orders without any human contact go to nobody."),
            [
                new("nobody", new("不归任何人", "to nobody")), new("turns", new("分时段轮流", "in turns by period")),
                new("pool_by_headcount", new("合在一起按人头平分", "pooled and split by headcount")), new("pool_by_hours", new("合在一起按在线时长分", "pooled and split by hours served")),
            ]),
        new TextListSetting("turns", new("轮流表", "Turns"), new("轮到：{0}", "Whose turn: {0}"), new("没有轮流表。", "There is no table of turns."), MostLines, LineLength)
        {
            IsExtra = true,
            Help = new("每行：人员 起 止，例如 li-na 2026-10-01 2026-10-08。", "Each line: person from to, such as li-na 2026-10-01 2026-10-08."),
        },
    ]);

    private static GroupSetting Base => new("base", new("业绩金额", "Amount"),
    [
        new ChoiceSetting("event", new("算进哪个月", "Month by"), new("按{0}的时间算进当月。", "An order belongs to the month in which it was {0}."),
            new("按付款的时间算进当月。", "An order belongs to the month in which it was paid."),
            [
                new("paid", new("付款", "paid")), new("shipped", new("发货", "shipped")), new("success", new("交易成功", "completed")), new("signed", new("签收", "signed for")),
            ]),
        new CountSetting("days_after_signing", new("签收后天数", "Days after signing"), new("签收后再等 {0}。", "Counted {0} after signing."),
            new("签收当天就算。", "Counted on the day of signing."), 0, 60, new("天", "days")) { IsExtra = true },
        new SwitchSetting("postage", new("含邮费", "With postage"), new("业绩含邮费。", "Postage counts."), new("业绩不含邮费。", "Postage does not count."), new("业绩不含邮费。", "Postage does not count.")),
        new SwitchSetting("subsidy", new("含平台补贴和红包", "With platform subsidy"), new("平台替买家付的补贴和红包算业绩。", "What the platform paid for the buyer counts."),
            new("平台补贴和红包不算业绩。", "Platform subsidies and red packets do not count."), new("平台补贴和红包不算业绩。", "Platform subsidies and red packets do not count.")),
        new SwitchSetting("top_ups", new("补差链接", "Top-up links"), new("补差链接的金额算业绩。", "Top-up links count."), new("补差链接的金额不算业绩。", "Top-up links do not count."), new("补差链接的金额算业绩。", "Top-up links count.")),
        new TextListSetting("top_up_items", new("补差商品", "Top-up items"), new("补差商品：{0}", "Top-up items: {0}"), new("没有补差商品。", "There are none."), MostLines, LineLength) { IsExtra = true },
    ]);

    private static GroupSetting Deductions => new("deductions", new("扣减", "Deductions"),
    [
        new ChoiceSetting("refunds", new("退款", "Refunds"), new("退款：{0}。归属不变，只从提成基数里减。", "Refunds: {0}. Who earned the order stays; only the commission base shrinks."),
            new("退款不扣减。", "Refunds deduct nothing."),
            [new("none", new("不扣减", "deduct nothing")), new("as_refunded", new("退多少扣多少", "the refunded amount")), new("responsible", new("买家、客服或团队原因才扣", "only where buyer, agent or team is responsible"))]),
        new ChoiceSetting("bad_reviews", new("中差评", "Bad reviews"), new("中差评：{0}。", "Neutral and bad reviews: {0}."), new("中差评不扣减。", "Reviews deduct nothing."),
            [new("none", new("不扣减", "deduct nothing")), new("agent_caused", new("客服原因扣整单", "caused by the agent, the whole order"))]),
    ]);

    private static GroupSetting Skew => new("skew", new("时钟校正", "Clock corrections"),
    [
        Seconds("messages", new("聊天记录", "Chats")),
        Seconds("events", new("订单操作", "Order events")),
        Seconds("presence", new("在线状态", "Presence")),
    ])
    { Help = new("各来源的时间加上这么多秒，和订单的时间对齐。", "Added to a feed's times so that they fit those of the orders.") };

    private static CountSetting Seconds(string key, Words name) => new(key, name, new("时间加 {0}。", "{0} are added."),
        new("不校正。", "Not corrected."), -MostSkew, MostSkew, new("秒", "seconds"))
    { IsExtra = true };

    private static AttributionRules Read(SectionValues values) => new()
    {
        Stack = [.. (values.Texts("rules") ?? []).Where(RuleNames.ContainsKey).Select(r => RuleNames[r]).Distinct()],
        InquiryDays = (int?)values.Count("inquiry_days"),
        ContactSilence = values.Duration("contact_silence"),
        CreditsWithoutTalk = values.Choice("without_talk") is "credited",
        PerLine = values.Choice("credit") is "line",
        ChaseProtection = values.Duration("chase.protection"),
        SameItemDays = (int?)values.Count("chase.same_item_days"),
        FlagColours = Table(values, "flag.colours", hasKey: true),
        StaffNumbers = Table(values, "remark.staff_numbers", hasKey: true),
        NumberMarks = [.. (values.Texts("remark.marks") ?? []).Select(m => m.Trim()).Where(m => m.Length > 0)],
        NamesCount = values.Switch("remark.names") is true,
        Silent = values.Choice("silent.way") switch
        {
            "turns" => SilentWay.Turns,
            "pool_by_headcount" => SilentWay.PoolByHeadcount,
            "pool_by_hours" => SilentWay.PoolByHours,
            _ => SilentWay.Nobody,
        },
        Turns = Table(values, "silent.turns", hasKey: false),
        Base = values.Choice("base.event") switch
        {
            "shipped" => BaseEvent.Shipped,
            "success" => BaseEvent.Success,
            "signed" => BaseEvent.Signed,
            _ => BaseEvent.Paid,
        },
        DaysAfterSigning = (int)(values.Count("base.days_after_signing") ?? 0),
        WithPostage = values.Switch("base.postage") is true,
        WithSubsidy = values.Switch("base.subsidy") is true,
        CountsTopUps = values.Switch("base.top_ups") ?? true,
        TopUpItems = values.Texts("base.top_up_items") ?? [],
        Refunds = values.Choice("deductions.refunds") switch
        {
            "as_refunded" => RefundWay.AsRefunded,
            "responsible" => RefundWay.Responsible,
            _ => RefundWay.None,
        },
        BadReviewsDeduct = values.Choice("deductions.bad_reviews") is "agent_caused",
        MessageSkew = Correction(values, "skew.messages"),
        EventSkew = Correction(values, "skew.events"),
        PresenceSkew = Correction(values, "skew.presence"),
    };

    internal static IReadOnlyList<DatedOwner> Table(SectionValues values, string path, bool hasKey) =>
        [.. (values.Texts(path) ?? []).Select(line => DatedOwner.Parse(line, hasKey)).OfType<DatedOwner>()];

    private static Duration Correction(SectionValues values, string path) => Duration.FromSeconds(values.Count(path) ?? 0);
}
