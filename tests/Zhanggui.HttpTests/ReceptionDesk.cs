using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests;

/// <summary>A test's shop with a channel over which buyers write.</summary>
internal sealed class ReceptionDesk
{
    private ReceptionDesk(TestShop shop) => Shop = shop;

    public TestShop Shop { get; }

    public ChannelId Channel { get; } = new(Guid.CreateVersion7());

    public ShopId Id => Shop.Id;

    public static async Task<ReceptionDesk> OpenAsync(TestHouse house) => new(await TestShop.OpenAsync(house));

    public static ReceptionDesk Of(TestShop shop) => new(shop);

    public static ConversationWriter Writer(TestHouse house) => house.Services.GetRequiredService<ConversationWriter>();

    public Arrival Arrival(Guid buyer, string name = "访客甲") => new(Id, Channel, "web", "网站", buyer, BuyerIdentity.Anonymous, new About(name));

    /// <summary>A buyer's words, as a channel hands them in.</summary>
    public Task<Result> SayAsync(Guid buyer, string text, Guid? id = null, TestHouse? via = null) =>
        Writer(via ?? Shop.House).ActAsync(new Send(Party.OfBuyer(buyer), SenderKind.Buyer, new Words(id ?? Guid.CreateVersion7(), MessageKind.Text, text), Arrival(buyer)), CancellationToken.None);

    /// <summary>A conversation that a new buyer has opened.</summary>
    public async Task<ConversationId> OpenConversationAsync(string text = "在吗", Guid? buyer = null)
    {
        var result = await SayAsync(buyer ?? Guid.CreateVersion7(), text);
        result.Refusal.ShouldBeNull();
        return result.Head!.Id;
    }

    public Task<long?> CountAsync(string sql, params (string, object?)[] values) => CountAsync(Shop.House, sql, values);

    /// <summary>How many messages a conversation has; they are numbered from 1 without a gap. The house's own line ("nobody is there") may stand between any two.</summary>
    public async Task<long> ShouldBeWithoutGapsAsync(ConversationId talk)
    {
        // In one look: the house's line may come between two.
        (await CountAsync("select cast(max(seq) - count(*) as bigint) from reception_message where conversation_id = @c", ("c", talk.Value))).ShouldBe(0);
        return await CountAsync("select count(*) from reception_message where conversation_id = @c", ("c", talk.Value)) ?? 0;
    }

    public static async Task<long?> CountAsync(TestHouse house, string sql, params (string, object?)[] values)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadLongAsync(null, sql, CancellationToken.None, values);
    }
}

/// <summary>JSON over HTTP as the workbench speaks it.</summary>
internal static class Wire
{
    public static async Task<JsonObject> GetJsonAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<JsonObject> ActAsync(this HttpClient http, ConversationId c, string act, object? body = null)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/conversations/{c}/{act}", UriKind.Relative), body ?? new { });
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{act}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The refusal's code.</summary>
    public static async Task<string> RefusedAsync(this HttpClient http, ConversationId c, string act, object? body = null)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/conversations/{c}/{act}", UriKind.Relative), body ?? new { });
        response.IsSuccessStatusCode.ShouldBeFalse();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
    }

    public static string Text(this JsonNode node, params string[] path)
    {
        foreach (var part in path)
        {
            node = node[part]!;
        }

        return node.GetValue<string>();
    }

    public static long Number(this JsonNode node, params string[] path)
    {
        foreach (var part in path)
        {
            node = node[part]!;
        }

        return node.GetValue<long>();
    }
}

/// <summary>An agent's socket in a test: keeps every event and waits for what it is asked for.</summary>
internal sealed class TestSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly ClientWebSocket socket = new();

    public List<JsonObject> Events { get; } = [];

    public List<JsonObject> Others { get; } = [];

    public long To { get; private set; }

    public string Epoch { get; private set; } = string.Empty;

    public static async Task<TestSocket> OpenAsync(TestHouse house, string cookie, ShopId shop, long? after = null, string? epoch = null, string scope = "all")
    {
        var test = await ConnectAsync(house, cookie, $"/api/reception/socket?shop={shop}");
        await test.SayAsync(new { t = "hello", after, epoch, scope });
        return test;
    }

    public static async Task<TestSocket> ConnectAsync(TestHouse house, string cookie, string path)
    {
        var test = new TestSocket();
        test.socket.Options.SetRequestHeader("Cookie", cookie);
        using var patience = new CancellationTokenSource(Patience);
        await test.socket.ConnectAsync(new Uri(house.Url.Replace("http", "ws", StringComparison.Ordinal) + path), patience.Token);
        return test;
    }

    public Task SayAsync(object frame) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Reads frames until one of this type comes.</summary>
    public async Task<JsonObject> HearAsync(string type)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if (frame.Text("t") == type)
            {
                return frame;
            }
        }
    }

    /// <summary>Reads frames until everything up to a number has been told.</summary>
    public async Task ReachAsync(Func<JsonObject, bool> isLast)
    {
        while (!Events.Exists(e => isLast(e)))
        {
            await ReadAsync();
        }
    }

    private async Task<JsonObject> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[1 << 20];
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        var frame = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!.AsObject();
        switch (frame.Text("t"))
        {
            case "events":
                Events.AddRange(frame["events"]!.AsArray().Select(e => e!.AsObject()));
                To = frame.Number("to");
                break;
            case "ready":
                To = To == 0 ? frame.Number("n") : To;
                Epoch = frame.Text("epoch");
                break;
            default:
                Others.Add(frame);
                break;
        }

        return frame;
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
