using System.Diagnostics;
using System.IO.Compression;
using ExcelDataReader;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>xlsx</c>: a made workbook of orders, 30 columns, every cell read by Zhanggui.Tables and by ExcelDataReader, and inflating
/// the sheet alone; one thread, rounds in turn. Both must find the same number of characters in the text columns.
/// </summary>
internal static class XlsxRun
{
    public static int Run(Options options)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance); // the library wants it
        using var folder = new TempFolder("xlsx");
        var path = folder["orders.xlsx"];
        var rows = options.Number("rows", 100_000);
        OrderTable.WriteXlsx(path, rows);
        Console.WriteLine($"{rows:N0} rows, {OrderTable.Headers.Length} columns, {new FileInfo(path).Length / 1e6:N0} MB");
        var expected = OrderTable.Expected(rows).Letters;
        var sides = new (string Name, Func<string, long> Read)[] { ("zhanggui", Ours), ("exceldatareader", Library), ("inflating", Inflating) };
        var rounds = new List<RoundResult>();
        for (var round = 0; round <= options.Number("rounds", 3); round++)
        {
            foreach (var (name, read) in sides)
            {
                var spin = SpinLoop.Milliseconds();
                GC.Collect();
                var allocated = GC.GetTotalAllocatedBytes();
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var started = Stopwatch.GetTimestamp();
                var letters = read(path);
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                Console.WriteLine($"round {round}{(round == 0 ? " (warming up)" : string.Empty)}  {name,-16} {rows / seconds,12:N0} rows/s  {rows / used,12:N0} rows/cpu-s  {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,8:N1} MB allocated  spin {spin:F0} ms");
                if (round > 0)
                {
                    rounds.Add(new RoundResult(name, rows / seconds, rows / used, 0, 0, spin, name == "inflating" || letters == expected ? 0 : 1));
                }
            }
        }

        foreach (var (name, _) in sides)
        {
            Console.WriteLine($"{name,-16} median {rounds.Of(name, r => r.PerSecond):N0} rows/s, {rounds.Of(name, r => r.P50):N0} rows per processor second, errors {rounds.Where(r => r.Side == name).Sum(r => r.Errors)}");
        }

        Console.WriteLine($"zhanggui / exceldatareader: {rounds.Ratio("zhanggui", "exceldatareader", r => r.PerSecond):F2} x by the clock, {rounds.Ratio("zhanggui", "exceldatareader", r => r.P50):F2} x by processor time (goal 5)");
        Console.WriteLine($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        return rounds.All(r => r.Errors == 0) ? 0 : 1;
    }

    private static long Ours(string path)
    {
        using var stream = File.OpenRead(path);
        TableFile.TryOpen(stream, path, null, out var file, out _);
        using (file)
        {
            using var rows = file!.Rows();
            rows.Read();
            var letters = 0L;
            var others = 0L;
            while (rows.Read())
            {
                for (var i = 0; i < OrderTable.Headers.Length; i++)
                {
                    var length = rows[i].Length;
                    others += rows.IsDamagedNumber(i) ? 1_000_000 : length;
                    letters += OrderTable.KindOf(i) is OrderKind.Id or OrderKind.Text ? length : 0;
                }
            }

            return rows.Refused is null && others < 1_000_000_000 ? letters : -1;
        }
    }

    private static long Library(string path)
    {
        using var stream = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        reader.Read();
        var letters = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetValue(i) is string text)
                {
                    letters += text.Length;
                }
            }
        }

        return letters;
    }

    private static long Inflating(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var buffer = new byte[1 << 16];
        var length = 0L;
        for (var read = sheet.Read(buffer); read > 0; read = sheet.Read(buffer))
        {
            length += read;
        }

        return length;
    }
}
