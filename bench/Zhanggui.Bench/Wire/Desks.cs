using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Zhanggui.Bench.Wire;

/// <summary>A buyer's session, as lean as the load generator needs it.</summary>
internal sealed record VisitorDesk(string Url, string Token, long N, string? Epoch)
{
    public static async Task<VisitorDesk> OpenAsync(HttpClient http, string url, string key)
    {
        using var answer = await http.PostAsJsonAsync($"{url}/api/visitor/session", new JsonObject { ["key"] = key, ["locale"] = "zh-CN" });
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"visitor session: {(int)answer.StatusCode} {body}");
        }

        var snapshot = JsonNode.Parse(body)!;
        return new VisitorDesk(url, snapshot["token"]!.GetValue<string>(), snapshot["n"]!.GetValue<long>(), snapshot["epoch"]?.GetValue<string>());
    }

    public async Task<FrameSocket> ListenAsync(FrameHandler frame, HttpMessageInvoker? through = null, int bufferSize = 16 * 1024)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var socket = await FrameSocket.ConnectAsync(new Uri(Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/api/visitor/socket"), through: through);
        socket.Listen(bytes => Desk.Take(bytes, ready, frame), bufferSize);
        await socket.SendAsync(Encoding.UTF8.GetBytes(new JsonObject { ["t"] = "hello", ["token"] = Token, ["after"] = N, ["epoch"] = Epoch }.ToJsonString()));
        await Desk.ReadyAsync(ready, socket);
        return socket;
    }
}

internal delegate void FrameHandler(ReadOnlySpan<byte> frame);

/// <summary>An agent's session.</summary>
internal sealed class AgentDesk(string url, string shop, HttpClient http, CookieContainer cookies)
{
    public static async Task<AgentDesk> SignInAsync(string url, string shop, string account)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        using var answer = await http.PostAsJsonAsync($"{url}/api/people/session", new JsonObject { ["account"] = account, ["password"] = Machinery.Stage.Password });
        return answer.IsSuccessStatusCode
            ? new AgentDesk(url, shop, http, cookies)
            : throw new InvalidOperationException($"sign-in of {account}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public string CookieHeader => cookies.GetCookieHeader(new Uri(url));

    public async Task<JsonNode> SnapshotAsync(string scope)
    {
        var path = $"{url}/api/reception/snapshot?shop={shop}&scope={scope}";
        using var answer = await http.GetAsync(path);
        return await ReadAsync(answer, path);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await http.GetAsync(url + path);
        return await ReadAsync(answer, path);
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode body)
    {
        using var answer = await http.PostAsJsonAsync(url + path, body);
        return await ReadAsync(answer, path);
    }

    public async Task<FrameSocket> ListenAsync(string scope, FrameHandler frame)
    {
        var snapshot = await SnapshotAsync(scope);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var socket = await FrameSocket.ConnectAsync(new Uri(url.Replace("http://", "ws://", StringComparison.Ordinal) + $"/api/reception/socket?shop={shop}"), o => o.Cookies = cookies);
        socket.Listen(bytes => Desk.Take(bytes, ready, frame), 64 * 1024);
        await socket.SendAsync(Encoding.UTF8.GetBytes(new JsonObject { ["t"] = "hello", ["after"] = snapshot["n"]!.GetValue<long>(), ["epoch"] = snapshot["epoch"]?.GetValue<string>(), ["scope"] = scope }.ToJsonString()));
        await Desk.ReadyAsync(ready, socket);
        return socket;
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, string path)
    {
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {body}");
    }
}

internal static class Desk
{
    public static void Take(ReadOnlySpan<byte> bytes, TaskCompletionSource ready, FrameHandler frame)
    {
        if (!ready.Task.IsCompleted && bytes.IndexOf("\"t\":\"ready\""u8) >= 0)
        {
            ready.TrySetResult();
        }

        frame(bytes);
    }

    public static async Task ReadyAsync(TaskCompletionSource ready, FrameSocket socket)
    {
        if (await Task.WhenAny(ready.Task, socket.ClosedAsync(), Task.Delay(TimeSpan.FromSeconds(20))) != ready.Task)
        {
            throw new InvalidOperationException($"No ready came: {socket.ClosedBecause ?? "silence"}");
        }
    }
}
