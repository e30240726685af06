using Zhanggui.Rules.Contracts;
using static Zhanggui.Pay.Rules.PayWords;

namespace Zhanggui.Pay.Rules;

/// <summary>The section of the rule book that says what people earn. One for the whole organisation: pay follows the person and adds up the shops.</summary>
internal static class PaySection
{
    private const int MostComponents = 60;
    private const int MostItems = 20;
    private const int MostGrades = 20;

    public static readonly RuleSection<PayRules> Section = new("pay", new Words("薪资", "Pay"), Variation.None,
    [
        Text("model", "薪资模式", "Pay model", "按「{0}」模式发薪。", "Paid by the model {0}."),
        Lines("roles", "另外发薪的岗位", "Other paid roles", "除客服和组长外，这些岗位也出薪资单：{0}", "Besides agents and leaders these roles get slips: {0}"),
        Lines("scores", "评分类别", "Kinds of scores", "由人录入的评分：{0}", "Scores that people enter: {0}", "team_score"),
        new EntriesSetting("components", new("组成部分", "Components"), Component, MostComponents),
        new EntriesSetting("penalties", new("扣罚", "Penalties"), Penalty, MostComponents),
        new EntriesSetting("ladder", new("晋升", "Promotion ladder"), Ladder, MostGrades),
        new EntriesSetting("posts", new("任职条件", "Posts"), Post, MostGrades),
        new GroupSetting("month", new("月内折算", "Parts of a month"), Month),
        new GroupSetting("guard", new("法定保护", "Legal guard"), Guard),
        new GroupSetting("fines", new("罚款", "Fines"),
        [
            Switch("count", "罚款计钱", "Fines count", "罚款计入薪资。", "Fines are taken from pay.", "罚款只记录，计 0 元。", "Fines are recorded and count 0."),
            Text("ground", "依据", "Ground", "罚款的依据：{0}", "The ground for fines: {0}"),
        ]),
        new GroupSetting("objections", new("异议", "Objections"),
        [
            Count("days", "异议期", "Days for objections", "公示后 {0}内可以提异议，过期视为认可。", "Objections within {0} after the month is proposed; then it counts as agreed.", 60, "天", "days"),
        ]),
        new GroupSetting("switches", new("有疑义的地方", "Doubtful points"), Switches),
    ], values => new PayReading(values).Rules)
    {
        StartsWithMonth = true,
        Check = values => PayCheck.Findings(values),
        Doubts = values => PayDoubts.Of(new PayReading(values).Rules),
    };

