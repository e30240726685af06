using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Sockets;
using Zhanggui.Reception.Supervision;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Agents;

/// <summary>What an agent's socket needs beside <see cref="SocketTools"/>.</summary>
internal sealed record AgentTools(Murmurs Murmurs, Onlookers Onlookers, Board Board, ISessions Sessions, IAttachments Attachments, SendGate Gate, Sightings Sightings);

/// <summary>An agent's live view of one shop.</summary>
internal sealed class AgentSocket(LiveTransport transport, ShopId shop, Actor actor, SocketTools tools, AgentTools agents) : LiveSocket(transport, tools)
{
    private static readonly TimeSpan TypingEvery = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan PresenceAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, bool> followed = new();
    private Actor actor = actor;
    private Party party = Party.Of(actor);
    private IDisposable? murmuring;
    private bool hearsAll;
    private Guid onScreen;
    private long typedAt;
    private int presenceAsked;

    protected override bool IsChinese => !actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    protected override ValueTask HeardAsync(ClientFrame heard)
    {
        switch (heard.Type)
        {
            case "send":
                return SendAsync(heard);
            case "read" when heard is { Conversation: { } c, Seq: { } seq }:
                return Tools.Writer.SubmitAsync(new MarkRead(party, seq) { Conversation = new ConversationId(c) }, this, Ended);
            case "draft" when heard is { Conversation: { } c, Text: { } text, Version: { } version }:
                return Tools.Writer.SubmitAsync(new SaveDraft(party, text, version) { Conversation = new ConversationId(c) }, this, Ended);
            case "typing" when heard.Conversation is { } c:
                return TypeAsync(c);
            case "look":
                return LookAsync(heard.Conversation);
            case "scope":
                SetScope(heard.Scope);
                return ValueTask.CompletedTask;
            case "ping":
                Post("{\"t\":\"pong\"}"u8.ToArray());
                return ValueTask.CompletedTask;
            case "hello":
                return new ValueTask(HelloAsync(heard));
            default:
                PostRefused(heard.Id, new MessageMalformed("t"), IsChinese);
                return ValueTask.CompletedTask;
        }
    }

    protected override ReadOnlyMemory<byte> Project(FeedEvent e)
    {
        if (e.Payload is not Changed { Head: { } head } changed || !party.Sees(head))
        {
            return default;
        }

        var isHeard = e.Kind switch
        {
            FeedKinds.Conversation => true,
            FeedKinds.Draft => e.Topic == actor.Person.Value,
            FeedKinds.ReadByPerson => e.Topic == actor.Person.Value || IsNear(head),
            FeedKinds.ReadByAgent => false, // "read-person" has said it
            FeedKinds.ReadByBuyer => IsNear(head),
            FeedKinds.Message or FeedKinds.MessageChanged => IsNear(head) || changed.Message!.Mentions.Contains(actor.Person),
            _ => false,
        };
        if (isHeard && changed.Message is { Sender: not SenderKind.System } && head.Assignee is { } owner && owner != actor.Person && !followed.ContainsKey(head.Id.Value) && Glances.IsWatching(head, actor) && followed.TryAdd(head.Id.Value, true))
        {
            _ = FollowedAsync(head);
        }

        return isHeard ? changed.ForAgents(e) : default;
    }

