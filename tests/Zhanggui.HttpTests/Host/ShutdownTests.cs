using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Host;

/// <summary>The server is told to stop while people write: what it acknowledged is stored, everybody is told to come back, and can.</summary>
public sealed class ShutdownTests
{
    [Theory, BothDatabases]
    public async Task Whoever_writes_while_the_house_stops_is_acknowledged_and_stored_or_sends_again(DatabaseKind db)
    {
        var house = await TestHouse.OpenAsync(db, b => b.Configuration["Visitors:MessagesAtOnce"] = "1000000");
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var socket = await visitor.ConnectAsync();
        var sent = new List<Guid>();
        var writing = Task.Run(async () =>
        {
            while (true)
            {
                var id = Guid.CreateVersion7();
                lock (sent)
                {
                    sent.Add(id);
                }

                await socket.SayAsync(new { t = "send", id, kind = "text", text = $"第 {sent.Count} 句" });
                await Task.Delay(2);
            }
        });
        var heard = socket.HearToEndAsync();
        for (var i = 0; i < 600 && (await StoredAsync(visitor.Http)).Count < 20; i++)
        {
            await Task.Delay(50);
        }

        await house.App.StopAsync();

        var frames = await heard.WaitAsync(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<Exception>(() => writing.WaitAsync(TimeSpan.FromSeconds(30))); // the line is gone
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable); // 1001, going away: clients come back by themselves
        var acknowledged = frames.Where(f => f.GetProperty("t").GetString() == "ack").Select(f => f.GetProperty("id").GetGuid()).ToList();
        acknowledged.Count.ShouldBeGreaterThan(5);
        await house.DisposeAsync();

        await using var again = await TestHouse.StartAsync(house.DataDir, house.Postgres);
        using var back = new HttpClient { BaseAddress = new Uri(again.Url), DefaultRequestHeaders = { { "Authorization", $"Visitor {visitor.Token}" } } };
        var stored = await StoredAsync(back);
        acknowledged.Where(id => !stored.Contains(id)).ShouldBeEmpty(); // none lost
        using var resumed = await Zhanggui.HttpTests.Visitors.TestSocket.OpenAsync(again.Url);
        await resumed.SayAsync(new { t = "hello", token = visitor.Token, after = visitor.Session.GetProperty("n").GetInt64(), epoch = visitor.Session.GetProperty("epoch").GetString() });
        await resumed.HearAsync("ready");
        var missing = sent.Where(id => !acknowledged.Contains(id)).Take(5).ToList();
        foreach (var id in missing)
        {
            await resumed.SayAsync(new { t = "send", id, kind = "text", text = "再发一次" });
            (await resumed.HearAsync("ack")).GetProperty("id").GetGuid().ShouldBe(id);
        }

        var all = await StoredAsync(back);
        all.Count.ShouldBe(all.Distinct().Count());
        missing.Concat(acknowledged).Where(id => all.Count(i => i == id) != 1).ShouldBeEmpty(); // none doubled
    }

    [Fact]
    public async Task A_stopping_house_tells_its_proxy_first()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        house.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(house.Url + "/health/ready"));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("stopping");
    }

    private static async Task<List<Guid>> StoredAsync(HttpClient http)
    {
        var found = new List<Guid>();
        long? before = null;
        while (true)
        {
            using var answer = await http.GetAsync(new Uri($"/api/visitor/messages{(before is { } b ? $"?before={b}" : string.Empty)}", UriKind.Relative));
            if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                return found; // nothing has been said yet
            }

            var page = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
            var messages = page.GetProperty("messages").EnumerateArray().ToList();
            found.AddRange(messages.Where(m => m.GetProperty("sender").GetString() == "buyer").Select(m => m.GetProperty("id").GetGuid()));
            if (messages.Count == 0 || !page.GetProperty("hasMore").GetBoolean())
            {
                return found;
            }

            before = messages[0].GetProperty("seq").GetInt64();
        }
    }
}
