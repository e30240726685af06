using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Runs;

/// <summary><c>pages</c>: what the workbench's and the widget's pages weigh on the wire and how soon they paint and can be used, with a cold cache.</summary>
internal static class PagesRun
{
    public static async Task<int> RunAsync(Options options)
    {
        if (Browser.Program is null)
        {
            Console.WriteLine("skipped: no Chromium");
            return 0;
        }

        await using var stage = await Stage.OpenAsync(null, 1);
        await using var house = stage.House();
        await house.StartAsync();
        var results = new List<(string Page, double Kib, int Requests, double Paint, double Usable)>();
        for (var round = 1; round <= options.Number("rounds", 5); round++)
        {
            await using var browser = await Browser.StartAsync();
            var spin = SpinLoop.Milliseconds();
            foreach (var (name, path, usable) in Pages(stage.ChannelKey))
            {
                if (name == "workbench, signed in")
                {
                    await SignInAsync(browser, house.Url, stage.Shop);
                }

                var r = await VisitAsync(browser, house.Url + path, usable);
                results.Add((name, r.Kib, r.Requests, r.Paint, r.Usable));
                Console.WriteLine($"round {round}: {name,-24}{r.Kib,8:F1} KiB in {r.Requests,3} requests, first paint {r.Paint,6:F0} ms, usable {r.Usable,6:F0} ms, spin {spin:F0} ms");
            }
        }

        Console.WriteLine();
        foreach (var page in results.GroupBy(r => r.Page, StringComparer.Ordinal))
        {
            Console.WriteLine($"median: {page.Key,-24}{Figures.Median(page.Select(p => p.Kib)),8:F1} KiB, first paint {Figures.Median(page.Select(p => p.Paint)):F0} ms, usable {Figures.Median(page.Select(p => p.Usable)):F0} ms");
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Path, string Usable)> Pages(string key) =>
    [
        ("sign-in page", "/", "!!document.querySelector('input[type=password]')"),
        ("workbench, signed in", "/", "!document.querySelector('input[type=password]') && document.querySelectorAll('button,a').length > 3"),
        ("demo shop with widget", $"/demo-shop?key={key}", "document.readyState === 'complete'"),
    ];

    private static async Task SignInAsync(Browser browser, string url, string shop)
    {
        var desk = await AgentDesk.SignInAsync(url, shop, Stage.Account(0));
        foreach (var cookie in desk.CookieHeader.Split("; "))
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal);
            await browser.AskAsync("Network.setCookie", new JsonObject { ["url"] = url, ["name"] = cookie[..at], ["value"] = cookie[(at + 1)..] });
        }
    }

    private static async Task<(double Kib, int Requests, double Paint, double Usable)> VisitAsync(Browser browser, string url, string usable)
    {
        await browser.AskAsync("Page.navigate", new JsonObject { ["url"] = "about:blank" });
        await browser.AskAsync("Network.clearBrowserCache");
        browser.Forget();
        var started = Environment.TickCount64;
        await browser.AskAsync("Page.navigate", new JsonObject { ["url"] = url });
        var at = double.NaN;
        while (Environment.TickCount64 - started < 20_000)
        {
            var now = await browser.EvaluateAsync($"location.href !== 'about:blank' && ({usable}) ? performance.now() : 0");
            if (now?.GetValue<double>() is > 0 and var found)
            {
                at = found;
                break;
            }

            await Task.Delay(10);
        }

        await Task.Delay(1500); // what is loaded a little later counts into the weight
        var paint = await browser.EvaluateAsync("(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime");
        var finished = browser.Told.Where(t => t["method"]?.GetValue<string>() == "Network.loadingFinished").ToList();
        return (finished.Sum(f => f["params"]!["encodedDataLength"]!.GetValue<double>()) / 1024, finished.Count, paint?.GetValue<double>() ?? double.NaN, at);
    }
}
