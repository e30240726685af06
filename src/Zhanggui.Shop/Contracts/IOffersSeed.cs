using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>A promotion of a demo shop. With <paramref name="WaitsForWarehouse"/> everybody but the warehouse has agreed; otherwise it is released.</summary>
public sealed record PromotionSeed(
    string Name, PromotionTerms Terms, ItemScope Scope, Instant From, Instant To, int? GiftStock, string Text, string Briefing, int BuyersPerDay, int BuyersPerPerson, int Units, bool WaitsForWarehouse = false);

/// <summary>A policy of a demo shop, approved. An answer's promotion is named by <see cref="PromotionSeed.Name"/>.</summary>
public sealed record PolicySeed(
    string Key, string Topic, string Title, string Text, IReadOnlyList<(string Case, string Answer, string? Promotion)> Answers, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<string> NotToSay, ItemScope? Scope = null);

/// <summary>Fills a fresh shop with promotions and policies; a second time changes nothing.</summary>
public interface IOffersSeed
{
    Task SowAsync(ShopId shop, PersonId planner, PersonId approver, IReadOnlyList<PromotionSeed> promotions, IReadOnlyList<PolicySeed> policies, CancellationToken ct);
}
