using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Sockets;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Gives waiting conversations to agents: at once when one begins to wait here or somebody becomes ready, and by a look
/// every few seconds in case a word was lost. It only proposes; the writer decides, so several processes may run it.
/// </summary>
internal sealed class QueueRouter(Database database, FloorReader floor, ConversationWriter writer, ShopRules rules, QueuePlaces places, TimeProvider clock, ILogger<QueueRouter> log) : BackgroundService
{
    private const int AtOnce = 500;
    private const int Remembered = 20_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, byte> asked = new();
    private readonly ConcurrentDictionary<Guid, byte> said = new();
    private readonly Signal signal = new();

    /// <summary>Something changed that may let the queue of this shop move.</summary>
    public void Ask(ShopId shop)
    {
        asked[shop.Value] = 0;
        signal.Set();
    }

    /// <summary>One round for one shop: how many were given away.</summary>
    public async Task<int> RunOnceAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        var rule = await rules.RoutingAsync(shop, now, ct);
        var waiting = await floor.WaitingAsync(shop, rule, now, ct);
        if (waiting.Count == 0)
        {
            places.Keep(shop, waiting);
            return 0;
        }

        var agents = await floor.AgentsAsync(shop, rule, now, ct);
        var choices = Routing.Choose(waiting, agents.Candidates, FloorReader.WithTeams(rule, agents), now);
        var given = await GiveAsync(shop, waiting, choices, agents, rule, now, ct);
        var left = waiting.Where((_, i) => choices[i] is null).ToList();
        if (left.Count > 0 && Routing.IsOffline(agents.Candidates))
        {
            await SayOfflineAsync(shop, left, now, ct);
        }

        places.Keep(shop, left);
        return given;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.QueueMoved += Ask;
        await using var looking = clock.CreateTimer(_ => LookAround(), null, LookEvery, LookEvery);
        await using var stop = stoppingToken.Register(signal.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync();
            foreach (var shop in asked.Keys)
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                asked.TryRemove(shop, out _);
                try
                {
                    await RunOnceAsync(new ShopId(shop), clock.GetCurrentInstant(), stoppingToken);
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(error, "The queue of shop {Shop} could not be served; it is tried again", shop);
                }
                catch (Exception) when (stoppingToken.IsCancellationRequested)
                {
                    return; // the house closes, and its databases with it
                }
            }
        }
    }

    /// <summary>The writer looks again at each: whoever was quicker keeps it, and the turn moves only for what was really given.</summary>
    private async Task<int> GiveAsync(ShopId shop, IReadOnlyList<InQueue> waiting, IReadOnlyList<Choice?> choices, OnTheFloor agents, RoutingRules rule, Instant now, CancellationToken ct)
    {
        var given = new List<PersonId>();
        foreach (var some in Enumerable.Range(0, waiting.Count).Where(i => choices[i] is not null).Chunk(AtOnce))
        {
            var results = await Task.WhenAll(some.Select(i => writer.ActAsync(Giving(choices[i]!, agents) with { Conversation = waiting[i].Id }, ct)));
            given.AddRange(some.Where((_, n) => results[n] is { Refusal: null, IsRepeat: false }).Select(i => choices[i]!.Person));
        }

        if (given.Count > 0)
        {
            await floor.MoveTurnsAsync(shop, given, agents.Candidates, rule, now, ct);
        }

        return given.Count;
    }

    private static Assign Giving(Choice choice, OnTheFloor agents)
    {
        var team = agents.TeamFor(choice);
        return new Assign(Party.House, choice.Person, choice.Name, choice.Why.Zh) { Routed = new Routed(choice.Why, choice.Group, team?.Id, team?.Name) };
    }

    /// <summary>Once per stay in the queue: the line's id follows from the conversation and when it began to wait.</summary>
    private async Task SayOfflineAsync(ShopId shop, List<InQueue> left, Instant now, CancellationToken ct)
    {
        if (said.Count > Remembered)
        {
            said.Clear();
        }

        var words = await rules.OfflineWordsAsync(shop, now, ct);
        var args = System.Text.Json.JsonSerializer.Serialize(new { text = words }, Kernel.Http.HouseJson.Options);
        foreach (var some in left.Select(l => (l.Id, Line: LineId(l))).Where(l => !said.ContainsKey(l.Line)).Chunk(AtOnce))
        {
            var results = await Task.WhenAll(some.Select(l => writer.ActAsync(new WriteLine("offline", args, Audience.Everybody, l.Line) { Conversation = l.Id }, ct)));
            for (var i = 0; i < some.Length; i++)
            {
                if (results[i].Refusal is null)
                {
                    said[some[i].Line] = 0;
                }
            }
        }
    }

    private static Guid LineId(InQueue waiting)
    {
        Span<byte> bytes = stackalloc byte[24];
        waiting.Id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[16..], ~waiting.QueuedAt.ToUnixTimeMilliseconds());
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    private async void LookAround()
    {
        try
        {
            foreach (var shop in places.Shops)
            {
                Ask(new ShopId(shop)); // another process may have emptied it
            }

            await using var connection = await database.OpenAsync(CancellationToken.None);
            foreach (var shop in await connection.ReadAllAsync(null, "select distinct shop_id from reception_conversation where state <> 3 and state = 0 limit 1000", r => r.GetGuid(0), CancellationToken.None))
            {
                Ask(new ShopId(shop));
            }
        }
        catch (Exception error)
        {
            log.LogDebug(error, "No look around this time"); // the database is away, or the house is closing
        }
    }
}

/// <summary>Somebody became ready (or left): the queue may move.</summary>
internal sealed class RouteOnDuty(QueueRouter router) : IEventHandler<DutyChanged>
{
    public Task HandleAsync(DutyChanged happened, Delivery delivery, CancellationToken ct)
    {
        router.Ask(happened.Shop);
        return Task.CompletedTask;
    }
}
