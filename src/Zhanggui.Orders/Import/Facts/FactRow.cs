namespace Zhanggui.Orders.Import.Facts;

/// <summary>A row of a fact file with its canonical cells in the file's order, the cells of columns that nobody knows, and the row as it stood.</summary>
internal sealed record FactRow(long Line, string?[] Cells, string? Unknown, IReadOnlyList<string> Original);
