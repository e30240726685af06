using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>
/// A first walk through the whole file before anything is written: it can be read to its end, how many rows it has, and which order
/// numbers stand in it with different money. Keeps two numbers per order, no rows.
/// </summary>
internal sealed class FileCheck
{
    private readonly Dictionary<ulong, (int Money, int Line)> seen = [];
    private readonly Dictionary<ulong, (long First, long Second)> twins = [];

    public long Rows { get; private set; }

    public long Refused { get; private set; }

    public TableRefused? Unreadable { get; private set; }

    public static FileCheck Of(TableRows rows, Mapping mapping, long headerLine, Action<long>? progress, CancellationToken ct)
    {
        var check = new FileCheck();
        var cells = new RowCells(rows, mapping);
        while (rows.Read())
        {
            if (rows.LineNumber <= headerLine || rows.IsBlank)
            {
                continue;
            }

            check.Take(RowReader.Read(cells), mapping);
            if (check.Rows % 4096 == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(check.Rows);
            }
        }

        check.Unreadable = rows.Refused;
        check.seen.Clear();
        return check;
    }

    /// <summary>The other line of an order number that stands in the file with different money, or null.</summary>
    public long? TwinOf(string orderId, long line) =>
        twins.TryGetValue(KeyOf(orderId), out var lines) ? lines.First == line ? lines.Second : lines.First : null;

    private void Take(RowRead row, Mapping mapping)
    {
        Rows++;
        if (row.IsRefused)
        {
            Refused++;
        }

        if (row.Order is not { } order || mapping.SumsLines)
        {
            return;
        }

        var (key, money) = (KeyOf(order.Key[0]), RowReader.MoneyOf(order));
        if (!seen.TryAdd(key, (money, (int)row.Line)) && seen[key] is var first && first.Money != money)
        {
            twins.TryAdd(key, (first.Line, row.Line));
        }
    }

    /// <summary>FNV-1a, 64 bits: the numbers of a million orders without keeping their texts.</summary>
    internal static ulong KeyOf(string text)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var c in text)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            return hash;
        }
    }
}
