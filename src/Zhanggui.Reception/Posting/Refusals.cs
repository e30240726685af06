using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Posting;

internal sealed record PostNowhere() : Refusal(RefusalKind.Conflict, "reception.post.nowhere",
    "这位客户没有还在用的会话渠道，不能留言。", "There is no conversation over a channel still in use in which words could be left for this buyer.");

internal sealed record PostBusy() : Refusal(RefusalKind.Conflict, "reception.post.busy",
    "正在接待这位客户，等会话结束后再发。", "Somebody is speaking with this buyer; leave the words when the conversation has ended.");

internal sealed record PostStopped(string Words, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.post.stopped",
    $"「{Words}」不能说：{Why}", $"'{Words}' may not be said: {WhyEn}", "text");

internal sealed record PostReasonMissing(string Words, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.post.reason_missing",
    $"「{Words}」要写明理由才能发：{Why}", $"'{Words}' needs a reason: {WhyEn}", "reason");
