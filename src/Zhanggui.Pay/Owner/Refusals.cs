using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Owner;

internal sealed record OwnerMonths(int Most) : Refusal(RefusalKind.Invalid, "pay.owner.months", $"选 1 到 {Most} 个月，写成 2026-10 这样。", $"Choose 1 to {Most} months, written like 2026-10.", "from");

internal sealed record OwnerRowsUnknown() : Refusal(RefusalKind.NotFound, "pay.owner.rows", "没有这样的明细。", "There are no such rows.", "what");

internal sealed record PlanWrong(string Field) : Refusal(RefusalKind.Invalid, "pay.plan.wrong", "金额写成不小于零的元，最多两位小数；至少要有一个月。", "Amounts are yuan, not negative, with at most two decimals; a plan has at least one month.", Field);

internal sealed record PlanPast() : Refusal(RefusalKind.Invalid, "pay.plan.past", "只能给本月和以后的月份定目标和预算。", "Targets and budgets are set for this month and later ones.", "month");
