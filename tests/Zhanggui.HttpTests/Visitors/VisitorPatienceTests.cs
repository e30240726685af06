using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Visitors;

/// <summary>How long the house waits for clients who say nothing, take nothing or hardly send. The clock runs ten times faster where it can.</summary>
public sealed class VisitorPatienceTests
{
    private const int Times = 10;

    [Fact]
    public async Task A_connection_that_says_nothing_for_a_minute_and_a_half_is_closed_and_one_that_pings_stays()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HastyClock(Times))));
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var silent = await visitor.ConnectAsync();
        using var talking = await visitor.ConnectAsync();
        var began = Stopwatch.GetTimestamp();
        using var pinging = new CancellationTokenSource();
        var pings = Task.Run(async () =>
        {
            while (!pinging.IsCancellationRequested)
            {
                await talking.SayAsync(new { t = "ping" });
                await Task.Delay(300);
            }
        });

        await silent.HearToEndAsync();

        var took = Stopwatch.GetElapsedTime(began).TotalSeconds * Times;
        took.ShouldBeInRange(85, 300); // 90 s, looked at every 20 s; a busy machine may look late
        await Task.Delay(1000);
        await pinging.CancelAsync();
        await pings; // it could still speak
        await talking.SayAsync(new { t = "send", id = Guid.CreateVersion7(), kind = "text", text = "还在" });
        (await talking.HearAsync("ack")).GetProperty("seq").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Who_takes_nothing_for_a_minute_is_cut_off_and_loses_nothing()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HastyClock(Times)));
            b.Configuration["Visitors:MessagesAtOnce"] = "1000000";
            b.Configuration["Visitors:RequestsAtOnce"] = "1000000";
        });
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var deaf = await DeafAsync(house, visitor);
        var text = new string('x', 1800);
        var sent = 0;
        var until = Environment.TickCount64 + 90_000;
        while (!WasCut(deaf) && Environment.TickCount64 < until)
        {
            // Fills what the machine itself keeps for a socket; then the house waits for it.
            (await visitor.SendAsync($"{sent++} {text}")).ShouldBe(HttpStatusCode.OK);
        }

        WasCut(deaf).ShouldBeTrue($"{sent} messages later it is still held");
        var said = new List<int>();
        for (long? before = null; ;)
        {
            var page = await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/visitor/messages{(before is null ? string.Empty : $"?before={before}")}");
            var messages = page.GetProperty("messages").EnumerateArray().ToList();
            said.AddRange(messages.Where(m => m.GetProperty("sender").GetString() == "buyer").Select(m => int.Parse(m.GetProperty("text").GetString()!.Split(' ')[0], CultureInfo.InvariantCulture)));
            before = messages.Count == 0 ? null : messages[0].GetProperty("seq").GetInt64();
            if (!page.GetProperty("hasMore").GetBoolean())
            {
                break;
            }
        }

        said.Order().ShouldBe(Enumerable.Range(0, sent));
        using var back = await visitor.VisitAgainAsync();
        await visitor.SendAsync("我回来了");
        (await back.HearAsync("events")).GetProperty("events")[0].GetProperty("message").GetProperty("text").GetString().ShouldBe("我回来了");
    }

    [Fact]
    public async Task An_upload_that_hardly_moves_is_ended_and_keeps_nothing()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Files:SlowestBytesPerSecond"] = "1000000");
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(house.Url).Port);
        const string Boundary = "slow";
        var head = $"POST /api/visitor/files HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Visitor {visitor.Token}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: 1000000\r\n\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        var began = Stopwatch.GetTimestamp();
        var answered = Task.Run(async () =>
        {
            var answer = new byte[4096];
            try
            {
                return Encoding.UTF8.GetString(answer, 0, await socket.ReceiveAsync(answer));
            }
            catch (SocketException)
            {
                return string.Empty;
            }
        });
        while (!answered.IsCompleted && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(40))
        {
            try
            {
                await socket.SendAsync("drip"u8.ToArray());
            }
            catch (SocketException)
            {
                break;
            }

            await Task.Delay(200);
        }

        (await answered.WaitAsync(TimeSpan.FromSeconds(5))).ShouldNotContain(" 200 ");
        Stopwatch.GetElapsedTime(began).TotalSeconds.ShouldBeInRange(3, 39);
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        (await connection.ReadLongAsync(null, "select count(*) from reception_file", CancellationToken.None)).ShouldBe(0);
        (await visitor.SendAsync("别人不受影响")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Socket> DeafAsync(TestHouse house, TestVisitor visitor)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(house.Url).Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/visitor/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        await socket.ReceiveAsync(new byte[12]);
        var hello = Encoding.UTF8.GetBytes($$"""{"t":"hello","token":"{{visitor.Token}}","after":{{visitor.Session.GetProperty("n").GetInt64()}},"epoch":"{{visitor.Session.GetProperty("epoch").GetString()}}"}""");
        byte[] frame = [0x81, 0xFE, (byte)(hello.Length >> 8), (byte)hello.Length, 0, 0, 0, 0, .. hello]; // masked with zeros
        await socket.SendAsync(frame);
        return socket;
    }

    // A ping: it keeps the house from calling the connection silent, and fails once the house has let it go.
    private static bool WasCut(Socket socket)
    {
        try
        {
            socket.Send([0x81, 0x8C, 0, 0, 0, 0, .. "{\"t\":\"ping\"}"u8]);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
