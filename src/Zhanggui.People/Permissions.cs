namespace Zhanggui.People;

/// <summary>What this room's routes ask for.</summary>
internal static class Permissions
{
    public const string ReadPerson = "people.person.read";
    public const string EditPerson = "people.person.edit";
    public const string EditRole = "people.role.edit";
    public const string ReadAudit = "people.audit.read";
    public const string RevokeSession = "people.session.revoke";
    public const string ExportPrivacy = "people.privacy.export";
    public const string ErasePrivacy = "people.privacy.erase";
    public const string SeeRestricted = "people.privacy.restricted";
    public const string EditShop = "people.shop.edit";
}
