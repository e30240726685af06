using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Runs;

/// <summary>Zhanggui itself: visitors at the widget's socket, agents at the workbench's, every conversation taken by one agent.</summary>
internal sealed class HouseSide(string store, ThrowawayPostgres? postgres, string scope = "mine") : IChatSide
{
    private readonly Deliveries deliveries = new();
    private readonly List<FrameSocket> visitors = [];
    private readonly List<FrameSocket> agents = [];
    private Stage? stage;
    private HouseProcess? house;
    private long bytesToAgents;

    public string Name => scope == "mine" ? $"house-{store}" : $"house-{store}-{scope}";

    public long BytesToAgents => Interlocked.Read(ref bytesToAgents);

    public HouseProcess House => house!;

    /// <summary>How many agents own conversations; the others listen. 0 = all.</summary>
    public int Owners { get; init; }

    public async Task OpenAsync(int conversations, int agents)
    {
        stage = await Stage.OpenAsync(store == "postgres" ? await postgres!.CreateDatabaseAsync() : null, agents);
        house = stage.House();
        await house.StartAsync();
        var desks = new List<AgentDesk>();
        for (var i = 0; i < agents; i++)
        {
            desks.Add(await AgentDesk.SignInAsync(house.Url, stage.Shop, Stage.Account(i)));
        }

        await OpenVisitorsAsync(conversations);
        await ShareOutAsync(desks, conversations);
        foreach (var desk in desks)
        {
            this.agents.Add(await desk.ListenAsync(scope, Hear));
        }
    }

    public async Task SendAsync(int conversation)
    {
        var (token, done) = deliveries.Expect(acknowledged: true);
        await visitors[conversation].SendAsync(Anchors.Frames.Send(Deliveries.IdOf(token), Deliveries.TextOf(token)));
        await done;
    }

    public double ServerCpuSeconds() => house!.CpuSeconds();

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in visitors.Concat(agents))
        {
            await socket.DisposeAsync();
        }

        if (house is not null)
        {
            await house.DisposeAsync();
        }

        if (stage is not null)
        {
            var found = await stage.DoctorAsync();
            Console.WriteLine($"{Name}: doctor has {found.Count} findings{string.Concat(found.Select(f => $"\n  {f.Level} {f.Code} {f.En}"))}");
            await stage.DisposeAsync();
        }
    }

    private void Hear(ReadOnlySpan<byte> frame)
    {
        Interlocked.Add(ref bytesToAgents, frame.Length);
        deliveries.DeliveredIn(frame, Deliveries.JsonText);
    }

    private async Task OpenVisitorsAsync(int conversations)
    {
        using var http = new HttpClient();
        for (var i = 0; i < conversations; i++)
        {
            var visitor = await VisitorDesk.OpenAsync(http, house!.Url, stage!.ChannelKey);
            var socket = await visitor.ListenAsync(frame => deliveries.AcknowledgedIn(frame));
            visitors.Add(socket);
            // The first word opens the conversation; it has no marker and is not counted.
            await socket.SendAsync(Anchors.Frames.Send(Guid.CreateVersion7(), "在吗"));
        }
    }

    private async Task ShareOutAsync(List<AgentDesk> desks, int conversations)
    {
        var owners = Owners == 0 ? desks.Count : Owners;
        List<string> all = [];
        for (var i = 0; i < 200 && all.Count < conversations; i++)
        {
            await Task.Delay(50);
            all = (await desks[0].SnapshotAsync("all"))["conversations"]!.AsArray().Select(c => c!["head"]!["id"]!.GetValue<string>()).ToList();
        }

        if (all.Count != conversations)
        {
            throw new InvalidOperationException($"{all.Count} conversations instead of {conversations}.");
        }

        for (var i = 0; i < all.Count; i++)
        {
            await desks[i % owners].PostAsync($"/api/reception/conversations/{all[i]}/take", new JsonObject());
        }
    }
}
