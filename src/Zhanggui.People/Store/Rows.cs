using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Store;

internal sealed class OrganisationRow
{
    public OrganisationId Id { get; set; }
    public required string Name { get; set; }
    public required string Zone { get; set; }
    public long Version { get; set; }
    public Instant CreatedAt { get; set; }
}

internal sealed class SetupRow
{
    public int One { get; set; } = 1;
    public OrganisationId OrganisationId { get; set; }
    public Instant At { get; set; }
}

internal sealed class ShopRow
{
    public ShopId Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public required string Name { get; set; }
    public required string Platform { get; set; }
    public required string Kind { get; set; }
    public required string Zone { get; set; }
    public required string Calendar { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant? ClosedAt { get; set; }
}

internal sealed class TeamRow
{
    public TeamId Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public ShopId ShopId { get; set; }
    public required string Name { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant? ClosedAt { get; set; }
}

internal sealed class PersonRow
{
    public PersonId Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public required string Name { get; set; }
    public required string Account { get; set; }
    public required string Number { get; set; }
    public required string Language { get; set; }
    public LocalDate JoinedOn { get; set; }

    /// <summary>The last day of work; from the next day on nobody signs in.</summary>
    public LocalDate? LeavesOn { get; set; }
    public int NoticeVersion { get; set; }
    public Instant? NoticeAt { get; set; }
    public Instant CreatedAt { get; set; }
    public PersonId? CreatedBy { get; set; }

    /// <summary>Personal data were taken out; <see cref="Name"/> is the pseudonym.</summary>
    public Instant? ErasedAt { get; set; }
}

internal sealed class PasswordRow
{
    public PersonId PersonId { get; set; }
    public required string Hash { get; set; }
    public Instant ChangedAt { get; set; }
}

internal sealed class SecondFactorRow
{
    public PersonId PersonId { get; set; }
    public required byte[] Secret { get; set; }
    public Instant? ConfirmedAt { get; set; }
    public long LastStep { get; set; }
}

internal sealed class RecoveryCodeRow
{
    public Guid Id { get; set; }
    public PersonId PersonId { get; set; }
    public required byte[] Hash { get; set; }
    public Instant? UsedAt { get; set; }
}

internal sealed class RoleRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public required string Name { get; set; }

    /// <summary>JSON list of permission strings.</summary>
    public required string Permissions { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant? ClosedAt { get; set; }
}

internal sealed class MembershipRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public PersonId PersonId { get; set; }
    public ShopId? ShopId { get; set; }
    public TeamId? TeamId { get; set; }
    public string? Preset { get; set; }
    public Guid? RoleId { get; set; }
    public Instant FromAt { get; set; }
    public Instant? ToAt { get; set; }
    public PersonId? GrantedBy { get; set; }
    public PersonId? EndedBy { get; set; }
}

internal sealed class SessionRow
{
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public PersonId PersonId { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant SeenAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public Instant? EndedAt { get; set; }
    public string? EndedBecause { get; set; }
    public required string Address { get; set; }
    public required string Client { get; set; }
}

internal sealed class LinkRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public PersonId PersonId { get; set; }
    public required string Kind { get; set; }
    public required byte[] TokenHash { get; set; }
    public Instant CreatedAt { get; set; }
    public PersonId CreatedBy { get; set; }
    public Instant ExpiresAt { get; set; }
    public Instant? UsedAt { get; set; }
    public Instant? WithdrawnAt { get; set; }
}

internal sealed class AccountRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public ShopId ShopId { get; set; }
    public required string Kind { get; set; }
    public required string Platform { get; set; }
    public required string Name { get; set; }

    /// <summary>The account still asks for verification of friend requests (CHAT-01 wants none that does).</summary>
    public bool VerifiesFriends { get; set; }
    public long Version { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant? ClosedAt { get; set; }
}

internal sealed class AccountUseRow
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public PersonId PersonId { get; set; }
    public Instant FromAt { get; set; }
    public Instant? ToAt { get; set; }
}

internal sealed class GradeRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public PersonId PersonId { get; set; }
    public required string Grade { get; set; }
    public LocalDate FromOn { get; set; }
    public LocalDate? ToOn { get; set; }
}

internal sealed class SkillRow
{
    public Guid Id { get; set; }
    public OrganisationId OrganisationId { get; set; }
    public PersonId PersonId { get; set; }
    public required string Kind { get; set; }
    public required string Name { get; set; }
    public string? Note { get; set; }
    public Instant At { get; set; }
}

internal sealed class FaultRow
{
    public Guid Id { get; set; }
    public OrganisationId? OrganisationId { get; set; }
    public PersonId? PersonId { get; set; }
    public required string Reporter { get; set; }
    public Instant At { get; set; }
    public required string Page { get; set; }
    public required string What { get; set; }
    public required string Client { get; set; }
    public Instant? HandledAt { get; set; }
    public PersonId? HandledBy { get; set; }
    public string? Answer { get; set; }
}

/// <summary>Cells of columns that nobody knows, beside a row of people or accounts that a file brought.</summary>
internal sealed class KeptCellRow
{
    public ShopId ShopId { get; set; }
    public PersonId PersonId { get; set; }

    /// <summary>Which row of the person: the day from which it holds, or the account and when its use began.</summary>
    public required string Part { get; set; }
    public string? Cells { get; set; }
    public Instant ChangedAt { get; set; }

    public LocalDate? From => Part.StartsWith("person ", StringComparison.Ordinal) ? NodaTime.Text.LocalDatePattern.Iso.Parse(Part["person ".Length..]).Value : null;

    public string? Account => Part.StartsWith("account ", StringComparison.Ordinal) ? Part.Split(' ', 3)[2] : null;

    public static string OfPerson(LocalDate from) => $"person {NodaTime.Text.LocalDatePattern.Iso.Format(from)}";

    public static string OfAccount(string account, Instant from) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"account {from.ToUnixTimeMilliseconds()} {account}");
}
