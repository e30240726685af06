using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.Facts.Schema;

/// <summary>The cells of the row that is being read, by their place in the file, in UTF-8 without a fault.</summary>
internal interface ICellSource
{
    ReadOnlySpan<byte> Cell(int index);
}

/// <summary>The cells of a file's row.</summary>
internal sealed class RowCells(Utf8Rows rows) : ICellSource
{
    public ReadOnlySpan<byte> Cell(int index) => rows.Cell(index);
}

/// <summary>Cells that are in memory already.</summary>
internal sealed class CellArray : ICellSource
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[][] cells;

    /// <summary>Text with half a surrogate pair has no UTF-8 and throws <see cref="EncoderFallbackException"/>.</summary>
    public CellArray(IReadOnlyList<string?> cells) => this.cells = [.. cells.Select(c => string.IsNullOrEmpty(c) ? [] : Strict.GetBytes(c))];

    public ReadOnlySpan<byte> Cell(int index) => cells[index];
}
