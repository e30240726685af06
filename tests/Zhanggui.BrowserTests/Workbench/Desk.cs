using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>A shop with a web channel on a running house that serves the built workbench.</summary>
internal sealed class Desk
{
    private static readonly Lazy<bool> IsBuilt = new(CopyClient);

    private readonly ChannelId channel;

    private Desk(TestShop shop, ChannelId channel, string key) => (Shop, this.channel, Key) = (shop, channel, key);

    public TestShop Shop { get; }

    /// <summary>The channel's public key.</summary>
    public string Key { get; }

    public static async Task<Desk> OpenAsync(NodaTime.LocalDate? joinedOn = null)
    {
        NeedsClient();
        return await OpenAsync(await TestHouse.SharedAsync(DatabaseKind.Sqlite), joinedOn: joinedOn);
    }

    /// <summary>In a house of the test's own; the client is looked for before it starts (<see cref="NeedsClient"/>).</summary>
    public static async Task<Desk> OpenAsync(TestHouse house, string? key = null, NodaTime.LocalDate? joinedOn = null)
    {
        var shop = await TestShop.OpenAsync(house, joinedOn: joinedOn);
        var made = await house.Services.GetRequiredService<IChannels>().AddWebAsync(shop.Organisation, shop.Id, "网店聊天", key);
        return new Desk(shop, made.Id, made.PublicKey);
    }

    /// <summary>Signed in and looking at the reception room.</summary>
    public async Task<IPage> SignInAsync(IBrowserContext context, TestPerson person, string path = "/reception")
    {
        var cookie = await Shop.CookieAsync(person);
        await context.AddCookiesAsync([new Cookie { Url = Shop.House.Url, Name = "zg_session", Value = cookie["zg_session=".Length..] }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Shop.House.Url + path);
        await (path.StartsWith("/reception", StringComparison.Ordinal) ? page.GetByRole(AriaRole.Tablist) : page.GetByRole(AriaRole.Heading, new() { Level = 1 })).WaitForAsync();
        return page;
    }

    public async Task<Buyer> BuyerAsync(object? product = null)
    {
        var http = Shop.Stranger();
        using var answer = await http.PostAsJsonAsync("/api/visitor/session", new { key = Key, locale = "zh-CN", page = new { url = "https://shop.example/item/1", title = "纯棉四件套" }, product });
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Visitor", session.GetProperty("token").GetString());
        return new Buyer(http, session.GetProperty("buyer").GetProperty("name").GetString()!);
    }

    /// <summary>A long talk at once, past the door that asks visitors for patience.</summary>
    public async Task SayAsync(string buyer, IEnumerable<string> texts)
    {
        var inbound = Shop.House.Services.GetRequiredService<IInbound>();
        foreach (var text in texts)
        {
            var received = await inbound.ReceiveAsync(new InboundMessage(channel, Guid.CreateVersion7().ToString(), new InboundBuyer(buyer, buyer), MessageKind.Text, text), CancellationToken.None);
            received.Refusal.ShouldBeNull();
        }
    }

    public static void NeedsClient() => Assert.SkipUnless(IsBuilt.Value, "The workbench is not built (npm run build in web/workbench).");

    /// <summary>Somebody's state of duty, set by themselves.</summary>
    public async Task SetDutyAsync(TestPerson person, string state)
    {
        using var http = await Shop.SignInAsync(person);
        using var answer = await http.PostAsJsonAsync("/api/shifts/duty", new { shop = Shop.Id.Value, state });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An act on a conversation by somebody who is not at a screen of the test.</summary>
    public async Task ActAsync(TestPerson person, Guid conversation, string act, object? body = null)
    {
        using var http = await Shop.SignInAsync(person);
        using var answer = await http.PostAsJsonAsync($"/api/reception/conversations/{conversation}/{act}", body ?? new { });
        answer.EnsureSuccessStatusCode();
    }

    private static bool CopyClient()
    {
        var source = Path.Combine(Repository(), "web", "workbench", "dist");
        var target = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!File.Exists(Path.Combine(source, "index.html")))
        {
            return false;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return true;
    }

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}

/// <summary>Fields that people type into and leave with Enter.</summary>
internal static class Fields
{
    /// <summary>A month or a day as the picker shows it.</summary>
    public static Task PickAsync(this IPage page, string label, string text) => page.Locator("body").PickAsync(label, text);

    public static async Task PickAsync(this ILocator within, string label, string text)
    {
        var field = within.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
        await field.ClickAsync();
        var list = within.Page.Locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await field.FillAsync(text);
        await Assertions.Expect(list.Locator($"td.ant-picker-cell-selected[title='{text}']")).ToBeVisibleAsync(); // understood
        await field.PressAsync("Enter");
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await Assertions.Expect(field).ToHaveValueAsync(text);
    }

    /// <summary>One of a short list that cannot be typed into.</summary>
    public static async Task PickOptionAsync(this ILocator within, string label, string choice)
    {
        var field = within.GetByRole(AriaRole.Combobox, new() { Name = label });
        await field.PressAsync("ArrowDown"); // by keyboard: a list that is still finding its place cannot be clicked
        var active = within.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active");
        await Assertions.Expect(active).ToBeVisibleAsync();
        for (var left = 20; left > 0 && !(await active.InnerTextAsync()).Contains(choice, StringComparison.Ordinal); left--)
        {
            await field.PressAsync("ArrowDown");
        }

        await Assertions.Expect(active).ToContainTextAsync(choice);
        await field.PressAsync("Enter");
        await Assertions.Expect(active).ToHaveCountAsync(0);
    }

    /// <summary>One of a list, found by typing it.</summary>
    public static async Task ChooseAsync(this ILocator within, string label, string choice)
    {
        await within.GetByRole(AriaRole.Combobox, new() { Name = label }).FillAsync(choice);
        await Assertions.Expect(within.Page.Locator(".ant-select-item-option-active").Filter(new() { HasText = choice })).ToBeVisibleAsync();
        await within.Page.Keyboard.PressAsync("Enter");
    }
}

/// <summary>A visitor of the shop, on the visitors' own door.</summary>
internal sealed class Buyer(HttpClient http, string name)
{
    public string Name { get; } = name;

    /// <summary>Where the last words went.</summary>
    public Guid Conversation { get; private set; }

    public async Task WriteAsync(string text)
    {
        using var answer = await http.PostAsJsonAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "text", text });
        answer.EnsureSuccessStatusCode();
        Conversation = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("c").GetGuid();
    }

    /// <summary>Everything the visitor can read, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync()
    {
        using var answer = await http.GetAsync("/api/visitor/messages?before=1000000");
        answer.EnsureSuccessStatusCode();
        var page = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. page.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString() ?? string.Empty)];
    }

    /// <summary>Waits until the visitor has this message; how often is not a matter of time.</summary>
    public async Task ExpectAsync(string text)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if ((await ReadAsync()).Contains(text))
            {
                return;
            }

            await Task.Delay(50);
        }

        (await ReadAsync()).ShouldContain(text);
    }
}
