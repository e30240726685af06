using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Contracts;

/// <summary>Where a talk of a demonstration takes place: a buyer on a channel, looking at a page and perhaps a product.</summary>
public sealed record TalkPlace(ShopId Shop, ChannelId Channel, string ChannelName, BuyerId Buyer, string BuyerName, BuyerIdentity Identity, string? PageUrl = null, string? PageTitle = null, string? ProductId = null, string? ProductTitle = null, string? ProductPrice = null);

/// <summary>One step of a talk at an instant in the past; <paramref name="Person"/> null = the buyer.</summary>
public abstract record TalkStep(Instant At, PersonId? Person);

/// <summary>Words, a card (the wire's <c>card</c>) or a picture.</summary>
public sealed record TalkSays(Instant At, PersonId? Person, string Text, JsonElement? Card = null, TalkPicture? Picture = null, bool IsNote = false, bool IsRecalled = false, IReadOnlyList<PersonId>? Mentions = null) : TalkStep(At, Person);

/// <summary>A picture to upload with a message.</summary>
public sealed record TalkPicture(string Name, byte[] Content);

/// <summary>The person has read everything so far.</summary>
public sealed record TalkRead(Instant At, PersonId? Person) : TalkStep(At, Person);

public sealed record TalkClosed(Instant At, PersonId? Person, string Outcome) : TalkStep(At, Person);

public sealed record TalkSnoozed(Instant At, PersonId? Person, Instant Until, string Reason) : TalkStep(At, Person);

public sealed record TalkTagged(Instant At, PersonId? Person, IReadOnlyList<string> Tags) : TalkStep(At, Person);

/// <summary>A talk: steps in order of time; the first is the buyer's.</summary>
public sealed record Talk(TalkPlace Place, IReadOnlyList<TalkStep> Steps);

/// <summary>A talk as it was written: what was said in it, with the place of each message.</summary>
public sealed record SownTalk(ConversationId Id, IReadOnlyList<(TalkSays Step, long Seq)> Said);

/// <summary>
/// Writes talks of the past for demonstrations and tests through the room's own rule and writer, dated as told; never
/// reachable over the network. Only before the server has started.
/// </summary>
public interface IReceptionSeed
{
    /// <summary>Writes the talks, and gives them back in their order; steps of all of them run in order of time. Throws when the rule refuses one.</summary>
    Task<IReadOnlyList<SownTalk>> SowAsync(IReadOnlyList<Talk> talks, CancellationToken ct);
}
