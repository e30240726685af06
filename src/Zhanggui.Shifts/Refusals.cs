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

internal sealed record DutyDateWrong() : Refusal(RefusalKind.Invalid, "shifts.duty.date_wrong", "日期要写成 2026-10-05。", "A date is written like 2026-10-05.", "date");

internal sealed record DutyAsksFirst(string Zh, string En) : Refusal(RefusalKind.Conflict, "shifts.duty.asks_first", Zh, En);

internal sealed record PresenceTooLow(string Name, string From, string To, int AtLeast, int Left, string Who) : Refusal(RefusalKind.Conflict, "shifts.presence.too_low",
    $"「{Name}」{From}–{To} 至少要有 {AtLeast} 人在岗，您离开后{(Left == 0 ? "没有人在岗" : $"只剩 {Left} 人：{Who}")}。",
    $"{Name}, {From}–{To}: at least {AtLeast} at their posts; without you {(Left == 0 ? "nobody is left" : $"{Left} are left: {Who}")}.");

internal sealed record RosterNotFound() : Refusal(RefusalKind.NotFound, "shifts.roster.not_found",
    "没有找到这家店铺，或者您不能看它的班表。", "There is no such shop, or its roster is not yours to see.");

internal sealed record RosterPersonUnknown(string Name) : Refusal(RefusalKind.Invalid, "shifts.roster.person_unknown",
    $"本店没有「{Name}」这个人。", $"Nobody here is called {Name}.", "person");

internal sealed record RosterDaysWrong(int Most) : Refusal(RefusalKind.Invalid, "shifts.roster.days_wrong",
    $"请选要改的日子，一次最多 {Most} 个人日。", $"Choose days to change, at most {Most} person-days at once.", "days");

internal sealed record RosterPeriodWrong(int Most) : Refusal(RefusalKind.Invalid, "shifts.roster.period_wrong",
    $"请选日期，开始要早于结束，最多 {Most} 天。", $"Choose dates, the first before the last, at most {Most} days.", "from");

internal sealed record RosterTooManyShifts(int Most) : Refusal(RefusalKind.Invalid, "shifts.roster.too_many_shifts",
    $"一个人一天最多 {Most} 个班。", $"At most {Most} shifts a person and day.", "shifts");

internal sealed record RosterShiftEmpty() : Refusal(RefusalKind.Invalid, "shifts.roster.shift_empty",
    "请写班次名称或上下班时间。", "Give the shift a name or its hours.", "shift");

internal sealed record RosterShiftTooLong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.roster.shift_too_long",
    $"班次名称最多 {Limit} 个字。", $"The name of a shift may have at most {Limit} characters.", "shift");

internal sealed record RosterTimeWrong(string What) : Refusal(RefusalKind.Invalid, "shifts.roster.time_wrong",
    "上班和下班时间要一起写，形如 08:30，且不能相同。", "Start and end belong together, written like 08:30, and differ.", What);

internal sealed record RosterPlaceWrong() : Refusal(RefusalKind.Invalid, "shifts.roster.place_wrong",
    "地点只能是办公室或在家。", "The place is the office or home.", "place");

internal sealed record RosterShiftsOverlap(NodaTime.LocalDate Day) : Refusal(RefusalKind.Invalid, "shifts.roster.overlap",
    $"{Day:uuuu-MM-dd} 的几个班时间重叠或重复。", $"Shifts of {Day:uuuu-MM-dd} overlap or stand there twice.", "shifts");

internal sealed record RosterReasonTooLong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.roster.reason_too_long",
    $"原因最多 {Limit} 个字。", $"The reason may have at most {Limit} characters.", "reason");

internal sealed record RosterKindsWrong(int Most) : Refusal(RefusalKind.Invalid, "shifts.roster.kinds_wrong",
    $"名称不能为空、不能重复，最多 {Most} 个。", $"Names must be there and differ, at most {Most}.", "name");

internal sealed record RosterFileWrong(string Zh, string En) : Refusal(RefusalKind.Invalid, "shifts.roster.file_wrong", Zh, En, "file");

internal sealed record LeaveNotFound() : Refusal(RefusalKind.NotFound, "shifts.leave.not_found",
    "没有找到这条请假。", "There is no such leave.");

internal sealed record LeaveTimesWrong(string What) : Refusal(RefusalKind.Invalid, "shifts.leave.times_wrong",
    "请写请假的开始和结束，结束要晚于开始，最长一年。", "Give start and end of the leave, the end after the start, at most a year.", What);

internal sealed record LeaveKindWrong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.leave.kind_wrong",
    $"请写假别，最多 {Limit} 个字。", $"Say what kind of leave, in at most {Limit} characters.", "kind");

internal sealed record LeaveNoteTooLong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.leave.note_too_long",
    $"说明最多 {Limit} 个字。", $"The note may have at most {Limit} characters.", "note");

internal sealed record LeaveOverlaps() : Refusal(RefusalKind.Conflict, "shifts.leave.overlaps",
    "这段时间已经有请假了。", "There is leave at that time already.", "from");

internal sealed record LeaveForOthers() : Refusal(RefusalKind.Forbidden, "shifts.leave.for_others",
    "您只能给自己请假；替别人记请假需要主管权限。", "You may ask for your own leave only; recording it for others needs a supervisor's right.", "person");

