using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Runs;

/// <summary>Who writes in the load.</summary>
internal enum Writers
{
    Visitors,

    /// <summary>In each conversation the agent and the buyer in turn, as people talk.</summary>
    InTurn,

    /// <summary>Agents only, who never let anybody answer.</summary>
    Agents,
}

/// <summary>Zhanggui itself: visitors at the widget's socket, agents at the workbench's, every conversation taken by one agent.</summary>
internal sealed class HouseSide(string store, ThrowawayPostgres? postgres, string scope = "mine") : IChatSide
{
    /// <summary>Sayings of agents on which nothing of new-shop rings while the buyer answers in between.</summary>
    private static readonly string[] Sayings =
    [
        "您好，这款保温杯内胆是304不锈钢的，可以放心使用，请问您是自己用还是送人呢",
        "好的，我马上帮您看一下库存，请您稍等",
        "这款有黑色和白色两种，请问您更喜欢哪一种呢",
        "已经帮您备注好了，您看还有什么需要帮忙的吗",
    ];

    private readonly Deliveries deliveries = new();
    private readonly List<FrameSocket> visitors = [];
    private readonly List<FrameSocket> agents = [];
    private Stage? stage;
    private HouseProcess? house;
    private readonly List<AgentDesk> desks = [];
    private List<string> all = [];
    private long[] said = [];
    private long bytesToAgents;
    private readonly CancellationTokenSource closing = new();
    private Task signsOfLife = Task.CompletedTask;

    public string Name => Label ?? (scope == "mine" ? $"house-{store}" : $"house-{store}-{scope}");

    /// <summary>What the side is called in the report, where its store does not tell it from another.</summary>
    public string? Label { get; init; }

    /// <summary>The rule book in force; null = none.</summary>
    public string? Book { get; init; }

    public Writers Writers { get; init; }

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

        said = new long[conversations];
        await OpenVisitorsAsync(conversations);
        signsOfLife = GiveSignsOfLifeAsync();
        await ShareOutAsync(desks, conversations);
        foreach (var desk in desks)
        {
            this.agents.Add(await desk.ListenAsync(scope, Hear));
        }
    }

    public async Task SendAsync(int conversation)
    {
        var (token, done) = deliveries.Expect(acknowledged: true);
        if (Writers == Writers.Agents || (Writers == Writers.InTurn && said[conversation]++ % 2 == 0))
        {
            var text = $"{Deliveries.AgentMark}{token:x8}{Deliveries.AgentMark} {Sayings[token % Sayings.Length]}";
            await agents[conversation % desks.Count].SendAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"t":"send","id":"{{Deliveries.IdOf(token)}}","c":"{{all[conversation]}}","kind":"text","text":"{{text}}"}"""));
            await done;
            return;
        }

        await visitors[conversation].SendAsync(Anchors.Frames.Send(Deliveries.IdOf(token), Deliveries.TextOf(token)));
        await done;
    }

    public string StateOf(int conversation) =>
        $"(visitor {visitors[conversation].ClosedBecause ?? "open"}, agent {agents[conversation % desks.Count].ClosedBecause ?? "open"})";

    public double ServerCpuSeconds() => house!.CpuSeconds();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await signsOfLife;
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
            if (house?.Output is { Length: > 0 } told)
            {
                await Console.Error.WriteLineAsync($"{Name} said:\n{told}");
            }

            Console.WriteLine($"{Name}: doctor has {found.Count} findings{string.Concat(found.Select(f => $"\n  {f.Level} {f.Code} {f.En}"))}");
            await stage.DisposeAsync();
        }

        closing.Dispose();
    }

    /// <summary>A visitor who only listens gives signs of life as the widget does; the house closes the line of one who does not.</summary>
    private async Task GiveSignsOfLifeAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(20));
        try
        {
            while (await timer.WaitForNextTickAsync(closing.Token))
            {
                foreach (var visitor in visitors)
                {
                    await visitor.SendAsync("{\"t\":\"ping\"}"u8.ToArray());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the run is over
        }
    }

    private void Hear(ReadOnlySpan<byte> frame)
    {
        Interlocked.Add(ref bytesToAgents, frame.Length);
        deliveries.AcknowledgedIn(frame);
        deliveries.RefusedIn(frame);
        deliveries.DeliveredIn(frame, Deliveries.JsonText);
    }

    private void HearVisitor(ReadOnlySpan<byte> frame)
    {
        deliveries.AcknowledgedIn(frame);
        deliveries.RefusedIn(frame);
        if (Writers != Writers.Visitors)
        {
            deliveries.DeliveredIn(frame, Deliveries.AgentText);
        }
    }

    /// <summary>How many hits the agents have had in all, to say what was measured.</summary>
    public async Task<long> RungAsync()
    {
        var rung = 0L;
        foreach (var desk in desks)
        {
            rung += (await desk.GetAsync($"/api/guard/rings?shop={stage!.Shop}"))["total"]!["all"]!.GetValue<long>();
        }

        return rung;
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
            if (Writers == Writers.InTurn)
            {
                await Task.Delay(20); // conversations are numbered in the order of their buyers, who are found by it
            }
        }
    }

    private async Task ShareOutAsync(List<AgentDesk> desks, int conversations)
    {
        var owners = Owners == 0 ? desks.Count : Owners;
        for (var i = 0; i < 200 && all.Count < conversations; i++)
        {
            await Task.Delay(50);
            all = (await desks[0].SnapshotAsync("all"))["conversations"]!.AsArray().OrderBy(c => c!["head"]!["number"]!.GetValue<long>()).Select(c => c!["head"]!["id"]!.GetValue<string>()).ToList();
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
