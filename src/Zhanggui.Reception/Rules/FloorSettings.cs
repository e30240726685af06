using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Rules;

/// <summary>The part of reception's section about words at hand, endings, checklists and contacts.</summary>
internal static class FloorSettings
{
    private const int LineLength = 60;
    private const int WordsLength = 300;

    public static DurationSetting SupervisorWait { get; } = new("supervisor", new("提醒主管", "Supervisor"),
        new("买家等待满 {0}，同时提醒主管。", "A wait of {0} alerts the supervisors too."), new("等待不另外提醒主管。", "Supervisors are not alerted."), Duration.FromSeconds(1), Duration.FromHours(24))
    { IsExtra = true };

    public static IReadOnlyList<Setting> Groups { get; } =
    [
        new GroupSetting("phrases", new("快捷短语", "Quick phrases"),
        [
            Lines("groups", new("分组", "Groups"), new("短语库至少分这些组：{0}", "The library has at least these groups: {0}"), 20, 20),
            Span("review_every", new("多久复核一次", "Reviewed every"), new("每条短语满 {0} 要复核一次。", "Each phrase is looked through every {0}."), Duration.FromDays(1), Duration.FromDays(730)),
            Span("unused_after", new("多久没用算闲置", "Unused after"), new("{0}没人用过的短语列为闲置。", "A phrase that nobody sent for {0} is listed as unused."), Duration.FromDays(1), Duration.FromDays(730)),
        ]),
        new GroupSetting("signatures", new("个性签名", "Signatures"),
        [
            Yes("required", new("每人都要有", "Everybody has one"), new("每个接待账号都要有个性签名，没有的列给主管。", "Every agent account has a signature; those without one are listed for the supervisor.")),
            Yes("carries", new("写活动或主推", "Carries an offer"), new("签名里写当前活动或主推商品，活动过期要换。", "A signature carries a current promotion or a main product; an ended promotion is flagged.")),
            Span("rotate_every", new("多久换一条", "Next text after"), new("签名有几条的，每 {0}换下一条给买家看。", "Of several texts the next one is shown after {0}."), Duration.FromSeconds(5), Duration.FromDays(31)),
        ]),
        new GroupSetting("accounts", new("接待账号", "Accounts"),
        [
            Yes("friends_free", new("加好友免验证", "Friends without verification"), new("接待账号加好友不用验证，还要验证的列出来。", "Agent accounts accept friend requests without verification; those that still ask for it are listed.")),
        ]),
        new GroupSetting("ending", new("结束会话", "Ending"),
        [
            Text("closing_words", new("结束语", "Closing words"), new("结束时可以一并发出：{0}", "Offered as the last words: {0}")),
            Lines("sold_outcomes", new("算成交的结果", "Outcomes that are a sale"), new("这些结果算成交：{0}", "These outcomes are a sale: {0}"), 9, 20),
            Lines("lost_reasons", new("未成交原因", "Why nothing was sold"), new("没有成交时选一个原因：{0}", "When nothing was sold, one reason is chosen: {0}"), 9, 20),
        ]),
        new GroupSetting("satisfaction", new("满意度", "Satisfaction"),
        [
            new SwitchSetting("invite", new("邀请评价", "Invite a rating"), new("会话结束时请买家评价一次。", "When a conversation ends the buyer is asked once."), new("不邀请评价。", "Nobody is asked."), new("不邀请评价。", "Nobody is asked.")) { IsExtra = true },
            Text("words", new("邀请的话", "Words"), new("邀请时说：{0}", "The invitation says: {0}")),
            Span("window", new("评价时限", "Window"), new("邀请后 {0}内的评价有效。", "A rating counts within {0} of the invitation."), Duration.FromMinutes(1), Duration.FromDays(90)),
            Yes("record", new("每次处理后做记录", "A record after each case"), new("每个会话结束后，接待的人记下买家满意不满意；没有记的列出来。", "When a conversation has ended, whoever served the buyer records whether they were satisfied; those without a record are listed.")),
            new CountSetting("target", new("满意目标", "Target of satisfaction"), new("满意的目标是 {0}。", "The target of satisfaction is {0}."), new("没有定满意目标。", "There is no target of satisfaction."), 1, 100, new("%", "%")) { IsExtra = true },
        ]),
        new GroupSetting("guides", new("接待要点", "Guides"),
        [
            Lines("course", new("接待流程", "Course of a chat"), new("每次售前接待依次做到：{0}", "Each chat before the sale goes through: {0}"), 12, LineLength),
            Lines("need", new("需求清单", "Needs"), new("售前问清：{0}", "Found out before the sale: {0}"), 12, LineLength),
            Lines("parcel", new("查件步骤", "Where is my parcel"), new("买家问快递时依次：{0}", "When a buyer asks for the parcel: {0}"), 9, LineLength),
            new CountSetting("monologue", new("独角戏提醒", "Monologue"), new("客服连发 {0}买家没有说话，工作台提醒先听买家说。", "After {0} of the agent without a word of the buyer the desk hints to listen."), new("不提醒客服连发。", "Monologues are not hinted at."), 2, 50, new("条", "lines")) { IsExtra = true },
            Span("help_after", new("求助多久没人应算晚", "Help is late after"), new("求助满 {0} 没人回答，标为过晚。", "A call for help without an answer for {0} is shown as late."), Duration.FromSeconds(10), Duration.FromDays(7)),
        ]),
        ProcedureSettings.Setting,
        new GroupSetting("lists", new("回访名单", "Lists to come back to"),
        [
            Span("back", new("看多久以内的", "How far back"), new("回访名单列出 {0}内结束的会话。", "The lists hold conversations that ended within {0}."), Duration.FromDays(1), Duration.FromDays(730)),
        ]),
        new GroupSetting("typing", new("打字", "Typing"),
        [
            new CountSetting("standard", new("标准", "Standard"), new("每分钟打对 {0}。", "{0} right a minute."), new("不要求打字速度。", "No speed of typing is asked for."), 1, 1000, new("字", "characters")) { IsExtra = true },
            new CountSetting("least", new("多少字才计", "Counted from"), new("打对不到 {0} 的练习不计入成绩。", "A practice with fewer than {0} right is not counted."), new("每次练习都计入成绩。", "Every practice is counted."), 1, 1000, new("字", "characters")) { IsExtra = true },
        ]),
        new GroupSetting("contacts", new("电话与来访", "Calls and visits"),
        [
            Lines("classes", new("类别", "Classes"), new("来电来访分这些类：{0}", "Calls and visits are booked as: {0}"), 20, 20),
            Lines("took_outcomes", new("算成了的结果", "Outcomes that count as taken"), new("来电来访有这些结果的，算就诊、预约或购买了：{0}", "Callers and visitors with these outcomes took the treatment, booked or bought: {0}"), 9, 20),
            new CountSetting("most_rings", new("响铃", "Rings"), new("电话在 {0}内接起。", "A call is picked up within {0}."), new("不看响铃次数。", "Rings are not judged."), 1, 20, new("声", "rings")) { IsExtra = true },
            Lines("floor_checks", new("现场检查", "Floor checks"), new("现场检查表：{0}", "Checked on the floor: {0}"), 40, LineLength),
        ]),
    ];

