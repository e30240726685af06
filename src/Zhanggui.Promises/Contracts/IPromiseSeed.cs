using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Promises.Contracts;

/// <summary>
/// A promise of a demo shop. <paramref name="Seq"/>: the message of the conversation that made it; <paramref name="Urges"/>: the colleague who is asked to keep it. <paramref name="MovedBy"/> and <paramref name="Why"/>: moved by so much, with the buyer's yes;
/// <paramref name="Chased"/>: what was asked of whom by telephone; <paramref name="Kept"/> or <paramref name="Broken"/>: how it ended.
/// </summary>
public sealed record PromiseSeed(
    PersonId By, string What, Instant Due, Guid? Conversation = null, string? Order = null, PersonId? Urges = null, string? Department = null, long? Seq = null, Duration? MovedBy = null, string? Why = null, string? Chased = null, string? Kept = null, string? Broken = null);

/// <summary>Makes promises of a fresh shop through the room's own acts; a second time changes nothing.</summary>
public interface IPromiseSeed
{
    Task SowAsync(ShopId shop, IReadOnlyList<PromiseSeed> promises, CancellationToken ct);
}
