using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Promotions;

internal enum PromotionState
{
    Draft,

    /// <summary>Before the departments.</summary>
    Signing,

    Released,

    Withdrawn,
}

/// <summary>A row of <c>shop_promotion</c>: what is being planned. What agents tell stands in <see cref="ReleaseRow"/>.</summary>
internal sealed class PromotionRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Name { get; set; }

    public required PromotionState State { get; set; }

    public required int Version { get; set; }

    /// <summary>Every submission is a round of its own; signs of earlier ones count no more.</summary>
    public required int Round { get; set; }

    public required Instant StartsAt { get; set; }

    public required Instant EndsAt { get; set; }

    public required string Form { get; set; }

    /// <summary>Gifts that are left; null = none are counted.</summary>
    public int? GiftLeft { get; set; }

    /// <summary>The version agents tell; null = none was released, or it was withdrawn.</summary>
    public int? ReleasedVersion { get; set; }

    /// <summary>What the file called it that brought it; null = made by hand.</summary>
    public string? FileKey { get; init; }

    public required PersonId MadeBy { get; init; }

    public required Instant MadeAt { get; init; }

    public required PersonId ChangedBy { get; set; }

    public required Instant ChangedAt { get; set; }
}

/// <summary>A row of <c>shop_promotion_release</c>.</summary>
internal sealed class ReleaseRow
{
    public required Guid Id { get; init; }

    public required Guid PromotionId { get; init; }

    public required ShopId ShopId { get; init; }

    public required int Version { get; init; }

    public required string Form { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required Instant ValidFrom { get; init; }

    public Instant? ValidUntil { get; set; }

    public required PersonId ReleasedBy { get; init; }

    /// <summary>Which of its moments open screens were told of.</summary>
    public int Noticed { get; set; }
}

/// <summary>A row of <c>shop_promotion_sign</c>: the latest word of a department in a round.</summary>
internal sealed class SignRow
{
    public required Guid PromotionId { get; init; }

    public required int Round { get; init; }

    public required string Department { get; init; }

    public required string Name { get; set; }

    public required bool IsAgreed { get; set; }

    public required PersonId PersonId { get; set; }

    public required Instant At { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A row of <c>shop_promotion_change</c>: never changed.</summary>
internal sealed class PromotionChangeRow
{
    public required Guid Id { get; init; }

    public required Guid PromotionId { get; init; }

    public required Instant At { get; init; }

    public required PersonId PersonId { get; init; }

    public required string Act { get; init; }

    public required int Version { get; init; }

    public string? Text { get; init; }

    /// <summary>The promotion as it was written by this act, where it was.</summary>
    public string? Form { get; init; }
}

/// <summary>A row of <c>shop_department</c>: a department of the shop that agrees to promotions.</summary>
internal sealed class DepartmentRow
{
    public required ShopId ShopId { get; init; }

    public required string Department { get; init; }

    public required string Name { get; set; }

    public required int Place { get; set; }

    /// <summary>Who signs for it, ids joined by blanks; empty = everybody who may sign.</summary>
    public required string People { get; set; }
}

/// <summary>A row of <c>shop_briefing</c>.</summary>
internal sealed class BriefingRow
{
    public required Guid SubjectId { get; init; }

    public required int Version { get; init; }

    public required PersonId PersonId { get; init; }

    public required ShopId ShopId { get; init; }

    public required Instant ReadAt { get; init; }
}
