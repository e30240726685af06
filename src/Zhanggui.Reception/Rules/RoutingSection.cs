using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Rules;

/// <summary>Who gets a buyer (分流): routing as rules of the book. Weights of single agents are a supervisor's act and not written here.</summary>
internal static class RoutingSection
{
    private const int MostGroups = 50;
    private const int MostWords = 200;
    private const int WordLength = 40;
    private const int MostHandOvers = 9;
    private const int SentenceLength = 200;

    public static readonly RuleSection<RoutingRules> Section = new("routing", new Words("分流", "Routing"), Variation.Shop,
    [
        new DurationSetting("last_agent", new("找回上次的客服", "Back to the last agent"),
            new("{0}内接待过这位买家的客服在班，就还由他接待。", "Whoever served the buyer within {0} and is on duty has them back."),
            new("不优先分给上次接待的客服。", "The last agent is not preferred."), Duration.FromMinutes(1), Duration.FromDays(365)),
        new ChoiceSetting("order", new("怎样轮到", "Whose turn"), new("按{0}轮到下一位，一样时给空闲最久的。", "The next is chosen by {0}; on a tie whoever has been idle longest."),
            new("按手上会话最少轮到下一位，一样时给空闲最久的。", "The next has the fewest open conversations; on a tie whoever has been idle longest."),
            [new("share", new("分到的份额", "the share given so far")), new("load", new("手上会话最少", "the fewest open conversations"))]),
        new CountSetting("busy_capacity", new("忙碌时接回头客", "Busy agents take back"),
            new("忙碌的客服手上不到 {0}会话时，仍接回自己的老买家。", "A busy agent with fewer than {0} conversations still takes back buyers of their own."),
            new("忙碌的客服不接新会话。", "A busy agent takes nobody new."), 1, 500, new("个", string.Empty)) { IsExtra = true },
        new EntriesSetting("groups", new("接待组", "Groups"), Group, MostGroups)
        {
            KeepsOrder = true,
            Help = new("从上到下，第一个对得上的组接待；都对不上的由全体接待。", "From the top, the first that fits; what fits none is for everybody."),
        },
        new EntriesSetting("hand_overs", new("一键转交", "Hand-overs by one press"), HandOverTo, MostHandOvers)
        {
            KeepsOrder = true,
            Help = new("客服按一下，会话就交给这一组，例如售前转售后。", "One press gives the conversation to that group, such as from before the sale to after it."),
        },
        new DurationSetting("orders_within", new("看多久内的订单", "Orders of the last"),
            new("按订单状态分组时，看买家 {0}内下的订单。", "Groups by order state look at orders placed within {0}."),
            new("按订单状态分组时，看买家最近的订单，不论多久。", "Groups by order state look at the latest orders, however old."), Duration.FromHours(1), Duration.FromDays(1000)) { IsExtra = true },
        new DurationSetting("answer_within", new("分到后多久要答", "Answer within"),
            new("分到的会话 {0}没有应答，回到排队，换人接待。", "A buyer who was given to an agent and has no answer after {0} goes back to the queue, for somebody else."),
            new("分到后不因为没答而换人。", "A conversation is not given to somebody else for want of an answer."), Duration.FromSeconds(10), Duration.FromHours(24)),
        new DurationSetting("transfer_within", new("转接多久要接", "Transfers taken within"),
            new("转接 {0}没有人接，回到转出的人或排队。", "A transfer that nobody took within {0} comes back to the sender, or to the queue."),
            new("转接一直等到有人接。", "A transfer waits until somebody takes it."), Duration.FromSeconds(5), Duration.FromHours(24)),
        new GroupSetting("backlog", new("没人时积压的", "What gathered while nobody was there"),
        [
            new CountSetting("first", new("先分给一个人的", "At first for one"),
                new("开班后积压的会话，每人手上先不超过 {0}。", "Of what gathered, nobody gets more at first than makes {0} open conversations."),
                new("积压的会话分到各人上限为止。", "What gathered is dealt out up to everybody's capacity."), 1, 500, new("个", string.Empty)),
            new DurationSetting("spread", new("分摊多久", "Spread over"),
                new("有人接待后的 {0}内这样分，留给随后上线的人。", "Dealt so during the first {0} after somebody is ready, so that those who come next get their part."),
                new("积压的会话一次分完。", "What gathered is dealt out at once."), Duration.FromSeconds(10), Duration.FromHours(12)),
        ]),
        new ChoiceSetting("leaving", new("手上有会话时离开", "Leaving with open conversations"), new("离开或下班时{0}。", "Going away or off duty: {0}."),
            new("下班时手上的会话回到排队。", "Going off hands open conversations back to the queue."),
            [new("hand_over", new("手上的会话回到排队", "open conversations go back to the queue")), new("remind", new("提醒还有谁在等，确认后可以离开", "a warning names who waits, and one may go past it")), new("answer_first", new("先把等着的买家答完", "every waiting buyer is answered first"))]),
        new CountSetting("main_account", new("主旺旺的份额", "Share of the main account"),
            new("当班拿主旺旺的客服，份额按 {0} 算；由当班的人轮流拿。", "Whoever holds the main account of the shift counts {0} of their weight; it goes round among those on the shift."),
            new("没有主旺旺，大家一样。", "There is no main account: everybody counts the same."), 1, 1000, new("%", "%")) { IsExtra = true },
        new ChoiceSetting("main_account_order", new("主旺旺怎样轮", "How the main account goes round"), new("主旺旺每班换人：{0}。", "The main account changes with every shift: {0}."),
            new("主旺旺每班轮换：当月拿得最少的先拿，一样时给最久没拿的。", "The main account changes with every shift: fewest shifts of the month first, on a tie whoever held it longest ago."),
            [new("fewest", new("当月拿得最少的先拿，一样时给最久没拿的", "fewest shifts of the month first, on a tie whoever held it longest ago")), new("longest", new("最久没拿的先拿", "whoever held it longest ago first")),
             new("hand", new("由主管指定", "a supervisor says who"))]) { IsExtra = true },
    ], Read)
    {
        Place = 2,
        Check = CheckTogether,
    };

