using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Months;

internal sealed record PayMonthUnknown() : Refusal(RefusalKind.Invalid, "pay.month.unknown",
    "月份要写成 2026-10 这样。", "A month is written like 2026-10.", "month");

internal sealed record PayMonthNotFound() : Refusal(RefusalKind.NotFound, "pay.month.not_found",
    "这个月还没有核算过。", "This month has not been settled yet.");

internal sealed record PayMonthNotBegun(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_begun",
    $"{Month} 还没有开始。", $"{Month} has not begun.");

internal sealed record PayMonthNotOver(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_over",
    $"{Month} 还没有过完，过完再公示。", $"{Month} is not over yet; propose it afterwards.");

internal sealed record PayMonthClosed(string Month) : Refusal(RefusalKind.Conflict, "pay.month.closed",
    $"{Month} 已经结账，不再改动；以后的变化会成为下个未结月份的更正。", $"{Month} is closed; what changes later becomes a correction in the next open month.");

internal sealed record PayStepTaken(string Month) : Refusal(RefusalKind.Conflict, "pay.month.step_taken",
    $"{Month} 已经走过这一步。", $"{Month} has taken this step already.");

internal sealed record PayNotProposed(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_proposed",
    $"{Month} 还没有公示。", $"{Month} has not been proposed yet.");

internal sealed record PayNotAgreed(int People) : Refusal(RefusalKind.Conflict, "pay.month.not_agreed",
    $"还有 {People} 人没有确认薪资单，异议期也没有过。", $"{People} people have not said yes and the days for objections are not over.");

internal sealed record PayNotAgreedYet(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_agreed_yet",
    $"{Month} 还没有大家认可，不能结账。", $"{Month} is not agreed yet and cannot be closed.");

internal sealed record PayNotClosed(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_closed",
    $"{Month} 还没有结账，不能登记发放。", $"{Month} is not closed yet.");

internal sealed record PayStillComputing() : Refusal(RefusalKind.Conflict, "pay.month.still_computing",
    "正在核算，算完再来。", "It is being computed; come back when it is done.");

internal sealed record PayNotComputed(string Month) : Refusal(RefusalKind.Conflict, "pay.month.not_computed",
    $"{Month} 还没有算出结果。", $"{Month} has no result yet.");

internal sealed record PayMonthWaits(int Kinds) : Refusal(RefusalKind.Conflict, "pay.month.waits",
    $"还有 {Kinds} 类事情没有处理完，处理完再结账。", $"{Kinds} kinds of things are unsettled; settle them first.");

internal sealed record PaidOnWrong() : Refusal(RefusalKind.Invalid, "pay.month.paid_on_wrong",
    "发放日期不能早于当月，也不能晚于今天。", "The day of payment is not before the month and not after today.", "on");

internal sealed record PayReasonWrong(int Longest) : Refusal(RefusalKind.Invalid, "pay.reason.wrong",
    $"请写理由，最多 {Longest} 字。", $"Give a reason of at most {Longest} characters.", "reason");

internal sealed record PayPointUnknown() : Refusal(RefusalKind.NotFound, "pay.point.not_found",
    "没有这个待定事项，或者它已经处理好了。", "There is no such open point, or it is settled.", "kind");
