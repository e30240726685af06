using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Satisfaction;

internal sealed record RatingNotInvited() : Refusal(RefusalKind.Conflict, "reception.rating.not_invited", "这次会话没有邀请评价。", "This conversation was not asked about.");

internal sealed record RatingStarsWrong(int Most) : Refusal(RefusalKind.Invalid, "reception.rating.stars", $"请选 1 到 {Most}。", $"Between 1 and {Most}, please.", "stars");

internal sealed record RatingNotOffered() : Refusal(RefusalKind.Conflict, "reception.rating.not_offered", "本店的制度不邀请评价。", "The shop's rules ask nobody for a rating.");

internal sealed record RatingAsked() : Refusal(RefusalKind.Conflict, "reception.rating.asked", "这次会话已经邀请过评价，只邀请一次。", "This conversation was asked about already; a buyer is asked once.");

internal sealed record RatingTooEarly() : Refusal(RefusalKind.Conflict, "reception.rating.too_early", "接待中并且回复过买家，才能邀请评价。", "A rating is asked for while the talk goes on and after somebody answered.");

internal sealed record RatingCommentWrong(int Most) : Refusal(RefusalKind.Invalid, "reception.rating.comment", $"留言最多 {Most} 字，先选满意度，每次会话写一次。", $"At most {Most} characters, after the rating, once per conversation.", "comment");

internal sealed record RatingGiven() : Refusal(RefusalKind.Conflict, "reception.rating.given", "这次会话已经评价过了，谢谢。", "This conversation has been rated already; thank you.");

internal sealed record RatingTooLate() : Refusal(RefusalKind.Conflict, "reception.rating.too_late", "评价的时间已经过了。", "The time for rating is over.");
