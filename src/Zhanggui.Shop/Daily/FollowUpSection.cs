using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Daily;

/// <summary>How members are called back: the process and the standard it is measured by (FUP-03). Without interval or days nobody is called.</summary>
internal sealed record MemberRules(int? EveryMonths, int? WithinDays, int? Attempts, Duration? AgainAfter, int? PerDay, IReadOnlyList<string> Steps);

/// <summary>What the book in force says about following up.</summary>
internal sealed record FollowUpRules(MemberRules Members, LeftOrderRules Orders, IReadOnlyList<string> Later, IReadOnlyList<string> Done)
{
    public static readonly FollowUpRules Unwritten = new(new(null, null, null, null, null, []), new(null, null, null, null, null), [], []);
}

/// <summary>Section <c>follow_up</c>: calling members back, and which orders left lying are on somebody's day.</summary>
internal static class FollowUpSection
{
    private const int MostSteps = 20;
    private const int StepLength = 60;
    private const int ReasonLength = 40;

    public static readonly RuleSection<FollowUpRules> Section = new("follow_up", new Words("回访与跟单", "Following up"), Variation.Shop,
    [
        new GroupSetting("members", new("会员回访", "Calling members back"),
        [
            Count("every_months", "多久回访一次", "How often", "会员每 {0}回访一次。", "A member is called every {0}.", "不安排会员回访。", "Members are not called.", 60, "个月", "months"),
            Count("within_days", "几天内完成", "Done within", "到期后 {0}内完成回访。", "A callback is done within {0} of falling due.", "不安排会员回访。", "Members are not called.", 90, "天", "days"),
            Count("attempts", "最多打几次", "Attempts", "最多打 {0}，都没接通就记为没联系上。", "After {0} without an answer it ends as not reached.", "没接通可以一直再打。", "There is no end to attempts.", 20, "次", "attempts"),
            Length("again_after", "隔多久再打", "Again after", "没接通，隔 {0}再打。", "After no answer the next attempt is {0} later.", "没接通可以马上再打。", "The next attempt may follow at once."),
            Count("per_day", "一天新开几个", "New ones a day", "每天最多新开 {0}。", "At most {0} are opened a day.", "到期的都开。", "All that are due are opened.", 2000, "个", "callbacks"),
            Texts("steps", "步骤", "Steps", "步骤：{0}", "Steps: {0}", "没有固定步骤。", "There are no set steps.", MostSteps, StepLength),
        ]),
        new GroupSetting("orders", new("没处理的订单", "Orders left lying"),
        [
            Length("unpaid_after", "没付款", "Not paid", "拍下 {0}还没付款，列入每日清单。", "An order not paid {0} after it was placed is on the daily list.", "没付款的不列入清单。", "Unpaid orders are not listed."),
            Length("unpaid_for", "没付款的列多久", "Listed for", "拍下超过 {0}不再列。", "Longer than {0} after it was placed it is no longer listed.", "一直列到付款或关闭。", "It is listed until it is paid or closed."),
            Length("unverified_after", "没核对", "Not verified", "付款 {0}还没核对，列入每日清单。", "A paid order not verified after {0} is on the daily list.", "没核对的不列入清单。", "Unverified orders are not listed."),
            Length("note_after", "没备注", "No note", "付款 {0}还没有备注，列入每日清单。", "A paid order without a note after {0} is on the daily list.", "没备注的不列入清单。", "Orders without a note are not listed.") with { IsExtra = true },
            Length("served_within", "没算给谁的归谁", "Whose if credited to nobody", "没算给谁的订单，归 {0}内最后接待这位买家的客服。", "An order credited to nobody is with whoever served its buyer last within {0}.", "没算给谁的订单，大家的清单上都有。", "An order credited to nobody is on everybody's list."),
            Length("paid_for", "付了款的列多久", "Paid ones listed for", "付款超过 {0}不再列。", "Longer than {0} after payment it is no longer listed.", "一直列到发货。", "It is listed until it is sent."),
        ]),
        new GroupSetting("reasons", new("清单上的常用理由", "Usual reasons on the list"),
        [
            Texts("later", "稍后的理由", "Reasons for later", "稍后：{0}", "Later: {0}", "自己写。", "In one's own words.", MostSteps, ReasonLength),
            Texts("done", "办结的结果", "What became of it", "办结：{0}", "Done: {0}", "自己写。", "In one's own words.", MostSteps, ReasonLength),
        ]),
    ], Read)
    {
        Place = 6,
    };

    private static CountSetting Count(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn, long most, string unit, string unitEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), 1, most, new(unit, unitEn));

    private static DurationSetting Length(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), Duration.FromMinutes(1), Duration.FromDays(60));

    private static TextListSetting Texts(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn, int most, int length) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), most, length);

    private static FollowUpRules Read(SectionValues values) => new(
        new((int?)values.Count("members.every_months"), (int?)values.Count("members.within_days"), (int?)values.Count("members.attempts"), values.Duration("members.again_after"), (int?)values.Count("members.per_day"), values.Texts("members.steps") ?? []),
        new(values.Duration("orders.unpaid_after"), values.Duration("orders.unpaid_for"), values.Duration("orders.unverified_after"), values.Duration("orders.note_after"), values.Duration("orders.paid_for"), values.Duration("orders.served_within")),
        values.Texts("reasons.later") ?? [], values.Texts("reasons.done") ?? []);
}

/// <summary>The section in force in a shop.</summary>
internal sealed class FollowUpBook(IEnumerable<IRuleBooks> books) : IFollowUp
{
    private readonly IRuleBooks? books = books.FirstOrDefault();

    public async ValueTask<FollowUpRules> OfAsync(ShopId shop, Instant at, CancellationToken ct) =>
        books is null ? FollowUpRules.Unwritten : (await books.EffectiveAsync(FollowUpSection.Section, shop, at, ct)).Rules;

    public async ValueTask<LeftOrderRules> OrdersAsync(ShopId shop, Instant at, CancellationToken ct) => (await OfAsync(shop, at, ct)).Orders;
}
