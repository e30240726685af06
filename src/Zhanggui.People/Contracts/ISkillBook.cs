using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>What people can do beside their role: foreign languages, dialects, others, by the names the shop gave them. A skill gives no right.</summary>
public interface ISkillBook
{
    /// <summary>The skills of everybody who works in the organisation; whoever has none is left out.</summary>
    Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> OfAsync(OrganisationId organisation, CancellationToken ct);
}
