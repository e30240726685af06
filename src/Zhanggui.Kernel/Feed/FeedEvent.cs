using NodaTime;

namespace Zhanggui.Kernel.Feed;

/// <summary>
/// A pointer saying that something changed: what it now looks like is projected when it is told, with the rights of
/// whoever hears it. <paramref name="Stream"/> is the shop; <paramref name="Topic"/> narrows who may hear it
/// (a buyer, a person); <paramref name="Detail"/> is a number inside the entity, such as a message's.
/// </summary>
public sealed record FeedEntry(Guid Stream, string Kind, Guid Entity, long Detail, Guid Topic, object? Payload = null);

/// <summary>A committed feed entry with its number. Numbers of a stream have no gaps and follow commit order.</summary>
public sealed class FeedEvent(Guid stream, long number, Instant at, string kind, Guid entity, long detail, Guid topic, object? payload = null)
{
    private object? payload = payload;

    public Guid Stream { get; } = stream;

    public long Number { get; } = number;

    public Instant At { get; } = at;

    public string Kind { get; } = kind;

    public Guid Entity { get; } = entity;

    public long Detail { get; } = detail;

    public Guid Topic { get; } = topic;

    /// <summary>What the writer already knew of the change (null when the event was read back from the database).</summary>
    public object? Payload => Volatile.Read(ref payload);

    /// <summary>Keeps a projection with the event so that other listeners need not make it again.</summary>
    public void Remember(object value) => Interlocked.CompareExchange(ref payload, value, null);
}
