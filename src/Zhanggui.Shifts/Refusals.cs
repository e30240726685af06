using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shifts;

internal sealed record DutyNotFound() : Refusal(RefusalKind.NotFound, "shifts.duty.not_found",
    "没有找到这家店铺或这个人。", "There is no such shop or person.");

internal sealed record DutyNotYours() : Refusal(RefusalKind.Forbidden, "shifts.duty.not_yours",
    "您只能改自己的状态。", "You may only set your own state.");

internal sealed record DutyReasonTooLong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.duty.reason_too_long",
    $"原因最多 {Limit} 个字。", $"The reason may have at most {Limit} characters.", "reason");

internal sealed record DutyReasonMissing() : Refusal(RefusalKind.Invalid, "shifts.duty.reason_missing",
    "替别人改状态要写明原因。", "Setting somebody else's state needs a reason.", "reason");
