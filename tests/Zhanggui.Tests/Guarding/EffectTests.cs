using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Desk;
using Zhanggui.Guard.Ledger;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Tests.Guarding;

public sealed class EffectTests
{
    [Theory]
    [InlineData(GuardLevel.Pass, false, false, "Free")]
    [InlineData(GuardLevel.Hint, false, false, "Free")]
    [InlineData(GuardLevel.Confirm, false, false, "NeedsReason")]
    [InlineData(GuardLevel.Confirm, true, true, "NeedsReason")]
    [InlineData(GuardLevel.Block, false, false, "Shut")]
    [InlineData(GuardLevel.Block, true, false, "Shut")]
    [InlineData(GuardLevel.Block, false, true, "Shut")]
    [InlineData(GuardLevel.Block, true, true, "NeedsReason")]
    public void Past_a_block_goes_only_an_approved_text_by_somebody_who_may(GuardLevel level, bool isApproved, bool may, string way) =>
        Effects.WayOf(level, isApproved, may).ToString().ShouldBe(way);

    [Theory]
    [InlineData("这个无法帮到您", "Taken")] // the whole rewrite
    [InlineData("抱歉，无法帮到您，请谅解", "Taken")] // its words inside others
    [InlineData("我再问一下", "Changed")]
    [InlineData("还是不行", null)] // it rang again: the sent message has it
    public void What_became_of_a_draft_is_told_from_the_message_that_was_sent(string sent, string? effect)
    {
        var draft = new GuardVerdict(GuardLevel.Confirm, [Hit("这个不行", 2, 2)], "这个无法帮到您");
        var judged = sent.Contains("不行", StringComparison.Ordinal) ? new GuardVerdict(GuardLevel.Confirm, [Hit(sent, sent.IndexOf("不行", StringComparison.Ordinal), 2)], null) : GuardVerdict.Passed;
        Effects.OfDraft(draft, judged, sent).Select(e => e.Effect.ToString()).SingleOrDefault().ShouldBe(effect);
    }

    private static GuardHit Hit(string text, int start, int length) =>
        new("cannot", "words", new Words("说不行", "Cannot"), GuardLevel.Confirm, start, length, text.Substring(start, length), new Words("换一种说法", "Say it otherwise"), null, "无法帮到您");
}
