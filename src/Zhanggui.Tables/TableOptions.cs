namespace Zhanggui.Tables;

/// <summary>What a caller knows better than the reader, and the limits against hostile files. What is null is found out.</summary>
public sealed record TableOptions
{
    /// <summary>Name of an encoding (<c>gb18030</c>, <c>utf-8</c>, <c>iso-8859-1</c> ...); a byte order mark wins.</summary>
    public string? Encoding { get; init; }

    /// <summary>One to four characters.</summary>
    public string? Delimiter { get; init; }

    /// <summary><c>'\0'</c> = cells are never quoted.</summary>
    public char? Quote { get; init; }

    /// <summary>The quote itself (doubling), a backslash or another character; <c>'\0'</c> = no escape at all.</summary>
    public char? Escape { get; init; }

    /// <summary><c>"\n"</c>, <c>"\r\n"</c>, <c>"\r"</c> or one other character.</summary>
    public string? RecordDelimiter { get; init; }

    /// <summary>Physical lines (or sheet rows) before the table that are not rows of it. 0 to 1,000.</summary>
    public int SkipLines { get; init; }

    /// <summary>The password of a protected workbook.</summary>
    public string? Password { get; init; }

    /// <summary>Longest cell in characters, 1 to 100,000,000.</summary>
    public int MaxCellChars { get; init; } = 1_000_000;

    /// <summary>Most cells of one row, 1 to 1,000,000.</summary>
    public int MaxCells { get; init; } = 20_000;

    /// <summary>Longest row in characters, 1 to 500,000,000.</summary>
    public int MaxRowChars { get; init; } = 16_000_000;

    /// <summary>What all parts of a workbook may inflate to, in bytes: 1 to 100 GB.</summary>
    public long MaxInflatedBytes { get; init; } = 4_000_000_000;

    /// <summary>How many times its packed size a part of a workbook may inflate to once it passes 64 MiB: 1 to 10,000. Real sheets stay below 200.</summary>
    public int MaxInflateRatio { get; init; } = 1_000;

    /// <summary>What the shared strings of a workbook may take, in characters: 1 to 1,000,000,000.</summary>
    public long MaxSharedStringChars { get; init; } = 200_000_000;

    /// <summary>How many problems are kept as a list; all are counted. 0 to 1,000,000.</summary>
    public int MaxProblems { get; init; } = 1_000;
}
