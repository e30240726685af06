using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop;

internal sealed record BuyerNotFound() : Refusal(RefusalKind.NotFound, "shop.buyer.not_found",
    "没有找到这位客户。", "There is no such buyer.");

internal sealed record BuyerShopNotFound() : Refusal(RefusalKind.NotFound, "shop.shop.not_found",
    "没有找到这家店铺。", "There is no such shop.", "shop");

internal sealed record BuyerActForbidden() : Refusal(RefusalKind.Forbidden, "shop.buyer.act_forbidden",
    "您在这家店铺没有这项权限。", "You do not have this right in this shop.");

internal sealed record BuyerChangedMeanwhile() : Refusal(RefusalKind.Conflict, "shop.buyer.changed_meanwhile",
    "刚才有人改过这位客户的资料，请看过新内容再保存。", "Somebody changed this buyer a moment ago; look at the new state and save again.");

internal sealed record BuyerAlreadyErased() : Refusal(RefusalKind.Conflict, "shop.buyer.already_erased",
    "这位客户的资料已经清除。", "This buyer's data have been erased.");

internal sealed record BuyerValueTooLong(string Name, int Limit) : Refusal(RefusalKind.Invalid, "shop.buyer.value_too_long",
    $"最多 {Limit} 个字。", $"At most {Limit} characters.", Name);

internal sealed record BuyerTooManyFields(int Limit) : Refusal(RefusalKind.Invalid, "shop.buyer.too_many_fields",
    $"自定义资料最多 {Limit} 项。", $"At most {Limit} fields of your own.", "fields");

internal sealed record BuyerFieldUnknown() : Refusal(RefusalKind.Invalid, "shop.buyer.field_unknown",
    "没有这一项资料。", "There is no such field.", "field");

internal sealed record BuyerReasonMissing() : Refusal(RefusalKind.Invalid, "shop.buyer.reason_missing",
    "请写明原因（2 到 200 个字）。", "Please give a reason (2 to 200 characters).", "reason");

internal sealed record BuyerConfirmationWrong() : Refusal(RefusalKind.Invalid, "shop.buyer.confirmation_wrong",
    "客户编号不对，没有清除。", "The buyer's number does not match; nothing was erased.", "number");

internal sealed record BuyersCannotJoin() : Refusal(RefusalKind.Conflict, "shop.buyer.cannot_join",
    "这两份客户资料不能合并。", "These two records cannot be joined.", "other");

internal sealed record BuyersNotJoined() : Refusal(RefusalKind.Conflict, "shop.buyer.not_joined",
    "这两份客户资料没有合并过。", "These two records are not joined.", "restored");

internal sealed record RetentionOutOfRange(string Name, int Least, int Most) : Refusal(RefusalKind.Invalid, "shop.retention.out_of_range",
    $"请填 {Least} 到 {Most} 之间的数。", $"Between {Least} and {Most}, please.", Name);
