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
    private readonly List<AgentDesk> desks = [];
    private List<string> all = [];
    private long bytesToAgents;

    public string Name => Label ?? (scope == "mine" ? $"house-{store}" : $"house-{store}-{scope}");

    /// <summary>What the side is called in the report, where its store does not tell it from another.</summary>
    public string? Label { get; init; }

    /// <summary>The rule book in force; null = none.</summary>
    public string? Book { get; init; }

    /// <summary>Agents write and visitors read, instead of the other way round.</summary>
    public bool FromAgents { get; init; }

    public IReadOnlyList<AgentDesk> Desks => desks;

    public IReadOnlyList<string> Conversations => all;

    public string Shop => stage!.Shop;

    public long BytesToAgents => Interlocked.Read(ref bytesToAgents);

    public HouseProcess House => house!;

    /// <summary>How many agents own conversations; the others listen. 0 = all.</summary>
    public int Owners { get; init; }

    public async Task OpenAsync(int conversations, int agents)
    {
        stage = await Stage.OpenAsync(store == "postgres" ? await postgres!.CreateDatabaseAsync() : null, agents, book: Book);
        house = stage.House();
        await house.StartAsync();
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
        if (FromAgents)
        {
            var text = Deliveries.TextOf(token).Replace("的吗？今天下单什么时候能发货呀", "的，您放心使用，有问题随时找我", StringComparison.Ordinal);
            await agents[conversation % desks.Count].SendAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"t":"send","id":"{{Deliveries.IdOf(token)}}","c":"{{all[conversation]}}","kind":"text","text":"{{text}}"}"""));
            await done;
            return;
        }

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
        if (FromAgents)
        {
            deliveries.AcknowledgedIn(frame);
        }
        else
        {
            deliveries.DeliveredIn(frame, Deliveries.JsonText);
        }
    }

    private void HearVisitor(ReadOnlySpan<byte> frame)
    {
        if (FromAgents)
        {
            deliveries.DeliveredIn(frame, Deliveries.JsonText);
        }
        else
        {
            deliveries.AcknowledgedIn(frame);
        }
    }

    private async Task OpenVisitorsAsync(int conversations)
    {
        using var http = new HttpClient();
        for (var i = 0; i < conversations; i++)
        {
            var visitor = await VisitorDesk.OpenAsync(http, house!.Url, stage!.ChannelKey);
            var socket = await visitor.ListenAsync(HearVisitor);
            visitors.Add(socket);
            // The first word opens the conversation; it has no marker and is not counted.
            await socket.SendAsync(Anchors.Frames.Send(Guid.CreateVersion7(), "在吗"));
        }
    }

    private async Task ShareOutAsync(List<AgentDesk> desks, int conversations)
    {
        var owners = Owners == 0 ? desks.Count : Owners;
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
