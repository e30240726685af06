using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Reception.Contracts;

/// <summary>A buyer was asked about a conversation, or has answered: figures of the day on which it began may be others now. In milliseconds.</summary>
public sealed record ConversationRated(ShopId Shop, long OpenedAt) : IEvent
{
    public static string Name => "reception.conversation.rated";
}
