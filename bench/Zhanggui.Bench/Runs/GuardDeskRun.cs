using System.Diagnostics;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>guard-desk</c>: what the guard costs where people write. Chat in a closed loop with the guard of new-shop in force against a book without a guard: as agents and buyers talk in turn, as
/// visitors write, and as agents write who let nobody answer (every message rings from the eighth on); both sides in turn in one run. Then a look at a draft (<c>POST /api/guard/check</c>) at fixed rates; then the time from a key to the painted mark in Chromium.
/// </summary>
internal static class GuardDeskRun
{
    private const string Guarded = "book: guarded\ntitle: 有卫士\nextends: new-shop\n";
    private const string Bare = "book: bare\ntitle: 没有卫士\nreception:\n  capacity_per_agent: 500\n";
    private static readonly string[] Drafts = ["您好，这款内胆是304不锈钢的", "没有发票", "现在给您打8折", "今天肯定能发货", "你稍等一下", "好的，马上帮您看一下库存", "加我微信聊吧"];

    public static async Task<int> RunAsync(Options options)
    {
        var parts = options.List("parts", "chat,check,keys");
        var errors = parts.Contains("chat") ? await ChatAsync(options) : 0;
        if (parts.Contains("check") || parts.Contains("keys"))
        {
            await using var side = new HouseSide("sqlite", null) { Label = "guarded", Book = Guarded };
            await side.OpenAsync(20, 20);
            if (parts.Contains("check"))
            {
                errors += await ChecksAsync(side, options);
            }

            if (parts.Contains("keys"))
            {
                errors += await KeysAsync(side, options);
            }
        }

        return errors == 0 ? 0 : 1;
    }

    private static async Task<int> ChatAsync(Options options)
    {
        var (conversations, agents, rounds) = (options.Number("conversations", 50), options.Number("agents", 5), options.Number("rounds", 5));
        var time = TimeSpan.FromSeconds(options.Number("seconds", 6));
        var store = options.Text("store", "sqlite");
        await using var postgres = store == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        HouseSide Side(string label, string book, Writers writers) => new(store, postgres) { Label = label, Book = book, Writers = writers };
        var whos = options.List("who", "talk,visitors,agents");
        List<HouseSide> sides = [.. whos.SelectMany(who => new[] { Side(who, Bare, Of(who)), Side(who + "+guard", Guarded, Of(who)) })];
        try
        {
            foreach (var side in sides)
            {
                await side.OpenAsync(conversations, agents);
            }

            foreach (var side in sides)
            {
                await ChatLoad.ClosedAsync(side, conversations, TimeSpan.FromSeconds(options.Number("warmup", 4)));
            }

            var results = new List<RoundResult>();
            Console.WriteLine($"{store}, closed loop, {conversations} conversations, {agents} agents, {time.TotalSeconds:F0} s a round");
            Console.WriteLine("round  who writes         msg/s    p50 ms    p99 ms   cpu us/msg  errors   spin ms");
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var side in round % 2 == 1 ? sides : [.. sides.AsEnumerable().Reverse()])
                {
                    var r = await ChatLoad.ClosedAsync(side, conversations, time);
                    results.Add(r);
                    Console.WriteLine($"{round,5}  {r.Side,-16}{Figures.Text(r.PerSecond),8}{Figures.Text(r.P50),10}{Figures.Text(r.P99),10}{Figures.Text(r.ServerCpuSeconds * 1e6 / Math.Max(1, r.Count)),13}{r.Errors,8}{r.SpinMs,10:F0}");
                }
            }

            Console.WriteLine();
            foreach (var who in whos)
            {
                var guarded = sides.First(s => s.Name == who + "+guard");
                Console.WriteLine($"{who}: {await guarded.RungAsync()} hits kept of {results.Where(r => r.Side == guarded.Name).Sum(r => r.Count)} messages of the rounds");
                Console.WriteLine($"{who} write: with the guard {Figures.Text(results.Ratio(who + "+guard", who, r => r.PerSecond))} x msg/s, p50 {Figures.Text(results.Ratio(who + "+guard", who, r => r.P50))} x, cpu {Figures.Text(results.Ratio(who + "+guard", who, r => r.ServerCpuSeconds / Math.Max(1, r.Count)))} x (median of the rounds' ratios)");
            }

