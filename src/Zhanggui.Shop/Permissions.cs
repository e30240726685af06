namespace Zhanggui.Shop;

internal static class Permissions
{
    public const string ReadBuyer = "shop.buyer.read";
    public const string EditBuyer = "shop.buyer.edit";
    public const string Unmask = "people.privacy.unmask";
    public const string Export = "people.privacy.export";
    public const string Erase = "people.privacy.erase";

    /// <summary>Needed besides the others where the buyers are patients or residents (SEC-09).</summary>
    public const string Restricted = "people.privacy.restricted";

    public const string EditShop = "people.shop.edit";
}
