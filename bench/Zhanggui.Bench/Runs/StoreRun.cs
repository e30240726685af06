using System.Diagnostics;
using Zhanggui.Bench.Anchors;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;

namespace Zhanggui.Bench.Runs;

/// <summary><c>store</c>: the relay's store alone, batches of one message per conversation, without sockets.</summary>
internal static class StoreRun
{
    public static async Task<int> RunAsync(Options options)
    {
        using var folder = new TempFolder("store");
        await Stage.MigrateAsync(folder.Path, null);
        using var store = new SqliteRelayStore(folder["zhanggui.db"]);
        var conversations = options.Number("conversations", 50);
        var started = Stopwatch.GetTimestamp();
        var batches = 0;
        var waits = new Latencies();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < options.Number("seconds", 5))
        {
            var batch = Enumerable.Range(0, conversations).Select(c => new RelayMessage(c, Guid.CreateVersion7(), Deliveries.TextOf(0), batches)).ToList();
            var sent = Stopwatch.GetTimestamp();
            await store.CommitAsync(batch);
            waits.Add(Stopwatch.GetTimestamp() - sent);
            batches++;
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var rows = batches * conversations;
        Console.WriteLine($"{rows / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} messages/s, batch of {conversations}: p50 {Figures.Text(waits.At(0.5))} ms, p99 {Figures.Text(waits.At(0.99))} ms, {used.TotalMicroseconds / rows:F0} us processor time a message");
        return 0;
    }
}
