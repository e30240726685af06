using System.Net.WebSockets;
using System.Text.Json;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Sockets;

namespace Zhanggui.Reception.Visitors;

/// <summary>What a visitor's socket needs beside <see cref="SocketTools"/>.</summary>
internal sealed record VisitorSocketTools(VisitorDoor Door, VisitorLimits Limits, VisitorOptions Options, VisitorView View, QueuePlaces Places, FileShelf Shelf, Murmurs Murmurs, ShopRules Rules);

/// <summary>Where a socket comes from, noted before it says who it is.</summary>
internal sealed record VisitorOrigin(Guid Address, string? Origin, string Host, bool IsChinese);

/// <summary>
/// A visitor's live view of their own talk. It listens to one topic, so it is woken only by what concerns this buyer:
/// ten thousand idle visitors cost memory and nothing else.
/// </summary>
internal sealed class VisitorSocket(LiveTransport transport, VisitorOrigin from, SocketTools tools, VisitorSocketTools visitors) : LiveSocket(transport, tools)
{
    private const int LongestTyping = 500;
    private static readonly TimeSpan TypingEvery = TimeSpan.FromMilliseconds(800);

    private Visitor? visitor;
    private IDisposable? murmuring;
    private Guid conversation;
    private long heardAt = tools.Clock.GetTimestamp();
    private long typedAt;
    private int nonsense;
    private bool isWaiting;

    protected override bool IsChinese => from.IsChinese;

    protected override int LargestFrame => visitors.Options.FrameBytes;

    protected override TimeSpan HelloWithin => TimeSpan.FromSeconds(visitors.Options.HelloSeconds);

    protected override bool HasSaidHello => visitor is not null;

    protected override ValueTask HeardAsync(ClientFrame heard)
    {
        heardAt = Tools.Clock.GetTimestamp();
        if (heard.Type == "hello")
        {
            return new ValueTask(HelloAsync(heard));
        }

        if (visitor is not { } known)
        {
            PostRefused(heard.Id, new VisitorHelloMissing(), IsChinese);
            return NonsenseAsync();
        }

        return heard.Type switch
        {
            "send" => SendAsync(known, heard),
            "read" when heard.Seq is >= 0 and var seq => ReadAsync(seq),
            "typing" => TypeAsync(known, heard.Text),
            "ping" => PingAsync(known),
            _ => UnknownAsync(heard),
        };
    }

    /// <summary>Answered by name, and cut off when it goes on.</summary>
    protected override ValueTask HeardNonsenseAsync(ClientFrame heard)
    {
        PostRefused(heard.Id, new VisitorMalformed("frame"), IsChinese);
        return NonsenseAsync();
    }

    /// <summary>Of this buyer and of this channel: what the same person said on the telephone is no business of a browser.</summary>
    protected override ReadOnlyMemory<byte> Project(FeedEvent e) =>
        e.Payload is Changed { Head: { } head } changed && head.Buyer == visitor!.Buyer.Id.Value && head.Channel == visitor.Channel.Id ? changed.ForVisitor(e, visitors.Places.Of(head)) : default;

    protected override void Noticed(FeedEvent e)
    {
        if (e.Payload is Changed { Head: { } head } && head.Channel == visitor!.Channel.Id)
        {
            conversation = head.Id.Value;
            isWaiting = head.State == Contracts.ConversationState.Waiting;
        }
    }

    protected override ValueTask<bool> KeepAsync() =>
        ValueTask.FromResult(Tools.Clock.GetElapsedTime(heardAt).TotalSeconds <= visitors.Options.SilenceSeconds);

    protected override void Left() => murmuring?.Dispose();

    private async Task HelloAsync(ClientFrame heard)
    {
        var admitted = await visitors.Door.AdmitAsync(heard.Token, from.Origin, from.Host, Ended);
        if (admitted.Refusal is { } refusal)
        {
            PostRefused(null, refusal, IsChinese);
            await NonsenseAsync();
            return;
        }

        var known = admitted.Value;
        if (!visitors.Limits.Allows(LimitKind.BuyerRequest, known.Buyer.Id.Value))
        {
            PostRefused(null, new VisitorTooMany("rate"), IsChinese);
            await EndAsync("too-many");
            return;
        }

        visitor = known;
        murmuring?.Dispose();
        murmuring = visitors.Murmurs.HearBuyer(known.Buyer.Id.Value, Murmured);
        if (await visitors.View.PresentAsync(known, Ended) is { } head)
        {
            conversation = head.Id.Value;
            isWaiting = head.State == Contracts.ConversationState.Waiting;
        }

        if (known.HasBeenJoined && heard.After is not null)
        {
            Post(JsonPen.Write("joined", static (json, why) => Words(json, "reload"u8, "why"u8, why)));
            return;
        }

        await ListenAsync(known.Channel.Shop.Value, known.Buyer.Id.Value, heard.After, heard.Epoch);
    }

