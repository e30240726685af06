using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Who acts: a signed-in person with rights, the buyer of the conversation, or the house itself.</summary>
internal sealed record Party
{
    public static readonly Party House = new() { Kind = PartyKind.House };

    public required PartyKind Kind { get; init; }

    public Actor? Actor { get; init; }

    public Guid Buyer { get; init; }

    public PersonId? Person => Actor?.Person;

    public string? Name => Actor?.Name;

    public static Party Of(Actor actor) => new() { Kind = PartyKind.Agent, Actor = actor };

    public static Party OfBuyer(Guid buyer) => new() { Kind = PartyKind.Buyer, Buyer = buyer };

    /// <summary>May they do this to that conversation? The house may; a buyer never has a permission.</summary>
    public bool May(string permission, Conversation head) =>
        Kind == PartyKind.House || (Actor is not null && Actor.Can(permission, head.Shop, head.Team));

    /// <summary>May they know of this conversation at all?</summary>
    public bool Sees(Conversation head) => Kind switch
    {
        PartyKind.House => true,
        PartyKind.Buyer => head.Buyer == Buyer,
        PartyKind.Agent => May(Permissions.ReadConversations, head),
        _ => throw new ArgumentOutOfRangeException(nameof(head), Kind, "Unknown party."),
    };
}

internal enum PartyKind
{
    Agent,
    Buyer,
    House,
}

/// <summary>An act on one conversation.</summary>
internal abstract record Command(Party By)
{
    /// <summary>The conversation acted on; null when it is found by buyer and channel.</summary>
    public ConversationId? Conversation { get; init; }
}

/// <summary>Which shop, channel and buyer a buyer's message belongs to, and what is known when a conversation has to be opened.</summary>
internal sealed record Arrival(ShopId Shop, ChannelId Channel, string ChannelKind, string ChannelName, Guid Buyer, BuyerIdentity Identity, About About);

/// <summary>The words of a message. <paramref name="ExternalId"/> is made by the sender; the same id again is the same message.</summary>
internal sealed record Words(Guid ExternalId, MessageKind Kind, string Text, byte[]? Body = null, IReadOnlyList<PersonId>? Mentions = null)
{
    /// <summary>Said elsewhere already and only written down: nothing is sent out.</summary>
    public bool IsRecorded { get; init; }
}

/// <summary>
/// A message. With <see cref="Arrival"/> the conversation is found or opened (a buyer writes); otherwise
/// <see cref="Command.Conversation"/> names it.
/// </summary>
internal sealed record Send(Party By, SenderKind Sender, Words Words, Arrival? Arrival = null) : Command(By)
{
    /// <summary>Written down by an agent after it took place elsewhere; <see cref="Words"/> only gives it its id.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Left for a buyer who is not there: no answer to anything, and what was closed stays closed until the buyer writes.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Said in a platform's own chat: pasted from it, or copied into it out of the companion window.</summary>
    public bool IsBeside { get; init; }

    /// <summary>What rang in it: stored with the message, and only where the message is.</summary>
    public GuardTrace? Trace { get; init; }

    /// <summary>The platform gave the buyer to whoever pastes, though a colleague had them before.</summary>
    public bool TakesOver { get; init; }
}

/// <summary>One line of a contact: who said it and what.</summary>
internal sealed record ContactLine(Guid Id, bool IsBuyer, string Text);

/// <summary>A call, a visit or another chat as somebody writes it down; an outcome closes the conversation at once.</summary>
internal sealed record Contact(bool IsOutgoing, Instant At, int? Minutes, string Summary, IReadOnlyList<ContactLine> Lines, string? Outcome);

/// <summary>A line that the house writes: a code and its arguments.</summary>
internal sealed record WriteLine(string Code, string ArgsJson, Audience Audience, Guid ExternalId) : Command(Party.House);

/// <summary>
/// The house answers by itself because the buyer has waited since <paramref name="Waiting"/>; not if somebody has answered meanwhile.
/// </summary>
internal sealed record AutoReply(string Text, Instant Waiting, Guid ExternalId) : Command(Party.House);

internal sealed record Recall(Party By, long Seq) : Command(By);

/// <summary>Takes it; from somebody else only with a reason.</summary>
internal sealed record Take(Party By, string Reason = "") : Command(By);

/// <summary>A second person comes in beside the owner.</summary>
internal sealed record Join(Party By) : Command(By);

/// <summary>Whoever came in beside the owner goes again.</summary>
internal sealed record Part(Party By) : Command(By);

/// <summary>Gives the conversation to somebody; by the house (routing) only while it waits.</summary>
internal sealed record Assign(Party By, PersonId To, string ToName, string Reason) : Command(By)
{
    /// <summary>How routing came to it; null when a person decided.</summary>
    public Routed? Routed { get; init; }
}

/// <summary>What routing decided: why, for which group, and the team that may see it from now on (null = as it was).</summary>
internal sealed record Routed(Why Why, string? Group, TeamId? Team = null, string? TeamName = null);

