using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shifts.Contracts;

/// <summary>A shift somebody is to work. One that ends before it starts crosses midnight and belongs to <paramref name="Date"/>; without hours it only says that the person works.</summary>
public sealed record RosterShift(PersonId Person, LocalDate Date, string? Shift, LocalTime? Start, LocalTime? End, string? Place);

/// <summary>Leave, [From, To); without <paramref name="SignedBy"/> it was only asked for.</summary>
public sealed record LeaveSpell(PersonId Person, Instant From, Instant? To, string? Kind, PersonId? SignedBy, Instant? SignedAt);

/// <summary>How many rows were new, changed and as they were.</summary>
public readonly record struct RosterCounts(int New, int Changed, int Unchanged);

/// <summary>Who is to work when, and who is on leave: what routing, alerts and proposals of lateness read.</summary>
public interface IRoster
{
    /// <summary>Shifts of the days [<paramref name="from"/>, <paramref name="to"/>), by day and person, at most 20,000.</summary>
    Task<IReadOnlyList<RosterShift>> ShiftsAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct);

    /// <summary>Leave that was asked for or signed and touches the interval, at most 20,000.</summary>
    Task<IReadOnlyList<LeaveSpell>> LeaveAsync(ShopId shop, Interval within, CancellationToken ct);

    /// <summary>Keeps rows of a file under person, day, shift and start; days that are not named stay.</summary>
    Task<RosterCounts> TakeShiftsAsync(ShopId shop, IReadOnlyList<RosterShift> rows, PersonId? by, CancellationToken ct);

    /// <summary>Keeps leave of a file under person and start.</summary>
    Task<RosterCounts> TakeLeaveAsync(ShopId shop, IReadOnlyList<LeaveSpell> rows, PersonId? by, CancellationToken ct);
}

/// <summary>Shifts or leave of a shop changed inside [FromAt, UntilAt), in milliseconds.</summary>
public sealed record WorktimeChanged(ShopId Shop, long FromAt, long UntilAt) : IEvent
{
    public static string Name => "shifts.worktime.changed";
}
