using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Runs;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Anchors;

/// <summary>The bare relay in a process of its own, driven through the same sockets and frames as the house.</summary>
internal sealed class RelaySide(string store, ThrowawayPostgres? postgres) : IChatSide
{
    private readonly Deliveries deliveries = new();
    private readonly List<FrameSocket> visitors = [];
    private readonly List<FrameSocket> agents = [];
    private readonly TempFolder folder = new("relay");
    private Child? process;
    private string target = string.Empty;

    public string Name => $"relay-{store}";

    public async Task OpenAsync(int conversations, int agents)
    {
        target = store switch
        {
            "sqlite" => folder["zhanggui.db"],
            "postgres" => await postgres!.CreateDatabaseAsync(),
            _ => string.Empty,
        };
        if (store != "none")
        {
            await Stage.MigrateAsync(folder.Path, store == "postgres" ? target : null); // the house's own tables
        }

        process = Child.Start("dotnet", [typeof(RelaySide).Assembly.Location, "relay", "--store", store, "--target", target],
            watch: l => l.StartsWith("listening ", StringComparison.Ordinal) ? l[10..] : null);
        var url = (await process.LineAsync(TimeSpan.FromSeconds(30))).Replace("http://", "ws://", StringComparison.Ordinal);
        for (var i = 0; i < agents; i++)
        {
            var agent = await FrameSocket.ConnectAsync(new Uri($"{url}/agent?a={i}"));
            agent.Listen(frame => deliveries.DeliveredIn(frame, Deliveries.JsonText));
            this.agents.Add(agent);
        }

        for (var i = 0; i < conversations; i++)
        {
            var visitor = await FrameSocket.ConnectAsync(new Uri($"{url}/visitor?c={i}"));
            visitor.Listen(frame => deliveries.AcknowledgedIn(frame));
            visitors.Add(visitor);
        }
    }

    public async Task SendAsync(int conversation)
    {
        var (token, done) = deliveries.Expect(acknowledged: true);
        await visitors[conversation].SendAsync(Frames.Send(Deliveries.IdOf(token), Deliveries.TextOf(token)));
        await done;
    }

    public double ServerCpuSeconds() => process!.CpuSeconds();

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in visitors.Concat(agents))
        {
            await socket.DisposeAsync();
        }

        if (process is not null)
        {
            await process.DisposeAsync();
        }

        if (store != "none")
        {
            Console.WriteLine($"{Name} stored {await StoredAsync():N0} rows");
        }

        folder.Dispose();
    }

    private async Task<long> StoredAsync()
    {
        await using System.Data.Common.DbConnection connection = store == "sqlite" ? new SqliteConnection($"Data Source={target};Pooling=False") : new NpgsqlConnection(target);
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "select count(*) from reception_message";
        return Convert.ToInt64(await count.ExecuteScalarAsync());
    }
}

/// <summary>Frames a client sends, built without a serializer.</summary>
internal static class Frames
{
    public static byte[] Send(Guid id, string text) => Encoding.UTF8.GetBytes($$"""{"t":"send","id":"{{id}}","kind":"text","text":"{{text}}"}""");
}
