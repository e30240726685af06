using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Channels;

internal sealed record ChannelNotFound()
    : Refusal(RefusalKind.NotFound, "reception.channel.not_found", "没有这个接待渠道。", "There is no such channel.");

internal sealed record ChannelInvalid(string Name, string Zh, string En)
    : Refusal(RefusalKind.Invalid, "reception.channel.invalid", Zh, En, Name);
