using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Campaigns;

/// <summary>A row of <c>shop_post</c> (CAMP-01): somewhere the shop or a promotion was posted.</summary>
internal sealed class PostRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public Guid? PromotionId { get; init; }

    public required string Place { get; init; }

    public string? Link { get; init; }

    public string? Note { get; init; }

    public required PersonId PostedBy { get; init; }

    public required Instant PostedAt { get; init; }

    public required PersonId NotedBy { get; init; }

    public required Instant NotedAt { get; init; }
}

/// <summary>A row of <c>shop_rule_change</c> (PROD-18): a platform changed a rule, and somebody acts on it.</summary>
internal sealed class RuleChangeRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Source { get; init; }

    public string? Link { get; init; }

    public required Instant HoldsFrom { get; init; }

    public required string What { get; init; }

    /// <summary>What it means for this shop.</summary>
    public required string Means { get; init; }

    public required PersonId OwnerId { get; init; }

    public required Instant DueAt { get; init; }

    public required PersonId NotedBy { get; init; }

    public required Instant NotedAt { get; init; }

    public PersonId? DoneBy { get; set; }

    public Instant? DoneAt { get; set; }

    public string? DoneText { get; set; }
}