    public static FloorRules Read(SectionValues values) => new()
    {
        WaitSupervisor = values.Duration("waiting.supervisor"),
        PhraseGroups = Texts(values, "phrases.groups"),
        PhraseReview = values.Duration("phrases.review_every"),
        PhraseUnused = values.Duration("phrases.unused_after"),
        NeedsSignature = values.Switch("signatures.required") ?? false,
        SignatureCarriesOffer = values.Switch("signatures.carries") ?? false,
        SignatureEvery = values.Duration("signatures.rotate_every"),
        FriendsAreFree = values.Switch("accounts.friends_free") ?? false,
        ClosingWords = values.Text("ending.closing_words"),
        SoldOutcomes = Texts(values, "ending.sold_outcomes"),
        LostReasons = Texts(values, "ending.lost_reasons"),
        InvitesRating = values.Switch("satisfaction.invite") ?? false,
        RatingWords = values.Text("satisfaction.words"),
        RatingWindow = values.Duration("satisfaction.window"),
        KeepsTalkRecords = values.Switch("satisfaction.record") ?? false,
        SatisfiedTarget = values.Count("satisfaction.target"),
        Procedures = ProcedureSettings.Read(values),
        NeedChecklist = Texts(values, "guides.need"),
        HelpAfter = values.Duration("guides.help_after"),
        ContactClasses = Texts(values, "contacts.classes"),
        TookOutcomes = Texts(values, "contacts.took_outcomes"),
        MostRings = values.Count("contacts.most_rings"),
        FloorChecks = Texts(values, "contacts.floor_checks"),
        ListsBack = values.Duration("lists.back"),
        Monologue = values.Count("guides.monologue"),
        TypingStandard = values.Count("typing.standard"),
        TypingLeast = values.Count("typing.least"),
    };

    public static IEnumerable<Finding> Check(SectionValues values)
    {
        if (values.Duration("waiting.red") > values.Duration("waiting.supervisor"))
        {
            yield return new Finding(Severity.Warning, "waiting.supervisor", "reception.waiting.supervisor_order", new("主管会比客服先被提醒。", "Supervisors are alerted before the agent."));
        }

        foreach (var finding in ProcedureSettings.Check(values))
        {
            yield return finding;
        }

        var outcomes = Texts(values, "close_outcomes");
        if (outcomes.Count > 0 && Texts(values, "ending.sold_outcomes").FirstOrDefault(o => !outcomes.Contains(o, StringComparer.Ordinal)) is { } unknown)
        {
            yield return new Finding(Severity.Warning, "ending.sold_outcomes", "reception.ending.outcome_unknown", new($"「{unknown}」不在结束时的结果里。", $"“{unknown}” is not among the outcomes when closing."));
        }
    }

    private static IReadOnlyList<string> Texts(SectionValues values, string path) =>
        [.. (values.Texts(path) ?? []).Select(o => o.Trim()).Where(o => o.Length > 0).Distinct(StringComparer.Ordinal)];

    private static TextListSetting Lines(string key, Words name, Words sentence, int most, int length) =>
        new(key, name, sentence, new($"{name.Zh}没有规定。", $"{name.En}: nothing is said."), most, length) { IsExtra = true };

    private static TextSetting Text(string key, Words name, Words sentence) =>
        new(key, name, sentence, new($"{name.Zh}没有规定。", $"{name.En}: nothing is said."), WordsLength, IsMultiline: true) { IsExtra = true };

    private static SwitchSetting Yes(string key, Words name, Words sentence) =>
        new(key, name, sentence, new($"{name.Zh}：不要求。", $"{name.En}: not asked for."), new($"{name.Zh}没有规定。", $"{name.En}: nothing is said.")) { IsExtra = true };

    private static DurationSetting Span(string key, Words name, Words sentence, Duration min, Duration max) =>
        new(key, name, sentence, new($"{name.Zh}没有规定。", $"{name.En}: nothing is said."), min, max) { IsExtra = true };
}
