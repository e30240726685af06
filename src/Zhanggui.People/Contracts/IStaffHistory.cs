using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>Somebody who works or worked in the organisation. <paramref name="LeavesOn"/> is the last day of work; <paramref name="Number"/> is the staff number.</summary>
public sealed record StaffEntry(PersonId Person, string Name, string Number, LocalDate JoinedOn, LocalDate? LeavesOn);

/// <summary>Who used a platform account, [From, To); an empty To is still open.</summary>
public sealed record AccountUse(string Account, PersonId Person, Instant From, Instant? To);

/// <summary>Who was there and used which account when: what figures about the past stand on.</summary>
public interface IStaffHistory
{
    /// <summary>Everybody of the organisation, those who have left among them; at most 10,000.</summary>
    Task<IReadOnlyList<StaffEntry>> StaffAsync(OrganisationId organisation, CancellationToken ct);

    /// <summary>Every use of every account of the shop; at most 10,000.</summary>
    Task<IReadOnlyList<AccountUse>> AccountUsesAsync(ShopId shop, CancellationToken ct);
}
