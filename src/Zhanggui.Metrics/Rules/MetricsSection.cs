using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Rules;

/// <summary>The section of the rule book that says how figures are counted. Platforms count differently, so it may vary per shop.</summary>
internal static class MetricsSection
{
    private const int HoursLength = 11;

    private static readonly string[] ResponseSets = ["tb-2023", "tb-2020", "shop"];
    private static readonly string[] RateSets = ["tb-2023", "shop"];

    public static readonly RuleSection<MetricRules> Section = new("metrics", new Words("指标口径", "Metrics"), Variation.Shop,
    [
        new DurationSetting("sitting_silence", new("一次接待的间隔", "Silence that ends a sitting"),
            new("双方静默满 {0}，下一句算新的一次接待；跨零点的接待算第一句话那天。", "After {0} of silence the next words are a new sitting; one over midnight counts on the day of its first words."),
            new("每天算一次接待。", "A sitting ends with the day."), Duration.FromMinutes(1), Duration.FromDays(7)),
        Days("after_sales_days", new("售后买家", "After-sales buyers"), new("{0}内付过款、又没有新下单的买家算来问售后，不进询单。", "Who paid within {0} and orders nothing new comes for after-sales and is no inquiry."), new("不区分售后买家。", "After-sales buyers are not told apart.")),
        new ChoiceSetting("after_sales_test", new("怎样算问售后", "After-sales test"), new("问售后的买家：{0}。", "After-sales buyers: {0}."), new("按近期付过款判断。", "Whoever paid lately comes for after-sales."),
            [new("bought", new("近期付过款、没有新下单", "paid lately and orders nothing new")), new("open_order", new("有在途或签收不久的订单、今明两天没有新下单", "has an order on its way or signed lately, and no new order today or tomorrow"))]) { IsExtra = true },
        Days("inquiry_days", new("询单下单天数", "Days to order"), new("询单当天算第一天，{0}内下单算转化。", "The day of the inquiry is the first of {0} in which an order counts."), new("下单不限天数。", "An order counts without a limit of days.")),
        Days("pay_days", new("付款天数", "Days to pay"), new("下单当天算第一天，{0}内付款算转化。", "The day of the order is the first of {0} in which its payment counts."), new("付款不限天数。", "A payment counts without a limit of days.")),
        new CountSetting("slow_rounds", new("慢响应轮数", "Slow rounds"), new("同一买家一天有 {0}答得慢，算一次慢响应。", "A buyer's day with {0} slow rounds is a slow reception."), new("不统计慢响应。", "Slow receptions are not counted."), 1, 100, new("轮", "rounds")),
        new DurationSetting("slow_over", new("慢的界线", "Slow is over"), new("一轮超过 {0}才答算慢。", "A round is slow when it took longer than {0}."), new("不统计慢响应。", "Slow receptions are not counted."), Duration.FromSeconds(1), Duration.FromHours(24)),
        new ChoiceSetting("first_response_from", new("首响从何时算起", "First response starts"), new("首次响应从{0}算起。", "The first response starts {0}."), new("首次响应从买家第一句话算起。", "The first response starts at the buyer's first words."),
            [new("question", new("买家第一句话", "at the buyer's first words")), new("assigned", new("分到这位客服", "when the buyer came to that agent")), new("from_bot", new("机器人转人工", "when a machine handed over"))]) { IsExtra = true },
        new CountSetting("judged_from", new("评价的最少轮数", "Rounds to judge by"), new("不足 {0}只显示，不评价。", "Fewer than {0} are shown and not judged."), new("多少轮都评价。", "Any number is judged."), 1, 100_000, new("轮", "rounds")),
        new TextListSetting("closing_words", new("结束语", "Closing words"), new("买家只说这些话不算提问：{0}", "A buyer who says only this asks nothing: {0}"), new("买家说的每句话都算提问。", "Everything a buyer says is a question."), 100, 20),
        new TextListSetting("follow_up_words", new("答应回头的话", "Words that promise to come back"), new("客服说了这些话就要回来跟进：{0}", "Whoever says this has to come back: {0}"), new("不统计漏跟进。", "Missed follow-ups are not counted."), 100, 20),
        new DurationSetting("follow_up_within", new("跟进时限", "Come back within"), new("{0}内没有回来算漏跟进。", "Not back within {0} is a missed follow-up."), new("不统计漏跟进。", "Missed follow-ups are not counted."), Duration.FromMinutes(1), Duration.FromHours(24)),
        new CountSetting("satisfied_from", new("满意的星数", "Satisfied from"), new("{0}及以上算满意。", "{0} and more are satisfied."), new("四星及以上算满意。", "Four stars and more are satisfied."), 1, 5, new("星", "stars")) { IsExtra = true },
        new GroupSetting("filters", new("不计的买家和聊天", "Left out"),
        [
            Counted("spam", new("骚扰", "Spam")), Counted("brushing", new("刷单", "Brushing")), Counted("team_member", new("自己人", "Team members")), Counted("named", new("指定账号", "Named accounts")),
            Counted("outreach", new("客服先开口、买家没有回话的聊天", "Talks that an agent began and no buyer answered")),
        ]),
        new TextListSetting("compensation_kinds", new("算赔付的成本", "Costs that are compensation"), new("这些成本算赔付：{0}", "These costs are compensation: {0}"), new("不统计赔付。", "Compensation is not counted."), 20, 40) { IsExtra = true },
        new EntriesSetting("authority", new("赔付权限", "Who may compensate"),
        [
            new TextSetting("name", new("名称", "Name"), new("{0}：", "{0}:"), new("没有名称。", "It has no name."), 40) { IsExtra = true },
            new TextSetting("up_to", new("限额", "Up to"), new("可以赔到 {0}。", "May give up to {0}."), new("不限额。", "Without a limit."), 20) { IsExtra = true, Help = new("金额，例如 100.00；或 postage 邮费、paid 买家实付。", "An amount such as 100.00; or postage, or paid.") },
        ], 8),
        new GroupSetting("response", new("平均响应", "Mean response"), [.. ResponseSets.Select(ResponseGroup)]),
        new GroupSetting("in_time", new("按时响应率", "Answered in time"), [.. RateSets.Select(s => RateGroup(Key(s), new(s, s)))]),
        RateGroup("first_reply", new("首次响应及时率", "First reply in time")),
    ], Read)
    {
        Check = values => [.. CheckHours(values), .. CheckAuthority(values)],
    };

