using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Visitors;

/// <summary>A shop with a web channel, and buyers who come by it.</summary>
internal sealed class VisitedShop(TestShop shop, NewChannel channel)
{
    public TestShop Shop { get; } = shop;

    public NewChannel Channel { get; } = channel;

    public static async Task<VisitedShop> OpenAsync(TestHouse house)
    {
        var shop = await TestShop.OpenAsync(house);
        var channel = await house.Services.GetRequiredService<IChannels>().AddWebAsync(shop.Organisation, shop.Id, "旗舰店客服");
        return new VisitedShop(shop, channel);
    }

    /// <summary>What the shop's own server computes, written apart from the product's code.</summary>
    public object Identity(string id, DateTimeOffset at, string? name = null)
    {
        var seconds = at.ToUnixTimeSeconds();
        var sign = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Channel.Secret), Encoding.UTF8.GetBytes($"{id}\n{seconds}")));
        return new { id, name, at = seconds, sign };
    }

    public async Task<TestVisitor> VisitAsync(object? identity = null, string? token = null)
    {
        var visitor = new TestVisitor(this);
        (await visitor.OpenSessionAsync(identity, token)).ShouldBe(HttpStatusCode.OK);
        return visitor;
    }
}

internal sealed class TestVisitor(VisitedShop place) : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = new Uri(place.Shop.House.Url) };

    public JsonElement Session { get; private set; }

    public JsonElement Answer { get; private set; }

    public string Token => Session.GetProperty("token").GetString()!;

    public async Task<HttpStatusCode> OpenSessionAsync(object? identity = null, string? token = null, string? key = null)
    {
        using var response = await Http.PostAsJsonAsync("/api/visitor/session", new { key = key ?? place.Channel.PublicKey, token, identity, locale = "zh-CN" });
        Answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (response.IsSuccessStatusCode)
        {
            Session = Answer;
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Visitor", Token);
        }

        return response.StatusCode;
    }

    public Task<HttpStatusCode> SendAsync(string text, Guid? id = null) =>
        PostAsync("/api/visitor/messages", new { id = id ?? Guid.CreateVersion7(), kind = "text", text });

    public async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        Answer = response.Content.Headers.ContentLength == 0 || response.StatusCode == HttpStatusCode.NoContent ? default : await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> PostRawAsync(string path, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await Http.PostAsync(path, content);
        Answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> UploadAsync(byte[] bytes, string name, string type = "application/octet-stream")
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(content, "file", name);
        using var response = await Http.PostAsync("/api/visitor/files", form);
        Answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.StatusCode;
    }

    public string Code => Answer.GetProperty("code").GetString()!;

    public string? Field => Answer.TryGetProperty("field", out var named) ? named.GetString() : null;

    public string FileAddress(string id) => $"/api/visitor/files/{id}?t={Session.GetProperty("fileTicket").GetString()}";

    public Task<JsonElement> MessagesAsync() => Http.GetFromJsonAsync<JsonElement>("/api/visitor/messages");

    public async Task<TestSocket> ConnectAsync(bool hello = true)
    {
        var socket = await TestSocket.OpenAsync(place.Shop.House.Url);
        if (hello)
        {
            await socket.SayAsync(new { t = "hello", token = Token, after = Session.GetProperty("n").GetInt64(), epoch = Session.GetProperty("epoch").GetString() });
            (await socket.HearAsync("ready")).GetProperty("t").GetString().ShouldBe("ready");
        }

        return socket;
    }

    /// <summary>Loads the page again: a fresh session's snapshot, and a socket from there.</summary>
    public async Task<TestSocket> VisitAgainAsync()
    {
        (await OpenSessionAsync(token: Token)).ShouldBe(HttpStatusCode.OK);
        return await ConnectAsync();
    }

    public void Dispose() => Http.Dispose();
}

internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(90));

    public WebSocketState State => socket.State;

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public static async Task<TestSocket> OpenAsync(string url, string? origin = null)
    {
        var test = new TestSocket();
        if (origin is not null)
        {
            test.socket.Options.SetRequestHeader("Origin", origin);
        }

        await test.socket.ConnectAsync(new Uri(url.Replace("http", "ws", StringComparison.Ordinal) + "/api/visitor/socket"), test.patience.Token);
        return test;
    }

    public Task SayAsync(object frame) => SayRawAsync(JsonSerializer.SerializeToUtf8Bytes(frame));

    public Task SayRawAsync(byte[] frame, WebSocketMessageType type = WebSocketMessageType.Text) => socket.SendAsync(frame, type, true, patience.Token);

    /// <summary>The next frame; null when the house has closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                if (part.EndOfMessage)
                {
                    return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Skips to the next frame of a kind.</summary>
    public async Task<JsonElement> HearAsync(string kind)
    {
        while (await NextAsync() is { } frame)
        {
            if (frame.GetProperty("t").GetString() == kind)
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The house closed before it said {kind}.");
    }

    /// <summary>Reads until the house closes; answers what it said.</summary>
    public async Task<List<JsonElement>> HearToEndAsync()
    {
        var all = new List<JsonElement>();
        while (await NextAsync() is { } frame)
        {
            all.Add(frame);
        }

        return all;
    }

    public void Dispose()
    {
        socket.Dispose();
        patience.Dispose();
    }
}
