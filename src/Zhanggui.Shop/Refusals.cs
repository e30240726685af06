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

internal sealed record GoodsShopNotFound() : Refusal(RefusalKind.NotFound, "shop.goods.shop_not_found",
    "没有找到这家店铺，或者您不能看它的商品。", "There is no such shop, or its products are not yours to see.", "shop");

internal sealed record ProductNotFound() : Refusal(RefusalKind.NotFound, "shop.product.not_found",
    "没有找到这件商品。", "There is no such product.", "item");

internal sealed record ProductItemWrong(int Limit) : Refusal(RefusalKind.Invalid, "shop.product.item_wrong",
    $"请填平台的商品ID，最多 {Limit} 个字符。", $"Give the platform's item id, at most {Limit} characters.", "item");

internal sealed record ProductItemKnown() : Refusal(RefusalKind.Conflict, "shop.product.item_known",
    "这个商品ID已经有了。", "There is a product with this item id already.", "item");

internal sealed record ProductTitleWrong(int Limit) : Refusal(RefusalKind.Invalid, "shop.product.title_wrong",
    $"请填标题，最多 {Limit} 个字。", $"Give a title of at most {Limit} characters.", "title");

internal sealed record ProductPriceWrong() : Refusal(RefusalKind.Invalid, "shop.product.price_wrong",
    "价格不能是负数，也不能超过十亿元。", "A price is neither negative nor above a thousand million yuan.", "price");

internal sealed record ProductValueTooLong(string Name, int Limit) : Refusal(RefusalKind.Invalid, "shop.product.value_too_long",
    $"这一项最多 {Limit} 个字。", $"At most {Limit} characters here.", Name);

internal sealed record ProductTooMany(string Name, int Limit) : Refusal(RefusalKind.Invalid, "shop.product.too_many",
    $"这一项最多 {Limit} 条。", $"At most {Limit} entries here.", Name);

internal sealed record ProductTopicTwice() : Refusal(RefusalKind.Invalid, "shop.product.topic_twice",
    "同一个问题有两条答复，请合并成一条。", "One topic has two answers; make them one.", "answers");

internal sealed record ProductChangedMeanwhile() : Refusal(RefusalKind.Conflict, "shop.product.changed_meanwhile",
    "刚才有人改过这件商品，请看过新内容再保存。", "Somebody changed this product a moment ago; look at the new state and save again.");

internal sealed record ProductChangeNotFound() : Refusal(RefusalKind.NotFound, "shop.product.change_not_found",
    "没有找到这次修改。", "There is no such change.");

internal sealed record ProductCannotUndo() : Refusal(RefusalKind.Conflict, "shop.product.cannot_undo",
    "这几项后来又改过，不能直接撤销；请直接编辑。", "These fields were changed again since; edit the product instead.");

internal sealed record ProductFilterUnknown(string Name) : Refusal(RefusalKind.Invalid, "shop.product.filter_unknown",
    "不认识的筛选条件。", "This filter is not known.", Name);

internal sealed record StockQuantityWrong() : Refusal(RefusalKind.Invalid, "shop.stock.quantity_wrong",
    "库存要填 0 到十亿之间的整数，或说明是否在架。", "Give a whole number from 0 to a thousand million, or say whether it is listed.", "quantity");

internal sealed record CategoryNameWrong(int Limit) : Refusal(RefusalKind.Invalid, "shop.category.name_wrong",
    $"请填类目名称，最多 {Limit} 个字。", $"Give the category's name, at most {Limit} characters.", "name");

internal sealed record DeliveryRegionWrong(int Limit) : Refusal(RefusalKind.Invalid, "shop.delivery.region_wrong",
    $"请填省、市或区县，最多 {Limit} 个字。", $"Give a province, city or county of at most {Limit} characters.", "region");

internal sealed record DeliverySurchargeWrong() : Refusal(RefusalKind.Invalid, "shop.delivery.surcharge_wrong",
    "加价要在 0 到十万元之间。", "A surcharge lies between 0 and 100,000 yuan.", "surcharge");

internal sealed record DeliveryNotFound() : Refusal(RefusalKind.NotFound, "shop.delivery.not_found",
    "没有找到这个地区。", "There is no such region.", "region");

internal sealed record DeliveryTooMany(int Limit) : Refusal(RefusalKind.Invalid, "shop.delivery.too_many",
    $"一次最多 {Limit} 行。", $"At most {Limit} rows at once.", "rows");
