using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Rules;

/// <summary>Section <c>guard</c>: what agents say and do not say. May differ per shop and team, because a word list belongs to whoever works by it.</summary>
internal static class GuardSection
{
    public const int MostRules = 200;
    public const int MostWords = 5000;
    public const int WordLength = 1000;
    public const int RewriteLength = 300;
    public const int SentenceLength = 300;
    public const int MostClasses = 100;
    public const int ClassWordLength = 60;

    private static readonly Setting[] Rule =
    [
        Line("name", "名称", "Name", 60),
        new ChoiceSetting("kind", new("类型", "Kind"), new("类型：{0}", "Kind: {0}"), new("没有类型的规则不能生效。", "A rule without a kind cannot work."), GuardChoices.Kinds),
        new ChoiceSetting("level", new("级别", "Level"), new("级别：{0}", "Level: {0}"), new("按提示处理。", "It is a hint."), GuardChoices.Levels),
        new ChoiceSetting("unknown", new("事实不明时", "Where the fact is unknown"), new("事实不明时：{0}", "Where the fact is unknown: {0}"), new("按说法的种类：否认、折扣、赠品、价格要确认，其余提示。", "A denial, discount, gift or price asks for confirmation, others are hinted at."), GuardChoices.Levels) { IsExtra = true },
        new SwitchSetting("enabled", new("启用", "In use"), new("启用。", "In use."), new("不启用。", "Not in use."), new("启用。", "In use.")) { IsExtra = true },
        Line("reason", "理由", "Reason", SentenceLength),
        Line("suggest", "建议的说法", "What to say", SentenceLength),
        List("words", "词句", "Words", "词句：{0}", "Words: {0}", MostWords, "同一处可换的词用 | 分开，… 是几个字的空当，# 是数字，¥ 是一笔钱，@ 是账号，{名字} 是一组词", "A bar parts words of one place, … is a gap, # a number, ¥ a sum of money, @ an account, {name} a class of words"),
        List("except", "例外", "Exceptions", "这些说法里的不算：{0}", "Not inside: {0}", 2000, "整处落在例外里的不算", "What lies inside one of these does not ring"),
        List("unless", "同句有就不算", "Unless", "同一句里有这些就不算：{0}", "Not where the sentence has: {0}", 500, null, null),
        List("unless_before", "前面近处有就不算", "Unless before", "前面近处有这些就不算：{0}", "Not where shortly before stands: {0}", 500, "紧挨在词句前面的否定、条件，比如「没有」「如果」", "A denial or condition right before the words"),
        List("unless_after", "后面近处有就不算", "Unless after", "后面近处有这些就不算：{0}", "Not where shortly after stands: {0}", 500, "紧跟在词句后面的，比如「吗」「的话」", "What follows the words, such as a mark of a question"),
        Count("unless_within", "近处是几个字", "Within", "近处：{0} 个字以内。", "Shortly means within {0} characters."),
        List("with", "消息里要有", "With", "消息里要有其一：{0}", "Only where the message has one of: {0}", 500, null, null),
        List("after", "买家说到", "After", "买家说到其一时：{0}", "Only after the buyer's: {0}", 500, null, null),
        List("rewrite", "改写", "Rewrites", "改写：{0}", "Rewrites: {0}", 1000, "写成「原话 => 改成」", "Written: said => instead", RewriteLength),
        List("teams", "团队", "Teams", "只管团队：{0}", "Only teams: {0}", 50, null, null),
        List("channels", "渠道", "Channels", "只管渠道：{0}", "Only channels: {0}", 50, null, null),
        List("senders", "发送者", "Senders", "只管发送者：{0}", "Only senders: {0}", 20, null, null),
        new SwitchSetting("disguises", new("识别变体", "Disguises"), new("拆开、谐音、符号、数字代替等写法也算。", "Spaced, disguised and split spellings count too."), new("只算原样。", "Only as written."), new("只算原样。", "Only as written.")) { IsExtra = true },
        new ChoiceSetting("about", new("说的是", "About"), new("说的是：{0}", "About: {0}"), new("与事实无关。", "About no fact."), GuardChoices.Abouts) { IsExtra = true },
        new ChoiceSetting("says", new("说有还是没有", "Says yes or no"), new("{0}", "{0}"), new("说有。", "It says yes."), [new("yes", new("说有", "yes")), new("no", new("说没有", "no"))]) { IsExtra = true },
        new ChoiceSetting("shape", new("形式", "Shape"), new("形式：{0}", "Shape: {0}"), new("不看形式。", "No shape."), GuardChoices.Shapes) { IsExtra = true },
        Count("at_least", "至少", "At least", "至少 {0}。", "At least {0}."),
        Count("most", "至多", "At most", "至多 {0}。", "At most {0}."),
    ];