    private static IReadOnlyList<Setting> Component =>
    [
        Text("name", "名称", "Name", "{0}", "{0}"),
        Text("name_en", "英文名称", "English name", "{0}", "{0}"),
        Text("source", "本店制度出处", "Place in the shop's own book", "出处：{0}", "From: {0}"),
        Text("reason", "道理", "Reason", "{0}", "{0}"),
        Switch("used", "启用", "Used", "启用。", "Used.", "不用。", "Not used."),
        Choice("kind", "算法", "Kind", "按「{0}」计算。", "Reckoned as {0}.",
            ("base", "底薪", "base by grade"), ("amount", "固定金额", "fixed amount"), ("share", "比例", "rate of something"), ("tiers", "分档", "table by ranges"),
            ("pool", "合在一起再分", "pool that is split"), ("sheet", "评分表", "score sheet"), ("attendance", "满勤", "full attendance"),
            ("excess", "超出部分", "what lies above a limit"), ("formula", "算式", "formula")),
        Choice("counts_as", "性质", "Counts as", "算作{0}。", "Counts as {0}.",
            ("pay", "报酬", "pay"), ("condition", "奖金条件", "condition of a bonus"), ("loss", "损失赔偿", "compensation for loss"), ("fine", "罚款", "fine")),
        Lines("models", "适用模式", "Models", "只在这些模式下计算：{0}", "Only in these models: {0}"),
        Lines("for_roles", "适用岗位", "For roles", "只给这些岗位：{0}", "Only for these roles: {0}"),
        Text("when", "条件", "Condition", "条件：{0}", "When: {0}", FormulaLength),
        Text("of", "按什么算", "Of", "按 {0} 计算。", "Of {0}.", FormulaLength),
        Text("rate", "比例或单价", "Rate", "比例或单价 {0}。", "Rate {0}.", help: "0.5%, 1/200, 1.50 元"),
        Lines("tiers", "分档", "Tiers", "分档：{0}", "Tiers: {0}", "起 止 值 / from to value: 0 50 1.00元; 0元 80000元 0.5%; - 不限/open"),
        Choice("tier_way", "分档方式", "Way of tiers", "分档按{0}。", "Tiers are {0}.", ("marginal", "累进：各段按各段的值", "marginal"), ("whole", "全额：整个数按所在档的值", "whole amount")),
        Choice("per", "每", "Per", "按{0}分别计算再相加。", "Reckoned per {0}.", ("month", "月", "month"), ("day", "日", "day")),
        Text("factor", "系数", "Factor", "再乘以 {0}。", "Times {0}.", FormulaLength),
        Text("floor", "下限", "Floor", "不低于 {0}。", "At least {0}."),
        Text("cap", "上限", "Cap", "不高于 {0}。", "At most {0}."),
        Switch("prorated", "按在职天数", "By days employed", "按在职天数折算。", "By days employed.", "不折算。", "Not parted."),
        Lines("lowers", "最多扣到", "Lowers", "只能扣减这些项目，扣完为止：{0}", "Only lowers these lines, never below zero: {0}"),
        Text("amount", "金额", "Amount", "金额 {0}。", "{0}."),
        Lines("grades", "各级金额", "By grade", "各级金额：{0}", "By grade: {0}", "级别 金额 / grade amount: junior 1500.00元"),
        Text("lowest", "各级最低", "Lowest", "各级不低于 {0}。", "No grade below {0}."),
        Text("highest", "各级最高", "Highest", "各级不高于 {0}。", "No grade above {0}."),
        Text("limit", "限额", "Limit", "超过 {0} 的部分。", "What lies above {0}."),
        Lines("split", "怎么分", "Split", "分法：{0}", "Split: {0}", "even 1/2, hours, sales, score:KIND 1/2"),
        Choice("among", "分给", "Among", "在{0}里分。", "Among the {0}.", ("shop", "全体客服", "all agents"), ("team", "各组", "team")),
        Text("scaled_by", "按评分折算", "Scaled by score", "按评分「{0}」折算。", "Scaled by the score {0}."),
        Text("scaled_full", "评分满分", "Full score", "满分 {0}。", "Full at {0}."),
        Text("scaled_when_missing", "没有评分时", "When missing", "没有评分按 {0} 算，并列出待定。", "Without a score {0} stands in, and a decision is asked for."),
        Lines("broken_by", "哪些情形不算满勤", "Broken by", "有这些情形就没有：{0}", "Broken by: {0}"),
        Lines("broken_by_leave", "哪些假不算满勤", "Broken by leave", "请这些假就没有：{0}", "Broken by leave: {0}"),
        Text("formula", "算式", "Formula", "等于 {0}。", "Is {0}.", FormulaLength),
        new EntriesSetting("items", new("评分项目", "Items"),
        [
            Text("name", "名称", "Name", "{0}", "{0}"),
            Text("weight", "权重", "Weight", "权重 {0}。", "Weight {0}."),
            Text("of", "按什么评", "Of", "看 {0}。", "By {0}.", FormulaLength),
            Lines("bands", "得分", "Points", "得分：{0}", "Points: {0}", "起 止 分 / from to points"),
            Text("when_none", "没有数时", "When none", "没有数时得 {0} 分。", "{0} points where nothing can be said."),
        ], MostItems),
        Lines("coefficients", "得分对应的系数", "Coefficients", "系数：{0}", "Coefficients: {0}", "起 止 系数 / from to coefficient"),
        Text("ground", "疑义", "Doubt", "疑义：{0}", "Doubtful: {0}", 300),
    ];

