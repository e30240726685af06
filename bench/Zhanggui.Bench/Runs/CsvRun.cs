using System.Diagnostics;
using CsvHelper;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>csv</c>: a made file of orders, 30 columns, read typed and checked by Zhanggui.Tables and by CsvHelper, and its lines
/// counted; one thread, rounds in turn. Both sides must find the same sums. Our side finds encoding, dialect and header
/// itself, checks every row's number of cells and every cell for damaged numbers.
/// </summary>
internal static class CsvRun
{
    public static int Run(Options options)
    {
        using var folder = new TempFolder("csv");
        var path = folder["orders.csv"];
        var rows = options.Number("rows", 1_000_000);
        OrderTable.WriteCsv(path, rows);
        Console.WriteLine($"{rows:N0} rows, {OrderTable.Headers.Length} columns, {new FileInfo(path).Length / 1e6:N0} MB");
        var sides = new (string Name, Func<string, OrderSums> Read)[] { ("zhanggui", Ours), ("csvhelper", Library), ("zhanggui-spans", OurSpans), ("csvhelper-spans", Spans), ("newlines", NewLines) };
        if (options.List("sides", string.Empty) is { Length: > 0 } wanted)
        {
            sides = [.. sides.Where(s => wanted.Contains(s.Name))];
        }

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
                var sums = read(path);
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                Console.WriteLine($"round {round}{(round == 0 ? " (warming up)" : string.Empty)}  {name,-16} {rows / seconds,12:N0} rows/s  {rows / used,12:N0} rows/cpu-s  {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,8:N1} MB allocated  spin {spin:F0} ms  {sums}");
                if (round > 0)
                {
                    rounds.Add(new RoundResult(name, rows / seconds, rows / used, 0, 0, spin, sums == OrderTable.Expected(rows) || sums.Amount == 0 ? 0 : 1));
                }
            }
        }

        foreach (var (name, _) in sides)
        {
            Console.WriteLine($"{name,-16} median {rounds.Of(name, r => r.PerSecond):N0} rows/s, {rounds.Of(name, r => r.P50):N0} rows per processor second");
        }

        Console.WriteLine($"zhanggui / csvhelper typed: {rounds.Ratio("zhanggui", "csvhelper", r => r.PerSecond):F2} x by the clock, {rounds.Ratio("zhanggui", "csvhelper", r => r.P50):F2} x by processor time (goal 3)");
        Console.WriteLine($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        return rounds.All(r => r.Errors == 0) ? 0 : 1;
    }

    private static OrderSums Ours(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        TableFile.TryOpen(stream, path, null, out var file, out _);
        using (file)
        {
            var header = new HeaderFinder(OrderTable.Headers).Find(file!, 20, out _)!;
            using var rows = file!.RowsAfter(header);
            int[] Of(OrderKind kind) => [.. header.Columns.Where(c => OrderTable.KindOf(c.Index) == kind).Select(c => c.Index)];
            var columns = new Columns(Of(OrderKind.Id), Of(OrderKind.Money), Of(OrderKind.Time), Of(OrderKind.Count), Of(OrderKind.Text));
            var sums = default(OrderSums);
            while (rows.Read())
            {
                columns.AddTo(ref sums, rows);
            }

            sums.Rows = rows.Refused is null && rows.ProblemCount == 0 ? header.Columns.Count : -1;
            return sums;
        }
    }

    private sealed record Columns(int[] Ids, int[] Money, int[] Times, int[] Counts, int[] Texts)
    {
        public void AddTo(ref OrderSums sums, TableRows rows)
        {
            foreach (var i in Ids)
            {
                sums.Refused += rows.IsDamagedNumber(i) ? 1 : Add(ref sums.Letters, rows.CleanOf(i).Length);
            }

            foreach (var i in Money)
            {
                sums.Refused += rows.TryHundredths(i, out var fen) ? Add(ref sums.Amount, fen) : 1;
            }

            foreach (var i in Times)
            {
                sums.Refused += rows.TryDateTime(i, out var time) ? Add(ref sums.Times, time.Second) : CellText.IsMissing(rows[i]) ? 0 : 1;
            }

            foreach (var i in Counts)
            {
                sums.Refused += rows.TryWhole(i, out var count) ? Add(ref sums.Counts, count) : 1;
            }

            foreach (var i in Texts)
            {
                sums.Letters += rows.CleanOf(i).Length;
            }
        }
    }

    private static OrderSums OurSpans(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        TableFile.TryOpen(stream, path, null, out var file, out _);
        using (file)
        {
            using var rows = file!.Rows();
            var length = 0L;
            while (rows.Read())
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    length += rows[i].Length;
                }
            }

            return new OrderSums { Letters = length };
        }
    }

    private static int Add(ref long sum, long value)
    {
        sum += value;
        return 0;
    }

    // The library's own typed way, column by column, with the types its users would take.
    private static OrderSums Library(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', HasHeader = true });
        var sums = default(OrderSums);
        foreach (var order in reader.GetRecords<OrderRecord>())
        {
            order.AddTo(ref sums);
        }

        sums.Rows = OrderTable.Headers.Length;
        return sums;
    }

    private static OrderSums Spans(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', HasHeader = true });
        var length = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                length += reader.GetSpan(i).Length;
            }
        }

        return new OrderSums { Letters = length };
    }

    private static OrderSums NewLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[1 << 16];
        var lines = 0L;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return new OrderSums { Letters = lines };
    }
}
