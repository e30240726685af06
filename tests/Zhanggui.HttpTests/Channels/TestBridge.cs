using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhanggui.HttpTests.Channels;

/// <summary>What stands between the house and WeChat: hears what the house sends and calls back, with its own code for the signature.</summary>
internal sealed class TestBridge : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestBridge(WebApplication app) => this.app = app;

    public ConcurrentQueue<JsonElement> Heard { get; } = new();

    /// <summary>Answers by turns; when none is left, 200.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = new();

    public string Url => app.Urls.First() + "/notify";

    public string Secret { get; private set; } = string.Empty;

    public string Key { get; private set; } = string.Empty;

    public Guid Channel { get; private set; }

    /// <summary>Whether every call so far was signed with the channel's secret and fresh.</summary>
    public bool IsAllSigned { get; private set; } = true;

    public static async Task<TestBridge> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var bridge = new TestBridge(builder.Build());
        bridge.app.MapPost("/notify", bridge.HearAsync);
        bridge.app.MapPost("/elsewhere", (HttpContext http) => http.Response.Redirect(bridge.Url, permanent: false, preserveMethod: true));
        await bridge.app.StartAsync();
        return bridge;
    }

    /// <summary>Has the owner make a channel of a kind that leads here.</summary>
    public async Task ConnectAsync(TestShop shop, string kind = "wechat", string? url = null)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        using var response = await owner.PostAsJsonAsync($"/api/reception/channels?shop={shop.Id}", new { kind, name = "微信客服", settings = new { outboundUrl = url ?? Url } });
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var made = JsonSerializer.Deserialize<JsonElement>(text);
        (Secret, Key, Channel) = (made.GetProperty("secret").GetString()!, made.GetProperty("publicKey").GetString()!, made.GetProperty("id").GetGuid());
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(TestHouse house, object body, DateTimeOffset? at = null, string? secret = null, string? key = null)
    {
        var bytes = body as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(body);
        using var http = new HttpClient { BaseAddress = new Uri(house.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/reception/callbacks/{key ?? Key}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var seconds = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        request.Headers.Add("X-Zhanggui-Time", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Zhanggui-Sign", Sign(secret ?? Secret, seconds, bytes));
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static object Said(string id, string text, string buyer = "openid-1", string name = "阿青") =>
        new { type = "message", id, buyer = new { id = buyer, name }, kind = "text", text };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Sign(string secret, long at, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{at}\n"), .. body]));

    private async Task HearAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        var at = long.Parse(http.Request.Headers["X-Zhanggui-Time"].ToString(), CultureInfo.InvariantCulture);
        IsAllSigned &= http.Request.Headers["X-Zhanggui-Sign"].ToString() == Sign(Secret, at, memory.ToArray()) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) < 60;
        Heard.Enqueue(JsonSerializer.Deserialize<JsonElement>(memory.ToArray()));
        var (status, body) = Answers.TryDequeue(out var next) ? next : (200, string.Empty);
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body);
    }
}