    private static IReadOnlyList<Choice> Stages => [new("before_production", new("下单生产前", "before production")), new("at_factory", new("已下到工厂", "at the factory")), new("loss", new("已造成损失", "with a loss"))];

    private static IReadOnlyList<Choice> Exemptions => [new("chase", new("催促", "a chase")), new("leave", new("请假", "leave"))];

    private static IReadOnlyList<Choice> NoteTitles =>
    [
        new("buyer", new("收货人", "recipient")), new("size", new("尺寸", "size")), new("pattern", new("图案", "pattern")),
        new("ship_on", new("发货日期", "shipping date")), new("delivery", new("送货方式", "delivery")), new("extra", new("其他要求", "special notes")),
    ];

    private static IReadOnlyList<Setting> Penalty =>
    [
        Text("name", "名称", "Name", "{0}", "{0}"),
        Text("name_en", "英文名称", "English name", "{0}", "{0}"),
        Text("source", "本店制度出处", "Place in the shop's own book", "出处：{0}", "From: {0}"),
        Text("reason", "用意", "Purpose", "用意：{0}", "Purpose: {0}"),
        Switch("used", "启用", "Used", "启用。", "Used.", "不用。", "Not used."),
        Choice("facts", "依据的事实", "Facts", "依据{0}。", "From {0}.", ("incidents", "过失记录", "incidents"), ("reviews", "中差评", "reviews"), ("complaints", "投诉", "complaints")),
        Text("kind", "过失类别", "Kind of incident", "类别 {0}。", "Kind {0}."),
        Lines("causes", "算数的原因", "Causes", "只算这些原因：{0}", "Only these causes: {0}"),
        Text("amount", "每次金额", "Each time", "每次 {0}。", "{0} each time."),
        Lines("stages", "各阶段金额", "By stage", "各阶段：{0}", "By stage: {0}", "阶段 金额 / stage amount: at_factory 50元") with { Titles = Stages },
        Lines("steps", "当月第几次", "By repetition", "当月依次：{0}", "In a month: {0}", "50元, 100元"),
        Text("then_decide", "再犯由人决定", "Then decide", "再有由人决定：{0}", "After that a person decides: {0}"),
        Count("free_times", "每月免计次数", "Free times", "每月 {0}不计。", "{0} a month are free.", 31, "次", "times"),
        Text("free_up_to", "免计的上限", "Free up to", "不超过 {0} 的才免计。", "Free only up to {0}."),
        Switch("removes_order", "扣除业绩", "Removes the order", "这一单从提成基数里扣除。", "The order leaves the commission base.", "订单留在业绩里。", "The order stays."),
        Choice("loss", "损失", "Loss", "损失：{0}。", "Loss: {0}.", ("none", "不赔", "not compensated"), ("always", "按实赔", "compensated"), ("above", "超过限额才按实赔", "compensated above a limit")),
        Text("loss_above", "损失限额", "Loss above", "损失超过 {0}。", "A loss above {0}."),
        Lines("loss_stages", "会有损失的阶段", "Stages with loss", "只在这些阶段：{0}", "Only at these stages: {0}") with { Titles = Stages },
        Switch("set_by_person", "金额由人定", "Set by a person", "金额由人视情节定。", "A person sets the amount.", "金额按制度。", "The amount is in the book."),
        Lines("exempt_by", "免责", "Exempt by", "有这些记录就免：{0}", "Exempt by: {0}", "chase, leave") with { Titles = Exemptions },
        Count("propose_from", "提出的分钟数", "Proposed from", "当班中离线或早退满 {0}，由程序提出、由人认定。", "Being offline within a shift or leaving early is proposed from {0} on, for a person to decide.", 1440, "分钟", "minutes"),
        Lines("note_parts", "备注要写的几样", "Parts of a note", "制单时备注里少了这些就提出来，由人认定：{0}", "A note that lacks one of these when the list is sent is proposed, for a person to decide: {0}", "buyer, size, pattern, ship_on, delivery, extra") with { Titles = NoteTitles },
        Lines("places", "适用地点", "Places", "只适用于：{0}", "Only at: {0}"),
        Lines("not_shifts", "不适用的班次", "Not these shifts", "不适用于：{0}", "Not for: {0}"),
        Text("ground", "疑义", "Doubt", "疑义：{0}", "Doubtful: {0}", 300),
    ];

