using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import.Texts;

/// <summary>Rows that are made of lines of text. The first is the header, with line 0, because the file itself has none.</summary>
internal abstract class TextRows(TextLines lines, IReadOnlyList<string> headers, TableOptions options) : TableRows(options)
{
    /// <summary>The header stands above the first line.</summary>
    public static readonly TableOptions HeaderOnLineZero = new() { SkipLines = -1 };

    private IReadOnlyList<string> cells = [];
    private bool isBegun;

    public override long Position => lines.Position;

    public override long Length => lines.Length;

    /// <summary>Why the present row makes no sense; null when it does.</summary>
    public RowProblem? Fault { get; private set; }

    public override ReadOnlySpan<char> this[int index] => (uint)index < (uint)cells.Count ? cells[index] : default;

    protected override bool ReadRow()
    {
        if (!isBegun)
        {
            isBegun = true;
            return Give(0, headers, null);
        }

        try
        {
            return Next() is { } row && Give(row.Line, row.Cells, row.Fault);
        }
        catch (DecoderFallbackException)
        {
            return Refuse(new TableRefused("tables.file.encoding", $"第 {lines.LineNumber + 1} 行附近的文字不是有效的 {lines.Encoding}。", $"The text near line {lines.LineNumber + 1} is not valid {lines.Encoding}.", lines.LineNumber + 1));
        }
        catch (InvalidDataException)
        {
            return Refuse(new TableRefused("tables.file.limit", "有一行长得不像话。", "A line is longer than any that people write.", lines.LineNumber + 1));
        }
    }

    /// <summary>The next row, or null at the end.</summary>
    protected abstract TextRow? Next();

    private bool Give(long line, IReadOnlyList<string> row, RowProblem? fault)
    {
        (LineNumber, cells, Count, Fault) = (line, row, row.Count, fault);
        return true;
    }
}

/// <summary>A row with the line on which it begins; where it makes no sense, the line as it stands and why.</summary>
internal sealed record TextRow(long Line, IReadOnlyList<string> Cells, RowProblem? Fault = null);
