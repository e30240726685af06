using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Buyers.Care;

internal sealed record CareWithoutConsent() : Refusal(RefusalKind.Conflict, "shop.buyer.no_consent",
    "没有这位客户同意回访关怀的记录，或客户已撤回。", "There is no consent of this buyer to being cared for, or it was withdrawn.");

internal sealed record CareOwnerWrong() : Refusal(RefusalKind.Invalid, "shop.buyer.care_owner_wrong",
    "请选本店能看客户资料的同事。", "Choose a colleague of this shop who may read buyers.", "owner");

internal sealed record CareFirstPast() : Refusal(RefusalKind.Invalid, "shop.buyer.care_first_past",
    "第一次的日期不能早于今天。", "The first day must not lie before today.", "first");

internal sealed record CareNotThere() : Refusal(RefusalKind.Conflict, "shop.buyer.care_not_there",
    "这位客户没有定期关怀，或刚才已有人处理。", "This buyer is not cared for, or somebody has just dealt with it.");

internal sealed record ReferralWrong() : Refusal(RefusalKind.Invalid, "shop.buyer.referral_wrong",
    "介绍人要是本店的另一位客户。", "Whoever brought the buyer must be another buyer of this shop.", "referrer");

internal sealed record ReferralThere() : Refusal(RefusalKind.Conflict, "shop.buyer.referral_there",
    "这位客户已有转介记录。", "Who brought this buyer is written down already.", "referrer");
