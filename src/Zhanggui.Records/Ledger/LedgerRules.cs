using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Records.Ledger;

/// <summary>Who may enter, decide and approve. Nobody does it about themselves; an adjustment is approved by somebody else than who entered it.</summary>
internal static class LedgerRules
{
    public const int LongestCell = 2000;

    /// <summary>The cells to keep: what is written, with the decision signed by who takes it; or why not.</summary>
    public static Outcome<string?[]> Merge(LedgerFile file, string?[]? before, IReadOnlyDictionary<string, string?> written, PersonId by, bool mayDecide, string now, Func<string> newId)
    {
        var cells = (string?[])(before?.Clone() ?? new string?[file.File.ColumnNames.Count]);
        foreach (var (column, text) in written)
        {
            if (!file.Written.Contains(column, StringComparer.Ordinal))
            {
                return new LedgerColumnWrong(column);
            }

            if (text?.Length > LongestCell)
            {
                return new LedgerCellWrong(column, $"最多 {LongestCell} 个字", $"At most {LongestCell} characters");
            }

            cells[file.PlaceOf(column)] = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }

        if (file.PlaceOf("id") is >= 0 and var id && string.IsNullOrEmpty(cells[id]))
        {
            cells[id] = newId();
        }

        if (IsAbout(file, before, by) || IsAbout(file, cells, by))
        {
            return new LedgerIsOwn();
        }

        return Sign(file, before, cells, by, mayDecide, now) is { } no ? no : cells;
    }

    /// <summary>May this person approve it?</summary>
    public static Refusal? Approve(LedgerFile file, string?[] cells, PersonId? enteredBy, PersonId by) =>
        file.Tab != LedgerFiles.Adjustments ? new LedgerNotFound()
        : IsAbout(file, cells, by) ? new LedgerIsOwn()
        : enteredBy == by ? new LedgerEnteredByYou()
        : null;

    public static bool IsAbout(LedgerFile file, string?[]? cells, PersonId person) => cells is not null && file.Person >= 0 && cells[file.Person] == person.ToString();

    /// <summary>Is a decision still to be taken?</summary>
    public static bool IsOpen(LedgerFile file, string?[] cells) => file.SignedBy is { } signed && string.IsNullOrEmpty(cells[file.PlaceOf(signed)])
        && (file.Tab != "reviews" || cells[file.PlaceOf("rating")] is "bad" or "neutral");

    private static Refusal? Sign(LedgerFile file, string?[]? before, string?[] cells, PersonId by, bool mayDecide, string now)
    {
        if (file.SignedBy is not { } column)
        {
            return null;
        }

        var signed = file.PlaceOf(column);
        if (file.Decides.Count == 0)
        {
            cells[signed] = null; // what was approved said something else
            return null;
        }

        var places = file.Decides.Select(file.PlaceOf).ToList();
        if (places.All(p => string.IsNullOrEmpty(cells[p])))
        {
            (cells[signed], cells[file.SignedAt is { } empty ? file.PlaceOf(empty) : signed]) = (null, null);
            return before is null || places.All(p => string.IsNullOrEmpty(before[p])) || mayDecide ? null : new LedgerDecisionNotYours();
        }

        if (before is not null && places.All(p => before[p] == cells[p]) && !string.IsNullOrEmpty(before[signed]))
        {
            return null;
        }

        if (!mayDecide)
        {
            return new LedgerDecisionNotYours();
        }

        cells[signed] = by.ToString();
        if (file.SignedAt is { } at)
        {
            cells[file.PlaceOf(at)] = now;
        }

        return null;
    }
}
