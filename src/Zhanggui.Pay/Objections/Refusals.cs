using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Objections;

internal sealed record ObjectionNotFound() : Refusal(RefusalKind.NotFound, "pay.objection.not_found",
    "没有这条异议。", "There is no such objection.");

internal sealed record ObjectionLineUnknown() : Refusal(RefusalKind.Invalid, "pay.objection.line_unknown",
    "您的薪资单上没有这一项。", "Your slip has no such line.", "code");

internal sealed record ObjectionTooLate() : Refusal(RefusalKind.Conflict, "pay.objection.too_late",
    "异议期已经过了。", "The days for objections are over.");

internal sealed record ObjectionAlreadyOpen() : Refusal(RefusalKind.Conflict, "pay.objection.already_open",
    "这一项已经有一条没处理完的异议。", "An objection to this line is open already.");

internal sealed record ObjectionAlreadyEnded(ObjectionEnd How) : Refusal(RefusalKind.Conflict, "pay.objection.already_ended",
    $"这条异议{(How == ObjectionEnd.Withdrawn ? "已经撤回" : How == ObjectionEnd.Upheld ? "已经支持" : "已经驳回")}。", $"This objection has been {How.ToString().ToLowerInvariant()} already.");

internal sealed record ObjectionIsOwn() : Refusal(RefusalKind.Forbidden, "pay.objection.own",
    "不能裁决自己的异议，请别人来定。", "Nobody decides the own objection; ask somebody else.");

internal sealed record ObjectionEvidenceWrong(int Most, int Longest) : Refusal(RefusalKind.Invalid, "pay.objection.evidence_wrong",
    $"依据最多 {Most} 条，每条最多 {Longest} 字。", $"At most {Most} pieces of evidence of {Longest} characters each.", "evidence");

internal sealed record ObjectionAmountWrong() : Refusal(RefusalKind.Invalid, "pay.objection.amount_wrong",
    "支持异议要写更正的金额，不能是 0。", "An upheld objection needs an amount other than 0.", "amount");
