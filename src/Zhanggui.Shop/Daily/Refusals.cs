using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Daily;

internal sealed record DayMatterGone() : Refusal(RefusalKind.NotFound, "shop.day.gone",
    "这件事已经不在清单上了，请刷新后再看。", "This is no longer on the list; reload to see how it stands.");

internal sealed record DayReasonMissing(int Limit) : Refusal(RefusalKind.Invalid, "shop.day.reason_missing",
    $"请写明理由或结果，最多 {Limit} 个字。", $"Say why or what became of it, in at most {Limit} characters.", "reason");

internal sealed record DayUntilWrong(int Days) : Refusal(RefusalKind.Invalid, "shop.day.until_wrong",
    $"请选稍后到什么时候，最远 {Days} 天。", $"Choose until when, at most {Days} days ahead.", "until");

internal sealed record DayEndsElsewhere() : Refusal(RefusalKind.Conflict, "shop.day.ends_elsewhere",
    "这件事要在它自己的地方办结：承诺写依据，回访记结果，会话回复或结束。", "This ends where it belongs: a promise with its evidence, a call with its result, a conversation with an answer.", "state");
