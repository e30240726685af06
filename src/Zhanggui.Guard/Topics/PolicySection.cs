using NodaTime;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>Section <c>policy</c>: what buyers ask about, and the policies that a book proposes. May differ per shop.</summary>
internal static class PolicySection
{
    public const int SayingLength = 120;
    public const int MostSayings = 2000;
    public const int MostTopics = 100;
    public const int TopicLength = 20;
    public const int TitleLength = 60;
    public const int TextLength = 2000;
    public const int CaseLength = 60;
    public const int AnswerLength = 500;
    public const int MostLines = 60;
    private const int MostMonths = 12;
    private const int MostDays = 366;

    private static readonly Setting[] Topic =
    [
        Line("name", "名称", "Name", TopicLength),
        Switch("enabled", "启用", "In use", "启用。", "In use.", "不启用。", "Not in use."),
        List("sayings", "买家怎么问", "What buyers say", "买家说：{0}", "Buyers say: {0}", MostSayings, "同一处可换的词用 | 分开，… 是几个字的空当，# 是数字", "A bar parts words of one place, … is a gap, # a number"),
        List("except", "例外", "Exceptions", "这些说法里的不算：{0}", "Not inside: {0}", MostSayings, "整处落在例外里的不算", "What lies inside one of these does not count"),
        List("unless", "同句有就不算", "Unless", "同一句里有这些就不算：{0}", "Not where the sentence has: {0}", 500, null, null),
        List("opens", "打开的口径", "Opens", "打开口径：{0}", "Opens the policies: {0}", 20, "口径的编号或主题里的字，最合适的写在前面", "Keys of policies or words of their topics, the fittest first"),
        Switch("opens_nothing", "不打开口径", "Opens nothing", "只看当时的事实，没有口径。", "Only the facts of the moment; it has no policy.", "有口径。", "It has a policy."),
        List("shows", "一起看的事实", "Shows", "一起看：{0}", "Shows: {0}", 9, "postage 包邮、return 七天无理由、stock 库存、price 价格、promotions 活动、delivery 时效、colour 色差、brand 品牌、discount 议价", "postage, return, stock, price, promotions, delivery, colour, brand, discount"),
    ];

    private static readonly Setting[] Policy =
    [
        Line("name", "标题", "Title", TitleLength),
        Switch("enabled", "启用", "In use", "启用。", "In use.", "不启用。", "Not in use."),
        Line("topic", "主题", "Topic", TopicLength),
        Line("source", "出处", "Source", 300),
        new TextSetting("text", new("正文", "Text"), new("口径：{0}", "Policy: {0}"), new("没有写。", "Nothing."), TextLength, IsMultiline: true) { IsExtra = true },
        List("answers", "答法", "Answers", "答法：{0}", "Answers: {0}", MostLines, "写成「情形 => 答法」", "Written: case => answer", CaseLength + AnswerLength + 4),
        List("exempt", "照说的情形", "Said as they are", "这些情形照说，话术卫士不拦：{0}", "Said as they are although the guard rings: {0}", MostLines, null, null, CaseLength),
        List("facts", "事实", "Facts", "事实：{0}", "Facts: {0}", MostLines, "写成「名称 = 值」", "Written: name = value"),
        List("not_to_say", "不能说", "Not to say", "不能说：{0}", "Not to say: {0}", MostLines, null, null, TitleLength),
        Line("promise", "承诺", "Promise", TitleLength),
        new CountSetting("due_months", new("几个月内", "Within months"), new("{0}内。", "Within {0}."), new("不按月算。", "Not counted in months."), 1, MostMonths, new("个月", "months")) { IsExtra = true, Help = new("按日历算，月底没有这一天就算到月末", "By the calendar; a month without that day ends it") },
        new DurationSetting("due", new("几天内", "Within"), new("{0}内。", "Within {0}."), new("不按天算。", "Not counted in days."), Duration.FromDays(1), Duration.FromDays(MostDays)) { IsExtra = true, Help = new("整天；和「几个月内」只写一个", "Whole days; this or the months, not both") },
        new ChoiceSetting("due_from", new("从什么时候算", "Counted from"), new("从{0}算。", "Counted from {0}."), new("没有写明从什么时候算，日期由客服选。", "It is not said from when; whoever records it chooses the date."),
            [new("request", new("买家提出那天", "the day the buyer asked")), new("order", new("最近一单下单那天", "the day of the newest order"))]) { IsExtra = true },
    ];

    public static readonly RuleSection<PolicyRulesOfBook> Section = new("policy", new Words("买家问与口径", "Questions and policies"), Variation.Shop,
    [
        List("in_use", "用到的问题", "Topics in use", "只用这些：{0}", "Only these: {0}", MostTopics, "不写就全部用", "All where it is empty"),
        new EntriesSetting("topics", new("买家问什么", "What buyers ask"), Topic, MostTopics)
        {
            KeepsOrder = true,
        },
        new EntriesSetting("policies", new("建议的口径", "Proposed policies"), Policy, MostTopics),
    ], PolicyReading.Read)
    {
        Place = 5,
        Check = PolicyFindings.Of,
        CheckBeside = (values, beside) => beside(GuardSection.Section) is { } guard ? PolicyFindings.Said(values, guard) : [],
    };

    private static TextSetting Line(string key, string zh, string en, int length) =>
        new(key, new(zh, en), new(zh + "：{0}", en + ": {0}"), new("不写。", "None."), length) { IsExtra = true };

    private static SwitchSetting Switch(string key, string zh, string en, string yes, string yesEn, string no, string noEn) =>
        new(key, new(zh, en), new(yes, yesEn), new(no, noEn), new("按习惯。", "As usual.")) { IsExtra = true };

    private static TextListSetting List(string key, string zh, string en, string sentence, string sentenceEn, int most, string? help, string? helpEn, int length = SayingLength) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("没有。", "None."), most, length) { IsExtra = true, Help = help is null ? null : new(help, helpEn!) };
}
