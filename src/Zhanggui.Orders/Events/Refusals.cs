using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Events;

internal sealed record EventUnknown() : Refusal(RefusalKind.Invalid, "orders.event.unknown",
    "没有这种订单操作。", "There is no such act.", "event");

internal sealed record EventFlagWrong(int Longest) : Refusal(RefusalKind.Invalid, "orders.event.flag_wrong",
    $"请选旗色（最多 {Longest} 个字）。", $"Choose the colour of the flag, at most {Longest} characters.", "detail");

internal sealed record EventDetailWrong(int Longest) : Refusal(RefusalKind.Invalid, "orders.event.detail_wrong",
    $"请写内容，最多 {Longest} 个字。", $"Say what, in at most {Longest} characters.", "detail");

internal sealed record ReorderOriginalUnknown() : Refusal(RefusalKind.Invalid, "orders.reorder.original_unknown",
    "没有找到原订单。", "The original order is not there.", "from");

internal sealed record ReorderNotBefore() : Refusal(RefusalKind.Invalid, "orders.reorder.not_before",
    "原订单要早于这一笔。", "The original must have been placed before this order.", "from");

internal sealed record ReorderOriginalPaid() : Refusal(RefusalKind.Conflict, "orders.reorder.original_paid",
    "原订单已经付款，不算另拍。", "The original was paid, so this is no reorder.", "from");

internal sealed record RefundNotFound() : Refusal(RefusalKind.NotFound, "orders.refund.not_found",
    "没有找到这笔退款。", "There is no such refund.");

internal sealed record RefundResponsibleWrong() : Refusal(RefusalKind.Invalid, "orders.refund.responsible_wrong",
    "责任方只能是质量、买家、客服、团队、快递或仓库。", "Responsible is quality, buyer, agent, team, courier or warehouse.", "responsible");