            return (int)results.Sum(r => r.Errors);
        }
        finally
        {
            foreach (var side in sides)
            {
                await side.DisposeAsync();
            }
        }
    }

    private static Writers Of(string who) => who switch
    {
        "talk" => Writers.InTurn,
        "visitors" => Writers.Visitors,
        "agents" => Writers.Agents,
        _ => throw new ArgumentException($"--who knows talk, visitors and agents, not {who}."),
    };

    /// <summary>Looks at drafts at an even rate, each agent in a conversation of their own; a wait counts from the moment it was due.</summary>
    private static async Task<int> ChecksAsync(HouseSide side, Options options)
    {
        await LooksAsync(side, 20, 100);
        Console.WriteLine("drafts/s   looks    p50 ms    p95 ms    max ms   spin ms");
        foreach (var (rate, count) in new[] { (1, options.Number("slow", 30)), (20, options.Number("fast", 400)) })
        {
            var spin = SpinLoop.Milliseconds();
            var waits = await LooksAsync(side, rate, count);
            Console.WriteLine($"{rate,8}{count,8}{Figures.Text(waits.At(0.5)),10}{Figures.Text(waits.At(0.95)),10}{Figures.Text(waits.At(1)),10}{spin,10:F0}");
        }

        return 0;
    }

    private static async Task<Latencies> LooksAsync(HouseSide side, int rate, int count)
    {
        var waits = new Latencies();
        var gap = Stopwatch.Frequency / rate;
        var started = Stopwatch.GetTimestamp();
        var looks = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var early = started + (i * gap) - Stopwatch.GetTimestamp();
            if (early > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            }

            looks.Add(OneAsync(i));
        }

        await Task.WhenAll(looks);
        return waits;

        async Task OneAsync(int i)
        {
            var sent = Stopwatch.GetTimestamp();
            var place = i % side.Desks.Count;
            await side.Desks[place].PostAsync("/api/guard/check", new JsonObject { ["conversation"] = side.Conversations[place], ["text"] = Drafts[i % Drafts.Length] });
            waits.Add(Stopwatch.GetTimestamp() - sent);
        }
    }

    private static async Task<int> KeysAsync(HouseSide side, Options options)
    {
        if (Browser.Program is null)
        {
            Console.WriteLine("skipped: no Chromium");
            return 0;
        }

        await using var browser = await Browser.StartAsync();
        foreach (var cookie in side.Desks[0].CookieHeader.Split("; "))
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal);
            await browser.AskAsync("Network.setCookie", new JsonObject { ["url"] = side.House.Url, ["name"] = cookie[..at], ["value"] = cookie[(at + 1)..] });
        }

        await browser.AskAsync("Page.navigate", new JsonObject { ["url"] = $"{side.House.Url}/reception/{side.Conversations[0]}" });
        if (!await HoldsAsync(browser, $"!!({Box})"))
        {
            throw new InvalidOperationException("The box where an agent writes did not appear.");
        }

        await Task.Delay(3000); // pieces that are loaded after the first paint
        await browser.EvaluateAsync($"({Box}).focus()");
        await browser.EvaluateAsync(Watch);
        var waits = new List<double>();
        var spin = SpinLoop.Milliseconds();
        for (var i = 0; i < options.Number("keys", 100); i++)
        {
            await browser.EvaluateAsync("window.zgMark = null");
            await browser.AskAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyDown", ["key"] = "你", ["text"] = "你" });
            await browser.AskAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = "你" });
            if (!await HoldsAsync(browser, "window.zgMark !== null"))
            {
                throw new InvalidOperationException("A mark did not appear.");
            }

            waits.Add((await browser.EvaluateAsync("window.zgMark"))!.GetValue<double>());
            await browser.AskAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyDown", ["key"] = "Backspace", ["windowsVirtualKeyCode"] = 8, ["code"] = "Backspace" });
            await browser.AskAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = "Backspace", ["windowsVirtualKeyCode"] = 8, ["code"] = "Backspace" });
            await HoldsAsync(browser, $"({Box}).value === '' && document.querySelector('mark[data-level]') === null");
            await Task.Delay(options.Number("pause", 200));
        }

        waits.Sort();
        Console.WriteLine($"key to painted mark, {waits.Count} keys: p50 {Figures.Text(waits[waits.Count / 2])} ms, p95 {Figures.Text(waits[(int)(waits.Count * 0.95)])} ms, max {Figures.Text(waits[^1])} ms (spin {spin:F0} ms); goal < 50 ms");
        return 0;
    }

    private const string Box = "[...document.querySelectorAll('textarea')].find(t => (t.placeholder || '').startsWith('回复'))";

    /// <summary>From the key's own time stamp to the frame after the one in which the mark stands: it has been painted by then.</summary>
    private const string Watch = """
        (() => {
          let key = 0;
          window.zgMark = null;
          document.addEventListener('keydown', (e) => { if (e.key !== 'Backspace') key = e.timeStamp; }, true);
          new MutationObserver(() => {
            if (key === 0 || document.querySelector('mark[data-level]') === null) return;
            const from = key;
            key = 0;
            requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => { window.zgMark = performance.now() - from; }; channel.port2.postMessage(0); });
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        })()
        """;

    private static async Task<bool> HoldsAsync(Browser browser, string condition)
    {
        var started = Environment.TickCount64;
        while (Environment.TickCount64 - started < 20_000)
        {
            if ((await browser.EvaluateAsync(condition))?.GetValue<bool>() == true)
            {
                return true;
            }

            await Task.Delay(5);
        }

        return false;
    }
}
