using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shifts.Contracts;

/// <summary>What a person does in one shop right now.</summary>
public enum DutyState
{
    /// <summary>Takes new conversations.</summary>
    Ready,

    /// <summary>On duty, serving those already there; takes no new ones.</summary>
    Busy,

    /// <summary>Away from the desk for a while: a meal, a meeting.</summary>
    Away,

    /// <summary>Suspended from reception (挂起), by the person or the supervisor.</summary>
    OnHold,

    /// <summary>Not on duty.</summary>
    Off,
}

/// <summary>A person's state in a shop since an instant; <paramref name="SetBy"/> is who set it (null = the house, at sign-out).</summary>
public sealed record DutyNow(PersonId Person, ShopId Shop, DutyState State, Instant Since, string? Reason, PersonId? SetBy);

/// <summary>One kept state, from <paramref name="From"/> up to and without <paramref name="Until"/> (null = still lasting).</summary>
public sealed record DutySpan(PersonId Person, ShopId Shop, DutyState State, Instant From, Instant? Until, string? Reason, PersonId? SetBy);

/// <summary>Who is on duty, shop by shop. A person without a row is off.</summary>
public interface IDuty
{
    /// <summary>One person's state; off since the beginning of time when nothing was ever set.</summary>
    Task<DutyNow> GetAsync(ShopId shop, PersonId person, CancellationToken ct);

    /// <summary>The states of several people, as <see cref="GetAsync"/> tells each; at most 1,000.</summary>
    Task<IReadOnlyDictionary<PersonId, DutyNow>> GetManyAsync(ShopId shop, IReadOnlyCollection<PersonId> people, CancellationToken ct);

    /// <summary>Everybody with a state other than off in the shop, at most 1,000.</summary>
    Task<IReadOnlyList<DutyNow>> ListAsync(ShopId shop, CancellationToken ct);

    /// <summary>Sets a state; setting what holds already changes nothing. Told in the feed of the shop as <c>duty</c>.</summary>
    Task<DutyNow> SetAsync(ShopId shop, PersonId person, DutyState state, string? reason, PersonId? by, CancellationToken ct);

    /// <summary>States that touch the half-open interval, oldest first, at most <paramref name="limit"/>: the facts of presence.</summary>
    Task<IReadOnlyList<DutySpan>> HistoryAsync(ShopId shop, PersonId person, Interval within, int limit, CancellationToken ct);
}

/// <summary>A room that may have something against somebody going away, on hold or off by themselves now; a supervisor and the house go past it.</summary>
public interface ILeavingCheck
{
    /// <summary>What is against it, or null.</summary>
    Task<LeavingDoubt?> DoubtAsync(ShopId shop, PersonId person, DutyState to, CancellationToken ct);
}

/// <summary>Something against leaving: a refusal, or (<paramref name="MayConfirm"/>) a warning that the person may go past knowingly.</summary>
public sealed record LeavingDoubt(Kernel.Outcomes.Refusal Reason, bool MayConfirm);

/// <summary>A rule of presence that does not hold at this moment: fewer than <paramref name="AtLeast"/> people are at their posts.</summary>
public sealed record PresenceGap(string Key, string Name, LocalTime From, LocalTime To, int AtLeast, IReadOnlyList<PersonId> There);

/// <summary>How many must be at their posts at which time of day (SHIFT-08), as the book says.</summary>
public interface IPresence
{
    /// <summary>The rules that hold at this moment and are not kept.</summary>
    Task<IReadOnlyList<PresenceGap>> GapsAsync(ShopId shop, CancellationToken ct);
}

/// <summary>A person's state in a shop changed.</summary>
public sealed record DutyChanged(ShopId Shop, PersonId Person, DutyState State, Instant At) : IEvent
{
    public static string Name => "shifts.duty.changed";
}
