using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay;

internal sealed record PayShopNotFound() : Refusal(RefusalKind.NotFound, "pay.shop.not_found",
    "没有找到这家店铺。", "There is no such shop.", "shop");