    /// <summary>A set's name as a key of the book.</summary>
    private static string Key(string set) => set.Replace('-', '_');

    private static CountSetting Days(string key, Words name, Words sentence, Words whenEmpty) => new(key, name, sentence, whenEmpty, 1, 365, new("天", "days"));

    private static TextSetting HoursSetting => new("hours", new("时段", "Hours"), new("只算 {0} 之间开始的。", "Only what begins in {0} counts."), new("全天都算。", "The whole day counts."), HoursLength) { IsExtra = true };

    private static GroupSetting ResponseGroup(string set) => new(Key(set), new(set, set),
    [
        HoursSetting,
        new DurationSetting("cap", new("封顶", "Cap"), new("一轮最多算 {0}。", "A round counts as {0} at most."), new("不封顶。", "There is no cap."), Duration.FromSeconds(1), Duration.FromHours(24)) { IsExtra = true },
        new ChoiceSetting("unanswered", new("没有回答的", "Unanswered"), new("没有回答的：{0}。", "Unanswered rounds: {0}."), new("没有回答的不算在内，另外列出。", "Unanswered rounds are left out and counted apart."),
            [new("left_out", new("不算在内，另外列出", "left out, counted apart")), new("as_cap", new("按封顶算", "count as the cap"))]),
        new SwitchSetting("leave_out_cross_day", new("跨天的不算", "Leave out cross-day"), new("第二天才答的不算。", "Rounds answered on another day are left out."), new("第二天才答的也算。", "Rounds answered on another day count."), new("第二天才答的也算。", "Rounds answered on another day count.")) { IsExtra = true },
        new SwitchSetting("leave_out_zero", new("零秒的不算", "Leave out zero seconds"), new("零秒的不算。", "Rounds of zero seconds are left out."), new("零秒的也算。", "Rounds of zero seconds count."), new("零秒的也算。", "Rounds of zero seconds count.")) { IsExtra = true },
    ]);

    private static GroupSetting RateGroup(string key, Words name) => new(key, name,
    [
        HoursSetting,
        new DurationSetting("within", new("时限", "Within"), new("{0}内回答算及时。", "An answer within {0} is in time."), new("不统计。", "Not counted."), Duration.FromSeconds(1), Duration.FromHours(24)),
        new SwitchSetting("day_end_misses", new("当天没答算超时", "Day end misses"), new("到当天结束还没答，算没有及时。", "What is open when the day ends is a miss."), new("只看时限，不看零点。", "Only the limit counts, not midnight."), new("只看时限，不看零点。", "Only the limit counts, not midnight.")) { IsExtra = true },
    ]);

