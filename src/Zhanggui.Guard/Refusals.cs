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

internal static class Refused
{
    private const int Most = 30;

    public static string Short(string text) => text.Length <= Most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most), "…");
}
