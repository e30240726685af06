using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Policies;

internal sealed record PolicyNotFound() : Refusal(RefusalKind.NotFound, "shop.policy.not_found", "没有这条口径。", "There is no such policy.");

internal sealed record PolicyFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.policy.field_wrong", Why, WhyEn, Name);

internal sealed record PolicyKeyTaken() : Refusal(RefusalKind.Conflict, "shop.policy.key_taken", "这个编号已经有一条口径，请在那条上改。", "This key belongs to another policy; change that one.", "key");

internal sealed record PolicyStateWrong() : Refusal(RefusalKind.Conflict, "shop.policy.state_wrong", "这一版现在的状态不能这样做，请刷新后再看。", "The version's state does not allow this; reload it.");

internal sealed record PolicyChangedMeanwhile() : Refusal(RefusalKind.Conflict, "shop.policy.changed", "这条口径刚被别人改过，请刷新后再改。", "Somebody has just changed this policy; reload and change it again.");

internal sealed record PolicyOwnApproval() : Refusal(RefusalKind.Forbidden, "shop.policy.own_approval", "自己写的口径要由别人批准。", "Who wrote a policy does not approve it.");

internal sealed record PolicyReasonMissing(int Limit) : Refusal(RefusalKind.Invalid, "shop.policy.reason_missing", $"请写明原因，最多 {Limit} 个字。", $"Give a reason of at most {Limit} characters.", "reason");

internal sealed record PolicyPromotionWrong() : Refusal(RefusalKind.Invalid, "shop.policy.promotion_wrong", "绑定的活动不在这家店。", "The promotion it is bound to is not of this shop.", "answers");

internal sealed record PolicyHistoryKept() : Refusal(RefusalKind.Conflict, "shop.policy.history_kept", "这段时间的口径已经有记录，批准过的版本不能改写。", "What held in that time is on record; approved versions are not rewritten.", "from");

internal sealed record PolicyKept() : Refusal(RefusalKind.Conflict, "shop.policy.kept", "这条口径有一版正在写或等批准，请先处理那一版。", "A version of this policy is being written or waits for approval; finish that first.", "policy");

internal sealed record PolicyNotInForce() : Refusal(RefusalKind.Conflict, "shop.policy.not_in_force", "这条口径已经变了或停用了，请看现行的。", "This policy has changed or ended; look at the one in force.");
