namespace Zhanggui.Facts.Schema;

/// <summary>What a column of a file is, whatever its rows are.</summary>
public sealed record ColumnSpec(string Name, ColumnKind Kind, bool IsRequired, IReadOnlyList<string> Choices);
