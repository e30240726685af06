using NodaTime;

namespace Zhanggui.Facts.Schema;

/// <summary>Reads a file into memory and looks at its rows together: keys that come twice and rows that clash.</summary>
internal static class WholeFile<T>
    where T : class
{
    public static IReadOnlyList<T> Read(FactsFile<T> file, Stream stream, DateTimeZone zone, Action<FactsProblem> tell, Action<UnknownColumns> keep, CancellationToken cancel)
    {
        var reader = new FactsReader<T>(file, stream, zone, tell);
        var (rows, lines, unknown) = (new List<T>(), new List<int>(), new List<IReadOnlyList<string?>>());
        var keys = new Keys(file, zone);
        foreach (var row in reader.Rows(cancel))
        {
            if (keys.Before(row, rows) is { } before)
            {
                reader.Tell(file.KeyColumns[0], before.Equals(row) ? FactsProblems.Repeated : FactsProblems.Twice);
                continue;
            }

            rows.Add(row);
            lines.Add(reader.Line);
            if (reader.Unknown.Count > 0)
            {
                unknown.Add([.. reader.Unknown.Select(u => reader.Cell(u.Place))]);
            }
        }

        foreach (var clash in file.Clashes?.Invoke(rows) ?? [])
        {
            var (reason, column) = (FactsProblems.Overlap, file.FromColumn);
            tell(new FactsProblem(file.Name, lines[clash], file.ColumnNames[column], file.Columns[column].Write(rows[clash], zone), reason.Severity, reason.Code, reason.Zh, reason.En));
        }

        if (unknown.Count > 0)
        {
            keep(new UnknownColumns(file.Name, [.. reader.Unknown.Select(u => u.Name)], unknown));
        }

        return rows;
    }

    /// <summary>The keys of the rows so far. While each is above the last, as in a folder that the house wrote, none can come twice and none is kept.</summary>
    private sealed class Keys(FactsFile<T> file, DateTimeZone zone)
    {
        private Dictionary<string, T>? all;
        private string? last;

        /// <summary>The earlier row with the same key, or null: then the key is the row's.</summary>
        public T? Before(T row, List<T> rows)
        {
            if (file.KeyColumns.Count == 0)
            {
                return null;
            }

            var key = Of(row);
            if (all is null && (last is null || string.CompareOrdinal(last, key) < 0))
            {
                last = key;
                return null;
            }

            all ??= rows.ToDictionary(Of, StringComparer.Ordinal);
            return all.TryAdd(key, row) ? null : all[key];
        }

        private string Of(T row) => file.KeyColumns.Count == 1
            ? file.Columns[file.KeyColumns[0]].Write(row, zone) ?? string.Empty
            : string.Join('\u001F', file.KeyColumns.Select(c => file.Columns[c].Write(row, zone)));
    }
}
