using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>Tells every process that facts of a shop have changed.</summary>
internal sealed class ForgetFacts(Whispers whispers) : IEventHandler<PromotionChanged>, IEventHandler<PolicyChanged>, IEventHandler<GoodsChanged>
{
    public Task HandleAsync(PromotionChanged happened, Delivery delivery, CancellationToken ct) => SayAsync(happened.Shop);

    public Task HandleAsync(PolicyChanged happened, Delivery delivery, CancellationToken ct) => SayAsync(happened.Shop);

    public Task HandleAsync(GoodsChanged happened, Delivery delivery, CancellationToken ct) => SayAsync(happened.Shop);

    private Task SayAsync(ShopId shop)
    {
        whispers.Say(shop.Value, ShopFacts.ChangedWord, new { });
        return Task.CompletedTask;
    }
}
