using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Harness;

/// <summary>A buyer at the widget.</summary>
internal sealed class VisitorClient(string name, Ledger ledger, Func<Uri> address, string key) : WireClient(name, ledger)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(3), SslOptions = { RemoteCertificateValidationCallback = OwnCertificate.Accepts } }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly SortedDictionary<long, JsonNode> messages = [];
    private string? token;

    public JsonNode? Head { get; private set; }

    public string? Token => token;

    /// <summary>The conversation as this buyer sees it.</summary>
    public IReadOnlyList<JsonNode> Messages
    {
        get
        {
            lock (Gate)
            {
                return [.. messages.Values];
            }
        }
    }

    /// <summary>What the server would show this buyer now: the fresh snapshot to compare with.</summary>
    public async Task<(JsonNode? Head, List<JsonNode> Messages, long N)> FreshAsync(CancellationToken ct)
    {
        var snapshot = await AskAsync(ct);
        var found = snapshot["messages"]!.AsArray().Select(m => m!).ToList();
        var more = snapshot["hasOlder"]?.GetValue<bool>() ?? false;
        while (more && found.Count > 0)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address(), $"/api/visitor/messages?before={found[0]["seq"]!.GetValue<long>()}"));
            request.Headers.TryAddWithoutValidation("Authorization", $"Visitor {token}");
            using var answer = await Http.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
            var page = (await answer.Content.ReadFromJsonAsync<JsonNode>(ct))!;
            var older = page["messages"]!.AsArray().Select(m => m!).ToList();
            found.InsertRange(0, older);
            more = older.Count > 0 && (page["hasMore"]?.GetValue<bool>() ?? false);
        }

        return (snapshot["conversation"], found, snapshot["n"]!.GetValue<long>());
    }

    protected override async Task SnapshotAsync(CancellationToken ct)
    {
        var isFirst = token is null;
        var (head, found, n) = isFirst ? await FirstAsync(ct) : await FreshAsync(ct);
        lock (Gate)
        {
            messages.Clear();
            foreach (var message in found)
            {
                messages[message["seq"]!.GetValue<long>()] = message;
            }

            Head = head;
            Stand(n, Epoch);
        }
    }

    protected override Task<FrameSocket> ConnectAsync(CancellationToken ct) =>
        FrameSocket.ConnectAsync(OwnCertificate.Socket(address(), "/api/visitor/socket"), ct: Soon(ct));

    protected override JsonObject Hello() => new() { ["t"] = "hello", ["token"] = token, ["after"] = Applied, ["epoch"] = Epoch };

    protected override JsonObject SendFrame(Sent sent) => new() { ["t"] = "send", ["id"] = sent.Id.ToString(), ["kind"] = "text", ["text"] = sent.Text };

    protected override void Apply(JsonNode happening)
    {
        if (happening["head"] is { } head)
        {
            // A new conversation after a closed one: the widget shows the current one.
            if (Head is not null && Head["id"]!.GetValue<string>() != head["id"]!.GetValue<string>())
            {
                messages.Clear();
            }

            Head = head.DeepClone();
        }

        if (happening["k"]!.GetValue<string>() == "read" && Head is not null)
        {
            AgentClient.MarkRead(Head, happening);
        }

        if (happening["message"] is { } message)
        {
            messages[message["seq"]!.GetValue<long>()] = message.DeepClone();
        }
    }

    internal static CancellationToken Soon(CancellationToken ct)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        source.CancelAfter(TimeSpan.FromSeconds(5));
        return source.Token;
    }

    private async Task<(JsonNode? Head, List<JsonNode> Messages, long N)> FirstAsync(CancellationToken ct)
    {
        var snapshot = await AskAsync(ct);
        return (snapshot["conversation"], snapshot["messages"]!.AsArray().Select(m => m!).ToList(), snapshot["n"]!.GetValue<long>());
    }

    private async Task<JsonNode> AskAsync(CancellationToken ct)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(address(), "/api/visitor/session"),
            new JsonObject { ["key"] = key, ["token"] = token, ["locale"] = "zh-CN", ["page"] = new JsonObject { ["url"] = "https://shop.example/p/1", ["title"] = "Cup" } }, ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"session: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
        }

        var snapshot = (await answer.Content.ReadFromJsonAsync<JsonNode>(ct))!;
        token = snapshot["token"]?.GetValue<string>() ?? token;
        lock (Gate)
        {
            Stand(Applied, snapshot["epoch"]?.GetValue<string>());
        }

        return snapshot;
    }
}
