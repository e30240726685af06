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
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Sockets;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Gives waiting conversations to agents: at once when one begins to wait here or somebody becomes ready, and by a look
/// every few seconds in case a word was lost. It only proposes; the writer decides, so several processes may run it.
/// </summary>
internal sealed class QueueRouter(Database database, ConversationReader reader, ConversationWriter writer, ShopRules rules, Board board, QueuePlaces places, TimeProvider clock, ILogger<QueueRouter> log) : BackgroundService
{
    private const int RoundLimit = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, byte> asked = new();
    private readonly ConcurrentDictionary<Guid, Instant> givenAt = new();
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
        List<Conversation> waiting;
        await using (var connection = await database.OpenAsync(ct))
        {
            waiting = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.state <> 3 and c.state = 0 order by c.queued_at, c.number limit @limit", ct, ("shop", shop.Value), ("limit", RoundLimit));
        }

        if (waiting.Count == 0)
        {
            places.Keep(shop, waiting);
            return 0;
        }

        var capacity = await rules.CapacityAsync(shop, now, ct);
        var agents = (await board.ReadAsync(shop, ct))
            .Select(c => new Candidate(c.Person, c.Name, c.Duty, c.Load, capacity, Instant.Max(c.Since ?? Instant.MinValue, givenAt.GetValueOrDefault(c.Person.Value, Instant.MinValue))))
            .ToList();
        var given = 0;
        var left = new List<Conversation>(waiting.Count);
        foreach (var conversation in waiting)
        {
            if (Routing.Choose(conversation, agents, now) is not { } choice)
            {
                left.Add(conversation);
                if (Routing.IsOffline(agents))
                {
                    await SayOfflineAsync(conversation, now, ct);
                }

                continue;
            }

            var result = await writer.ActAsync(new Assign(Party.House, choice.Person, choice.Name, choice.Reason) { Conversation = conversation.Id }, ct);
            if (result.Refusal is null)
            {
                given++;
                givenAt[choice.Person.Value] = now;
                var i = agents.FindIndex(a => a.Person == choice.Person);
                agents[i] = agents[i] with { Load = agents[i].Load + 1, IdleSince = now };
            }
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
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Once per stay in the queue: the line's id follows from the conversation and when it began to wait.</summary>
    private async Task SayOfflineAsync(Conversation conversation, Instant now, CancellationToken ct)
    {
        var words = await rules.OfflineWordsAsync(conversation.Shop, now, ct);
        var args = System.Text.Json.JsonSerializer.Serialize(new { text = words }, Kernel.Http.HouseJson.Options);
        await writer.ActAsync(new WriteLine("offline", args, Audience.Everybody, LineId(conversation)) { Conversation = conversation.Id }, ct);
    }

    private static Guid LineId(Conversation conversation)
    {
        Span<byte> bytes = stackalloc byte[24];
        conversation.Id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[16..], ~(conversation.QueuedAt ?? conversation.OpenedAt).ToUnixTimeMilliseconds());
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
