using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Visitors;

internal sealed record ChannelKeyUnknown()
    : Refusal(RefusalKind.NotFound, "reception.channel.key_unknown", "没有这个客服入口。", "There is no such chat channel.", "key");

internal sealed record OriginRefused()
    : Refusal(RefusalKind.Forbidden, "reception.visitor.origin", "这个网站没有开通本店客服。", "This site may not use the shop's chat.");

internal sealed record IdentityInvalid(string Name)
    : Refusal(RefusalKind.Invalid, "reception.visitor.identity_invalid", "登录身份校验失败。", "The signed identity is not valid.", Name);

internal sealed record IdentityExpired()
    : Refusal(RefusalKind.Invalid, "reception.visitor.identity_expired", "登录身份已过期，请刷新页面。", "The signed identity is too old; load the page again.", "identity.at");

internal sealed record TokenUnknown()
    : Refusal(RefusalKind.Unauthenticated, "reception.visitor.token_unknown", "会话凭证无效或已过期。", "The visitor token is unknown or expired.", "token");

internal sealed record VisitorTooMany(string Name)
    : Refusal(RefusalKind.TooMany, "reception.visitor.too_many", "操作太频繁，请稍后再试。", "That is too often; try again in a moment.", Name);

internal sealed record VisitorMalformed(string Name)
    : Refusal(RefusalKind.Invalid, "reception.visitor.malformed", $"请求无法读懂：{Name}。", $"The request could not be read: {Name}.", Name);

internal sealed record VisitorFrameTooLarge(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.visitor.frame_too_large", $"内容超过{Limit}字节。", $"A frame has at most {Limit} bytes.", "frame");

internal sealed record VisitorTextTooLong(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.visitor.text_too_long", $"消息不能超过{Limit}个字。", $"A message has at most {Limit} characters.", "text");

internal sealed record VisitorHelloMissing()
    : Refusal(RefusalKind.Invalid, "reception.visitor.hello_missing", "连接后请先表明身份。", "Say hello first.", "t");
