using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>
/// A row that hangs on a buyer. It keeps the record it was written for, whose key sealed it: after a join it is read through the records joined, after a split
/// it belongs again to whom it was.
/// </summary>
internal abstract class DossierRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required BuyerId BuyerId { get; init; }

    public required Instant At { get; init; }
}

/// <summary>A row that somebody of the house wrote.</summary>
internal abstract class WrittenRow : DossierRow
{
    public required PersonId ByPerson { get; init; }
}

/// <summary>A row that may point at the message it was learnt from.</summary>
internal abstract class SaidRow : WrittenRow
{
    public Guid? ConversationId { get; init; }

    public long? Seq { get; init; }
}

/// <summary>A row of <c>shop_buyer_fact</c>: something learnt of a buyer.</summary>
internal sealed class FactRow : SaidRow
{
    public required string Kind { get; init; }

    public byte[]? Text { get; set; }

    public Instant? GoneAt { get; set; }

    public PersonId? GoneBy { get; set; }
}

/// <summary>A row of <c>shop_buyer_consent</c>: given or withdrawn; never changed, the latest of a purpose and channel holds.</summary>
internal sealed class ConsentRow : DossierRow
{
    public required string Purpose { get; init; }

    public required string Channel { get; init; }

    public required bool IsGiven { get; init; }

    public required string How { get; init; }

    public byte[]? Note { get; init; }

    /// <summary>Who wrote it down; null = the buyer's own act, by an answer that the house read.</summary>
    public PersonId? ByPerson { get; init; }

    public Guid? ConversationId { get; init; }

    public long? Seq { get; init; }
}

internal enum SuggestionState
{
    Open,
    Answered,
    Done,
    Declined,
}

/// <summary>A row of <c>shop_buyer_suggestion</c>: what a buyer wished for and what became of it.</summary>
internal sealed class SuggestionRow : SaidRow
{
    public required string Topic { get; init; }

    public byte[]? Text { get; set; }

    public required SuggestionState State { get; set; }

    public LocalDate? DueOn { get; init; }

    public Instant? EndedAt { get; set; }

    public PersonId? EndedBy { get; set; }

    public byte[]? Answer { get; set; }
}

/// <summary>A row of <c>shop_buyer_member</c>.</summary>
internal sealed class MemberRow
{
    public required BuyerId BuyerId { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Level { get; set; }

    public byte[]? Number { get; set; }

    public required LocalDate Since { get; set; }

    /// <summary>The first day on which it no longer holds.</summary>
    public LocalDate? Until { get; set; }

    public required Instant ChangedAt { get; set; }

    public required PersonId ChangedBy { get; set; }
}

/// <summary>A row of <c>shop_buyer_group</c>.</summary>
internal sealed class GroupRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Name { get; set; }

    public required string Purpose { get; set; }

    public required Instant MadeAt { get; init; }

    public required PersonId MadeBy { get; init; }

    public Instant? ArchivedAt { get; set; }

    /// <summary>Filled by rule: at least so many orders within so many days; null = by hand.</summary>
    public int? RuleOrders { get; set; }

    public int? RuleDays { get; set; }

    public Instant? RuledAt { get; set; }
}

/// <summary>A row of <c>shop_buyer_in_group</c>.</summary>
internal sealed class InGroupRow
{
    public required Guid GroupId { get; init; }

    public required BuyerId BuyerId { get; init; }

    public required Instant AddedAt { get; init; }

    public required PersonId AddedBy { get; init; }
}
