using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Harness;

/// <summary>
/// The proxy samples in front of two processes on one PostgreSQL: TLS, sockets, no sticky sessions, either process
/// killed; and whose word about addresses the house believes.
/// </summary>
internal static class ProxyTrial
{
    private const string Claimed = "203.0.113.9";

    /// <summary>Runs it with haproxy or nginx; null when that program or PostgreSQL is not installed.</summary>
    public static async Task<TrialResult?> RunAsync(string kind, int visitors = 6, int agents = 2)
    {
        if (ProxyProcess.Find(kind) is null || !ThrowawayPostgres.Installed)
        {
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        await using var postgres = await ThrowawayPostgres.StartAsync();
        await using var stage = await Stage.OpenAsync(await postgres.CreateDatabaseAsync(), agents);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ZHANGGUI_TRUSTED_PROXIES"] = "127.0.0.1" };
        await using var one = stage.House(settings: settings);
        await using var two = stage.House(settings: settings);
        await one.StartAsync();
        await two.StartAsync();
        await using var proxy = await ProxyProcess.StartAsync(kind, one.Port, two.Port);
        await using var talk = await Talk.OpenAsync(stage, _ => proxy.Address, visitors, agents);
        await BelievesOnlyTheProxyAsync(proxy, one, talk.Ledger);
        await SendsToTlsAsync(proxy, talk.Ledger);
        talk.Start(TimeSpan.FromMilliseconds(50));
        foreach (var house in new[] { one, two })
        {
            await AcknowledgedAsync(talk, 60, "with both processes");
            await house.KillAsync();
            await AcknowledgedAsync(talk, 60, "with one process killed");
            await house.StartAsync();
        }

        await AcknowledgedAsync(talk, 60, "at the end");
        foreach (var agent in talk.Agents.Where(a => a.SignedOut > 0))
        {
            talk.Ledger.Fault($"{agent.Name} was signed out {agent.SignedOut} times");
        }

        return await Trial.FinishAsync($"{kind} before two processes, each killed", stage, talk, started, $"{visitors} visitors, {agents} agents over TLS", [one, two]);
    }

    // Who signs in is told to have come from the address the house believes.
    private static async Task BelievesOnlyTheProxyAsync(ProxyProcess proxy, HouseProcess house, Ledger ledger)
    {
        await SeesAsync(proxy.Address, null, "127.0.0.1", "a client's own X-Forwarded-For through the proxy", ledger);
        await SeesAsync(new Uri(house.Url), IPAddress.Parse("127.0.0.2"), "127.0.0.2", "X-Forwarded-For of an address that is no trusted proxy", ledger);
        await SeesAsync(new Uri(house.Url), IPAddress.Loopback, Claimed, "X-Forwarded-For of the trusted proxy's address", ledger);
    }

    private static async Task SeesAsync(Uri house, IPAddress? from, string expected, string what, Ledger ledger)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = cookies,
            SslOptions = { RemoteCertificateValidationCallback = OwnCertificate.Accepts },
            ConnectCallback = from is null ? null : async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        http.DefaultRequestHeaders.Add("X-Forwarded-For", Claimed);
        // As a browser would: behind the proxy the house must find its own name, scheme and port in here.
        http.DefaultRequestHeaders.Add("Origin", house.GetLeftPart(UriPartial.Authority));
        using var entered = await http.PostAsJsonAsync(new Uri(house, "/api/people/session"), new JsonObject { ["account"] = Stage.Account(0), ["password"] = Stage.Password });
        if (!entered.IsSuccessStatusCode)
        {
            ledger.Fault($"{what}: sign-in answers {(int)entered.StatusCode} {await entered.Content.ReadAsStringAsync()}");
            return;
        }

        var isSecure = cookies.GetAllCookies().All(c => c.Secure);
        if (isSecure != (house.Scheme == Uri.UriSchemeHttps))
        {
            ledger.Fault($"{what}: cookies are {(isSecure ? string.Empty : "not ")}for TLS only at {house.Scheme}");
        }

        var sessions = (await http.GetFromJsonAsync<JsonNode>(new Uri(house, "/api/people/me/sessions")))!["sessions"]!.AsArray();
        var seen = sessions.Single(s => s!["isThis"]!.GetValue<bool>())!["address"]!.GetValue<string>();
        if (seen != expected)
        {
            ledger.Fault($"{what}: the house sees {seen} instead of {expected}");
        }
    }

    private static async Task SendsToTlsAsync(ProxyProcess proxy, Ledger ledger)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{proxy.PlainPort}/inbox?x=1"));
        if (answer.StatusCode != HttpStatusCode.PermanentRedirect || answer.Headers.Location?.Scheme != Uri.UriSchemeHttps || answer.Headers.Location.PathAndQuery != "/inbox?x=1")
        {
            ledger.Fault($"without TLS the proxy answers {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }

    private static async Task AcknowledgedAsync(Talk talk, int more, string when)
    {
        var wanted = talk.Ledger.AckCount + more;
        var until = Environment.TickCount64 + 30_000;
        while (talk.Ledger.AckCount < wanted)
        {
            if (Environment.TickCount64 > until)
            {
                talk.Ledger.Fault($"{when} nothing is acknowledged for 30 s");
                return;
            }

            await Task.Delay(20);
        }
    }
}
