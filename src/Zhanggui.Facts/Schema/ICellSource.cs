namespace Zhanggui.Facts.Schema;

/// <summary>The cells of the row that is being read, by their place in the file.</summary>
internal interface ICellSource
{
    ReadOnlySpan<char> Cell(int index);
}

/// <summary>Cells that are in memory already.</summary>
internal sealed class CellArray(IReadOnlyList<string?> cells) : ICellSource
{
    public ReadOnlySpan<char> Cell(int index) => cells[index];
}
