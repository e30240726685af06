using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Guard.Contracts;

/// <summary>Words were sent that soothe the same matter more often than the book lets one person do it: somebody above should take it up (CHAT-25). In milliseconds.</summary>
public sealed record SoothedAgain(ShopId Shop, Guid Conversation, PersonId By, Guid Message, long At) : IEvent
{
    public static string Name => "guard.soothing.rang";
}
