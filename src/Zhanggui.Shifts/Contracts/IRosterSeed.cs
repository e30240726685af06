using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shifts.Contracts;

/// <summary>A shift that a demo shop uses; one that ends before it starts crosses midnight.</summary>
public sealed record ShiftKindSeed(string Name, LocalTime Start, LocalTime End, string Place);

/// <summary>Days that were changed together after the roster stood, and why: a swap, somebody who steps in.</summary>
public sealed record RosterChangeSeed(string Reason, IReadOnlyList<RosterShift> Shifts);

/// <summary>Leave of whole days, [From, To), asked for by the person and signed by the keeper.</summary>
public sealed record LeaveSeed(PersonId Person, LocalDate From, LocalDate To, string Kind, string Note);

/// <summary>A roster with what became of it. <paramref name="Presence"/>: states of each person in the order of time without gaps; the last one may last still.</summary>
public sealed record RosterSeed(IReadOnlyList<ShiftKindSeed> Kinds, IReadOnlyList<string> LeaveKinds, IReadOnlyList<RosterShift> Shifts, IReadOnlyList<RosterChangeSeed> Changes, IReadOnlyList<LeaveSeed> Leave, IReadOnlyList<DutySpan> Presence);

/// <summary>Gives a fresh shop a roster through the room's own acts, and the states of the days that are past; a second time changes nothing.</summary>
public interface IRosterSeed
{
    Task SowAsync(ShopId shop, PersonId keeper, RosterSeed seed, CancellationToken ct);
}
