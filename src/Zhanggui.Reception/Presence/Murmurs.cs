using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Presence;

/// <summary>Somebody types or looks, now. Never stored; a lost one is harmless.</summary>
internal sealed record Murmur(string Kind, Guid? Conversation, Guid? Buyer, string Who, Guid? Person, string Name, string? Text = null, int? Place = null)
{
    public const string Typing = "reception.typing";
    public const string Looking = "reception.looking";
    /// <summary>A waiting buyer's place in the queue; said inside the process, never to others.</summary>
    public const string InQueue = "reception.place";

    /// <summary>The record behind the socket is now part of another.</summary>
    public const string Joined = "reception.joined";

    /// <summary>A join was taken back: sockets under the record that had it all belong to one or the other now.</summary>
    public const string Split = "reception.split";
    public const string ByHouse = "house";
    public const string ByAgent = "agent";
    public const string ByBuyer = "buyer";
}

/// <summary>Sorts whispers to those concerned: a shop's agents, and the one buyer. Idle visitors never hear them.</summary>
internal sealed class Murmurs : IDisposable
{
    private readonly Whispers whispers;
    private readonly ConcurrentDictionary<Guid, ImmutableArray<Action<Murmur>>> shops = new();
    private readonly ConcurrentDictionary<Guid, ImmutableArray<Action<Murmur>>> buyers = new();

    public Murmurs(Whispers whispers)
    {
        this.whispers = whispers;
        whispers.Said += Hear;
    }

    public void Say(ShopId shop, Murmur murmur) => whispers.Say(shop.Value, murmur.Kind, murmur);

    /// <summary>Hears everything of a shop; dispose to stop.</summary>
    public IDisposable HearShop(ShopId shop, Action<Murmur> hear) => Hear(shops, shop.Value, hear);

    /// <summary>Hears what agents do in one buyer's conversation; dispose to stop.</summary>
    public IDisposable HearBuyer(Guid buyer, Action<Murmur> hear) => Hear(buyers, buyer, hear);

    /// <summary>Tells the buyer's sockets in this process.</summary>
    public void TellBuyer(Guid buyer, Murmur murmur)
    {
        foreach (var hear in buyers.GetValueOrDefault(buyer, []))
        {
            hear(murmur);
        }
    }

    public void Dispose() => whispers.Said -= Hear;

    private void Hear(Whisper whisper)
    {
        if (whisper.Kind is not (Murmur.Typing or Murmur.Looking or Murmur.Joined or Murmur.Split) || whisper.Body.Deserialize<Murmur>(HouseJson.Options) is not { } murmur)
        {
            return;
        }

        if (murmur.Kind is not (Murmur.Joined or Murmur.Split) && shops.TryGetValue(whisper.Stream, out var agents))
        {
            foreach (var hear in agents)
            {
                hear(murmur);
            }
        }

        // Buyers hear that an agent types; never who looks.
        if (murmur is { Kind: Murmur.Typing, Who: Murmur.ByAgent } or { Kind: Murmur.Joined or Murmur.Split } && murmur.Buyer is { } buyer)
        {
            TellBuyer(buyer, murmur);
        }
    }

    private static Leaving Hear(ConcurrentDictionary<Guid, ImmutableArray<Action<Murmur>>> who, Guid id, Action<Murmur> hear)
    {
        who.AddOrUpdate(id, [hear], (_, others) => others.Add(hear));
        return new Leaving(() =>
        {
            if (who.AddOrUpdate(id, [], (_, others) => others.Remove(hear)).IsEmpty)
            {
                who.TryRemove(new KeyValuePair<Guid, ImmutableArray<Action<Murmur>>>(id, []));
            }
        });
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
