using Zhanggui.Kernel.Outbox;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Privacy;

/// <summary>After an erasure every room removes what was not sealed with the destroyed keys; repeated until all have succeeded.</summary>
internal sealed class EraseLeftovers(IEnumerable<IPersonalData> rooms) : IEventHandler<BuyerErased>
{
    public async Task HandleAsync(BuyerErased happened, Delivery delivery, CancellationToken ct)
    {
        var subject = new DataSubject(happened.Shop, happened.Buyer, happened.Subjects, happened.Marks);
        foreach (var room in rooms)
        {
            await room.EraseAsync(subject, ct);
        }
    }
}
