using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay;

internal sealed record PayShopNotFound() : Refusal(RefusalKind.NotFound, "pay.shop.not_found",
    "没有找到这家店铺。", "There is no such shop.", "shop");

internal sealed record IncidentNotFound() : Refusal(RefusalKind.NotFound, "pay.incident.not_found",
    "没有找到这条差错，或者您不能看。", "There is no such incident, or it is not yours to see.");

internal sealed record IncidentIsOwn() : Refusal(RefusalKind.Forbidden, "pay.incident.is_own",
    "自己的差错要由别人认定。", "Nobody decides about themselves.");

internal sealed record IncidentGone() : Refusal(RefusalKind.Conflict, "pay.incident.gone",
    "后来的事实已经不支持这条差错，不用处理了。", "Later facts have taken the ground from it; there is nothing to decide.");

internal sealed record IncidentReasonWrong(int Limit) : Refusal(RefusalKind.Invalid, "pay.incident.reason_wrong",
    $"请写明原因，最多 {Limit} 个字。", $"Give the reason, in at most {Limit} characters.", "reason");

internal sealed record IncidentNoteTooLong(int Limit) : Refusal(RefusalKind.Invalid, "pay.incident.note_too_long",
    $"说明最多 {Limit} 个字。", $"The note may have at most {Limit} characters.", "note");

internal sealed record IncidentKindUnknown() : Refusal(RefusalKind.Invalid, "pay.incident.kind_unknown",
    "现行制度里没有这一类差错。", "The book in force names no such mistake.", "kind");

internal sealed record IncidentStageWrong(string Stages) : Refusal(RefusalKind.Invalid, "pay.incident.stage_wrong",
    $"这一类差错要写阶段：{Stages}。", $"This mistake needs its stage: {Stages}.", "stage");

internal sealed record IncidentValueWrong(string What) : Refusal(RefusalKind.Invalid, "pay.incident.value_wrong",
    "请写数值，不能是负数。", "Give the number; it cannot be negative.", What);

internal sealed record IncidentRaised(string What) : Refusal(RefusalKind.Invalid, "pay.incident.raised",
    "认定时只能照原样或改轻，不能改重。", "A decision keeps or lowers what was proposed and never raises it.", What);

internal sealed record IncidentPersonUnknown() : Refusal(RefusalKind.Invalid, "pay.incident.person_unknown",
    "本店没有这个人。", "There is nobody like that here.", "person");

internal sealed record IncidentTimeWrong() : Refusal(RefusalKind.Invalid, "pay.incident.time_wrong",
    "请写发生的时间，不能在将来。", "Say when it happened; it cannot be in the future.", "at");

internal sealed record IncidentFilterWrong() : Refusal(RefusalKind.Invalid, "pay.incident.filter_wrong",
    "筛选条件不对：月份写成 2026-10。", "The filter is wrong: months are written like 2026-10.", "month");

internal sealed record IncidentsChosenWrong(int Most) : Refusal(RefusalKind.Invalid, "pay.incident.chosen_wrong",
    $"请选要处理的差错，一次最多 {Most} 条。", $"Choose incidents, at most {Most} at once.", "ids");
