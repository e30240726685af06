using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Channels;

internal sealed record ChannelNotFound()
    : Refusal(RefusalKind.NotFound, "reception.channel.not_found", "没有这个接待渠道。", "There is no such channel.");

internal sealed record ChannelInvalid(string Name, string Zh, string En)
    : Refusal(RefusalKind.Invalid, "reception.channel.invalid", Zh, En, Name);

internal sealed record CallbackUnsigned()
    : Refusal(RefusalKind.Unauthenticated, "reception.callback.unsigned", "签名不对，或者时间相差太多。", "The signature is not right, or the time is too far off.", "X-Zhanggui-Sign");

internal sealed record CallbackTooMany()
    : Refusal(RefusalKind.TooMany, "reception.callback.too_many", "调用太频繁，请稍后再试。", "That is too often; try again in a moment.");