/// <summary>To a team: it waits in the queue for its people, at the place that the wait has earned.</summary>
internal sealed record PassToTeam(Party By, TeamId To, string ToName, string Reason) : Command(By);

/// <summary>One press: to a group of the book, with its reason. <paramref name="IsManned"/> says whether somebody of the group is there.</summary>
internal sealed record HandOverTo(Party By, HandOver To, string GroupName, bool IsManned) : Command(By);

/// <summary>Whoever has just handed it over takes it back: possible for a moment, and while nobody has answered.</summary>
internal sealed record UndoHandOver(Party By) : Command(By);

/// <summary>The house tells the buyer that nobody of the group is there; not if somebody has taken it meanwhile.</summary>
internal sealed record TellAbsent(string Text, Instant HandedAt) : Command(Party.House);

/// <summary>Whoever was given a transfer takes it on.</summary>
internal sealed record AcceptTransfer(Party By) : Command(By);

/// <summary>
/// A transfer comes back: by whoever was given it, with a reason, or by the house because it was made at or before <paramref name="MadeBefore"/> and nobody took it on. To
/// <paramref name="BackTo"/>, the sender if they are on duty, else into the queue.
/// </summary>
internal sealed record ReturnTransfer(Party By, string Reason, PersonId? BackTo, string? BackName, Instant? MadeBefore = null) : Command(By);

/// <summary>
/// The house takes it from <paramref name="Owner"/> and puts it back into the queue: not answered since it was given at or before <paramref name="GivenBefore"/>,
/// or (null) because the owner left at <paramref name="LeftAt"/>. Not if anything has changed meanwhile.
/// </summary>
internal sealed record GiveBack(PersonId Owner, Instant? GivenBefore, Instant? LeftAt) : Command(Party.House);

internal sealed record Release(Party By, string Reason) : Command(By);

internal sealed record Close(Party By, string Outcome, string? Note = null) : Command(By);

/// <summary>The house closes what has been silent since <paramref name="Before"/>; not if anybody has said a word since, and never while a buyer waits.</summary>
internal sealed record EndSilent(Instant Before) : Command(Party.House);

internal sealed record Reopen(Party By) : Command(By);

internal sealed record Snooze(Party By, Instant Until, string? Reason = null) : Command(By);

internal sealed record Wake(Party By) : Command(By);

internal sealed record Tag(Party By, IReadOnlyList<string> Tags) : Command(By);

internal sealed record MarkRead(Party By, long Seq) : Command(By);

internal sealed record SaveDraft(Party By, string Text, long Version) : Command(By);

/// <summary>
/// A channel says how far an outbound message has come; with <paramref name="RetryAt"/> it is tried again then. Or a
/// person asks to try again now (pending).
/// </summary>
internal sealed record MarkDelivery(Party By, long Seq, DeliveryState State, string? Cause = null, Instant? RetryAt = null) : Command(By);

/// <summary>What the buyers' book says of the buyer now; also when the record was joined into another or split off again.</summary>
internal sealed record Introduce(Guid Buyer, string Name, string? Note, BuyerIdentity Identity) : Command(Party.House);

/// <summary>Somebody's personal data were taken out: their name goes from the head as well.</summary>
internal sealed record Rename(PersonId Person, string Name) : Command(Party.House);

/// <summary>What the rules measure with; from the room's settings.</summary>
internal sealed record Limits(Duration RecallWindow, Duration ReopenWindow, int TextLength, int TagCount)
{
    /// <summary>Does the buyer see how far the one who serves them has read?</summary>
    public bool ShowsReadMarks { get; init; } = true;

    /// <summary>What the house says by itself when a conversation opens.</summary>
    public Opening Opening { get; init; } = Opening.Silent;

    /// <summary>What the house says by itself to whoever comes back outside opening hours; null = nothing.</summary>
    public string? OffHours { get; init; }

    /// <summary>The groups of the rule book, in order: to which one a buyer's words belong.</summary>
    public IReadOnlyList<RoutingGroup> Groups { get; init; } = [];

    public int TagLength => 32;

    /// <summary>Characters of an outcome; those of a rule book have at most 20.</summary>
    public int OutcomeLength => 40;

    public int MentionCount => 20;

    public int ContactLines => 100;

    /// <summary>How far the writer's clock may be ahead of ours.</summary>
    public Duration ContactAhead => Duration.FromMinutes(5);
}

/// <summary>What the house says by itself when a conversation opens: the notice that it is kept, and a reply.</summary>
internal sealed record Opening(string? Notice, string? Reply)
{
    public static readonly Opening Silent = new(null, null);
}

/// <summary>What the rule must know beyond the head; the writer loads only what the command needs.</summary>
internal sealed record Known(Message? Target = null, ReadMark? Read = null, Draft? Draft = null)
{
    public static readonly Known None = new();
}