    private static IReadOnlyList<Setting> Ladder =>
    [
        Text("name", "名称", "Name", "{0}", "{0}"),
        Text("source", "本店制度出处", "Place in the shop's own book", "出处：{0}", "From: {0}"),
        Text("from", "从哪一级", "From grade", "从 {0} 晋升。", "From {0}."),
        Count("clean_months", "连续无失误月数", "Months without a mistake", "连续 {0}无失误。", "{0} in a row without a mistake.", 120, "个月", "months"),
        Count("months_in_grade", "在级月数", "Months in grade", "在本级满 {0}。", "{0} in the grade.", 240, "个月", "months"),
        Text("assessment", "考核", "Assessment", "通过考核「{0}」。", "The assessment {0} passed."),
        Text("pass_from", "通过分", "Passed from", "{0} 起算通过。", "Passed from {0}."),
        Lines("checklist", "要求", "Checklist", "要求：{0}", "Checklist: {0}"),
    ];

    private static IReadOnlyList<Setting> Post =>
    [
        Text("name", "名称", "Name", "{0}", "{0}"),
        Text("source", "出处", "Source", "出处：{0}", "From: {0}"),
        Switch("vacant", "正在招人", "Vacant", "有空缺，每月列出够条件的人。", "Vacant: who meets the conditions is listed each month.", "没有空缺。", "Not vacant."),
        Lines("ways", "条件", "Conditions", "满足其中一条即可：{0}", "One of these is enough: {0}", "岗位 月数 同岗月数 / role months, months in one post: agent 24 12"),
    ];

    private static IReadOnlyList<Setting> Month =>
    [
        Choice("part", "不满一月怎么折算", "Part of a month", "不满一月按{0}折算。", "A part of a month counts by {0}.", ("calendar", "自然日", "calendar days"), ("rostered-days", "排班天数", "rostered days")),
        Text("workdays", "满月排班天数", "Days of a full month", "满月按 {0} 天。", "{0} days make a month."),
        Count("probation_days", "试用期天数", "Days of probation", "试用期 {0}。", "{0} of probation.", 366, "天", "days"),
        Text("probation_share", "试用期底薪比例", "Share in probation", "试用期底薪按 {0}。", "{0} of the base in probation."),
        Lines("leave_pay", "请假的底薪", "Base on leave", "请假那天的底薪：{0}", "The base on a day of leave: {0}", "假别 比例 / kind share: personal 0%"),
        Text("daily_hours", "一班的工时", "Hours of a shift", "一班超过 {0} 小时算加班。", "Above {0} hours a shift is overtime."),
        Lines("holidays", "法定节假日", "Statutory holidays", "法定节假日：{0}", "Statutory holidays: {0}", "2026-10-01"),
        Lines("rest_day_shifts", "休息日加班的班次", "Rest-day shifts", "休息日加班的班次：{0}", "Shifts on a rest day: {0}"),
        Lines("promotion_days", "活动日", "Promotion days", "活动日：{0}", "Promotion days: {0}", "2026-11-11"),
        Lines("promotion_kinds", "算活动日的活动", "Promotions whose days count", "这些活动的日子也算活动日：{0}", "The days of these promotions count too: {0}", "promotions.csv: kind, *"),
        Choice("hours", "工时按什么算", "Hours by", "工时按{0}算。", "Hours by {0}.", ("roster", "排班", "roster"), ("presence", "在岗记录", "presence")),
        Count("talk_pause", "等待的买家延长班次", "Waiting buyers extend a shift", "下班时还没谈完的买家，停顿不超过 {0}的回复都算工时。", "A talk that is not over counts as work while pauses are at most {0}.", 240, "分钟", "minutes"),
        Text("night", "夜间", "Night", "夜间是 {0}。", "Night is {0}.", help: "22:00-06:00"),
        Text("night_least", "算夜班的小时", "Night shift from", "夜间满 {0} 小时算夜班。", "{0} hours within the night make a night shift."),
        Lines("time_off", "抵休息日加班的假", "Time off for rest days", "这些假抵休息日加班：{0}", "Time off for work on rest days: {0}"),
    ];

