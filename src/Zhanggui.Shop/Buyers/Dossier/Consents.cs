namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>What consents say together (pure).</summary>
internal static class Consents
{
    /// <summary>The latest word of every purpose and channel, newest first; of two at the same instant the withdrawal holds.</summary>
    public static IReadOnlyList<ConsentRow> Standing(IEnumerable<ConsentRow> rows) =>
    [
        .. rows.GroupBy(c => (c.Purpose, c.Channel)).Select(g => g.OrderByDescending(c => c.At).ThenBy(c => c.IsGiven).First()).OrderByDescending(c => c.At).ThenBy(c => c.Purpose, StringComparer.Ordinal),
    ];

    public static bool Holds(IEnumerable<ConsentRow> rows, string purpose) => Standing(rows).Any(c => c.Purpose == purpose && c.IsGiven);
}
