namespace Zhanggui.Records;

internal static class Permissions
{
    /// <summary>The ledger: complaints, reviews, costs, scores, targets, finance items, adjustments.</summary>
    public const string ReadEntry = "records.entry.read";

    public const string EditEntry = "records.entry.edit";

    /// <summary>Say who caused something, approve adjustments, remove rows; never about oneself.</summary>
    public const string DecideEntry = Contracts.EntryRights.Decide;
}
