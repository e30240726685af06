namespace Zhanggui.Facts;

/// <summary>
/// Something in a facts folder that a person must see. <see cref="Line"/> counts lines of the file from 1 (the header),
/// where the row begins; 0 = the file as a whole. <see cref="Value"/> is the cell as it stands, cut after 80 characters.
/// </summary>
public sealed record FactsProblem(string File, int Line, string? Column, string? Value, FactsSeverity Severity, string Code, string Zh, string En)
{
    public override string ToString() => $"{File}:{Line}{(Column is null ? string.Empty : $":{Column}")}: {En}";
}
