using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Records;

internal sealed record LedgerNotFound() : Refusal(RefusalKind.NotFound, "records.entry.not_found",
    "没有找到这一行，或者您不能看。", "There is no such row, or it is not yours to see.");

internal sealed record LedgerColumnWrong(string Column) : Refusal(RefusalKind.Invalid, "records.entry.column_wrong",
    $"「{Column}」不能手工填写。", $"The column {Column} is not written by hand.", Column);

internal sealed record LedgerCellWrong(string Column, string What, string WhatEn) : Refusal(RefusalKind.Invalid, "records.entry.cell_wrong",
    $"{What}。", $"{WhatEn}.", Column);

internal sealed record LedgerIsOwn() : Refusal(RefusalKind.Forbidden, "records.entry.is_own",
    "关于自己的记录要由别人登记和认定。", "What concerns yourself is entered and decided by somebody else.");

internal sealed record LedgerDecisionNotYours() : Refusal(RefusalKind.Forbidden, "records.entry.decision_not_yours",
    "原因、责任和是否成立要由主管认定；您可以先登记其余部分。", "Cause, responsibility and whether it is upheld are decided by a supervisor; enter the rest first.");

internal sealed record LedgerEnteredByYou() : Refusal(RefusalKind.Forbidden, "records.entry.entered_by_you",
    "这笔调整是您登记的，要由另一个人批准。", "You entered this adjustment; somebody else approves it.");

internal sealed record LedgerRowThere() : Refusal(RefusalKind.Conflict, "records.entry.row_there",
    "同样的一行已经有了，请直接改那一行。", "Such a row is there already; change that one.");

internal sealed record LedgerReasonWrong(int Limit) : Refusal(RefusalKind.Invalid, "records.entry.reason_wrong",
    $"请写明原因，最多 {Limit} 个字。", $"Give the reason, in at most {Limit} characters.", "reason");
