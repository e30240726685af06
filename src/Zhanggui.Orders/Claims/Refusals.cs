using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Claims;

internal sealed record ClaimNotFound() : Refusal(RefusalKind.NotFound, "orders.claim.not_found",
    "没有找到这条认领或异议。", "There is no such claim.");

internal sealed record ClaimReasonWrong(int Longest) : Refusal(RefusalKind.Invalid, "orders.claim.reason_wrong",
    $"请写明理由（1 到 {Longest} 个字）。", $"Give a reason of 1 to {Longest} characters.", "reason");

internal sealed record ClaimEvidenceTooLong(int Messages, int Characters) : Refusal(RefusalKind.Invalid, "orders.claim.evidence_too_long",
    $"最多引用 {Messages} 条聊天，账号最多 {Characters} 个字。", $"At most {Messages} messages can be cited, and an account has at most {Characters} characters.", "messages");

internal sealed record ClaimTooEarly() : Refusal(RefusalKind.Conflict, "orders.claim.too_early",
    "这笔订单还没有算出归属，算出后才能认领或提异议。", "Nobody has decided this order yet; it can be claimed or disputed afterwards.");

internal sealed record ClaimAlreadyYours() : Refusal(RefusalKind.Conflict, "orders.claim.already_yours",
    "这笔订单已经算您的，不用认领。", "The order is credited to you already.");

internal sealed record ClaimAlreadyOpen() : Refusal(RefusalKind.Conflict, "orders.claim.already_open",
    "您对这笔订单已有一条没处理完的认领或异议。", "You have an open claim about this order already.");

internal sealed record ClaimNotYours() : Refusal(RefusalKind.Conflict, "orders.claim.not_yours",
    "只有提出的人可以撤回。", "Only the person who made it can withdraw it.");

internal sealed record ClaimIsOwn() : Refusal(RefusalKind.Conflict, "orders.claim.own",
    "自己提的认领或异议要由别人来判。", "Somebody else must decide your own claim.");

internal sealed record ClaimAlreadyEnded(ClaimEnd What) : Refusal(RefusalKind.Conflict, "orders.claim.already_ended",
    What switch { ClaimEnd.Withdrawn => "这一条已经撤回。", ClaimEnd.Approved => "这一条已经批准。", _ => "这一条已经驳回。" },
    What switch { ClaimEnd.Withdrawn => "It was withdrawn already.", ClaimEnd.Approved => "It was approved already.", _ => "It was refused already." });

internal sealed record CreditSharesWrong(int Most) : Refusal(RefusalKind.Invalid, "orders.credit.shares_wrong",
    $"请选 1 到 {Most} 位同事，每人一份，份数为正整数。", $"Choose 1 to {Most} different people, each with a positive whole share.", "shares");

internal sealed record CreditForOneself() : Refusal(RefusalKind.Conflict, "orders.credit.own",
    "不能把订单判给自己，请别的主管来判。", "Nobody can decide an order for themselves; ask another leader.", "shares");

internal sealed record CreditPersonUnknown() : Refusal(RefusalKind.Invalid, "orders.credit.person_unknown",
    "没有找到这位同事。", "There is no such person here.", "shares");

internal sealed record CreditOrdersWrong(int Most) : Refusal(RefusalKind.Invalid, "orders.credit.orders_wrong",
    $"请选 1 到 {Most} 笔订单。", $"Choose 1 to {Most} orders.", "orders");
