using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Slips;

internal sealed record SlipNotFound() : Refusal(RefusalKind.NotFound, "pay.slip.not_found",
    "没有这份薪资单，或者它还没有公示。", "There is no such slip, or it has not been proposed yet.");

internal sealed record SlipChanged() : Refusal(RefusalKind.Conflict, "pay.slip.changed",
    "薪资单刚刚重新算过，请看过新的再确认。", "The slip has just been computed anew; look at it before you say yes.");
