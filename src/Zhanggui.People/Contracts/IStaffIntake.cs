using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People.Contracts;

/// <summary>
/// Somebody as a file names them; dates are half open. <paramref name="Known"/> is set where the name in the file is already somebody's.
/// A role and a grade hold from <paramref name="From"/> (else from hiring) to <paramref name="To"/>. <paramref name="Unknown"/>: cells of columns that nobody knows.
/// </summary>
public sealed record StaffRow(PersonId? Known, string Name, string? Number, string? Role, string? Team, string? Grade, LocalDate? From, LocalDate? To, LocalDate? HiredOn, LocalDate? LeftOn, string? Unknown = null);

/// <summary>What became of a row that was taken in.</summary>
public enum Taken
{
    New,
    Changed,
    Unchanged,
}

/// <summary>Who the row is about, and what became of it.</summary>
public sealed record StaffTaken(PersonId Person, Taken What);

/// <summary>
/// Takes people, grades and accounts in from files. New people have no password and cannot sign in until somebody invites them; a person of a file gets
/// the role of an agent or a leader and no other, and only as far as <c>by</c> may give it (null = the operator of the machine).
/// </summary>
public interface IStaffIntake
{
    Task<Outcome<StaffTaken>> TakePersonAsync(ShopId shop, StaffRow row, PersonId? by, CancellationToken ct);

    /// <summary>Who used a platform account of the shop, [<paramref name="from"/>, <paramref name="to"/>); an empty start = since ever.</summary>
    Task<Outcome<Taken>> TakeAccountAsync(ShopId shop, string account, PersonId person, Instant? from, Instant? to, string? unknown, PersonId? by, CancellationToken ct);
}
