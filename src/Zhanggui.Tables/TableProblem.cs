namespace Zhanggui.Tables;

/// <summary>Something odd in a row that could still be read. Nothing was left out or repaired without one of these.</summary>
/// <param name="Line">Physical line (text) or sheet row (workbook), from 1.</param>
/// <param name="Column">Cell of the row, from 1; 0 = the whole row.</param>
/// <param name="Code">Stable: <c>tables.row.more_cells</c>, <c>tables.row.fewer_cells</c>, <c>tables.cell.quote</c>, <c>tables.cell.nul</c>.</param>
public sealed record TableProblem(long Line, int Column, string Code, string Zh, string En);
