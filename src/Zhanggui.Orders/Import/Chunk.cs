using Zhanggui.Orders.Import.Facts;

namespace Zhanggui.Orders.Import;

/// <summary>A refused row with its reasons and its cells as they stood.</summary>
internal sealed record RefusedRow(long Line, IReadOnlyList<RowProblem> Problems, IReadOnlyList<string> Cells);

/// <summary>Rows that are written together.</summary>
internal sealed class Chunk(int limit)
{
    public List<RowRead> Rows { get; } = [];

    public List<RefusedRow> Refused { get; } = [];

    public long Line { get; private set; }

    public int Count => Rows.Count + Refused.Count;

    public bool IsFull => Count >= limit;

    public void Add(RowRead row)
    {
        Rows.Add(row);
        Line = row.Line;
    }

    /// <summary>The rows of fact files.</summary>
    public IReadOnlyList<FactRow> Facts() => [.. Rows.Select(r => r.Fact).OfType<FactRow>()];

    /// <summary>A row that another room would not take.</summary>
    public void Withdraw(FactRow row, RowProblem problem)
    {
        Rows.RemoveAll(r => ReferenceEquals(r.Fact, row));
        Refused.Add(new RefusedRow(row.Line, [problem], row.Original));
    }

    public void Refuse(long line, IReadOnlyList<RowProblem> problems, IReadOnlyList<string> cells)
    {
        Refused.Add(new RefusedRow(line, problems, cells));
        Line = line;
    }
}