    private static IReadOnlyList<Setting> Guard =>
    [
        Text("loss_share", "赔偿上限", "Most of losses", "赔偿合计不超过当月应发的 {0}。", "Compensation is at most {0} of the month's gross lines."),
        Lines("minimum_wage", "当地最低工资", "Local minimum wage", "扣减后不低于最低工资：{0}", "Never below the minimum wage: {0}", "2026-01-01 2200元"),
        Switch("carries_over", "留到下月", "Carries over", "没扣完的留到下月。", "What is held back is carried over.", "没扣的不再扣。", "What is held back is not carried over."),
    ];

    private static IReadOnlyList<Setting> Switches =>
    [
        Switch("scores_scale", "评分折算", "Scores scale", "团队评分奖按评分折算。", "Bonuses by score are scaled.", "评分不折算，按满分。", "Scores do not scale; full."),
        Switch("lateness_breaks_attendance", "迟到影响满勤", "Lateness breaks attendance", "计罚的迟到没有满勤奖。", "Lateness breaks full attendance.", "迟到不影响满勤奖。", "Lateness does not break it."),
        Switch("tolerated_lateness_breaks_attendance", "免计的迟到影响满勤", "Tolerated lateness breaks attendance", "免计的迟到也没有满勤奖。", "Tolerated lateness breaks it.", "免计的迟到不影响满勤奖。", "Tolerated lateness does not."),
        Switch("offline_breaks_attendance", "脱岗影响满勤", "Offline breaks attendance", "脱岗没有满勤奖。", "Being offline on shift breaks it.", "脱岗不影响满勤奖。", "Being offline does not."),
        Switch("loss_replaces_fine", "赔偿代替罚款", "Loss replaces the fine", "按实赔偿就不再罚款。", "A compensated loss replaces the fine.", "赔偿之外照罚。", "The fine comes on top."),
        Switch("tolerated_lateness_is_mistake", "免计的迟到算失误", "Tolerated lateness is a mistake", "免计的迟到算失误。", "It counts as a mistake.", "免计的迟到不算失误。", "It is no mistake."),
        Switch("recorded_exemption_wins", "有记录就免责", "A recorded exemption wins", "有免责记录就免，除非写明理由不免。", "A recorded exemption wins unless it is refused with a reason.", "免责要人确认。", "An exemption needs a person."),
        Count("review_open_days", "评价等待天数", "Days to change a review", "中差评 {0}后没改才罚。", "A review may be changed for {0}.", 60, "天", "days"),
        Switch("leave_needs_signature", "请假要签字", "Leave needs a signature", "签了字的假才算。", "Only signed leave counts.", "报备过的假就算。", "Reported leave counts."),
        Switch("book_must_be_shown", "制度要先看过", "The book must be shown", "按这一版发薪的人都看过它，月份才能结账。", "A month waits until everybody it pays was shown this book.", "没看过这一版的人只列出来，不挡结账。", "Who was not shown this book is listed, and nothing waits."),
    ];
}
