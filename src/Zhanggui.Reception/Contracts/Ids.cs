using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>One talk of a buyer with a shop over one channel.</summary>
public readonly record struct ConversationId(Guid Value) : ITypedId<ConversationId>
{
    public static ConversationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A way in which buyers reach a shop: its web widget, later WeChat, telephone, e-mail.</summary>
public readonly record struct ChannelId(Guid Value) : ITypedId<ChannelId>
{
    public static ChannelId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
