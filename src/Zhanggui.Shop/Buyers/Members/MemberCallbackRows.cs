using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Members;

internal enum CallbackState
{
    Open,
    Reached,

    /// <summary>As many attempts as the book has, and nobody answered.</summary>
    Unreached,

    /// <summary>The buyer wants no calls; the consent was withdrawn.</summary>
    Declined,
    Skipped,
}

/// <summary>A row of <c>shop_member_callback</c>: one round of calling one member. The day by which it is done is the book's when it was opened.</summary>
internal sealed class MemberCallbackRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required BuyerId BuyerId { get; init; }

    public required PersonId Owner { get; set; }

    public required LocalDate OpenedOn { get; init; }

    public required LocalDate DueOn { get; init; }

    /// <summary>Before this nobody tries again.</summary>
    public required Instant NextAt { get; set; }

    public long Tries { get; set; }

    public required CallbackState State { get; set; }

    public required Instant OpenedAt { get; init; }

    public Instant? EndedAt { get; set; }

    public LocalDate? EndedOn { get; set; }

    public long Version { get; set; }
}

/// <summary>A row of <c>shop_member_callback_try</c>: one attempt. <see cref="Steps"/> are those done, one a line.</summary>
internal sealed class CallbackTryRow : WrittenRow
{
    public required Guid CallbackId { get; init; }

    public required CareResult Result { get; init; }

    public required string Steps { get; init; }

    public byte[]? Note { get; init; }
}
