using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Satisfaction;

internal sealed record RatingNotInvited() : Refusal(RefusalKind.Conflict, "reception.rating.not_invited", "这次会话没有邀请评价。", "This conversation was not asked about.");

internal sealed record RatingStarsWrong(int Most) : Refusal(RefusalKind.Invalid, "reception.rating.stars", $"请选 1 到 {Most}。", $"Between 1 and {Most}, please.", "stars");

internal sealed record RatingGiven() : Refusal(RefusalKind.Conflict, "reception.rating.given", "这次会话已经评价过了，谢谢。", "This conversation has been rated already; thank you.");

internal sealed record RatingTooLate() : Refusal(RefusalKind.Conflict, "reception.rating.too_late", "评价的时间已经过了。", "The time for rating is over.");
