using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Promotions;

internal sealed record PromotionNotFound() : Refusal(RefusalKind.NotFound, "shop.promotion.not_found", "没有这个活动。", "There is no such promotion.");

internal sealed record PromotionFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.promotion.field_wrong", Why, WhyEn, Name);

internal sealed record PromotionStateWrong() : Refusal(RefusalKind.Conflict, "shop.promotion.state_wrong", "活动现在的状态不能这样做，请刷新后再看。", "The promotion's state does not allow this; reload it.");

internal sealed record PromotionChangedMeanwhile() : Refusal(RefusalKind.Conflict, "shop.promotion.changed", "这个活动刚被别人改过，请刷新后再改。", "Somebody has just changed this promotion; reload and change it again.");

internal sealed record PromotionNotYourDepartment() : Refusal(RefusalKind.Forbidden, "shop.promotion.not_your_department", "您不是这个部门的签字人。", "You do not sign for this department.", "department");

internal sealed record PromotionReasonMissing(int Limit) : Refusal(RefusalKind.Invalid, "shop.promotion.reason_missing", $"请写明原因，最多 {Limit} 个字。", $"Give a reason of at most {Limit} characters.", "reason");

internal sealed record PromotionNotAgreed(string Names, string NamesEn) : Refusal(RefusalKind.Conflict, "shop.promotion.not_agreed", $"还差这些部门的同意：{Names}。全部同意后才能上线。", $"These departments have not agreed yet: {NamesEn}.", "signs");

internal sealed record PromotionFallsShort() : Refusal(RefusalKind.Invalid, "shop.promotion.falls_short", "班表或库存有缺口，仍要上线请写明怎么应对。", "Roster or stock fall short; say how that is met.", "reason");

internal sealed record PromotionNotRunning() : Refusal(RefusalKind.Conflict, "shop.promotion.not_running", "这个活动没有上线或已撤下，不能再对买家说。", "This promotion is not released, or was withdrawn; it may not be offered.");

internal sealed record PromotionNotBegun(string Name) : Refusal(RefusalKind.Conflict, "shop.promotion.not_begun", $"活动「{Name}」还没开始，现在不能对买家说。", $"The promotion “{Name}” has not begun.");

internal sealed record PromotionIsOver(string Name) : Refusal(RefusalKind.Conflict, "shop.promotion.over", $"活动「{Name}」已经结束，不能再对买家说。", $"The promotion “{Name}” has ended and may not be offered.");

internal sealed record PromotionGiftGone(string Name) : Refusal(RefusalKind.Conflict, "shop.promotion.gift_gone", $"活动「{Name}」的赠品已经送完，不能再对买家说。", $"The gifts of “{Name}” are gone.");

internal sealed record DepartmentsWrong(string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.promotion.departments_wrong", Why, WhyEn, "departments");

internal sealed record BriefingChanged() : Refusal(RefusalKind.Conflict, "shop.briefing.changed", "内容刚有更新，请看过新的再确认。", "It has just changed; read the new version and confirm that.");

internal sealed record PromotionHistoryKept() : Refusal(RefusalKind.Conflict, "shop.promotion.history_kept", "这段时间的活动已经有记录，过去怎么说的不能改写。", "What was told in that time is on record and is not rewritten.", "from");

internal sealed record PromotionKept() : Refusal(RefusalKind.Conflict, "shop.promotion.kept", "这个活动已经交给部门签字或已经上线，请在活动页上改，改了要重新签字。", "The departments have it before them, or it is released: change it on its page, and they are asked anew.", "promotion");

internal sealed record PromotionPlannedElsewhen() : Refusal(RefusalKind.Conflict, "shop.promotion.planned_elsewhen", "这个编号的活动已经计划在别的时间，请用另一个编号，或在活动页上改时间。", "A promotion of this number is planned for another time: give this one its own number, or change the time on its page.", "from");
