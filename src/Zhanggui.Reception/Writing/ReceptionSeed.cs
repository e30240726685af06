using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Reception.Writing;

/// <summary>Talks of the past, through the same writer as live ones; only its clock is turned back.</summary>
internal sealed class ReceptionSeed(
    Database database, FeedStore feed, FeedHub hub, SubjectKeys keys, ShopRules rules, ReceptionOptions options, FileShelf shelf, IPeople people, ILogger<ConversationWriter> log) : IReceptionSeed
{
    private readonly Dictionary<PersonId, Party> parties = [];

    public async Task<IReadOnlyList<SownTalk>> SowAsync(IReadOnlyList<Talk> talks, CancellationToken ct)
    {
        var clock = new TurnedBack();
        await using var writer = new ConversationWriter(database, feed, hub, keys, rules.Silent, clock, options, log);
        await writer.StartAsync(ct);
        var opened = new Dictionary<Talk, ConversationId>();
        var said = talks.ToDictionary(t => t, _ => new List<(TalkSays, long)>());
        foreach (var (talk, step) in talks.SelectMany(t => t.Steps.Select(s => (Talk: t, Step: s))).OrderBy(x => x.Step.At))
        {
            clock.Now = step.At;
            foreach (var command in await CommandsAsync(talk, step, opened, clock, ct))
            {
                var result = await writer.ActAsync(command, ct);
                if (result.Refusal is { } refusal)
                {
                    throw new InvalidOperationException($"A step of a talk was refused: {refusal.Code}.");
                }

                opened[talk] = result.Head!.Id;
                if (step is TalkSays words && result.Message is { } message)
                {
                    said[talk].Add((words, message.Seq));
                }

                if (step is TalkSays { IsRecalled: true } && command is Send)
                {
                    clock.Now += Duration.FromSeconds(5);
                    await writer.ActAsync(new Recall(command.By, result.Message!.Seq) { Conversation = result.Head.Id }, ct);
                }
            }
        }

        await writer.StopAsync(ct);
        return [.. talks.Select(t => new SownTalk(opened[t], said[t]))];
    }

    private async Task<IReadOnlyList<Command>> CommandsAsync(Talk talk, TalkStep step, Dictionary<Talk, ConversationId> opened, TurnedBack clock, CancellationToken ct)
    {
        var place = talk.Place;
        var by = step.Person is { } person
            ? await PartyOfAsync(person, ct)
            : Party.OfBuyer(place.Buyer.Value);
        ConversationId? at = opened.TryGetValue(talk, out var known) ? known : null;
        return step switch
        {
            TalkSays says => [await SayAsync(talk, says, by, at, clock, ct)],
            TalkRead => [new MarkRead(by, long.MaxValue) { Conversation = at }],
            TalkClosed closed => [new Close(by, closed.Outcome) { Conversation = at }],
            TalkSnoozed snoozed => [new Snooze(by, snoozed.Until, snoozed.Reason) { Conversation = at }],
            TalkTagged tagged => [new Tag(by, tagged.Tags) { Conversation = at }],
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "Unknown step."),
        };
    }

    private async Task<Party> PartyOfAsync(PersonId person, CancellationToken ct)
    {
        if (!parties.TryGetValue(person, out var party))
        {
            parties[person] = party = Party.Of(await people.ActorOfAsync(person, ct) ?? throw new InvalidOperationException("Nobody of that id works here."));
        }

        return party;
    }

    private async Task<Send> SayAsync(Talk talk, TalkSays says, Party by, ConversationId? at, TurnedBack clock, CancellationToken ct)
    {
        var place = talk.Place;
        var (kind, body) = (MessageKind.Text, (byte[]?)null);
        if (says.IsNote)
        {
            kind = MessageKind.Note;
        }
        else if (says.Card is { } card)
        {
            (kind, body) = (MessageKind.Card, CardBody.Read(card) ?? throw new InvalidOperationException("Not a card."));
        }
        else if (says.Picture is { } picture)
        {
            using var content = new MemoryStream(picture.Content);
            var stored = await shelf.AddAsync(place.Shop, place.Buyer.Value, says.Person, picture.Name, content, ct);
            var attached = await shelf.AttachAsync(stored.Value.Id, place.Shop, place.Buyer.Value, says.Person, mustBeImage: true, ct);
            (kind, body) = (MessageKind.Image, VisitorWords.BodyOf(attached.Value));
        }

        var words = new Words(NewId.Create(clock), kind, says.Text, body, says.Mentions);
        var arrival = says.Person is null
            ? new Arrival(place.Shop, place.Channel, "web", place.ChannelName, place.Buyer.Value, place.Identity, AboutOf(place))
            : null;
        return new Send(by, says.Person is null ? SenderKind.Buyer : SenderKind.Agent, words, arrival) { Conversation = at };
    }

    private static About AboutOf(TalkPlace place) => new(
        place.BuyerName,
        null,
        place.PageUrl is null ? null : new PageSeen(place.PageUrl, place.PageTitle ?? string.Empty),
        place.ProductId is null ? null : new ProductSeen(place.ProductId, place.ProductTitle ?? string.Empty, place.ProductPrice, null, place.PageUrl));

    private sealed class TurnedBack : TimeProvider
    {
        public Instant Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }
}
