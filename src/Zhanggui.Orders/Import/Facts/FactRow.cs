namespace Zhanggui.Orders.Import.Facts;

/// <summary>A row of a fact file with its canonical cells in the file's order, and the row as it stood.</summary>
internal sealed record FactRow(long Line, string?[] Cells, IReadOnlyList<string> Original);
