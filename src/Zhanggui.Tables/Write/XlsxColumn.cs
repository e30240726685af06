namespace Zhanggui.Tables;

/// <summary>A column of a sheet that is written.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Width">In characters of the standard font, 1 to 255.</param>
public sealed record XlsxColumn(string Header, double Width = 14);
