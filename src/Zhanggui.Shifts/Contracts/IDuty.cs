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
    /// <summary>Why not, or null.</summary>
    Task<Kernel.Outcomes.Refusal?> RefuseAsync(ShopId shop, PersonId person, DutyState to, CancellationToken ct);
}

/// <summary>A person's state in a shop changed.</summary>
public sealed record DutyChanged(ShopId Shop, PersonId Person, DutyState State, Instant At) : IEvent
{
    public static string Name => "shifts.duty.changed";
}