    private ValueTask SendAsync(Visitor known, ClientFrame heard)
    {
        if (!visitors.Limits.Allows(LimitKind.BuyerMessage, known.Buyer.Id.Value) || !visitors.Limits.Allows(LimitKind.AddressMessage, from.Address))
        {
            PostRefused(heard.Id, new VisitorTooMany("rate"), IsChinese);
            return ValueTask.CompletedTask;
        }

        var words = VisitorWords.Read(heard, visitors.Options.TextLength);
        if (words.Refusal is { } refusal)
        {
            PostRefused(heard.Id, refusal, IsChinese);
            return ValueTask.CompletedTask;
        }

        return words.Value.FileId is null
            ? Tools.Writer.SubmitAsync(words.Value.ToSend(known, words.Value.Card), this, Ended)
            : SendFileAsync(known, words.Value);
    }

    private async ValueTask SendFileAsync(Visitor known, VisitorWords words)
    {
        var send = await words.ToSendAsync(known, visitors.Shelf, Ended);
        if (send.Refusal is { } refusal)
        {
            PostRefused(words.Id, refusal, IsChinese);
            return;
        }

        await Tools.Writer.SubmitAsync(send.Value, this, Ended);
    }

    private ValueTask ReadAsync(long seq) =>
        conversation == Guid.Empty || !visitors.Limits.Allows(LimitKind.BuyerRequest, visitor!.Buyer.Id.Value)
            ? ValueTask.CompletedTask
            : Tools.Writer.SubmitAsync(new MarkRead(Party.OfBuyer(visitor.Buyer.Id.Value), seq) { Conversation = new Contracts.ConversationId(conversation) }, this, Ended);

    private async ValueTask TypeAsync(Visitor known, string? text)
    {
        if (conversation == Guid.Empty || (typedAt != 0 && Tools.Clock.GetElapsedTime(typedAt) < TypingEvery))
        {
            return;
        }

        typedAt = Tools.Clock.GetTimestamp();
        // Words that were not sent are read by nobody unless the shop's book says so, whatever a page sends along.
        var shows = !string.IsNullOrEmpty(text) && await visitors.Rules.ShowsTypingAsync(known.Channel.Shop, Kernel.Time.Clock.GetCurrentInstant(Tools.Clock), Ended);
        visitors.Murmurs.Say(known.Channel.Shop, new Murmur(Murmur.Typing, conversation, known.Buyer.Id.Value, Murmur.ByBuyer, null, known.Buyer.Name, shows ? Beginning(text!) : null));
    }

    /// <summary>A word among processes is short; nobody reads more than this at a glance.</summary>
    private static string Beginning(string text) => text.Length <= LongestTyping ? text : text[..(char.IsHighSurrogate(text[LongestTyping - 1]) ? LongestTyping - 1 : LongestTyping)];

    private async ValueTask PingAsync(Visitor known)
    {
        var position = isWaiting && visitors.Limits.Allows(LimitKind.BuyerRequest, known.Buyer.Id.Value) ? await visitors.View.PositionAsync(known, Ended) : null;
        Post(PongJson(position));
    }

    private static byte[] PongJson(int? position) => JsonPen.Write(position, static (json, place) =>
    {
        json.WriteStartObject();
        json.WriteString("t"u8, "pong"u8);
        if (place is { } number)
        {
            json.WriteNumber("queuePosition"u8, number);
        }

        json.WriteEndObject();
    });

    private ValueTask UnknownAsync(ClientFrame heard)
    {
        PostRefused(heard.Id, new VisitorMalformed("t"), IsChinese);
        return NonsenseAsync();
    }

    private async ValueTask NonsenseAsync()
    {
        if (++nonsense > visitors.Options.MalformedFrames)
        {
            await EndAsync("malformed");
        }
    }

    private void Murmured(Murmur murmur)
    {
        if (murmur.Kind == Murmur.Joined)
        {
            _ = EndAsync("joined"); // comes back at once, as the buyer this record is now part of
            return;
        }

        if (murmur.Kind == Murmur.Split)
        {
            // What it shows may be another's now: it takes a fresh session, as whoever its token names today.
            Post(JsonPen.Write("split", static (json, why) => Words(json, "reload"u8, "why"u8, why)));
            return;
        }

        if (murmur.Conversation is not { } c)
        {
            return;
        }

        if (murmur.Place is { } place)
        {
            if (c == conversation || conversation == Guid.Empty)
            {
                Post(PongJson(place));
            }

            return;
        }

        Post(JsonPen.Write((c, murmur.Name), static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteString("t"u8, "typing"u8);
            json.WriteString("c"u8, x.c);
            json.WriteStartObject("who"u8);
            json.WriteString("kind"u8, "agent"u8);
            json.WriteString("name"u8, x.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }
}
