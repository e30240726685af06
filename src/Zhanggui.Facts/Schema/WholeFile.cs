using NodaTime;

namespace Zhanggui.Facts.Schema;

/// <summary>Reads a file into memory and looks at its rows together: keys that come twice and rows that clash.</summary>
internal static class WholeFile<T>
    where T : class
{
    public static IReadOnlyList<T> Read(FactsFile<T> file, Stream stream, DateTimeZone zone, Action<FactsProblem> tell, Action<UnknownColumns> keep, CancellationToken cancel)
    {
        using var reader = new FactsReader<T>(file, stream, zone, tell);
        var (rows, lines, unknown) = (new List<T>(), new List<int>(), new List<IReadOnlyList<string?>>());
        var keys = new Dictionary<object, T>();
        foreach (var row in reader.Rows(cancel))
        {
            if (file.KeyColumns.Count > 0 && !keys.TryAdd(Key(file, row, zone), row))
            {
                reader.Tell(file.KeyColumns[0], keys[Key(file, row, zone)].Equals(row) ? FactsProblems.Repeated : FactsProblems.Twice);
                continue;
            }

            rows.Add(row);
            lines.Add(reader.Line);
            if (reader.Unknown.Count > 0)
            {
                unknown.Add([.. reader.Unknown.Select(u => reader.Cell(u.Place))]);
            }
        }

        foreach (var clash in file.Clashes(rows))
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

    private static object Key(FactsFile<T> file, T row, DateTimeZone zone) => file.KeyColumns.Count == 1
        ? file.Columns[file.KeyColumns[0]].Write(row, zone) ?? string.Empty
        : string.Join('\u001F', file.KeyColumns.Select(c => file.Columns[c].Write(row, zone)));
}
