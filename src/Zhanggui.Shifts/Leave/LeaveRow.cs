using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Leave;

/// <summary>How far leave has come; only signed leave excuses.</summary>
internal enum LeaveState
{
    Asked,
    Signed,
    Refused,

    /// <summary>Taken back by the person before it was signed, or called off later by a supervisor.</summary>
    Withdrawn,
}

/// <summary>A row of <c>shifts_leave</c>: leave of a person, [from, to).</summary>
internal sealed class LeaveRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId PersonId { get; init; }

    public required Instant FromAt { get; init; }

    public Instant? ToAt { get; set; }

    public string? Kind { get; set; }

    public string? Note { get; init; }

    public required LeaveState State { get; set; }

    public PersonId? AskedBy { get; init; }

    public required Instant AskedAt { get; init; }

    public PersonId? DecidedBy { get; set; }

    public Instant? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public LeaveSpell Contract() => new(PersonId, FromAt, ToAt, Kind, State == LeaveState.Signed ? DecidedBy : null, State == LeaveState.Signed ? DecidedAt : null);
}

/// <summary>A row of <c>shifts_leave_act</c>.</summary>
internal sealed class LeaveActRow
{
    public required Guid Id { get; init; }

    public required Guid LeaveId { get; init; }

    public required Instant At { get; init; }

    public PersonId? PersonId { get; init; }

    public required string Act { get; init; }

    public string? Reason { get; init; }
}
