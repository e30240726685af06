using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Bench.Wire;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>board</c>: what the supervisors' board of one shop costs the server with 1, 10, 50 and 200 watchers who ask every second, with
/// so many buyers waiting. Processor time is that of a server process of its own, queries are counted in a server inside this one; what
/// the same server uses while nobody watches is taken off. An update is one picture of the floor, told apart by its instant.
/// </summary>
internal static class BoardRun
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private sealed record Watched(int Watchers, int Answers, int Updates, double Used, double SpinMs);

    public static async Task<int> RunAsync(Options options)
    {
        var watchers = options.List("watchers", "1,10,50,200").Select(int.Parse).ToList();
        var time = TimeSpan.FromSeconds(options.Number("seconds", 10));
        await using var stage = await Stage.OpenAsync(null, watchers.Max());
        IReadOnlyList<Watched> cpu;
        await using (var house = stage.House())
        {
            await house.StartAsync();
            await FillAsync(house.Url, stage.ChannelKey, options.Number("buyers", 100));
            cpu = await MeasureAsync(stage, house.Url, watchers, time, () => house.CpuSeconds() * 1e6);
        }

        IReadOnlyList<Watched> queries = [];
        await stage.HereAsync(async url =>
        {
            long count = 0;
            using var listener = new MeterListener { InstrumentPublished = (instrument, own) => Listen(instrument, own) };
            listener.SetMeasurementEventCallback<long>((_, n, _, _) => Interlocked.Add(ref count, n));
            listener.Start();
            queries = await MeasureAsync(stage, url, watchers, time, () => Interlocked.Read(ref count));
        });

        Console.WriteLine();
        Console.WriteLine("watchers  updates  answers   cpu us/update   cpu us/answer   queries/update   queries/answer   spin ms");
        foreach (var (c, q) in cpu.Zip(queries))
        {
            Console.WriteLine($"{c.Watchers,8}{c.Updates,9}{c.Answers,9}{c.Used / c.Updates,16:N0}{c.Used / c.Answers,16:N0}{q.Used / q.Updates,17:F2}{q.Used / q.Answers,17:F2}{c.SpinMs,10:F0}");
        }

        return 0;
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == SqlCommands.MeterName)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static async Task<IReadOnlyList<Watched>> MeasureAsync(Stage stage, string url, IReadOnlyList<int> watchers, TimeSpan time, Func<double> used)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var cookies = new List<string>();
        for (var i = 0; i < watchers.Max(); i++)
        {
            cookies.Add((await AgentDesk.SignInAsync(url, stage.Shop, Stage.Account(i))).CookieHeader);
        }

        await WatchAsync(http, url, stage.Shop, cookies, TimeSpan.FromSeconds(3)); // warm
        var idle = used();
        await Task.Delay(time);
        idle = (used() - idle) / time.TotalSeconds;
        var all = new List<Watched>();
        foreach (var count in watchers)
        {
            var spin = SpinLoop.Milliseconds();
            var (before, began) = (used(), Stopwatch.GetTimestamp());
            var (answers, updates) = await WatchAsync(http, url, stage.Shop, cookies[..count], time);
            var spent = used() - before - (idle * Stopwatch.GetElapsedTime(began).TotalSeconds);
            all.Add(new Watched(count, answers, updates, spent, spin));
            Console.WriteLine($"{count,4} watchers: {updates} updates, {answers} answers, {spent:N0} used beyond {idle:N0} a second at rest, spin {spin:F0} ms");
        }

        return all;
    }

    /// <summary>Each watcher asks once a second, all of them spread over it.</summary>
    private static async Task<(int Answers, int Updates)> WatchAsync(HttpClient http, string url, string shop, IReadOnlyList<string> cookies, TimeSpan time)
    {
        var pictures = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var answers = 0;
        using var over = new CancellationTokenSource(time);
        await Task.WhenAll(cookies.Select(async (cookie, i) =>
        {
            await Task.Delay(Every * i / cookies.Count);
            using var timer = new PeriodicTimer(Every);
            do
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, $"{url}/api/reception/floor?shop={shop}");
                asked.Headers.Add("Cookie", cookie);
                using var answer = await http.SendAsync(asked);
                var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
                pictures[body[..60]] = true; // begins with its instant
                Interlocked.Increment(ref answers);
            }
            while (!over.IsCancellationRequested && await timer.WaitForNextTickAsync());
        }));
        return (answers, pictures.Count);
    }

    private static async Task FillAsync(string url, string key, int buyers)
    {
        using var http = new HttpClient();
        for (var i = 0; i < buyers; i++)
        {
            var visitor = await VisitorDesk.OpenAsync(http, url, key);
            using var asked = new HttpRequestMessage(HttpMethod.Post, $"{url}/api/visitor/messages") { Content = JsonContent.Create(new JsonObject { ["id"] = Guid.CreateVersion7(), ["kind"] = "text", ["text"] = "在吗，几天能到" }) };
            asked.Headers.Add("Authorization", $"Visitor {visitor.Token}");
            using var answer = await http.SendAsync(asked);
            answer.EnsureSuccessStatusCode();
        }
    }
}
