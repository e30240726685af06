namespace Zhanggui.Tables;

/// <summary>The documented ranges of <see cref="TableOptions"/>: outside them is a mistake of the caller.</summary>
internal static class TableLimits
{
    public static void Check(TableOptions options)
    {
        In(options.SkipLines, 0, 1_000, nameof(options.SkipLines));
        In(options.MaxCellChars, 1, 100_000_000, nameof(options.MaxCellChars));
        In(options.MaxCells, 1, 1_000_000, nameof(options.MaxCells));
        In(options.MaxRowChars, 1, 500_000_000, nameof(options.MaxRowChars));
        In(options.MaxInflatedBytes, 1, 100_000_000_000, nameof(options.MaxInflatedBytes));
        In(options.MaxInflateRatio, 1, 10_000, nameof(options.MaxInflateRatio));
        In(options.MaxSharedStringChars, 1, 1_000_000_000, nameof(options.MaxSharedStringChars));
        In(options.MaxProblems, 0, 1_000_000, nameof(options.MaxProblems));
        if (options.Delimiter is { Length: < 1 or > 4 } || options.RecordDelimiter is { Length: < 1 or > 2 })
        {
            throw new ArgumentOutOfRangeException(nameof(options), "A delimiter has one to four characters, a record delimiter one or CR LF.");
        }
    }

    private static void In(long value, long from, long to, string name)
    {
        if (value < from || value > to)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {from} to {to}.");
        }
    }
}
