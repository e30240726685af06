using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Roster;

/// <summary>A row of <c>shifts_roster</c>; texts are empty where nothing is known, so that they can name the row.</summary>
internal sealed class RosterRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId PersonId { get; init; }

    public required LocalDate Day { get; init; }

    public required string Shift { get; init; }

    public required string Starts { get; init; }

    public string? Ends { get; set; }

    public string? Place { get; set; }

    public PersonId? SetBy { get; set; }

    public required Instant SetAt { get; set; }

    public RosterShift Contract() => new(PersonId, Day, Shift.Length == 0 ? null : Shift, Clock.Read(Starts), Clock.Read(Ends), Place);

    public ShiftCell Cell() => new(Shift.Length == 0 ? null : Shift, Starts.Length == 0 ? null : Starts, Ends, Place);
}

/// <summary>A row of <c>shifts_roster_act</c>: what a person's day said before and after.</summary>
internal sealed class RosterActRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId PersonId { get; init; }

    public required LocalDate Day { get; init; }

    public required Instant At { get; init; }

    public PersonId? SetBy { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One shift of a day as it is entered and shown: name, <c>08:30</c>, <c>17:00</c>, office or home.</summary>
internal sealed record ShiftCell(string? Shift, string? Start, string? End, string? Place);

/// <summary>All shifts of one person on one day; none = the person does not work.</summary>
internal sealed record RosterDay(PersonId Person, LocalDate Date, IReadOnlyList<ShiftCell> Shifts);

/// <summary>Times of day as they are kept.</summary>
internal static class Clock
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static LocalTime? Read(string? text) => !string.IsNullOrEmpty(text) && Minutes.Parse(text) is { Success: true } time ? time.Value : null;

    public static string? Write(LocalTime? time) => time is { } t ? Minutes.Format(t) : null;
}
