using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Wire;

/// <summary>Debian's Chromium without a window and with an empty profile, spoken to by its debugging protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly TempFolder profile = new("chromium");
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> asked = new();
    private readonly ConcurrentQueue<JsonNode> told = new();
    private Child? process;
    private FrameSocket? socket;
    private int last;

    public static string? Program => new[] { Environment.GetEnvironmentVariable("ZHANGGUI_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(p => p is { Length: > 0 } && File.Exists(p));

    public IEnumerable<JsonNode> Told => told;

    public static async Task<Browser> StartAsync()
    {
        var browser = new Browser();
        browser.process = Child.Start(Program!,
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--remote-debugging-port=0", "--window-size=1440,900", $"--user-data-dir={browser.profile.Path}", "about:blank"],
            watch: line => line.StartsWith("DevTools listening on ", StringComparison.Ordinal) ? line[22..] : null);
        var address = new Uri(await browser.process.LineAsync(TimeSpan.FromSeconds(30)));
        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync($"http://{address.Authority}/json/list"))!.AsArray();
        browser.socket = await FrameSocket.ConnectAsync(new Uri(pages.First(p => p!["type"]!.GetValue<string>() == "page")!["webSocketDebuggerUrl"]!.GetValue<string>()));
        browser.socket.Listen(browser.Hear, 256 * 1024);
        await browser.AskAsync("Page.enable");
        await browser.AskAsync("Network.enable");
        await browser.AskAsync("Network.setCacheDisabled", new JsonObject { ["cacheDisabled"] = true });
        return browser;
    }

    public async Task<JsonNode> AskAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = asked[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await socket!.SendAsync(Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString()));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["result"]?["result"]?["value"];
    }

    public void Forget() => told.Clear();

    public async ValueTask DisposeAsync()
    {
        if (socket is not null)
        {
            await socket.DisposeAsync();
        }

        if (process is not null)
        {
            await process.SignalAsync("TERM"); // so that it takes its own children with it
            try
            {
                await process.ExitedAsync(TimeSpan.FromSeconds(5));
            }
            catch (TimeoutException)
            {
                // killed below
            }

            await process.DisposeAsync();
        }

        profile.Dispose();
    }

    private void Hear(ReadOnlySpan<byte> frame)
    {
        var node = JsonNode.Parse(frame)!;
        if (node["id"] is { } id && asked.TryRemove(id.GetValue<int>(), out var waiting))
        {
            waiting.TrySetResult(node);
        }
        else
        {
            told.Enqueue(node);
        }
    }
}