    public static readonly RuleSection<GuardRules> Section = new("guard", new Words("话术卫士", "Guard"), Variation.ShopAndTeam,
    [
        Wide("terms", "行业词和名称", "Terms and names", "这些词里不响：{0}", "Nothing rings inside: {0}", 2000),
        new TextListSetting("approved", new("核定的话", "Approved texts"), new("核定可以照说：{0}", "Approved as they are: {0}"), new("没有。", "None."), 500, SentenceLength) { IsExtra = true },
        Wide("own_links", "自己的链接", "Own links", "自己的网址：{0}", "Own addresses: {0}", 200),
        Wide("look_alikes", "形近音近字", "Look-alikes", "看作一样：{0}", "Read alike: {0}", 200),
        new EntriesSetting("classes", new("词组", "Word classes"), [List("words", "词", "Words", "词：{0}", "Words: {0}", 500, "说法里写 {名字} 就代表这些词；sum_unit 和 sum_end 说明怎样的数算钱（¥）", "A saying names them as {name}; sum_unit and sum_end say which numbers are money (¥)", ClassWordLength)], MostClasses),
        Desk("near_days", "找近似说法的天数", "Days looked through for near misses", "找最近 {0} 天里接近规则而没有响的话。", "What came close to a rule is looked for in the last {0} days.", new("不找。", "Not looked for."), 31),
        Desk("tried_days", "试算例外的天数", "Days an exception is tried on", "例外先在最近 {0} 天的命中上试算。", "An exception is tried on the hits of the last {0} days.", new("不试算。", "Not tried."), 92),
        Desk("least_rings", "算作扰人的最少次数", "Fewest rings of an annoying rule", "响过 {0} 次以上才比较哪条规则扰人。", "Rules that rang {0} times are compared.", new("响过的都比较。", "All that rang are compared."), 10_000),
        Desk("near_wider", "近似：空当放宽几倍", "Near: how many times as wide gaps may be", "近似说法的空当放宽到 {0} 倍。", "Gaps of near misses are {0} times as wide.", new("不放宽。", "Not wider."), 10),
        Desk("near_between", "近似：词中间可多几个字", "Near: characters between those of a word", "近似说法的词中间可以多 {0} 个字。", "Up to {0} characters may stand inside a word.", new("一个也不多，也不少字。", "None, and none missing."), 8),
        Desk("near_word", "近似：至少几个字的词", "Near: shortest word", "{0} 个字以上的词才放宽。", "Only words of {0} characters or more are loosened.", new("词不放宽。", "Words are not loosened."), 20),
        Desk("near_phrase", "常见短句至少几个字", "Frequent phrases: shortest", "几个会话里都有的短句，至少 {0} 个字。", "Phrases of several conversations have at least {0} characters.", new("不找短句。", "Phrases are not looked for."), 30),
        Desk("near_phrase_most", "常见短句至多几个字", "Frequent phrases: longest", "至多 {0} 个字。", "At most {0} characters.", new("不找短句。", "Phrases are not looked for."), 30),
        Desk("near_talks", "常见短句至少在几个会话里", "Frequent phrases: in how many conversations", "在 {0} 个会话里都有才算。", "Told when they stand in {0} conversations.", new("不找短句。", "Phrases are not looked for."), 100),
        Desk("alike_percent", "相似要有百分之几相同", "Similar: percent in common", "两处的字有 {0}% 相同就算相似。", "Similar are words that share {0} percent.", new("只算完全相同的。", "Only the same words."), 100),
        new EntriesSetting("rules", new("规则", "Rules"), Rule, MostRules),
    ], GuardReading.Read)
    {
        Place = 4,
        Check = GuardFindings.Of,
    };