internal sealed record LeaveIsOwn() : Refusal(RefusalKind.Forbidden, "shifts.leave.is_own",
    "自己的请假要由别人签字。", "Somebody else signs your leave.");

internal sealed record LeaveReasonMissing(int Limit) : Refusal(RefusalKind.Invalid, "shifts.leave.reason_missing",
    $"请写明原因，最多 {Limit} 个字。", $"Give the reason, in at most {Limit} characters.", "reason");

internal sealed record LeaveAlreadyEnded() : Refusal(RefusalKind.Conflict, "shifts.leave.already_ended",
    "这条请假已经处理过了，请刷新后再看。", "This leave was dealt with already; reload to see how.");

internal sealed record LeaveNotYours() : Refusal(RefusalKind.Forbidden, "shifts.leave.not_yours",
    "已签字的请假由签字的主管撤销。", "Leave that was signed is called off by a supervisor.");

internal sealed record LogTextWrong(string Field, string NameZh, string NameEn, int Limit) : Refusal(RefusalKind.Invalid, "shifts.log.text_wrong",
    $"请写明{NameZh}，最多 {Limit} 个字；起因、经过、结果缺一不可。", $"Say the {NameEn}, in at most {Limit} characters: cause, course and result are all needed.", Field);

internal sealed record LogItemNotFound() : Refusal(RefusalKind.NotFound, "shifts.log.not_found",
    "没有找到这条日志，或者您不能看。", "There is no such item of the log, or it is not yours to see.");

internal sealed record LogItemNotYours() : Refusal(RefusalKind.Forbidden, "shifts.log.not_yours",
    "这条由别人负责，您不能处理。", "Somebody else owns this item.");

internal sealed record LogItemClosed() : Refusal(RefusalKind.Conflict, "shifts.log.closed",
    "这条已经处理过了，请刷新后再看。", "This item was dealt with already; reload to see how.");

internal sealed record HandoverNotFound() : Refusal(RefusalKind.NotFound, "shifts.handover.not_found",
    "没有找到这次交接，或者您不能看。", "There is no such handover, or it is not yours to see.");

internal sealed record HandoverNotYours() : Refusal(RefusalKind.Forbidden, "shifts.handover.not_yours",
    "这次交接要由本人签字。", "Only the person named may sign this.");

internal sealed record HandoverMoved() : Refusal(RefusalKind.Conflict, "shifts.handover.moved",
    "这次交接已经变了，请刷新后再看。", "This handover has moved on; reload to see where it stands.");

internal sealed record HandoverReceiverWrong() : Refusal(RefusalKind.Invalid, "shifts.handover.receiver_wrong",
    "请选接班的同事，不能是自己。", "Choose the colleague who takes over; not yourself.", "receiver");

internal sealed record HandoverEventOpen(int Count, string Events) : Refusal(RefusalKind.Conflict, "shifts.handover.event_open",
    $"还有 {Count} 件重大或紧急事件没有处理完，不能交接：{Events}。", $"{Count} major or urgent events are unresolved: {Events}.");

internal sealed record HandoverEquipmentSwitching(string Equipment) : Refusal(RefusalKind.Conflict, "shifts.handover.equipment_switching",
    $"重要设备正在启停，不能交接：{Equipment}。", $"Important equipment is being started or stopped: {Equipment}.");

internal sealed record HandoverUnprepared(int Done, int Of, string Missing) : Refusal(RefusalKind.Conflict, "shifts.handover.unprepared",
    $"交接准备完成了 {Done}/{Of}，还差：{Missing}。", $"Preparation is {Done} of {Of} done; missing: {Missing}.");

internal sealed record HandoverExceptionOwn() : Refusal(RefusalKind.Forbidden, "shifts.handover.exception_own",
    "不能给自己的交接特批。", "Nobody excepts their own handover.");

internal sealed record HandoverNothingBlocks() : Refusal(RefusalKind.Conflict, "shifts.handover.nothing_blocks",
    "现在没有什么挡着交接，不用特批。", "Nothing stands against it: no exception is needed.");

internal sealed record HandoverReasonMissing(int Limit) : Refusal(RefusalKind.Invalid, "shifts.handover.reason_missing",
    $"请写明原因，最多 {Limit} 个字。", $"Say why, in at most {Limit} characters.", "reason");

internal sealed record HandoverSummaryWrong(int Limit) : Refusal(RefusalKind.Invalid, "shifts.handover.summary_wrong",
    $"小结最多 {Limit} 个字。", $"The summary may have at most {Limit} characters.", "summary");

internal sealed record HandoverNameUnknown(string Field) : Refusal(RefusalKind.Invalid, "shifts.handover.name_unknown",
    "制度里没有这一项。", "The book has no such entry.", Field);

internal sealed record HandoverTooMany(int Most) : Refusal(RefusalKind.Conflict, "shifts.handover.too_many",
    $"手上的事超过 {Most} 件，请先处理一部分再交接。", $"There are more than {Most} open matters; deal with some of them first.");

internal sealed record HandoverBeforeLeaving(int Count) : Refusal(RefusalKind.Conflict, "shifts.handover.before_leaving",
    $"您手上还有 {Count} 件事没有交接，请先交接再下班。", $"You have {Count} open matters and no signed handover: hand over first.");
