namespace Zhanggui.Tables;

/// <summary>
/// Finds the header among the first rows: the one with the most different known names (the first of equals). Names are
/// compared as <see cref="CellText.Name"/> makes them, so blanks, TABs, no-break spaces, byte order marks, width and case do not matter.
/// </summary>
public sealed class HeaderFinder
{
    /// <summary>Rows that are looked at.</summary>
    public const int Rows = 20;

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <param name="known">What may stand in the file, and the name the caller wants for it; several spellings may share one name.</param>
    public HeaderFinder(IEnumerable<(string Spelling, string Name)> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (var (spelling, name) in known)
        {
            _known[CellText.Name(spelling)] = name;
        }
    }

    /// <summary>Each name stands for itself.</summary>
    public HeaderFinder(IEnumerable<string> known)
        : this((known ?? throw new ArgumentNullException(nameof(known))).Select(n => (n, n)))
    {
    }

    /// <summary>The header, or why there is none (unreadable file, or no row with at least <paramref name="atLeast"/> known names).</summary>
    public TableHeader? Find(TableFile file, int atLeast, out TableRefused? refused, int? sheet = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var rows = file.Rows(sheet);
        TableHeader? best = null;
        var most = Math.Max(1, atLeast) - 1;
        for (var i = 0; i < Rows && rows.Read(); i++)
        {
            var header = Read(rows);
            var names = header.Columns.Where(c => c.Known is not null).Select(c => c.Known).Distinct(StringComparer.Ordinal).Count();
            if (names > most)
            {
                (best, most) = (header, names);
            }
        }

        refused = best is not null ? null : rows.Refused ?? new TableRefused("tables.header.not_found", $"前 {Rows} 行里找不到认识的表头。", $"No known header in the first {Rows} rows.");
        return best;
    }

    /// <summary>The row that the reader stands on, taken as header. Empty cells behind the last text are no columns.</summary>
    public TableHeader Read(TableRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = new List<TableColumn>(rows.Count);
        var last = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var text = CellText.Clean(rows[i]).ToString();
            columns.Add(new TableColumn(i, text, _known.GetValueOrDefault(CellText.Name(text))));
            last = text.Length > 0 ? i + 1 : last;
        }

        columns.RemoveRange(last, columns.Count - last);
        return new TableHeader(rows.LineNumber, rows.LineNumber, columns);
    }
}
