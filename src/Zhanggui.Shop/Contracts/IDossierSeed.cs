using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>What is known of a buyer of a demo shop. <paramref name="Consents"/>: purpose and channel; <paramref name="BroughtBy"/>: the buyer who brought this one.</summary>
public sealed record BuyerSeed(
    BuyerId Buyer, string? Name, string? Tel, string? Address, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<(string Kind, string Text)> Facts, IReadOnlyList<(string Purpose, string Channel)> Consents,
    string? Level = null, string? Group = null, (string Topic, string Text)? Suggestion = null, int? CareMonths = null, (BuyerId Referrer, string Relation, string Need)? BroughtBy = null);

/// <summary>An own field with choices of a demo shop.</summary>
public sealed record ChoiceSeed(string Key, string Name, IReadOnlyList<string> Choices);

/// <summary>Fills the dossiers of a fresh shop through the room's own acts; a second time changes nothing.</summary>
public interface IDossierSeed
{
    Task SowAsync(ShopId shop, PersonId agent, PersonId leader, IReadOnlyList<ChoiceSeed> fields, IReadOnlyList<(string Name, string Purpose)> groups, IReadOnlyList<BuyerSeed> buyers, CancellationToken ct);
}
