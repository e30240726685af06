using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People.Contracts;

/// <summary>Grades by date, changed by a decision that another room took and answers for. A grade gives no right (ROLE-14).</summary>
public interface IGradeBook
{
    /// <summary>
    /// From a day on somebody has another grade: the interval that holds the day ends there. Doing it twice changes nothing. Refused where the grade
    /// before is not <paramref name="from"/>, or where another grade begins later.
    /// </summary>
    Task<Outcome<LocalDate>> RaiseAsync(OrganisationId organisation, PersonId person, string from, string to, LocalDate on, PersonId by, string reason, CancellationToken ct);
}
