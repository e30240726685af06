using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>A row of <c>shifts_duty</c>: the state that holds now.</summary>
internal sealed class DutyRow
{
    public required ShopId ShopId { get; init; }

    public required PersonId PersonId { get; init; }

    public required DutyState State { get; set; }

    public required Instant Since { get; set; }

    public string? Reason { get; set; }

    public PersonId? SetBy { get; set; }

    public DutyNow Now() => new(PersonId, ShopId, State, Since, Reason, SetBy);
}

/// <summary>A row of <c>shifts_duty_span</c>: a state from when to when, kept as the fact of presence.</summary>
internal sealed class DutySpanRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId PersonId { get; init; }

    public required DutyState State { get; init; }

    public required Instant FromAt { get; init; }

    /// <summary>The first instant that no longer belongs to it.</summary>
    public Instant? UntilAt { get; set; }

    public string? Reason { get; init; }

    public PersonId? SetBy { get; init; }

    public DutySpan Span() => new(PersonId, ShopId, State, FromAt, UntilAt, Reason, SetBy);
}
