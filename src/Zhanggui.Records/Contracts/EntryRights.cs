namespace Zhanggui.Records.Contracts;

/// <summary>Rights of the ledger that others ask for.</summary>
public static class EntryRights
{
    /// <summary>Say who caused something, approve adjustments, remove rows; never about oneself.</summary>
    public const string Decide = "records.entry.decide";
}
