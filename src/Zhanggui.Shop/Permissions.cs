namespace Zhanggui.Shop;

internal static class Permissions
{
    public const string ReadBuyer = "shop.buyer.read";
    public const string EditBuyer = "shop.buyer.edit";
    /// <summary>The shop's own fields, kinds of facts, purposes, topics, levels and limits.</summary>
    public const string EditScheme = "shop.buyer.scheme";

    /// <summary>Looks at who would be greeted and lets it go out, under their own name.</summary>
    public const string ReleaseGreetings = "shop.greeting.release";

    public const string Unmask = "people.privacy.unmask";
    public const string Export = "people.privacy.export";
    public const string Erase = "people.privacy.erase";

    /// <summary>Needed besides the others where the buyers are patients or residents (SEC-09).</summary>
    public const string Restricted = "people.privacy.restricted";

    /// <summary>Products, stock and delivery knowledge: whoever talks with buyers.</summary>
    public const string ReadProduct = "shop.product.read";

    public const string EditProduct = "shop.product.edit";

    /// <summary>Count stock and say what is listed, besides whoever edits products.</summary>
    public const string EditStock = "shop.stock.edit";

    public const string EditDelivery = "shop.delivery.edit";

    public const string EditShop = "people.shop.edit";

    public const string ReadPromotion = "shop.promotion.read";
    public const string EditPromotion = "shop.promotion.edit";

    /// <summary>Agrees or refuses for a department.</summary>
    public const string SignPromotion = "shop.promotion.sign";
    public const string ReleasePromotion = "shop.promotion.release";

    /// <summary>Who answers buyers: reads briefings and confirms them.</summary>
    public const string ConfirmBriefing = "shop.briefing.confirm";

    /// <summary>Sees who has not read.</summary>
    public const string FollowBriefing = "shop.briefing.follow";
    public const string ReadPolicy = "shop.policy.read";
    public const string EditPolicy = "shop.policy.edit";
    public const string ApprovePolicy = "shop.policy.approve";
}
