using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Reviews;

internal sealed record ReviewNotFound() : Refusal(RefusalKind.NotFound, "orders.review.not_found",
    "没有找到这条评价。", "There is no such review.");

internal sealed record ReviewCauseWrong() : Refusal(RefusalKind.Invalid, "orders.review.cause_wrong",
    "原因只能是客服、商品、快递或其他。", "The cause is agent, goods, courier or other.", "cause");

internal sealed record ReviewTopicWrong() : Refusal(RefusalKind.Invalid, "orders.review.topic_wrong",
    "请选店铺设置里有的评价主题。", "Choose topics of the shop's own list.", "topics");