    private static IEnumerable<Finding> CheckHours(SectionValues values) =>
        from path in ResponseSets.Select(s => $"response.{Key(s)}.hours").Concat(RateSets.Select(s => $"in_time.{Key(s)}.hours")).Append("first_reply.hours")
        where !Hours.TryParse(values.Text(path), out _)
        select new Finding(Severity.Error, path, "metrics.hours", new("时段写成 08:00-23:00。", "Hours are written 08:00-23:00."));

    private static SwitchSetting Counted(string key, Words name) => new(key, name, new("不计在内。", "Left out."), new("计在内。", "Counted."), new("不计在内。", "Left out.")) { IsExtra = true };

    private static IEnumerable<Finding> CheckAuthority(SectionValues values) =>
        from key in values.Entries("authority")
        let path = $"authority.{key}.up_to"
        where LevelOf(values, key) is null
        select new Finding(Severity.Error, path, "metrics.authority", new("限额写成 100.00、postage 或 paid。", "A limit is written 100.00, postage or paid."));

    private static AuthorityLevel? LevelOf(SectionValues values, string key)
    {
        var name = values.Text($"authority.{key}.name") ?? key;
        return values.Text($"authority.{key}.up_to")?.Trim() switch
        {
            null or "" => new AuthorityLevel(key, name, AuthorityLimit.None, Fen.Zero),
            "postage" => new AuthorityLevel(key, name, AuthorityLimit.Postage, Fen.Zero),
            "paid" => new AuthorityLevel(key, name, AuthorityLimit.Paid, Fen.Zero),
            var text when Fen.TryParse(text, out var amount) => new AuthorityLevel(key, name, AuthorityLimit.Amount, amount),
            _ => null,
        };
    }

    private static MetricRules Read(SectionValues values) => new()
    {
        Silence = values.Duration("sitting_silence"),
        AfterSalesDays = (int?)values.Count("after_sales_days"),
        AfterSalesTest = values.Choice("after_sales_test") == "open_order" ? AfterSalesTest.OpenOrder : AfterSalesTest.Bought,
        FirstStart = values.Choice("first_response_from") switch { "assigned" => FirstStart.Assigned, "from_bot" => FirstStart.FromBot, _ => FirstStart.Question },
        CountedAllTheSame = new[] { "spam", "brushing", "team_member", "named" }.Where(k => values.Switch($"filters.{k}") == false).ToHashSet(StringComparer.Ordinal),
        CountsOutreach = values.Switch("filters.outreach") == false,
        CompensationKinds = [.. (values.Texts("compensation_kinds") ?? []).Select(k => k.Trim())],
        Authority = [.. values.Entries("authority").Select(k => LevelOf(values, k)).OfType<AuthorityLevel>()],
        InquiryDays = (int?)values.Count("inquiry_days"),
        PayDays = (int?)values.Count("pay_days"),
        SlowRounds = (int?)values.Count("slow_rounds"),
        SlowOver = values.Duration("slow_over"),
        JudgedFrom = (int?)values.Count("judged_from"),
        ClosingWords = [.. (values.Texts("closing_words") ?? []).Select(w => w.Trim())],
        FollowUpWords = [.. (values.Texts("follow_up_words") ?? []).Select(w => w.Trim()).Where(w => w.Length > 0)],
        FollowUpWithin = values.Duration("follow_up_within"),
        SatisfiedFrom = (int?)values.Count("satisfied_from"),
        Responses = [.. ResponseSets.Select(s => ReadResponse(values, s))],
        Rates = [.. RateSets.Select(s => ReadRate(values, $"in_time.{Key(s)}", s))],
        First = ReadRate(values, "first_reply", "jd"),
    };

    private static ResponseSet ReadResponse(SectionValues values, string set) => new(set)
    {
        Hours = ReadHours(values, $"response.{Key(set)}"),
        Cap = values.Duration($"response.{Key(set)}.cap"),
        Unanswered = values.Choice($"response.{Key(set)}.unanswered") == "as_cap" ? Unanswered.AsCap : Unanswered.LeftOut,
        LeavesOutCrossDay = values.Switch($"response.{Key(set)}.leave_out_cross_day") ?? false,
        LeavesOutZero = values.Switch($"response.{Key(set)}.leave_out_zero") ?? false,
    };

    private static RateSet ReadRate(SectionValues values, string at, string set) =>
        new(set, ReadHours(values, at), values.Duration($"{at}.within"), values.Switch($"{at}.day_end_misses") ?? false);

    private static Hours ReadHours(SectionValues values, string at) => Hours.TryParse(values.Text($"{at}.hours"), out var hours) ? hours : Hours.Always;
}
