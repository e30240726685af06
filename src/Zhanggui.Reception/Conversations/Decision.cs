using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>What has to be told: which kind of event, about which number, to whom it matters.</summary>
internal readonly record struct Told(string Kind, long Detail, Guid Topic, Message? Message = null, object? Mark = null);

/// <summary>Names of this room's events in the feed.</summary>
internal static class FeedKinds
{
    public const string Message = "message";
    public const string MessageChanged = "message-changed";
    public const string Conversation = "conversation";
    public const string ReadByBuyer = "read-buyer";
    public const string ReadByPerson = "read-person";

    /// <summary>The mark the buyer sees moved; told to the buyer's topic, beside <see cref="ReadByPerson"/>.</summary>
    public const string ReadByAgent = "read-agent";
    public const string Draft = "draft";
}

/// <summary>A recall mark set on a stored message.</summary>
internal sealed record RecallMark(long Seq, Instant At, PersonId? By);

/// <summary>A change of how far an outbound message has come. Pending without <paramref name="RetryAt"/> begins anew, at once.</summary>
internal sealed record DeliveryMark(long Seq, DeliveryState State, string? Cause, Instant? RetryAt = null)
{
    /// <summary>As stored: 0 = at once and counted anew, null = never again.</summary>
    public long? NextAt => State != DeliveryState.Pending ? null : RetryAt?.ToUnixTimeMilliseconds() ?? 0;
}

/// <summary>
/// The outcome of one command: the new head, rows to store and events to tell; or a refusal, which changes nothing.
/// <see cref="IsUnchanged"/> says that all was so already.
/// </summary>
internal sealed record Decision
{
    public Refusal? Refusal { get; init; }

    public Conversation? Head { get; init; }

    public bool Opens { get; init; }

    public IReadOnlyList<Message> Messages { get; init; } = [];

    public RecallMark? Recall { get; init; }

    public DeliveryMark? Delivery { get; init; }

    public ReadMark? Read { get; init; }

    public Draft? Draft { get; init; }

    /// <summary>People whose drafts here are done with (their words were sent).</summary>
    public PersonId? DropsDraftOf { get; init; }

    public IReadOnlyList<Told> Told { get; init; } = [];

    public bool IsUnchanged => Refusal is null && Told.Count == 0;

    public static Decision No(Refusal refusal) => new() { Refusal = refusal };

    public static Decision Same(Conversation head) => new() { Head = head };
}
