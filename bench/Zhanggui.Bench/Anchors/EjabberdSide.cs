using Zhanggui.Bench.Runs;

namespace Zhanggui.Bench.Anchors;

/// <summary>Visitors' and agents' accounts on ejabberd; a message counts when it reached the agent's connection.</summary>
internal sealed class EjabberdSide : IChatSide
{
    private readonly Deliveries deliveries = new();
    private readonly List<XmppConnection> visitors = [];
    private readonly List<XmppConnection> agents = [];
    private EjabberdServer? server;

    public string Name => "ejabberd+mam";

    public async Task OpenAsync(int conversations, int agents)
    {
        server = await EjabberdServer.StartAsync(Math.Max(conversations, agents));
        for (var i = 0; i < agents; i++)
        {
            var agent = await XmppConnection.SignInAsync(server.Port, $"a{i}");
            agent.Listen(stanzas => deliveries.DeliveredIn(stanzas, Deliveries.XmppText));
            this.agents.Add(agent);
        }

        for (var i = 0; i < conversations; i++)
        {
            var visitor = await XmppConnection.SignInAsync(server.Port, $"v{i}");
            visitor.Listen(_ => { });
            visitors.Add(visitor);
        }
    }

    public async Task SendAsync(int conversation)
    {
        var (token, done) = deliveries.Expect(acknowledged: false);
        await visitors[conversation].SendMessageAsync($"a{conversation % agents.Count}@localhost", Deliveries.IdOf(token).ToString(), Deliveries.TextOf(token));
        await done;
    }

    public double ServerCpuSeconds() => server!.CpuSeconds();

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in visitors.Concat(agents))
        {
            await connection.DisposeAsync();
        }

        if (server is not null)
        {
            Console.WriteLine($"ejabberd archived {await server.ArchivedAsync():N0} rows");
            await server.DisposeAsync();
        }
    }
}