    private static TextSetting Line(string key, string zh, string en, int length) =>
        new(key, new(zh, en), new(zh + "：{0}", en + ": {0}"), new("不写。", "None."), length) { IsExtra = true };

    private static TextListSetting List(string key, string zh, string en, string sentence, string sentenceEn, int most, string? help, string? helpEn, int length = WordLength) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("没有。", "None."), most, length) { IsExtra = true, Help = help is null ? null : new(help, helpEn!) };

    private static TextListSetting Wide(string key, string zh, string en, string sentence, string sentenceEn, int most) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("没有。", "None."), most, WordLength) { IsExtra = true };

    private static CountSetting Desk(string key, string zh, string en, string sentence, string sentenceEn, Words whenEmpty, int most) =>
        new(key, new(zh, en), new(sentence, sentenceEn), whenEmpty, 1, most, Words.None) { IsExtra = true };

    private static CountSetting Count(string key, string zh, string en, string sentence, string sentenceEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("按习惯。", "As usual."), 1, 500, Words.None) { IsExtra = true };
}

/// <summary>The ways a rule may choose.</summary>
internal static class GuardChoices
{
    public static readonly Choice[] Kinds =
    [
        new("words", new("词句", "words")),
        new("address", new("称呼", "form of address")),
        new("wanted", new("应有的话", "wanted words")),
        new("shape", new("形式", "shape")),
        new("promise", new("时间或结果的承诺", "promise of date or result")),
        new("contacts", new("联系方式", "contacts")),
        new("links", new("链接", "links")),
        new("payment", new("平台外付款", "payment outside the platform")),
        new("other_buyer", new("别的买家的资料", "another buyer's data")),
        new("claim", new("与事实有关的说法", "claim against facts")),
        new("soothing", new("反复安抚", "repeated soothing")),
        new("position", new("口径不一", "differing position")),
        new("policy", new("政策里不可说的", "what policies forbid to say")),
    ];

    public static readonly Choice[] Levels =
    [
        new("hint", new("提示", "hint")),
        new("confirm", new("确认", "confirm")),
        new("block", new("拦下", "block")),
    ];

    public static readonly Choice[] Abouts =
    [
        new("invoice", new("发票", "invoice")),
        new("payment", new("付款方式", "way of paying")),
        new("free_shipping", new("包邮", "free shipping")),
        new("return", new("七天无理由退货", "7-day return")),
        new("stock", new("现货", "stock")),
        new("discount", new("折扣", "discount")),
        new("gift", new("赠品", "gift")),
        new("price", new("价格", "price")),
        new("brand", new("品牌", "brand")),
        new("colour", new("颜色", "colour")),
        new("effect", new("功效", "effect")),
        new("superlative", new("极限词", "superlative")),
    ];

    public static readonly Choice[] Shapes =
    [
        new("one_word", new("一两个字打发", "one-word answer")),
        new("bare", new("问一句答一句", "bare answer")),
        new("monologue", new("独角戏", "monologue")),
        new("unanswered", new("没有回答问题", "question left unanswered")),
        new("no_closing", new("没有结束语", "no closing")),
        new("interrogation", new("质问", "interrogation")),
    ];
}