    private static IReadOnlyList<Setting> Group =>
    [
        new TextSetting("name", new("名称", "Name"), new("{0}", "{0}"), new("没有名称。", "No name."), WordLength),
        Texts("teams", "成员班组", "Teams", "班组 {0} 的人在这一组。", "People of these teams are in it: {0}."),
        Texts("skills", "技能", "Skills", "会这些技能之一的人在这一组：{0}", "People with one of these skills are in it: {0}") with
        {
            Help = new("按人员页上记的名称写，如「英语」「粤语」。同时写了班组的，两样都要符合。", "By the names on people's pages, such as English or Cantonese. Beside teams both are asked for."),
        },
        Texts("languages", "买家的语言", "Buyer's language", "买家用这些语言写：{0}", "The buyer writes in: {0}") with
        {
            Help = new("可以写：" + string.Join('、', BuyerLanguages.All.Select(l => l.Zh)) + "。按买家写的字认，整句拉丁字母算英语。", "One of: " + string.Join(", ", BuyerLanguages.All.Select(l => l.Key)) + ". Told by the letters; a sentence in Latin letters counts as English."),
        },
        Texts("topics", "话题词", "Topics", "买家说到这些：{0}", "The buyer says one of: {0}"),
        Texts("pages", "页面或商品", "Pages", "从这些页面或商品来：{0}", "The buyer comes from a page or product with: {0}"),
        Texts("channels", "渠道", "Channels", "来自这些渠道：{0}", "Over these channels: {0}"),
        Texts("order_states", "订单状态", "Order states", "买家有这样的订单：{0}", "The buyer has an order that is: {0}") with
        {
            Help = new("可以写：" + string.Join('、', OrderStates.All.Select(s => s.Zh)), "One of: " + string.Join(", ", OrderStates.All.Select(s => s.Key))),
        },
        new DurationSetting("overflow_after", new("多久后溢出", "Overflows after"), new("排队 {0}没人能接，转给别的组。", "After {0} in the queue with nobody free it may go to others."),
            new("只由本组接待。", "Only this group takes it."), Duration.FromSeconds(1), Duration.FromHours(24)) { IsExtra = true },
        Texts("overflow_to", "溢出到", "Overflows to", "先后溢出到：{0}", "Overflows, in this order, to: {0}"),
    ];

    private static IReadOnlyList<Setting> HandOverTo =>
    [
        new TextSetting("name", new("按钮", "Button"), new("{0}", "{0}"), new("没有名称。", "No name."), WordLength),
        new TextSetting("group", new("交给哪一组", "To which group"), new("交给接待组「{0}」。", "Goes to the group '{0}'."), new("没有写交给哪一组。", "No group is named."), WordLength),
        new TextSetting("reason", new("原因", "Reason"), new("记下的原因：{0}", "The reason recorded: {0}"), new("原因就是按钮的名称。", "The reason is the button's name."), WordLength) { IsExtra = true },
        new TextSetting("absent", new("没有人值班时告诉买家", "Said when nobody is there"), new("这一组没有人在岗时告诉买家：{0}", "When nobody of the group is there the buyer is told: {0}"), new("没有人在岗时不告诉买家。", "The buyer is told nothing when nobody is there."), SentenceLength, IsMultiline: true) { IsExtra = true },
        new DurationSetting("only_for", new("只等这一组", "Waits for this group alone"), new("{0}内只等这一组的人，之后谁有空谁接。", "For {0} only this group takes it, then anybody who is free."),
            new("一直等到这一组有人接。", "It waits until somebody of this group takes it."), Duration.FromMinutes(1), Duration.FromDays(7)) { IsExtra = true },
    ];

