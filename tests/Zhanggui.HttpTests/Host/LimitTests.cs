using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Settings;

namespace Zhanggui.HttpTests.Host;

/// <summary>How much one address may ask, and whose word about addresses is believed.</summary>
public sealed class LimitTests
{
    private const string Shopper = "203.0.113.9";
    private const string Neighbour = "203.0.113.10";

    [Fact]
    public async Task One_address_is_told_to_slow_down_and_its_neighbours_are_not()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Configuration["ZHANGGUI_TRUSTED_PROXIES"] = "127.0.0.1";
            b.Configuration["Host:RequestsPerSecond"] = "1";
            b.Configuration["Host:RequestBurst"] = "5";
        });
        using var http = new HttpClient { BaseAddress = new Uri(house.Url) };
        // All at once, so that on a slow machine too they come faster than one a second.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            using var request = From("/api/people/me/sessions", Shopper);
            return await http.SendAsync(request);
        }));
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBeInRange(5, 40);
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        refused.Count.ShouldBe(60 - answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        refused[0].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await refused[0].CodeAsync()).ShouldBe("house.request.too_many");
        (await StatusAsync(http, "/api/people/me/sessions", Neighbour)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(http, "/health", Shopper)).ShouldBe(HttpStatusCode.OK); // only the API is counted
        var mapped = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => StatusAsync(http, "/api/people/me/sessions", "::ffff:" + Shopper)));
        mapped.Count(s => s == HttpStatusCode.Unauthorized).ShouldBeLessThan(40); // the same address in other letters has no bucket of its own
        mapped.ShouldContain(HttpStatusCode.TooManyRequests);
        var later = HttpStatusCode.TooManyRequests;
        for (var i = 0; i < 20 && later == HttpStatusCode.TooManyRequests; i++)
        {
            await Task.Delay(1500);
            later = await StatusAsync(http, "/api/people/me/sessions", Shopper);
        }

        later.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task This_machine_itself_is_not_counted()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Configuration["Host:RequestsPerSecond"] = "1";
            b.Configuration["Host:RequestBurst"] = "2";
        });
        using var http = new HttpClient { BaseAddress = new Uri(house.Url) };
        for (var i = 0; i < 10; i++)
        {
            (await StatusAsync(http, "/api/people/me/sessions", Shopper)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
    [InlineData("", "127.0.0.1", "127.0.0.1")]              // nobody is trusted
    [InlineData("127.0.0.1", "127.0.0.1", Shopper)]
    [InlineData("127.0.0.0/8", "127.0.0.3", Shopper)]       // a network of proxies
    [InlineData("127.0.0.1", "127.0.0.2", "127.0.0.2")]     // a neighbour who only claims
    [InlineData("10.0.0.1, 127.0.0.1", "127.0.0.1", Shopper)]
    public async Task The_forwarded_address_is_believed_from_a_trusted_proxy_only(string trusted, string peer, string seen)
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["ZHANGGUI_TRUSTED_PROXIES"] = trusted);
        var shop = await TestShop.OpenAsync(house);
        using var http = Through(house, peer, $"198.51.100.77, {Shopper}"); // what a client wrote, and what the proxy added
        await http.PostOkAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password });

        var sessions = (await http.GetFromJsonAsync<JsonElement>("/api/people/me/sessions")).GetProperty("sessions");

        sessions[0].GetProperty("address").GetString().ShouldBe(seen);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("", false)]
    public async Task Tls_in_front_counts_when_the_proxy_says_so(string trusted, bool secure)
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Configuration["ZHANGGUI_TRUSTED_PROXIES"] = trusted;
            b.Configuration["Host:Hsts"] = "true";
        });
        var shop = await TestShop.OpenAsync(house);
        using var http = Through(house, "127.0.0.1", Shopper);
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "kefu.shop.example");
        http.DefaultRequestHeaders.Add("Origin", secure ? "https://kefu.shop.example" : house.Url);
        using var answer = await http.PostAsJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(c => c.Contains("; secure", StringComparison.OrdinalIgnoreCase) == secure);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(secure);
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start_by_name() =>
        (await Should.ThrowAsync<SettingsException>(() => TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["ZHANGGUI_TRUSTED_PROXIES"] = "proxy.local"))).Message.ShouldContain("proxy.local");

    private static HttpRequestMessage From(string path, string address) => new(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", address } } };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, string address)
    {
        using var request = From(path, address);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpClient Through(TestHouse house, string peer, string forwarded)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(peer), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri(house.Url) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        return http;
    }
}
