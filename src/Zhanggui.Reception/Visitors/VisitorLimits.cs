using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels;

namespace Zhanggui.Reception.Visitors;

/// <summary>
/// Keeps one visitor, or one address, from taking the house from the others. In memory and per process: with several
/// processes each allows its share.
/// </summary>
internal sealed class VisitorLimits(VisitorOptions options, ChannelsOptions channels, TimeProvider clock)
{
    private const int SweepAbove = 50_000;

    private readonly ConcurrentDictionary<(LimitKind Kind, Guid Who), TokenBucket> buckets = new();
    private readonly ConcurrentDictionary<Guid, int> connections = new();

    /// <summary>May this buyer or address do this once more now?</summary>
    public bool Allows(LimitKind kind, Guid who)
    {
        var pace = PaceOf(kind);
        var now = clock.GetCurrentInstant();
        var allowed = false;
        buckets.AddOrUpdate(
            (kind, who),
            _ =>
            {
                (var first, allowed) = TokenBucket.Full(pace, now).Take(pace, now);
                return first;
            },
            (_, bucket) =>
            {
                (var next, allowed) = bucket.Take(pace, now);
                return next;
            });
        if (buckets.Count > SweepAbove)
        {
            Sweep();
        }

        return allowed;
    }

    /// <summary>Counts a connection of an address; false when it has too many. Pair with <see cref="Leave"/>.</summary>
    public bool TryEnter(Guid address)
    {
        var count = connections.AddOrUpdate(address, 1, (_, n) => n + 1);
        if (count <= options.ConnectionsPerAddress)
        {
            return true;
        }

        Leave(address);
        return false;
    }

    public void Leave(Guid address)
    {
        if (connections.AddOrUpdate(address, 0, (_, n) => n - 1) <= 0)
        {
            connections.TryRemove(new KeyValuePair<Guid, int>(address, 0));
        }
    }

    /// <summary>One key per network neighbour: an IPv4 address, or the /64 that one IPv6 customer has.</summary>
    public static Guid AddressKey(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null)
        {
            return Guid.Empty;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            bytes[8..].Clear();
        }
        else
        {
            bytes[15] = 4; // never equal to an IPv6 network
        }

        return new Guid(bytes);
    }

    private Pace PaceOf(LimitKind kind) => kind == LimitKind.AddressCallback ? channels.CallbackPace : options.PaceOf(kind);

    private void Sweep()
    {
        var now = clock.GetCurrentInstant();
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsFull(PaceOf(key.Kind), now))
            {
                buckets.TryRemove(new KeyValuePair<(LimitKind, Guid), TokenBucket>(key, bucket));
            }
        }
    }
}

internal enum LimitKind
{
    /// <summary>Messages of one buyer.</summary>
    BuyerMessage,

    /// <summary>Messages from one address.</summary>
    AddressMessage,

    /// <summary>Sessions opened from one address.</summary>
    AddressSession,

    /// <summary>Files of one buyer.</summary>
    BuyerFile,

    /// <summary>Other requests and frames of one buyer.</summary>
    BuyerRequest,

    /// <summary>Calls of bridges from one address.</summary>
    AddressCallback,
}
