using System.Text;
using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Facts.Schema;

/// <summary>Reads one file row by row, in memory that does not grow with the file. Each row is checked by itself; what needs several rows is <see cref="WholeFile{T}"/>'s.</summary>
internal sealed class FactsReader<T>
    where T : class
{
    private readonly FactsFile<T> file;
    private readonly Utf8Rows rows;
    private readonly DateTimeZone zone;
    private readonly Action<FactsProblem> tell;
    private FactsRow? row;
    private int width;

    public FactsReader(FactsFile<T> file, Stream stream, DateTimeZone zone, Action<FactsProblem> tell) =>
        (this.file, rows, this.zone, this.tell) = (file, new Utf8Rows(stream), zone, tell);

    /// <summary>Columns that the header names and the schema does not know, with their places.</summary>
    public IReadOnlyList<(string Name, int Place)> Unknown { get; private set; } = [];

    public int Line => rows.Line;

    public IEnumerable<T> Rows(CancellationToken cancel)
    {
        if (!ReadHeader())
        {
            yield break;
        }

        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (Make() is { } made)
            {
                yield return made;
            }
        }
    }

    public string? Cell(int place) => rows.Cell(place) is { IsEmpty: false } cell ? Encoding.UTF8.GetString(cell) : null;

    internal void Tell(int column, FactsProblems.Reason reason) =>
        tell(new FactsProblem(file.Name, rows.Line, column < 0 ? null : file.ColumnNames[column], column < 0 ? null : FactsRow.Shown(row!.Cell(column)), reason.Severity, reason.Code, reason.Zh, reason.En));

    private void TellFile(int line, string? column, FactsProblems.Reason reason) =>
        tell(new FactsProblem(file.Name, line, column, null, reason.Severity, reason.Code, reason.Zh, reason.En));

    private bool ReadHeader()
    {
        if (!rows.Read())
        {
            TellFile(0, null, FactsProblems.NoHeader);
            return false;
        }

        var names = new string[rows.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = (Encoding.UTF8.GetString(rows.Cell(i)) is var name && i == 0 ? name.TrimStart('\uFEFF') : name).Trim();
        }

        if (rows.HasBadQuotes || rows.HasBadBytes)
        {
            TellFile(1, null, rows.HasBadBytes ? FactsProblems.NotUtf8 : FactsProblems.BadQuotes);
            return false;
        }

        var twice = names.Where(n => n.Length > 0).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToList();
        twice.ForEach(name => TellFile(1, name, FactsProblems.HeaderTwice));
        var missing = file.Columns.Where(c => c.IsRequired && !names.Contains(c.Name, StringComparer.Ordinal)).Select(c => c.Name).ToList();
        missing.ForEach(name => TellFile(1, name, FactsProblems.MissingColumn));
        Unknown = [.. names.Index().Where(n => !file.ColumnNames.Contains(n.Item, StringComparer.Ordinal)).Select(n => (n.Item, n.Index))];
        foreach (var (name, _) in Unknown)
        {
            TellFile(1, name, FactsProblems.Unknown);
        }

        width = names.Length;
        var places = file.ColumnNames.Select(name => Array.IndexOf(names, name)).ToArray();
        row = new FactsRow(file.Shape, places, new RowCells(rows), zone, tell);
        return twice.Count + missing.Count == 0;
    }

    private T? Make()
    {
        (row!.Line, row.IsRefused) = (rows.Line, false);
        if (Broken() is { } reason)
        {
            Tell(-1, reason);
            return null;
        }

        row.NeedRequired();
        var made = file.Make(row);
        if (!row.IsRefused && file.IsBackward(made))
        {
            row.Refuse(file.ToColumn, FactsProblems.ToBeforeFrom);
        }

        return row.IsRefused ? null : made;
    }

    private FactsProblems.Reason? Broken() =>
        rows.HasBadBytes ? FactsProblems.NotUtf8
        : rows.HasBadQuotes ? FactsProblems.BadQuotes
        : rows.Count != width ? FactsProblems.Ragged(rows.Count, width)
        : null;
}
