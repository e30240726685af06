using Zhanggui.Kernel.Ids;

namespace Zhanggui.Kernel.Audit;

/// <summary>Who did what to what; written in the transaction of the act itself. Never message text, tokens or unmasked personal data.</summary>
public sealed record AuditEntry(
    OrganisationId? Organisation,
    ShopId? Shop,
    PersonId? Actor,
    string Act,
    string SubjectKind,
    string SubjectId,
    object? Before = null,
    object? After = null,
    string? Reason = null);
