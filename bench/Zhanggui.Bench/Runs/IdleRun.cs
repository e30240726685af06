using System.Net;
using System.Net.Sockets;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Runs;

/// <summary><c>idle</c>: resident memory of the server with so many connected visitors who say nothing, and whether it still answers quickly.</summary>
internal static class IdleRun
{
    private const int PerAddress = 2_000;

    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Number("visitors", 10_000);
        await using var postgres = options.Text("db", "sqlite") == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        var figures = await MeasureAsync(count, TimeSpan.FromSeconds(options.Number("seconds", 45)), postgres is null ? null : await postgres.CreateDatabaseAsync(), Console.WriteLine);
        Console.WriteLine($"{count:N0} connected idle visitors: server at {figures.Resident / 1048576.0:F0} MiB (empty {figures.Empty / 1048576.0:F0} MiB), {(figures.Resident - figures.Empty) / (double)count / 1024:F1} KiB each; "
            + $"after {options.Number("seconds", 45)} s of rest {figures.Rested / 1048576.0:F0} MiB, {figures.StillThere:N0} still connected; one message meanwhile: {figures.AnswerMs:F1} ms; idle processor use {figures.IdleCpu:P1} of one core");
        return figures.StillThere == count && figures.Resident < 1L << 30 ? 0 : 1;
    }

    internal sealed record IdleFigures(long Empty, long Resident, long Rested, int StillThere, double AnswerMs, double IdleCpu);

    internal static async Task<IdleFigures> MeasureAsync(int count, TimeSpan rest, string? postgres, Action<string> tell)
    {
        await using var stage = await Stage.OpenAsync(postgres, 1);
        await using var house = stage.House();
        await house.StartAsync();
        using var http = new HttpClient();
        await VisitorDesk.OpenAsync(http, house.Url, stage.ChannelKey);
        var empty = house.ResidentBytes();
        var sockets = new FrameSocket[count];
        var invokers = Enumerable.Range(0, (count / PerAddress) + 1).Select(From).ToArray();
        try
        {
            var done = 0;
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            {
                var visitor = await VisitorDesk.OpenAsync(http, house.Url, stage.ChannelKey);
                sockets[i] = await visitor.ListenAsync(_ => { }, invokers[i / PerAddress], bufferSize: 512);
                if (Interlocked.Increment(ref done) % 2000 == 0)
                {
                    tell($"{done:N0} connected, server at {house.ResidentBytes() / 1048576.0:F0} MiB");
                }
            });
            var resident = house.ResidentBytes();
            var cpu = house.CpuSeconds();
            // The widget speaks every 20 s; so do these, or the house would rightly close them.
            for (var left = rest; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(15))
            {
                await Task.Delay(left < TimeSpan.FromSeconds(15) ? left : TimeSpan.FromSeconds(15));
                foreach (var socket in sockets)
                {
                    await socket.SendAsync("{\"t\":\"ping\"}"u8.ToArray());
                }
            }

            cpu = (house.CpuSeconds() - cpu) / Math.Max(1, rest.TotalSeconds);
            var answer = await OneMessageAsync(http, house.Url, stage.ChannelKey);
            var rested = house.ResidentBytes();
            return new IdleFigures(empty, resident, rested, sockets.Count(s => !s.ClosedAsync().IsCompleted), answer, cpu);
        }
        finally
        {
            foreach (var socket in sockets.Where(s => s is not null))
            {
                socket.Abort();
            }

            foreach (var invoker in invokers)
            {
                invoker.Dispose();
            }
        }
    }

    private static async Task<double> OneMessageAsync(HttpClient http, string url, string key)
    {
        var deliveries = new Deliveries();
        var visitor = await VisitorDesk.OpenAsync(http, url, key);
        var waits = new Latencies();
        await using var socket = await visitor.ListenAsync(frame =>
        {
            deliveries.AcknowledgedIn(frame);
            deliveries.DeliveredIn(frame, Deliveries.JsonText);
        });
        for (var i = 0; i < 21; i++)
        {
            var (token, done) = deliveries.Expect(acknowledged: true);
            var sent = System.Diagnostics.Stopwatch.GetTimestamp();
            await socket.SendAsync(Anchors.Frames.Send(Deliveries.IdOf(token), Deliveries.TextOf(token)));
            await done.WaitAsync(TimeSpan.FromSeconds(10));
            waits.Add(System.Diagnostics.Stopwatch.GetTimestamp() - sent);
        }

        return waits.At(0.5);
    }

    /// <summary>Connections from one loopback address: one address alone would run out of ports.</summary>
    private static HttpMessageInvoker From(int number)
    {
        var address = IPAddress.Parse($"127.0.{1 + (number / 200)}.{1 + (number % 200)}");
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }
}
