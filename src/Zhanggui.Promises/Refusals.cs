using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Promises;

internal sealed record PromiseNotFound() : Refusal(RefusalKind.NotFound, "promises.promise.not_found",
    "没有找到这条承诺，或者您不能看。", "There is no such promise, or it is not yours to see.");

internal sealed record PromiseNotYours() : Refusal(RefusalKind.Forbidden, "promises.promise.not_yours",
    "这条承诺由别人负责，您不能处理。", "Somebody else owns this promise.");

internal sealed record PromiseEnded() : Refusal(RefusalKind.Conflict, "promises.promise.ended",
    "这条承诺已经结束，请刷新后再看。", "This promise has ended already; reload to see how.");

internal sealed record PromiseWhatWrong(int Limit) : Refusal(RefusalKind.Invalid, "promises.promise.what_wrong",
    $"请写承诺了什么，最多 {Limit} 个字。", $"Say what was promised, in at most {Limit} characters.", "what");

internal sealed record PromiseDueWrong(int Days) : Refusal(RefusalKind.Invalid, "promises.promise.due_wrong",
    $"请选将来的时间，最远 {Days} 天。", $"Choose a time to come, at most {Days} days ahead.", "due");

internal sealed record PromiseOrderWrong(int Limit) : Refusal(RefusalKind.Invalid, "promises.promise.order_wrong",
    $"订单号最多 {Limit} 个字符。", $"The order's number may have at most {Limit} characters.", "order");

internal sealed record PromisePolicyWrong(int Limit) : Refusal(RefusalKind.Invalid, "promises.promise.policy_wrong",
    $"口径的编号最多 {Limit} 个字符。", $"The key of a policy may have at most {Limit} characters.", "policy");

internal sealed record PromiseReasonMissing(string Field, int Limit) : Refusal(RefusalKind.Invalid, "promises.promise.reason_missing",
    $"请写明依据或原因，最多 {Limit} 个字。", $"Say on what ground, in at most {Limit} characters.", Field);

internal sealed record PromiseNeedsYes() : Refusal(RefusalKind.Invalid, "promises.promise.needs_yes",
    "买家知道原来的时间，要先征得买家同意才能改期。", "The buyer knows the time: it moves only with the buyer's yes.", "agreed");

internal sealed record PromisePersonWrong() : Refusal(RefusalKind.Invalid, "promises.promise.person_wrong",
    "请选本店能接手承诺的同事。", "Choose a colleague of this shop who can take promises.", "to");

internal sealed record PromiseWayWrong() : Refusal(RefusalKind.Invalid, "promises.promise.way_wrong",
    "催办方式只能是消息或电话。", "A chase is by message or by phone.", "by");
