using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Harness;

/// <summary>Visitors and agents who talk without pause while something is done to the house, and the judgement afterwards.</summary>
internal sealed class Talk : IAsyncDisposable
{
    private readonly CancellationTokenSource quiet = new();
    private readonly List<Task> talking = [];

    private Talk(Ledger ledger, List<VisitorClient> visitors, List<AgentClient> agents)
    {
        (Ledger, Visitors, Agents) = (ledger, visitors, agents);
    }

    public Ledger Ledger { get; }

    public List<VisitorClient> Visitors { get; }

    public List<AgentClient> Agents { get; }

    /// <summary>
    /// Opens the clients, lets every visitor say a first word and shares the conversations out to the agents.
    /// <paramref name="address"/> is asked per client, so that each can have a line of its own.
    /// </summary>
    public static async Task<Talk> OpenAsync(Stage stage, Func<int, Uri> address, int visitors, int agents, TimeSpan? silence = null)
    {
        var ledger = new Ledger();
        var limit = silence ?? TimeSpan.FromSeconds(4);
        var talk = new Talk(ledger,
            [.. Enumerable.Range(0, visitors).Select(i => new VisitorClient($"v{i}", ledger, () => address(i), stage.ChannelKey) { SilenceLimit = limit })],
            [.. Enumerable.Range(0, agents).Select(i => new AgentClient($"a{i}", ledger, () => address(visitors + i), stage.Shop) { SilenceLimit = limit, OnMessage = Answer })]);
        for (var i = 0; i < agents; i++)
        {
            await talk.Agents[i].SignInAsync(Stage.Account(i), Stage.Password);
            talk.Agents[i].Start();
        }

        foreach (var visitor in talk.Visitors)
        {
            visitor.Start();
            visitor.Write("在吗");
        }

        await talk.ShareOutAsync();
        return talk;
    }

    /// <summary>Every visitor writes at an uneven pace, on average every <paramref name="gap"/>; agents answer about every third message.</summary>
    public void Start(TimeSpan gap)
    {
        foreach (var visitor in Visitors)
        {
            talking.Add(Task.Run(async () =>
            {
                while (!quiet.IsCancellationRequested)
                {
                    // Somebody offline does not type for ever: the outbox stays of a size a person would leave.
                    if (visitor.Waiting < 40)
                    {
                        visitor.Write("这款保温杯的内胆是什么材质");
                    }

                    await Task.Delay(gap * (0.2 + (1.6 * Random.Shared.NextDouble())));
                }
            }));
        }
    }

    /// <summary>Stops the writing and waits until everything written is acknowledged and everybody stands at the server's number.</summary>
    public async Task<bool> SettleAsync(TimeSpan within)
    {
        await quiet.CancelAsync();
        await Task.WhenAll(talking);
        foreach (var agent in Agents)
        {
            agent.OnMessage = null;
        }

        var until = Environment.TickCount64 + (long)within.TotalMilliseconds;
        while (Environment.TickCount64 < until)
        {
            if (Visitors.All(v => v.Waiting == 0) && Agents.All(a => a.Waiting == 0) && await AllStandAtTheEndAsync())
            {
                return true;
            }

            await Task.Delay(100);
        }

        foreach (var client in Visitors.Cast<WireClient>().Concat(Agents).Where(c => c.Waiting > 0))
        {
            Ledger.Fault($"{client.Name} still waits for {client.Waiting} acknowledgements: {client.LastError}");
        }

        return false;
    }

    /// <summary>Compares what was acknowledged with the server's record, and every client's view with a fresh snapshot.</summary>
    public async Task<Verdict> JudgeAsync()
    {
        var reader = Agents[0];
        var record = new Dictionary<string, List<JsonNode>>(StringComparer.Ordinal);
        foreach (var entry in (await reader.FreshAsync())["conversations"]!.AsArray())
        {
            var id = entry!["head"]!["id"]!.GetValue<string>();
            record[id] = await reader.RecordAsync(id);
        }

        var verdict = Ledger.Judge(record);
        foreach (var agent in Agents)
        {
            await JudgeViewAsync(agent, record);
        }

        foreach (var visitor in Visitors)
        {
            await JudgeViewAsync(visitor);
        }

        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        await quiet.CancelAsync();
        await Task.WhenAll(Visitors.Cast<WireClient>().Concat(Agents).Select(c => c.StopAsync()));
        quiet.Dispose();
    }

    private static void Answer(AgentClient agent, JsonNode head, JsonNode message)
    {
        if (message["sender"]!.GetValue<string>() != "buyer" || head["assignee"]?["id"]?.GetValue<string>() != agent.Me)
        {
            return;
        }

        var conversation = message["c"]!.GetValue<string>();
        if (Random.Shared.Next(3) == 0)
        {
            // Answered from another thread: this one holds the client's lock while it applies events.
            _ = Task.Run(() => agent.Write("是304不锈钢的哦", conversation));
        }
        else if (Random.Shared.Next(4) == 0)
        {
            var seq = message["seq"]!.GetValue<long>();
            _ = Task.Run(() => agent.Tell(new JsonObject { ["t"] = "read", ["c"] = conversation, ["seq"] = seq }));
        }
    }

