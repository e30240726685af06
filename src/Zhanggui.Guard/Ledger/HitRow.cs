using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Ledger;

/// <summary>
/// Words of a hit, sealed with the buyer's key: what rang and why it was sent all the same. <paramref name="Draft"/> only where nothing was sent;
/// what was sent stands in the record.
/// </summary>
internal sealed record HitWords(string Slice, string? Draft, string? Reason);

/// <summary>One hit as it is kept. <paramref name="Act"/>: the message, or the draft that was given up.</summary>
internal sealed record KeptHit(
    Guid Id, ShopId Shop, Guid Subject, Guid Conversation, PersonId Person, Guid Act, Instant At, string Rule, string Kind, string Name,
    GuardLevel Level, string Book, int BookVersion, int Start, int Length, HitEffect Effect, HitWords? Words, HitPlace Place);

/// <summary>In which team and channel it rang, as they were called then.</summary>
internal sealed record HitPlace(TeamId? TeamId, string? Team, string? Channel);
