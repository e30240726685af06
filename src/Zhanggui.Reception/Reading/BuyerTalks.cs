using Zhanggui.Kernel.Access;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Reading;

/// <summary>Tells Shop whose words a message is, by the same rule as the screens.</summary>
internal sealed class BuyerTalks(IConversationLook looks) : IBuyerTalk
{
    public async Task<BuyerTalk?> FindForAsync(Actor actor, Guid conversation, long? seq, CancellationToken ct) =>
        await looks.FindForAsync(actor, ConversationId.From(conversation), seq, ct) is { } look ? new BuyerTalk(look.Shop, BuyerId.From(look.Buyer), look.SaidAt) : null;
}
