using System.Globalization;
using System.Text;
using CsvHelper;
using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Runs;

internal enum OrderKind
{
    Id,
    Money,
    Time,
    Count,
    Text,
}

/// <summary>What a reader made of the whole file; two readers that differ have read differently.</summary>
internal record struct OrderSums
{
    public long Rows;
    public long Refused;
    public long Amount;
    public long Times;
    public long Counts;
    public long Letters;
}

/// <summary>A made table of orders with the columns of a platform export: 6 ids, 8 amounts, 4 times, 4 counts, 8 texts.</summary>
internal static class OrderTable
{
    private static readonly string[] Words = ["浙江省杭州市", "示例店铺", "颜色:黑;尺码:L", "等待买家付款", "中通快递", "备注,带逗号", "a \"quoted\" one", "买**1", "", "蓝色 XL"];

    public static string[] Headers { get; } =
        [.. Names("I", 6), .. Names("M", 8), .. Names("T", 4), .. Names("C", 4), .. Names("S", 8)];

    public static OrderKind KindOf(int column) => column < 6 ? OrderKind.Id : column < 14 ? OrderKind.Money : column < 18 ? OrderKind.Time : column < 22 ? OrderKind.Count : OrderKind.Text;

    public static void WriteCsv(string path, int rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', Headers));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < Headers.Length; column++)
            {
                var text = Cell(row, column);
                writer.Write(column == 0 ? string.Empty : ",");
                writer.Write(text.AsSpan().ContainsAny(",\"") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
            }

            writer.WriteLine();
        }
    }

    public static void WriteXlsx(string path, int rows)
    {
        using var stream = File.Create(path);
        using var writer = new XlsxWriter(stream);
        writer.BeginSheet("orders", [.. Headers.Select(h => new XlsxColumn(h))]);
        for (var row = 0; row < rows; row++)
        {
            writer.BeginRow();
            for (var column = 0; column < Headers.Length; column++)
            {
                switch (KindOf(column))
                {
                    case OrderKind.Money:
                        writer.Money(Fen(row, column));
                        break;
                    case OrderKind.Time:
                        writer.DateTime(Time(row, column));
                        break;
                    case OrderKind.Count:
                        writer.Number(Count(row, column));
                        break;
                    default:
                        writer.Text(Cell(row, column));
                        break;
                }
            }
        }
    }

    /// <summary>What a right reader finds.</summary>
    public static OrderSums Expected(int rows)
    {
        var sums = new OrderSums { Rows = Headers.Length };
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < Headers.Length; column++)
            {
                switch (KindOf(column))
                {
                    case OrderKind.Money:
                        sums.Amount += Fen(row, column);
                        break;
                    case OrderKind.Time:
                        sums.Times += Time(row, column).Second;
                        break;
                    case OrderKind.Count:
                        sums.Counts += Count(row, column);
                        break;
                    default:
                        sums.Letters += Cell(row, column).Length;
                        break;
                }
            }
        }

        return sums;
    }

    private static IEnumerable<string> Names(string letter, int count) => Enumerable.Range(1, count).Select(i => $"{letter}{i}");

    private static int Mixed(int row, int column) => unchecked((int)((((uint)row * 2654435761u) + ((uint)column * 40503u)) >> 8)) & 0xFFFFFF;

    private static long Fen(int row, int column) => Mixed(row, column) % 10_000_00;

    private static int Count(int row, int column) => Mixed(row, column) % 20;

    private static LocalDateTime Time(int row, int column) => new LocalDateTime(2026, 1, 1, 0, 0, 0).PlusSeconds(Mixed(row, column));

    private static string Cell(int row, int column) => KindOf(column) switch
    {
        OrderKind.Id => (1_234_567_890_000_000_000L + ((long)row * 6) + column).ToString(CultureInfo.InvariantCulture),
        OrderKind.Money => (Fen(row, column) / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        OrderKind.Time => Time(row, column).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        OrderKind.Count => Count(row, column).ToString(CultureInfo.InvariantCulture),
        _ => Words[Mixed(row, column) % Words.Length],
    };
}

/// <summary>The same columns for CsvHelper's own typed reading.</summary>
[CsvRecord]
internal sealed partial class OrderRecord
{
    public string I1 { get; set; } = string.Empty;
    public string I2 { get; set; } = string.Empty;
    public string I3 { get; set; } = string.Empty;
    public string I4 { get; set; } = string.Empty;
    public string I5 { get; set; } = string.Empty;
    public string I6 { get; set; } = string.Empty;
    public decimal M1 { get; set; }
    public decimal M2 { get; set; }
    public decimal M3 { get; set; }
    public decimal M4 { get; set; }
    public decimal M5 { get; set; }
    public decimal M6 { get; set; }
    public decimal M7 { get; set; }
    public decimal M8 { get; set; }
    public DateTime T1 { get; set; }
    public DateTime T2 { get; set; }
    public DateTime T3 { get; set; }
    public DateTime T4 { get; set; }
    public int C1 { get; set; }
    public int C2 { get; set; }
    public int C3 { get; set; }
    public int C4 { get; set; }
    public string S1 { get; set; } = string.Empty;
    public string S2 { get; set; } = string.Empty;
    public string S3 { get; set; } = string.Empty;
    public string S4 { get; set; } = string.Empty;
    public string S5 { get; set; } = string.Empty;
    public string S6 { get; set; } = string.Empty;
    public string S7 { get; set; } = string.Empty;
    public string S8 { get; set; } = string.Empty;

    public void AddTo(ref OrderSums sums)
    {
        sums.Letters += I1.Length + I2.Length + I3.Length + I4.Length + I5.Length + I6.Length + S1.Length + S2.Length + S3.Length + S4.Length + S5.Length + S6.Length + S7.Length + S8.Length;
        sums.Amount += (long)(M1 * 100) + (long)(M2 * 100) + (long)(M3 * 100) + (long)(M4 * 100) + (long)(M5 * 100) + (long)(M6 * 100) + (long)(M7 * 100) + (long)(M8 * 100);
        sums.Times += T1.Second + T2.Second + T3.Second + T4.Second;
        sums.Counts += C1 + C2 + C3 + C4;
    }
}
