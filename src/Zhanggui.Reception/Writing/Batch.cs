using System.Buffers;
using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Writing;

/// <summary>Runs the commands of one commit through the rule, each seeing what those before it did, and collects the rows.</summary>
internal sealed class Batch(Loaded loaded, bool knowsRepeats, IWriterStore store, SubjectKeys keys, ShopRules rules, TimeProvider clock)
{
    private readonly Rows rows = new();
    private readonly Instant now = clock.GetCurrentInstant();
    private readonly List<Result> results = [];
    private readonly List<(Guid Stream, int Index)> lastTold = [];
    private readonly Dictionary<Guid, Conversation> changed = [];
    private readonly HashSet<Guid> opened = [];
    private readonly Dictionary<ShopId, Limits> limits = [];
    private readonly Dictionary<Guid, Conversation> before = [];

    public IReadOnlyList<Result> Results => results;

    /// <summary>Shops in which a conversation began to wait, was given away or ended: their queue may move.</summary>
    public HashSet<ShopId> Moved { get; } = [];

    /// <summary>
    /// The batch must run again with all that can be known: a send was refused without a look whether it is a repeat (its answer would be
    /// another), or something was refused or left as it is by a head that may be out of date.
    /// </summary>
    public bool MustRunAgain { get; private set; }

    public async ValueTask ApplyAsync(Command command, CancellationToken ct)
    {
        var head = HeadOf(command);
        if (FindRepeat(command, head) is { } repeat)
        {
            Finish(repeat);
            return;
        }

        var decision = Decide(command, head, await LimitsAsync(command, head, ct));
        if (decision.Refusal is not null)
        {
            MustRunAgain |= loaded.IsFromMemory || (!knowsRepeats && command is Send or WriteLine or AutoReply);
            Finish(new Result(decision.Refusal, 0, null, null));
            return;
        }

        if (decision.IsUnchanged)
        {
            MustRunAgain |= loaded.IsFromMemory;
            Finish(new Result(null, 0, decision.Head, null));
            return;
        }

        if (await KeyOfAsync(decision.Head!.Subject, ct) is not { } key)
        {
            Finish(new Result(new BuyerDataErased(), 0, null, null));
            return;
        }

        if (decision.Opens)
        {
            decision = decision with { Head = decision.Head with { Number = await store.NextNumberAsync(decision.Head.Shop, ct) } };
        }

        Keep(head, decision, key, command);
    }

    /// <summary>Seals the changed heads; no command comes after it.</summary>
    public Rows Close()
    {
        foreach (var head in changed.Values.OrderBy(h => h.Id.Value))
        {
            var key = loaded.Keys[head.Subject];
            var isNew = opened.Contains(head.Id.Value);
            var was = before.GetValueOrDefault(head.Id.Value);
            var about = isNew || !ReferenceEquals(was?.About, head.About)
                ? key.Seal(JsonSerializer.SerializeToUtf8Bytes(head.About, HouseJson.Options))
                : null;
            rows.Heads.Add(new ChangedHead(head, isNew, was is not null && about is null && IsQuiet(was, head), key.Seal(Encoding.UTF8.GetBytes(head.LastText)), about));
        }

        return rows;
    }

    /// <summary>The feed number a command reached; null when it told nothing.</summary>
    public long? NumberOf(int command, IReadOnlyList<IReadOnlyList<FeedEvent>> committed)
    {
        var (stream, index) = lastTold[command];
        if (index < 0)
        {
            return null;
        }

        foreach (var events in committed)
        {
            if (events[0].Stream == stream)
            {
                return events[index].Number;
            }
        }

        return null;
    }

    private Conversation? HeadOf(Command command)
    {
        var id = command switch
        {
            Send { Arrival: { } arrival } => loaded.Arrivals.TryGetValue((arrival.Channel.Value, arrival.Buyer), out var found) ? found : Guid.Empty,
            _ => command.Conversation?.Value ?? Guid.Empty,
        };
        return loaded.Heads.GetValueOrDefault(id);
    }

