using System.ComponentModel.DataAnnotations.Schema;
using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Policies;

internal enum VersionState
{
    Draft,
    Submitted,
    Approved,

    /// <summary>Sent back with a reason.</summary>
    Returned,
}

/// <summary>A row of <c>shop_policy</c>.</summary>
internal sealed class PolicyRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string PolicyKey { get; init; }

    public Instant? EndedAt { get; set; }

    public required PersonId MadeBy { get; init; }

    public required Instant MadeAt { get; init; }
}

/// <summary>A row of <c>shop_policy_version</c>: once approved it is never changed.</summary>
internal sealed class PolicyVersionRow
{
    public required Guid Id { get; init; }

    public required Guid PolicyId { get; init; }

    public required ShopId ShopId { get; init; }

    public required int Version { get; init; }

    /// <summary>Rises with every save of a draft.</summary>
    public required int Edition { get; set; }

    public required VersionState State { get; set; }

    public required string Topic { get; set; }

    public required string Title { get; set; }

    public required Instant StartsAt { get; set; }

    public Instant? EndsAt { get; set; }

    /// <summary>JSON, or sealed where it is a position towards one buyer (<see cref="Positions"/>).</summary>
    public required string Form { get; set; }

    /// <summary>What was sealed, opened.</summary>
    [NotMapped]
    public PolicyForm? Opened { get; set; }

    /// <summary>What the version says; of a position that could not be opened only its topic.</summary>
    public PolicyForm Said => Opened ?? (Positions.IsSealed(this) ? PolicyForm.Gone(Topic) : PolicyForm.FromJson(Form));

    /// <summary>Everything that search looks through, in lower case.</summary>
    public required string Words { get; set; }

    public required PersonId AuthorId { get; set; }

    public required Instant MadeAt { get; set; }

    public PersonId? DecidedBy { get; set; }

    public Instant? DecidedAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>Which of its moments open screens were told of.</summary>
    public int Noticed { get; set; }
}

/// <summary>A row of <c>shop_policy_setting</c>.</summary>
internal sealed class PolicySettingRow
{
    public required ShopId ShopId { get; init; }

    public required bool IsOwnApproval { get; set; }
}
