namespace Zhanggui.Tables;

/// <summary>What a file is, found by its content and not by its name.</summary>
public enum TableKind
{
    /// <summary>Delimited text: CSV, TSV and their relatives.</summary>
    Text,

    /// <summary>Excel 2 to 2003 (BIFF2 to BIFF8), and workbooks of any kind behind a password.</summary>
    Xls,

    /// <summary>Excel 2007 and later (Office Open XML).</summary>
    Xlsx,
}

/// <summary>A sheet of a workbook; a text file has exactly one without a name.</summary>
/// <param name="Index">From 0, in the order of the workbook.</param>
/// <param name="Name">As people see it.</param>
/// <param name="IsVisible">False for hidden sheets.</param>
public sealed record TableSheet(int Index, string Name, bool IsVisible);

/// <summary>What the file itself says a cell is; text files have only <see cref="Text"/> and <see cref="Empty"/>.</summary>
public enum CellKind : byte
{
    Empty,
    Text,

    /// <summary>A number: digits with a point, never an exponent, at most 15 significant digits.</summary>
    Number,

    /// <summary>A day and time as <c>yyyy-MM-dd HH:mm:ss</c> (with <c>.fff</c> only where the file has a fraction).</summary>
    DateTime,

    /// <summary>A duration or time of day as <c>HH:mm:ss</c>; hours may pass 24.</summary>
    Time,

    /// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
    Boolean,

    /// <summary>An error of a formula, as text: <c>#N/A</c>, <c>#REF!</c> ...</summary>
    Error,
}
