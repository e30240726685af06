using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Dossier;

namespace Zhanggui.Shop.Buyers.Greetings;

internal enum GreetingState
{
    /// <summary>Released, and the message is on its way; the next release goes on with it.</summary>
    Sending,

    /// <summary>Left in the buyer's conversation.</summary>
    Sent,

    /// <summary>Released for somebody to do by telephone or on the platform.</summary>
    Open,
    Reached,
    Missed,

    /// <summary>Not this month.</summary>
    Skipped,

    /// <summary>The buyer wants none; the consent was withdrawn.</summary>
    Declined,
}

/// <summary>A row of <c>shop_buyer_greeting</c>: one buyer and month, at most once. <see cref="WrittenRow.ByPerson"/> released it.</summary>
internal sealed class GreetingRow : WrittenRow
{
    public required string Month { get; init; }

    /// <summary>A channel of the consent: <c>chat</c> is sent, the others are done by hand.</summary>
    public required string Way { get; init; }

    public required GreetingState State { get; set; }

    public byte[]? Text { get; init; }

    public required PersonId Owner { get; init; }

    public Guid? ConversationId { get; set; }

    public long? Seq { get; set; }

    /// <summary>Up to where the buyer's answers were read.</summary>
    public long HeardSeq { get; set; }

    public Instant? EndedAt { get; set; }

    public PersonId? EndedBy { get; set; }

    public byte[]? Note { get; set; }
}
