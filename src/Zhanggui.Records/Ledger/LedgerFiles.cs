using Zhanggui.Facts.Schema;

namespace Zhanggui.Records.Ledger;

/// <summary>A file of the facts folder that people enter by hand: which columns they write, and which of them are a decision that somebody signs.</summary>
internal sealed record LedgerFile(FactsFile File, string Tab, IReadOnlyList<string> Written, IReadOnlyList<string> Decides, string? SignedBy, string? SignedAt)
{
    public string Name => File.Name;

    public int PlaceOf(string column) => File.ColumnNames.Index().Where(c => c.Item == column).Select(c => c.Index).FirstOrDefault(-1);

    /// <summary>The person a row is about; -1 where it is about nobody.</summary>
    public int Person => PlaceOf("person") is >= 0 and var place ? place : PlaceOf("account");
}

/// <summary>The tabs of the ledger 台账.</summary>
internal static class LedgerFiles
{
    public const string Adjustments = "adjustments";

    public static IReadOnlyList<LedgerFile> All { get; } =
    [
        Make(FactsFiles.Complaints, ["at", "buyer", "account", "cause", "upheld"], ["upheld", "cause"], "decided_by"),
        Make(FactsFiles.Reviews, ["order_id", "at", "platform", "rating", "stars", "text", "cause", "changed_to", "changed_at"], ["cause"], "decided_by", "decided_at"),
        Make(FactsFiles.Costs, ["at", "order_id", "kind", "amount", "responsible", "person"], ["responsible", "person"], "decided_by"),
        Make(FactsFiles.Scores, ["period", "person", "team", "kind", "value"], [], null),
        Make(FactsFiles.Targets, ["period", "person", "team", "metric", "value"], [], null),
        Make(FactsFiles.FinanceItems, ["period", "kind", "title", "amount"], [], null),
        Make(FactsFiles.Adjustments, ["period", "person", "amount", "reason"], [], "approved_by"),
    ];

    public static LedgerFile? Find(string tab) => All.FirstOrDefault(f => f.Tab == tab);

    private static LedgerFile Make(FactsFile file, string[] written, string[] decides, string? signedBy, string? signedAt = null) =>
        new(file, Path.GetFileNameWithoutExtension(file.Name), written, decides, signedBy, signedAt);
}