    private static TextListSetting Texts(string key, string zh, string en, string sentence, string sentenceEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("不限。", "Any."), MostWords, WordLength) { IsExtra = true };

    private static RoutingRules Read(SectionValues values) => new()
    {
        LastAgentWithin = values.Duration("last_agent"),
        Order = values.Choice("order") == "share" ? RoutingOrder.Share : RoutingOrder.Load,
        BusyCapacity = values.Count("busy_capacity"),
        Groups = [.. values.Entries("groups").Select(key => ReadGroup(values, key))],
        OrdersWithin = values.Duration("orders_within"),
        AnswerWithin = values.Duration("answer_within"),
        TransferWithin = values.Duration("transfer_within"),
        BacklogFirst = values.Count("backlog.first"),
        BacklogSpread = values.Duration("backlog.spread"),
        Leaving = values.Choice("leaving") switch { "answer_first" => Leaving.AnswerFirst, "remind" => Leaving.Remind, _ => Leaving.HandOver },
        MainPercent = values.Count("main_account"),
        MainOrder = values.Choice("main_account_order") switch
        {
            "longest" => MainOrder.LongestAgo,
            "hand" => MainOrder.ByHand,
            _ => MainOrder.FewestTurns,
        },
        HandOvers = [.. values.Entries("hand_overs").Select(key => ReadHandOver(values, key))],
    };

    private static HandOver ReadHandOver(SectionValues values, string key)
    {
        var at = $"hand_overs.{key}";
        var name = values.Text($"{at}.name") ?? key;
        return new HandOver(key, name, values.Text($"{at}.group")?.Trim() ?? string.Empty, values.Text($"{at}.reason") ?? name, values.Text($"{at}.absent"), values.Duration($"{at}.only_for"));
    }

    private static RoutingGroup ReadGroup(SectionValues values, string key)
    {
        var at = $"groups.{key}";
        return new RoutingGroup(key, values.Text($"{at}.name") ?? key, Words(values, $"{at}.teams"), Words(values, $"{at}.topics"), Words(values, $"{at}.pages"),
            Words(values, $"{at}.channels"), [.. Words(values, $"{at}.order_states").Select(OrderStates.Find).OfType<string>().Distinct(StringComparer.Ordinal)], values.Duration($"{at}.overflow_after"), Words(values, $"{at}.overflow_to"))
        {
            Skills = Words(values, $"{at}.skills"),
            Languages = [.. Words(values, $"{at}.languages").Select(BuyerLanguages.Find).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    private static IReadOnlyList<string> Words(SectionValues values, string path) =>
        [.. (values.Texts(path) ?? []).Select(w => w.Trim()).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Finding> CheckTogether(SectionValues values)
    {
        var groups = values.Entries("groups");
        foreach (var key in groups)
        {
            foreach (var state in Words(values, $"groups.{key}.order_states").Where(s => OrderStates.Find(s) is null))
            {
                yield return new Finding(Severity.Error, $"groups.{key}.order_states", "routing.order_state.unknown", new(
                    $"没有订单状态「{state}」，可以写：{string.Join('、', OrderStates.All.Select(s => s.Zh))}。", $"There is no order state '{state}'; write one of: {string.Join(", ", OrderStates.All.Select(s => s.Key))}."));
            }

            foreach (var language in Words(values, $"groups.{key}.languages").Where(l => BuyerLanguages.Find(l) is null))
            {
                yield return new Finding(Severity.Error, $"groups.{key}.languages", "routing.language.unknown", new(
                    $"认不出语言「{language}」，可以写：{string.Join('、', BuyerLanguages.All.Select(l => l.Zh))}。", $"The language '{language}' is not told apart; write one of: {string.Join(", ", BuyerLanguages.All.Select(l => l.Key))}."));
            }

            foreach (var to in Words(values, $"groups.{key}.overflow_to").Where(to => to == key || !groups.Contains(to)))
            {
                yield return new Finding(Severity.Error, $"groups.{key}.overflow_to", "routing.overflow.unknown", new($"没有可以溢出到的组「{to}」。", $"There is no other group '{to}' to overflow to."));
            }
        }

        foreach (var key in values.Entries("hand_overs"))
        {
            if (!groups.Contains(values.Text($"hand_overs.{key}.group")?.Trim() ?? string.Empty))
            {
                yield return new Finding(Severity.Error, $"hand_overs.{key}.group", "routing.hand_over.unknown", new("要写明交给上面的哪一个接待组。", "Name one of the groups above to hand over to."));
            }
        }

        if (values.Count("backlog.first") is not null && values.Duration("backlog.spread") is null)
        {
            yield return new Finding(Severity.Error, "backlog.spread", "routing.backlog.spread", new("写了先分多少，还要写明分摊多久。", "Say over how long the backlog is dealt out."));
        }
    }
}