    private Result? FindRepeat(Command command, Conversation? head)
    {
        var (channel, externalId) = command switch
        {
            Send { Arrival: { } arrival } send => (arrival.Channel.Value, send.Words.ExternalId),
            Send send when head is not null => (head.Channel.Value, send.Words.ExternalId),
            WriteLine line when head is not null => (head.Channel.Value, line.ExternalId),
            AutoReply reply when head is not null => (head.Channel.Value, reply.ExternalId),
            _ => (Guid.Empty, Guid.Empty),
        };
        if (externalId == Guid.Empty || !loaded.Repeats.TryGetValue((channel, externalId), out var stored))
        {
            return null;
        }

        // An id that somebody else used says nothing about their message.
        var isSame = command.By.Kind switch
        {
            PartyKind.Buyer => stored.Message.Sender == SenderKind.Buyer && stored.Buyer == command.By.Buyer,
            PartyKind.Agent => stored.Message.Person == command.By.Person && (command.Conversation is null || stored.Message.Conversation == command.Conversation),
            PartyKind.House => stored.Message.Person is null && stored.Message.Sender != SenderKind.Buyer,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.By.Kind, "Unknown party."),
        };
        var headThen = loaded.Heads.GetValueOrDefault(stored.Message.Conversation.Value) ?? head;
        return isSame ? new Result(null, 0, headThen, stored.Message, IsRepeat: true) : new Result(new MessageIdTaken(), 0, null, null);
    }

    private Decision Decide(Command command, Conversation? head, Limits limits)
    {
        if (head is null)
        {
            return Conversations.Conversations.Decide(null, command, Known.None, limits, NewId.Create(clock), now);
        }

        var id = head.Id.Value;
        var facts = command switch
        {
            Recall recall => new Known(Target: loaded.Messages.GetValueOrDefault((id, recall.Seq))),
            MarkDelivery delivery => new Known(Target: loaded.Messages.GetValueOrDefault((id, delivery.Seq))),
            MarkRead { By.Person: { } person } read => new Known(Target: loaded.Messages.GetValueOrDefault((id, read.Seq)), Read: loaded.Reads.GetValueOrDefault((id, person.Value))),
            SaveDraft { By.Person: { } person } => new Known(Draft: loaded.Drafts.GetValueOrDefault((id, person.Value))),
            _ => Known.None,
        };
        if (command is Reopen && loaded.Arrivals.TryGetValue((head.Channel.Value, head.Buyer), out var current) && current != id
            && loaded.Heads.TryGetValue(current, out var other) && other.State != ConversationState.Closed)
        {
            return Decision.No(new AnotherConversationOpen());
        }

        var freshId = command is Send { Arrival: not null } ? NewId.Create(clock) : Guid.Empty;
        return Conversations.Conversations.Decide(head, command, facts, limits, freshId, now);
    }

    private void Keep(Conversation? before, Decision decision, SubjectKey key, Command command)
    {
        var head = decision.Head!;
        var id = head.Id.Value;
        Message? own = null;
        foreach (var message in decision.Messages)
        {
            var bytes = Seal(message, key);
            var hash = RecordChain.Next(head.Hash, message, bytes);
            head = head with { Hash = hash };
            rows.Messages.Add(new NewMessage(message, bytes, hash));
            loaded.Messages[(id, message.Seq)] = message;
            loaded.Repeats[(head.Channel.Value, message.ExternalId)] = new StoredSend(message, head.Buyer);
            own = command is Send send && message.ExternalId != send.Words.ExternalId ? own : message;
        }

        if (command is Send { Trace: { } trace })
        {
            rows.Traces.Add(trace);
        }

        Remember(before, decision, head);
        KeepMarks(decision, key, id);
        var entries = rows.Told.TryGetValue(head.Shop.Value, out var list) ? list : rows.Told[head.Shop.Value] = [];
        foreach (var told in decision.Told)
        {
            entries.Add(new FeedEntry(head.Shop.Value, told.Kind, id, told.Detail, told.Topic, new Changed(head, told.Message, told.Mark)));
        }

        // A send may write lines before its own words (reopened, taken) and the house may add its own behind them.
        var target = command is Send or WriteLine ? own : decision.Told.Count > 0 ? decision.Told[0].Message : null;
        results.Add(new Result(null, 0, head, target));
        lastTold.Add((head.Shop.Value, entries.Count - 1));
    }

    private void Remember(Conversation? before, Decision decision, Conversation head)
    {
        var id = head.Id.Value;
        if (ReferenceEquals(before, head))
        {
            return; // only marks changed
        }

        if (decision.Opens)
        {
            opened.Add(id);
        }
        else
        {
            this.before.TryAdd(id, before!);
        }

        if (before is null || before.State != head.State || before.Assignee != head.Assignee)
        {
            Moved.Add(head.Shop);
        }

        loaded.Heads[id] = head;
        if (decision.Opens || head.State != ConversationState.Closed)
        {
            loaded.Arrivals[(head.Channel.Value, head.Buyer)] = id;
        }

        changed[id] = head;
    }

    private static bool IsQuiet(Conversation was, Conversation now) => now == was with
    {
        LastSeq = now.LastSeq,
        VisibleSeq = now.VisibleSeq,
        BuyerCount = now.BuyerCount,
        LastText = now.LastText,
        LastKind = now.LastKind,
        LastSender = now.LastSender,
        LastAt = now.LastAt,
        RecordAt = now.RecordAt,
        WaitingSince = now.WaitingSince,
        BuyerReadSeq = now.BuyerReadSeq,
        AgentReadSeq = now.AgentReadSeq,
        Hash = now.Hash,
    };

    private void KeepMarks(Decision decision, SubjectKey key, Guid id)
    {
        if (decision.Recall is { } recall)
        {
            rows.Recalls.Add((id, recall));
            loaded.Messages[(id, recall.Seq)] = decision.Told[0].Message!;
        }

        if (decision.Delivery is { } delivery)
        {
            rows.Deliveries.Add((id, delivery));
            loaded.Messages[(id, delivery.Seq)] = decision.Told[0].Message!;
        }

        if (decision.Read is { } read)
        {
            rows.Reads[(id, read.Person.Value)] = read;
            loaded.Reads[(id, read.Person.Value)] = read;
        }

        if (decision.Draft is { } draft)
        {
            rows.Drafts[(id, draft.Person.Value)] = (draft, key.Seal(Encoding.UTF8.GetBytes(draft.Text)));
            loaded.Drafts[(id, draft.Person.Value)] = draft;
        }

        if (decision.DropsDraftOf is { } author)
        {
            rows.EmptiedDrafts.Add((id, author.Value));
        }
    }

    private async ValueTask<SubjectKey?> KeyOfAsync(Guid buyer, CancellationToken ct)
    {
        if (loaded.Keys.TryGetValue(buyer, out var known))
        {
            return known;
        }

        if (await keys.FindAsync(buyer, ct) is not { } key)
        {
            return null;
        }

        loaded.Keys[buyer] = key;
        return key;
    }

    private static byte[] Seal(Message message, SubjectKey key)
    {
        var size = MessageContent.Size(message);
        var pooled = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = MessageContent.Write(message, pooled);
            return key.Seal(pooled.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pooled, clearArray: true);
        }
    }

    private async ValueTask<Limits> LimitsAsync(Command command, Conversation? head, CancellationToken ct)
    {
        var shop = command is Send { Arrival: { } arrival } ? arrival.Shop : head?.Shop ?? default;
        if (limits.TryGetValue(shop, out var known))
        {
            return known;
        }

        return limits[shop] = await rules.LimitsAsync(shop, now, ct);
    }

    private void Finish(Result result)
    {
        results.Add(result);
        lastTold.Add((Guid.Empty, -1));
    }
}
