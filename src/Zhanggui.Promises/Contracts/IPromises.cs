using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Promises.Contracts;

/// <summary>How a promise stands.</summary>
public enum PromiseState
{
    Open,
    Kept,
    Broken,

    /// <summary>Taken back before it was due; the buyer agreed where the buyer knew of it.</summary>
    Withdrawn,
}

/// <summary>A promise ended or changed; who counts or shows it reads again.</summary>
public sealed record PromiseChanged(ShopId Shop, Guid Promise, PersonId Owner, PromiseState State, Instant DueAt) : IEvent
{
    public static string Name => "promises.promise.changed";
}
