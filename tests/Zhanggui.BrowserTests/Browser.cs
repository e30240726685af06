using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Zhanggui.HttpTests.SharedHouses))]

namespace Zhanggui.BrowserTests;

/// <summary>The system's Chromium, one per test run; tests that need it are skipped by name where it is absent.</summary>
internal static class Browser
{
    /// <summary>Milliseconds; a busy machine takes its time, and what is right ends the wait at once.</summary>
    private const float Patience = 30_000;

    /// <summary>For acts and pages: the first one of a run starts a server and a browser beside everybody else's.</summary>
    private const float LongPatience = 60_000;

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    private static string? Executable =>
        new[] { Environment.GetEnvironmentVariable("ZHANGGUI_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    /// <summary>A fresh profile: no cookies, no storage.</summary>
    public static async Task<IBrowserContext> OpenAsync(int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light, bool isPhone = false)
    {
        Assert.SkipWhen(Executable is null, "Chromium is absent (apt-get install chromium, or set ZHANGGUI_TEST_CHROMIUM).");
        var browser = await Started.Value;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce, // a button that is still growing can be missed between press and release
            Locale = "zh-CN",
            HasTouch = isPhone,
            IsMobile = isPhone,
        });
        context.SetDefaultTimeout(LongPatience);
        context.SetDefaultNavigationTimeout(LongPatience);
        return context;
    }

    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
