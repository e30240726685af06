using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Guard;

internal sealed record GuardBlocked(string Text, string Rule, string RuleEn, string Why, string WhyEn) : Refusal(RefusalKind.Conflict, "guard.message.blocked",
    $"话术卫士拦下了「{Text}」（{Rule}）：{Why}", $"The guard stopped \"{Text}\" ({RuleEn}): {WhyEn}", "text")
{
    public static GuardBlocked By(GuardHit hit) => new(Refused.Short(hit.Text), hit.Name.Zh, hit.Name.En ?? hit.Name.Zh, hit.Reason.Zh, hit.Reason.En ?? hit.Reason.Zh);
}

internal sealed record GuardReasonMissing(string Text, string Rule, string RuleEn, string Why, string WhyEn) : Refusal(RefusalKind.Conflict, "guard.message.reason_missing",
    $"「{Text}」（{Rule}）要写明理由才能发：{Why}", $"\"{Text}\" ({RuleEn}) is sent only with a reason: {WhyEn}", "reason")
{
    public static GuardReasonMissing By(GuardHit hit) => new(Refused.Short(hit.Text), hit.Name.Zh, hit.Name.En ?? hit.Name.Zh, hit.Reason.Zh, hit.Reason.En ?? hit.Reason.Zh);
}

internal sealed record GuardReasonWrong(int Limit) : Refusal(RefusalKind.Invalid, "guard.message.reason_wrong",
    $"理由最多 {Limit} 个字。", $"The reason has at most {Limit} characters.", "reason");

internal sealed record GuardTextWrong(int Limit) : Refusal(RefusalKind.Invalid, "guard.check.text_wrong",
    $"请给出要检查的话，最多 {Limit} 个字。", $"Give the text to look at, at most {Limit} characters.", "text");

internal sealed record GuardedTalkNotFound() : Refusal(RefusalKind.NotFound, "guard.check.conversation_not_found",
    "没有这个会话，或者您不能在其中发言。", "There is no such conversation, or you may not write in it.");

internal sealed record GuardShopNotFound() : Refusal(RefusalKind.NotFound, "guard.hit.shop_not_found",
    "没有这家店，或者您不能看。", "There is no such shop, or it is not yours to see.");

internal sealed record StoredBlocked(string Name, int At, string Text, string Rule, string RuleEn, string Why, string WhyEn) : Refusal(RefusalKind.Conflict, "guard.text.blocked",
    $"话术卫士拦下了第 {At + 1} 个字起的「{Text}」（{Rule}）：{Why}", $"The guard stopped \"{Text}\", from character {At + 1} on ({RuleEn}): {WhyEn}", Name)
{
    public static StoredBlocked By(GuardHit hit, string field) => new(field, hit.Start, Refused.Short(hit.Text), hit.Name.Zh, hit.Name.En ?? hit.Name.Zh, hit.Reason.Zh, hit.Reason.En ?? hit.Reason.Zh);
}

internal sealed record StoredReasonMissing(string Name, int At, string Text, string Rule, string RuleEn, string Why, string WhyEn) : Refusal(RefusalKind.Conflict, "guard.text.reason_missing",
    $"第 {At + 1} 个字起的「{Text}」（{Rule}）要写明理由才能保存：{Why}", $"\"{Text}\", from character {At + 1} on ({RuleEn}), is kept only with a reason: {WhyEn}", Name)
{
    public static StoredReasonMissing By(GuardHit hit, string field) => new(field, hit.Start, Refused.Short(hit.Text), hit.Name.Zh, hit.Name.En ?? hit.Name.Zh, hit.Reason.Zh, hit.Reason.En ?? hit.Reason.Zh);
}

internal sealed record GuardPeriodWrong(int Days) : Refusal(RefusalKind.Invalid, "guard.hit.period_wrong",
    $"日期写成 2026-03-01 这样，最多 {Days} 天。", $"Dates are written like 2026-03-01, at most {Days} days.", "from");

internal sealed record GuardFilterWrong(string Name) : Refusal(RefusalKind.Invalid, "guard.hit.filter_wrong",
    "没有这样的筛选。", "There is no such filter.", Name);

internal sealed record GuardHitNotFound() : Refusal(RefusalKind.NotFound, "guard.hit.not_found",
    "没有这条记录，或者您不能看。", "There is no such hit, or it is not yours to see.");

internal sealed record GuardWordsGone() : Refusal(RefusalKind.Conflict, "guard.hit.words_gone",
    "这句话已经按期清除，不能再提。", "The words have been cleared; nothing can be proposed of them.");

internal sealed record GuardNoteWrong(int Limit) : Refusal(RefusalKind.Invalid, "guard.dispute.note_wrong",
    $"说明最多 {Limit} 个字。", $"The note has at most {Limit} characters.", "note");

internal sealed record GuardNothingRings() : Refusal(RefusalKind.Conflict, "guard.dispute.nothing_rings",
    "这句话现在不响了，不用提。", "The sentence does not ring (any more).", "text");

internal sealed record GuardDisputedAlready() : Refusal(RefusalKind.Conflict, "guard.dispute.already",
    "已经提过了，等答复就好。", "It has been proposed already; an answer will come.");

internal sealed record GuardDisputeNotFound() : Refusal(RefusalKind.NotFound, "guard.dispute.not_found",
    "没有这条建议，或者您不能看。", "There is no such proposal, or it is not yours to see.");

internal sealed record GuardAnsweredAlready() : Refusal(RefusalKind.Conflict, "guard.dispute.answered",
    "已经有人答复过了。", "Somebody has answered already.");

internal sealed record GuardAnswerForbidden() : Refusal(RefusalKind.Forbidden, "guard.dispute.forbidden",
    "答复要有修改制度的权限。", "Answering needs the right to edit the rule book.");

internal sealed record GuardAnswerMissing(int Limit) : Refusal(RefusalKind.Invalid, "guard.dispute.answer_missing",
    $"不采纳要写明原因，最多 {Limit} 个字。", $"Declining needs a reason, at most {Limit} characters.", "note");

internal sealed record GuardExceptionWrong(int Most, int Limit) : Refusal(RefusalKind.Invalid, "guard.dispute.exception_wrong",
    $"请写出例外的说法，每处最多 {Most} 条，每条最多 {Limit} 个字。", $"Write the exception, at most {Most} sayings of {Limit} characters.", "except");

internal sealed record GuardExceptionMisses(string Text) : Refusal(RefusalKind.Conflict, "guard.dispute.exception_misses",
    $"加了这个例外，「{Text}」在原来那句话里还是会响。", $"With this exception \"{Text}\" still rings in the sentence it is about.", "except");

internal sealed record GuardNearNotFound() : Refusal(RefusalKind.NotFound, "guard.near.not_found",
    "没有这条，或者已经处理过。", "There is none, or it has been dealt with.");

internal sealed record GuardSayingWrong(int Limit) : Refusal(RefusalKind.Invalid, "guard.near.saying_wrong",
    $"请写出要加的说法，最多 {Limit} 个字。", $"Write the saying, at most {Limit} characters.", "saying");

internal sealed record GuardSayingMisses() : Refusal(RefusalKind.Conflict, "guard.near.saying_misses",
    "加了这个说法，这句话还是不响。", "With this saying the sentence still does not ring.", "saying");

internal static class Refused
{
    private const int Most = 30;

    public static string Short(string text) => text.Length <= Most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most), "…");
}