    /// <summary>Once per opening and conversation; what could not be stored now is tried with the next words.</summary>
    private async Task FollowedAsync(Conversation head)
    {
        try
        {
            if (await agents.Sightings.NoteAsync([head], actor, Sightings.Followed, Ended) is not null)
            {
                followed.TryRemove(head.Id.Value, out _);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // gone meanwhile
        }
        catch (Exception error)
        {
            followed.TryRemove(head.Id.Value, out _);
            Tools.Log.LogWarning(error, "A line of looking could not be written");
        }
    }

    protected override void Noticed(FeedEvent e)
    {
        if (e.Kind is "duty" or FeedKinds.Conversation)
        {
            TellPresenceSoon(e.Kind == "duty" ? TimeSpan.FromMilliseconds(50) : PresenceAfter);
        }
    }

    protected override async ValueTask<bool> KeepAsync()
    {
        if (await agents.Sessions.RefreshAsync(actor, Ended) is not { } refreshed || !refreshed.Can(Permissions.ReadConversations, shop))
        {
            return false;
        }

        actor = refreshed;
        party = Party.Of(refreshed);
        hearsAll &= refreshed.Can(Permissions.ReadAllConversations, shop);
        if (onScreen != Guid.Empty)
        {
            agents.Onlookers.Say(shop, actor.Person, actor.Name, onScreen); // still looking
        }

        return true;
    }

    protected override void Left()
    {
        murmuring?.Dispose();
        if (onScreen != Guid.Empty)
        {
            agents.Onlookers.Say(shop, actor.Person, actor.Name, null);
        }
    }

    private async Task HelloAsync(ClientFrame heard)
    {
        SetScope(heard.Scope);
        murmuring?.Dispose();
        murmuring = agents.Murmurs.HearShop(shop, Murmured);
        await ListenAsync(shop.Value, null, heard.After, heard.Epoch);
        TellPresenceSoon(TimeSpan.Zero);
    }

    private ValueTask SendAsync(ClientFrame heard)
    {
        if (heard is not { Id: { } id, Conversation: { } c })
        {
            PostRefused(heard.Id, new MessageMalformed(heard.Id is null ? "id" : "c"), IsChinese);
            return ValueTask.CompletedTask;
        }

        if (heard.FileId is { } file)
        {
            return SendFileAsync(heard, id, c, file);
        }

        var body = heard.Card is { } card ? CardBody.Read(card) : null;
        return SendAsync(new Words(id, heard.Kind ?? MessageKind.Text, heard.Text ?? string.Empty, body, heard.Mentions), c, heard);
    }

    private async ValueTask SendFileAsync(ClientFrame heard, Guid id, Guid c, Guid file)
    {
        var body = await agents.Attachments.FindBodyAsync(file, shop, party, Ended);
        await SendAsync(new Words(id, heard.Kind ?? MessageKind.File, heard.Text ?? string.Empty, body), c, heard);
    }

    private async ValueTask SendAsync(Words words, Guid c, ClientFrame heard)
    {
        var passage = await agents.Gate.AskAsync(party, new ConversationId(c), words, SendGate.Read(heard.Guard), Ended);
        if (passage.Refusal is { } refusal)
        {
            PostRefused(words.ExternalId, refusal, IsChinese);
            return;
        }

        await Tools.Writer.SubmitAsync(new Send(party, SenderKind.Agent, words) { Conversation = new ConversationId(c), Trace = passage.Trace }, this, Ended);
    }

    private async ValueTask TypeAsync(Guid c)
    {
        if (typedAt != 0 && Tools.Clock.GetElapsedTime(typedAt) < TypingEvery)
        {
            return;
        }

        typedAt = Tools.Clock.GetTimestamp();
        if (await Tools.Reader.FindAsync(new ConversationId(c), Ended) is { } head && party.May(Permissions.SendMessages, head))
        {
            agents.Murmurs.Say(head.Shop, new Murmur(Murmur.Typing, c, head.Buyer, Murmur.ByAgent, actor.Person.Value, actor.Name));
        }
    }

    private async ValueTask LookAsync(Guid? c)
    {
        if (c is { } id && (await Tools.Reader.FindAsync(new ConversationId(id), Ended) is not { } head || head.Shop != shop || !party.Sees(head)))
        {
            PostRefused(null, new ConversationNotFound(), IsChinese);
            return;
        }

        onScreen = c ?? Guid.Empty;
        agents.Onlookers.Say(shop, actor.Person, actor.Name, c);
    }

    private void SetScope(string? scope) =>
        hearsAll = string.Equals(scope, "all", StringComparison.Ordinal) && actor.Can(Permissions.ReadAllConversations, shop);

    private bool IsNear(Conversation head) =>
        hearsAll || head.Assignee == actor.Person || head.Assignee is null || head.Id.Value == onScreen;

    private void Murmured(Murmur murmur)
    {
        foreach (var c in agents.Onlookers.Note(murmur))
        {
            if (c == onScreen)
            {
                Post(LookingJson(c));
            }
        }

        if (murmur is { Kind: Murmur.Typing, Conversation: { } typed } && typed == onScreen && murmur.Person != actor.Person.Value)
        {
            Post(TypingJson(murmur));
        }
    }

    private byte[] LookingJson(Guid c) => JsonPen.Write((c, People: agents.Onlookers.Of(c)), static (json, x) =>
    {
        json.WriteStartObject();
        json.WriteString("t"u8, "looking"u8);
        json.WriteString("c"u8, x.c);
        json.WriteStartArray("people"u8);
        foreach (var (person, name) in x.People)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, person);
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static byte[] TypingJson(Murmur murmur) => JsonPen.Write(murmur, static (json, m) =>
    {
        json.WriteStartObject();
        json.WriteString("t"u8, "typing"u8);
        json.WriteString("c"u8, m.Conversation!.Value);
        json.WriteStartObject("who"u8);
        json.WriteString("kind"u8, m.Who);
        json.WriteString("name"u8, m.Name);
        if (m.Person is { } person)
        {
            json.WriteString("personId"u8, person);
        }

        json.WriteEndObject();
        if (m.Text is { } text)
        {
            json.WriteString("text"u8, text);
        }

        json.WriteEndObject();
    });

    /// <summary>Many changes together give one word on who is there.</summary>
    private void TellPresenceSoon(TimeSpan after)
    {
        if (Interlocked.Exchange(ref presenceAsked, 1) == 0)
        {
            _ = TellPresenceAsync(after);
        }
    }

    private async Task TellPresenceAsync(TimeSpan after)
    {
        try
        {
            await Task.Delay(after, Tools.Clock, Ended);
            Interlocked.Exchange(ref presenceAsked, 0);
            var colleagues = await agents.Board.OfAsync(shop);
            Post(JsonPen.Write(colleagues, static (json, x) =>
            {
                json.WriteStartObject();
                json.WriteString("t"u8, "presence"u8);
                Board.Write(json, x);
                json.WriteEndObject();
            }));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // gone meanwhile
        }
        catch (Exception error)
        {
            Interlocked.Exchange(ref presenceAsked, 0);
            Tools.Log.LogWarning(error, "Presence could not be told");
        }
    }
}
