using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Offers;

/// <summary>Tells other rooms what changed, and the shop's open screens that something did.</summary>
internal static class ShopFeed
{
    private const string Offers = "offer";
    private const string Goods = "goods";

    public static void Tell(ShopDb db, PromotionChanged happened)
    {
        db.Publish(happened, happened.Shop);
        TellOffers(db, happened.Shop, happened.Promotion);
    }

    public static void Tell(ShopDb db, PolicyChanged happened)
    {
        db.Publish(happened, happened.Shop);
        TellOffers(db, happened.Shop, happened.Policy);
    }

    public static void Tell(ShopDb db, GoodsChanged happened)
    {
        db.Publish(happened, happened.Shop);
        db.Tell(new FeedEntry(happened.Shop.Value, Goods, happened.Shop.Value, 0, happened.Shop.Value));
    }

    public static void TellOffers(ShopDb db, ShopId shop, Guid offer) => db.Tell(new FeedEntry(shop.Value, Offers, offer, 0, shop.Value));
}
