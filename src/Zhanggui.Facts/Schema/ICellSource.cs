namespace Zhanggui.Facts.Schema;

/// <summary>The cells of the row that is being read, by their place in the file.</summary>
internal interface ICellSource
{
    ReadOnlySpan<char> Cell(int index);
}
