namespace Zhanggui.Host;

/// <summary>What the house's own routes ask for. Both reach the whole installation, so they count only when held for every shop.</summary>
internal static class Permissions
{
    public const string RunDoctor = "house.doctor.run";
    public const string RunBackup = "house.backup.run";
}
