using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Zhanggui.Tables;

/// <summary>
/// The rows of one sheet, forward only, one at a time, in flat memory. Spans live until the next <see cref="Read"/>.
/// Rows without any cell are passed over. When <see cref="Read"/> says false, look at <see cref="Refused"/>: null means
/// the end of the table, anything else that the file turned out unreadable here and what was read is not the whole.
/// </summary>
public abstract class TableRows : IDisposable
{
    private readonly List<TableProblem> _problems = [];
    private readonly int _maxProblems;
    private readonly int _skipLines;

    protected TableRows(TableOptions options)
    {
        _maxProblems = options.MaxProblems;
        _skipLines = options.SkipLines;
    }

    /// <summary>Physical line of the file where the row begins, or the row of the sheet; from 1.</summary>
    public long LineNumber { get; protected set; }

    /// <summary>Cells of the row.</summary>
    public int Count { get; protected set; }

    /// <summary>Why reading stopped before the end; null while all is well.</summary>
    public TableRefused? Refused { get; protected set; }

    /// <summary>How much of the file has been taken in, for showing progress: bytes of <see cref="Length"/>.</summary>
    public abstract long Position { get; }

    /// <summary>Size of what <see cref="Position"/> runs through, in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>
    /// How many cells each row should have; 0 = unknown, then rows of another length are no problem. Set by
    /// <see cref="TableFile.RowsAfter"/> from the header.
    /// </summary>
    public int ExpectedCount { get; set; }

    /// <summary>The first problems, at most <see cref="TableOptions.MaxProblems"/>.</summary>
    public IReadOnlyList<TableProblem> Problems => _problems;

    /// <summary>All problems, listed or not.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>The cell's text as it stands in the file, untrimmed; empty beyond the last cell.</summary>
    public abstract ReadOnlySpan<char> this[int index] { get; }

    /// <summary>True when no cell has anything but blanks.</summary>
    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (!CellText.Trim(this[i]).IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Takes the next row. False at the end, or when <see cref="Refused"/> says why not.</summary>
    public bool Read()
    {
        do
        {
            if (Refused is not null || !ReadRow())
            {
                Count = 0;
                return false;
            }
        }
        while (LineNumber <= _skipLines);

        if (ExpectedCount > 0 && Count != ExpectedCount)
        {
            ReportCount();
        }

        return true;
    }

    /// <summary>The cell as a string of its own.</summary>
    public string GetText(int index) => this[index].ToString();

    /// <summary>What the file says the cell is.</summary>
    public virtual CellKind KindOf(int index) => this[index].IsEmpty ? CellKind.Empty : CellKind.Text;

    /// <summary>
    /// True when a long number has lost digits for good: a number beyond 15 digits in a workbook, or text such as
    /// <c>1.23E+17</c>. Such a cell is refused by whoever needs the number; it cannot be repaired.
    /// </summary>
    public virtual bool IsDamagedNumber(int index) => CellText.IsDamagedNumber(this[index]);

    /// <summary><see cref="CellText.Clean"/> of the cell.</summary>
    public virtual ReadOnlySpan<char> CleanOf(int index) => CellText.Clean(this[index]);

    /// <summary><see cref="CellText.TryHundredths"/> of the cell.</summary>
    public virtual bool TryHundredths(int index, out long hundredths) => CellText.TryHundredths(this[index], out hundredths);

    /// <summary><see cref="CellText.TryWhole"/> of the cell.</summary>
    public virtual bool TryWhole(int index, out long value) => CellText.TryWhole(this[index], out value);

    /// <summary><see cref="CellText.TryDateTime"/> of the cell.</summary>
    public virtual bool TryDateTime(int index, out LocalDateTime value) => CellText.TryDateTime(this[index], out value);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the next row; false at the end or after <see cref="Refuse"/>.</summary>
    protected abstract bool ReadRow();

    protected virtual void Dispose(bool disposing)
    {
    }

    protected void Report(int column, string code, string zh, string en)
    {
        ProblemCount++;
        if (_problems.Count < _maxProblems)
        {
            _problems.Add(new TableProblem(LineNumber, column, code, zh, en));
        }
    }

    [MemberNotNull(nameof(Refused))]
    protected bool Refuse(TableRefused reason)
    {
        Refused = reason;
        return false;
    }

    private void ReportCount()
    {
        if (Count < ExpectedCount)
        {
            Report(0, "tables.row.fewer_cells", $"这一行只有 {Count} 格，表头有 {ExpectedCount} 格。", $"This row has {Count} cells, the header {ExpectedCount}.");
            return;
        }

        // More cells that are all empty take nothing away from anybody: many exports end every line with a delimiter.
        for (var i = ExpectedCount; i < Count; i++)
        {
            if (!this[i].IsEmpty)
            {
                Report(i + 1, "tables.row.more_cells", $"这一行有 {Count} 格，表头只有 {ExpectedCount} 格。", $"This row has {Count} cells, the header {ExpectedCount}.");
                return;
            }
        }
    }
}
