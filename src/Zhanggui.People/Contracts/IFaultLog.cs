using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>A fault of computers or systems that somebody reported, until a named person had it handled; an empty end is still open.</summary>
public sealed record LoggedFault(Guid Id, PersonId Person, Instant At, Instant? HandledAt);

/// <summary>Faults that people reported while signed in.</summary>
public interface IFaultLog
{
    /// <summary>Those that touch the interval, oldest first, at most 1,000.</summary>
    Task<IReadOnlyList<LoggedFault>> WithinAsync(OrganisationId organisation, Interval within, CancellationToken ct);
}
