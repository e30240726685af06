using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Harness;

/// <summary>A person at the workbench.</summary>
internal sealed class AgentClient : WireClient
{
    private readonly Func<Uri> address;
    private readonly string shop;
    private readonly string scope;
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly Dictionary<string, JsonNode> heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> reads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<long, JsonNode>> messages = new(StringComparer.Ordinal);

    public AgentClient(string name, Ledger ledger, Func<Uri> address, string shop, string scope = "all")
        : base(name, ledger)
    {
        (this.address, this.shop, this.scope) = (address, shop, scope);
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, PooledConnectionLifetime = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(3), SslOptions = { RemoteCertificateValidationCallback = OwnCertificate.Accepts } }) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public string? Me { get; private set; }

    /// <summary>How often the server no longer knew who this is.</summary>
    public int SignedOut { get; private set; }

    /// <summary>Called with every new message, outside any lock of the caller's interest.</summary>
    public Action<AgentClient, JsonNode, JsonNode>? OnMessage { get; set; }

    public async Task SignInAsync(string account, string password)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(address(), "/api/people/session"), new JsonObject { ["account"] = account, ["password"] = password });
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"sign-in of {account}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct = default)
    {
        using var answer = await http.GetAsync(new Uri(address(), path), ct);
        return await ReadAsync(answer, path, ct);
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken ct = default)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(address(), path), body, ct);
        return await ReadAsync(answer, path, ct);
    }

    /// <summary>Heads this agent holds that are not closed, by conversation.</summary>
    public IReadOnlyDictionary<string, JsonNode> LiveHeads
    {
        get
        {
            lock (Gate)
            {
                return heads.Where(h => h.Value["state"]!.GetValue<string>() != "closed").ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal);
            }
        }
    }

    public IReadOnlyDictionary<string, JsonNode> Reads
    {
        get
        {
            lock (Gate)
            {
                return new Dictionary<string, JsonNode>(reads, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Messages this agent heard of, by conversation and number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Messages
    {
        get
        {
            lock (Gate)
            {
                return messages.ToDictionary(m => m.Key, m => (IReadOnlyList<JsonNode>)[.. m.Value.Values], StringComparer.Ordinal);
            }
        }
    }

    public Task<JsonNode> FreshAsync(CancellationToken ct = default) => GetAsync($"/api/reception/snapshot?shop={shop}&scope={scope}", ct);

    /// <summary>Everything the server has of a conversation, from the first message.</summary>
    public async Task<List<JsonNode>> RecordAsync(string conversation)
    {
        var found = new List<JsonNode>();
        while (true)
        {
            var after = found.Count == 0 ? 0 : found[^1]["seq"]!.GetValue<long>();
            var page = await GetAsync($"/api/reception/conversations/{conversation}/messages?after={after}&limit=200");
            var next = page["messages"]!.AsArray().Select(m => m!).ToList();
            found.AddRange(next);
            if (next.Count == 0 || !(page["hasMore"]?.GetValue<bool>() ?? false))
            {
                return found;
            }
        }
    }

    protected override async Task SnapshotAsync(CancellationToken ct)
    {
        var snapshot = await FreshAsync(ct);
        lock (Gate)
        {
            heads.Clear();
            reads.Clear();
            messages.Clear();
            foreach (var entry in snapshot["conversations"]!.AsArray())
            {
                var id = entry!["head"]!["id"]!.GetValue<string>();
                heads[id] = entry["head"]!.DeepClone();
                if (entry["read"] is { } read)
                {
                    reads[id] = read.DeepClone();
                }
            }

            Me = snapshot["me"]?["id"]?.GetValue<string>();
            Stand(snapshot["n"]!.GetValue<long>(), snapshot["epoch"]?.GetValue<string>());
        }
    }

    protected override Task<FrameSocket> ConnectAsync(CancellationToken ct) =>
        FrameSocket.ConnectAsync(OwnCertificate.Socket(address(), $"/api/reception/socket?shop={shop}"), o => o.Cookies = cookies, ct: VisitorClient.Soon(ct));

    protected override JsonObject Hello() => new() { ["t"] = "hello", ["after"] = Applied, ["epoch"] = Epoch, ["scope"] = scope };

    protected override JsonObject SendFrame(Sent sent) => new() { ["t"] = "send", ["id"] = sent.Id.ToString(), ["c"] = sent.Conversation, ["kind"] = "text", ["text"] = sent.Text };

    protected override void Apply(JsonNode happening)
    {
        var kind = happening["k"]!.GetValue<string>();
        if (happening["head"] is { } head)
        {
            heads[head["id"]!.GetValue<string>()] = head.DeepClone();
        }

        if (happening["message"] is { } message)
        {
            var conversation = message["c"]!.GetValue<string>();
            if (!messages.TryGetValue(conversation, out var known))
            {
                messages[conversation] = known = [];
            }

            known[message["seq"]!.GetValue<long>()] = message.DeepClone();
            if (kind == "message")
            {
                OnMessage?.Invoke(this, happening["head"]!, message);
            }
        }

        if (kind == "read" && happening["person"]?.ToString() is { } person && person == Me)
        {
            reads[happening["c"]!.GetValue<string>()] = new JsonObject { ["seq"] = happening["seq"]!.DeepClone(), ["buyerCount"] = happening["buyerCount"]!.DeepClone() };
        }

        if (kind == "read" && heads.TryGetValue(happening["c"]!.GetValue<string>(), out var marked))
        {
            MarkRead(marked, happening);
        }

        if (kind == "gone")
        {
            heads.Remove(happening["c"]!.GetValue<string>());
        }
    }

    /// <summary>A read mark moves the head's marks.</summary>
    internal static void MarkRead(JsonNode head, JsonNode happening)
    {
        if (happening["agentReadSeq"] is not null)
        {
            // To agents the event tells both marks of the head.
            head["buyerReadSeq"] = happening["buyerReadSeq"]!.DeepClone();
            head["agentReadSeq"] = happening["agentReadSeq"]!.DeepClone();
        }
        else
        {
            head[happening["person"]!.GetValue<string>() == "buyer" ? "buyerReadSeq" : "agentReadSeq"] = happening["seq"]!.DeepClone();
        }
    }

    private async Task<JsonNode> ReadAsync(HttpResponseMessage answer, string path, CancellationToken ct)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            SignedOut++;
        }

        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonNode>(ct))!
            : throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
