namespace Zhanggui.Facts.Schema;

/// <summary>Columns of a file that the program does not know, with their cells in the order of the rows that were kept: they go out again as they came.</summary>
public sealed record UnknownColumns(string File, IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<string?>> Rows);
