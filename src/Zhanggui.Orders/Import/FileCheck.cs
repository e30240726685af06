using Zhanggui.Orders.Elsewhere;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>
/// A first walk through the whole file before anything is written: it can be read to its end, how many rows it has, and which order
/// numbers stand in it with different money. Keeps two numbers per order, no rows.
/// </summary>
internal sealed class FileCheck(TableRows rows, Mapping mapping, long headerLine, Action<long, RowProblem>? tell = null)
{
    public const int RowsPerStep = 4096;
    private readonly RowCells cells = new(rows, mapping);
    private readonly Dictionary<ulong, (int Said, int Line)> seen = [];
    private const int MostShops = 20;
    private readonly HashSet<string> shops = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, (long First, long Second)> twins = [];

    public long Rows { get; private set; }

    public long Refused { get; private set; }

    public TableRefused? Unreadable { get; private set; }

    public static FileCheck Of(TableRows rows, Mapping mapping, long headerLine, Action<long>? progress, CancellationToken ct, Action<long, RowProblem>? tell = null)
    {
        var check = new FileCheck(rows, mapping, headerLine, tell);
        while (check.Go(RowsPerStep))
        {
            ct.ThrowIfCancellationRequested();
            progress?.Invoke(check.Rows);
        }

        return check;
    }

    /// <summary>Reads some rows on; false at the end of the file.</summary>
    public bool Go(int most)
    {
        for (var i = 0; i < most; i++)
        {
            if (!rows.Read())
            {
                Unreadable = rows.Refused;
                seen.Clear();
                return false;
            }

            if (rows.LineNumber <= headerLine || rows.IsBlank)
            {
                continue;
            }

            Take(RowReader.Read(cells));
            TakeShop();
            cells.Problems.ForEach(problem => tell?.Invoke(rows.LineNumber, problem));
        }

        return true;
    }

    /// <summary>The other line of an order number that stands in the file with different money, or null.</summary>
    public long? TwinOf(string orderId, long line) =>
        twins.TryGetValue(KeyOf(orderId), out var lines) ? lines.First == line ? lines.Second : lines.First : null;

    /// <summary>A file of several shops gives each shop its own rows only; a file of one is this shop's, whatever it calls it.</summary>
    public string? OtherShop(RowCells row, ShopCard shop) =>
        shops.Count > 1 && row.Text("shop") is { } said && said != shop.Name && said != shop.Id.ToString() ? said : null;

    private void TakeShop()
    {
        if (shops.Count < MostShops && mapping.Columns.TryGetValue("shop", out var at) && at[0] < rows.Count && CellReading.Clean(rows[at[0]]) is { } shop)
        {
            shops.Add(shop);
        }
    }

    private void Take(RowRead row)
    {
        Rows++;
        if (row.IsRefused)
        {
            Refused++;
        }

        if (row.Beside is { } told && mapping.Kind == ElsewhereReader.Orders)
        {
            Compare(KeyOf(told.KeyText), ElsewhereReader.AgentOf(told), row.Line);
        }
        else if (row.Order is { } order && !mapping.SumsLines)
        {
            Compare(KeyOf(order.Key[0]), RowReader.MoneyOf(order), row.Line);
        }
    }

    /// <summary>Two rows of one name that say something else.</summary>
    private void Compare(ulong key, int said, long line)
    {
        if (!seen.TryAdd(key, (said, (int)line)) && seen[key] is var first && first.Said != said)
        {
            twins.TryAdd(key, (first.Line, line));
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
