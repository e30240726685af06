using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Repeat;

internal sealed record RepeatPeriodWrong(int Days) : Refusal(RefusalKind.Invalid, "orders.repeat.period_wrong",
    $"请选一段不超过 {Days} 天的日期，先后要对。", $"Choose days in order, {Days} at most.", "from");