    private async Task ShareOutAsync()
    {
        for (var i = 0; i < 600 && Visitors.Any(v => v.Waiting > 0); i++)
        {
            await Task.Delay(50);
        }

        var waiting = (await Agents[0].FreshAsync())["conversations"]!.AsArray().Select(c => c!["head"]!["id"]!.GetValue<string>()).ToList();
        if (waiting.Count != Visitors.Count)
        {
            throw new InvalidOperationException($"{waiting.Count} conversations instead of {Visitors.Count}: {string.Join("; ", Visitors.Select(v => $"{v.Name} {v.LastError}"))}; {string.Join("; ", Ledger.Faults)}");
        }

        for (var i = 0; i < waiting.Count; i++)
        {
            await Agents[i % Agents.Count].PostAsync($"/api/reception/conversations/{waiting[i]}/take", new JsonObject());
        }
    }

    private async Task<bool> AllStandAtTheEndAsync()
    {
        try
        {
            var n = (await Agents[0].FreshAsync())["n"]!.GetValue<long>();
            return Agents.Cast<WireClient>().Concat(Visitors).All(c => c.Applied >= n || (c is VisitorClient && c.Applied > 0 && VisitorHasAll((VisitorClient)c)));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false; // the line or the server is not back yet
        }
    }

    /// <summary>A visitor hears only its own events; its number may rest below the shop's. Whether it has all is judged by content.</summary>
    private static bool VisitorHasAll(VisitorClient visitor) => visitor.Head is null || visitor.Messages.Count > 0;

    private async Task JudgeViewAsync(AgentClient agent, Dictionary<string, List<JsonNode>> record)
    {
        var fresh = await agent.FreshAsync();
        var heads = fresh["conversations"]!.AsArray().ToDictionary(c => c!["head"]!["id"]!.GetValue<string>(), c => c!, StringComparer.Ordinal);
        var local = agent.LiveHeads;
        var reads = agent.Reads;
        foreach (var (id, entry) in heads)
        {
            if (!local.TryGetValue(id, out var head) || !JsonNode.DeepEquals(head, entry["head"]))
            {
                Ledger.Fault($"{agent.Name} sees conversation {id} differently:\n  has  {head?.ToJsonString()}\n  true {entry["head"]!.ToJsonString()}");
            }

            if (entry["read"] is { } read && reads.TryGetValue(id, out var mine) && (Number(read, "seq") != Number(mine, "seq") || Number(read, "buyerCount") != Number(mine, "buyerCount")))
            {
                Ledger.Fault($"{agent.Name} counts unread differently in {id}: has {mine.ToJsonString()}, true {read.ToJsonString()}");
            }
        }

        foreach (var id in local.Keys.Where(k => !heads.ContainsKey(k)))
        {
            Ledger.Fault($"{agent.Name} still sees conversation {id}");
        }

        foreach (var (id, heard) in agent.Messages)
        {
            if (record.TryGetValue(id, out var all))
            {
                JudgeMessages(agent.Name, id, heard, all.Where(m => Number(m, "seq") >= Number(heard[0], "seq")).ToList());
            }
        }
    }

    private async Task JudgeViewAsync(VisitorClient visitor)
    {
        var (head, messages, _) = await visitor.FreshAsync(CancellationToken.None);
        if (!JsonNode.DeepEquals(head, visitor.Head))
        {
            Ledger.Fault($"{visitor.Name} sees its conversation differently:\n  has  {visitor.Head?.ToJsonString()}\n  true {head?.ToJsonString()}");
        }

        JudgeMessages(visitor.Name, "its own", visitor.Messages, messages);
    }

    private void JudgeMessages(string who, string conversation, IReadOnlyList<JsonNode> has, List<JsonNode> real)
    {
        var heard = has.ToDictionary(m => Number(m, "seq"));
        foreach (var message in real)
        {
            if (!heard.Remove(Number(message, "seq"), out var mine))
            {
                Ledger.Fault($"{who} missed message {Number(message, "seq")} of {conversation}");
            }
            else if (!JsonNode.DeepEquals(mine, message))
            {
                Ledger.Fault($"{who} sees message {Number(message, "seq")} of {conversation} differently:\n  has  {mine.ToJsonString()}\n  true {message.ToJsonString()}");
            }
        }

        foreach (var extra in heard.Keys)
        {
            Ledger.Fault($"{who} sees message {extra} of {conversation}, which is not there");
        }
    }

    private static long Number(JsonNode node, string name) => node[name]!.GetValue<long>();
}
