using NodaTime;

namespace Zhanggui.Kernel.Outbox;

/// <summary>Something a room says has happened; other rooms may act on it. Past tense, ids and facts only.</summary>
public interface IEvent
{
    /// <summary>Stable name, <c>room.noun.past</c>.</summary>
    static abstract string Name { get; }
}

/// <summary>A stored event on its way to a handler.</summary>
public sealed record Delivery(Guid Id, Instant At);

/// <summary>Acts on an event. Must be idempotent: it runs at least once.</summary>
public interface IEventHandler<in T>
    where T : IEvent
{
    Task HandleAsync(T happened, Delivery delivery, CancellationToken ct);
}

/// <summary>Wires one event type to one handler type; register with <c>AddEventHandler</c>.</summary>
public sealed record HandlerRegistration(string EventName, string HandlerName, Func<IServiceProvider, string, Delivery, CancellationToken, Task> Run);
