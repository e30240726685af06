using NodaTime;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>
/// The rule of the room: what a command makes of a conversation. Pure; the writer loads before and stores after.
/// Numbers (<c>seq</c>) rule the order; instants never run backwards inside a conversation.
/// </summary>
internal static partial class Conversations
{
    private const int PreviewLength = 100;

    public static Decision Decide(Conversation? head, Command command, Known facts, Limits limits, Guid freshId, Instant now)
    {
        if (command is Send { Arrival: { } there, IsBeside: true } pasted)
        {
            var begins = head is null || !IsContinued(head, limits, now);
            var talk = begins ? Open(there, freshId, now) : head!;
            var decision = pasted.By.Sees(talk) ? PasteNow(talk, pasted, limits, now) : Decision.No(new ConversationNotFound());
            return decision.Refusal is null ? decision with { Opens = begins } : decision;
        }

        if (command is Send { Arrival: { } place, Contact: { } contact } recording)
        {
            var isNew = head is null || !IsContinued(head, limits, now);
            var talk = isNew ? Open(place, freshId, now) : head!;
            var decision = recording.By.Sees(talk) ? RecordNow(talk, recording, contact, limits, now) : Decision.No(new ConversationNotFound());
            return decision.Refusal is null ? decision with { Opens = isNew } : decision;
        }

        if (command is Send { Arrival: { } arrival } arriving && (head is null || !IsContinued(head, limits, now)))
        {
            return arriving.By.Kind == PartyKind.Buyer && arriving.By.Buyer == arrival.Buyer
                ? SendNow(Open(arrival, freshId, now), arriving, limits, now, limits.Opening) with { Opens = true }
                : Decision.No(new ConversationNotFound());
        }

        // Absent and forbidden look the same, so ids cannot be probed.
        if (head is null || !command.By.Sees(head))
        {
            return Decision.No(new ConversationNotFound());
        }

        // Names follow the book and marks may move; nothing else touches what was cleared.
        if (head.IsRetired && command is not (Introduce or Rename or MarkRead))
        {
            return Decision.No(new ConversationRetired());
        }

        return IsUnsent(head, command) ? Decision.No(new PlatformTalkNotSent()) : Unqueued(head, command, Act(head, command, facts, limits, now));
    }

    private static Decision Act(Conversation head, Command command, Known facts, Limits limits, Instant now) =>
        command switch
        {
            Send { IsLeft: true } left => LeaveNow(head, left, limits, now),
            Send send => SendNow(head, send, limits, now),
            WriteLine line => Append(new Draftsman(head, now), line).Done(),
            AutoReply reply => ReplyNow(head, reply, now),
            Recall recall => RecallNow(head, recall, facts, limits, now),
            Take take => TakeNow(head, take, now),
            Join join => JoinNow(head, join, now),
            Part part => PartNow(head, part, now),
            Assign assign => AssignNow(head, assign, now),
            Release release => ReleaseNow(head, release, now),
            GiveBack back => GiveBackNow(head, back, now),
            PassToTeam pass => PassNow(head, pass, now),
            HandOverTo over => HandOverNow(head, over, now),
            UndoHandOver undo => UndoHandOverNow(head, undo, now),
            TellAbsent tell => TellAbsentNow(head, tell, now),
            AcceptTransfer accept => AcceptNow(head, accept, now),
            ReturnTransfer turned => TurnBackNow(head, turned, now),
            Close close => CloseNow(head, close, limits, now),
            EndSilent silent => EndSilentNow(head, silent, limits, now),
            Reopen reopen => ReopenNow(head, reopen, now),
            Snooze snooze => SnoozeNow(head, snooze, now),
            Wake wake => WakeNow(head, wake, now),
            Tag tag => TagNow(head, tag, limits),
            Rename rename => RenameNow(head, rename),
            Introduce introduce => IntroduceNow(head, introduce),
            MarkRead read => ReadNow(head, read, facts, limits),
            SaveDraft draft => DraftNow(head, draft, facts, limits),
            MarkDelivery delivery => DeliveryNow(head, delivery, facts),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Unknown command."),
        };

    /// <summary>Does a buyer's next word belong to this conversation, or does a new one begin?</summary>
    public static bool IsContinued(Conversation head, Limits limits, Instant now) =>
        !head.IsRetired && (head.State != ConversationState.Closed || head.ClosedAt is not { } closed || now - closed <= limits.ReopenWindow);

    private static Conversation Open(Arrival arrival, Guid freshId, Instant now) => new()
    {
        Id = new ConversationId(freshId),
        Shop = arrival.Shop,
        Channel = arrival.Channel,
        ChannelKind = arrival.ChannelKind,
        ChannelName = arrival.ChannelName,
        Buyer = arrival.Buyer,
        Subject = arrival.Buyer,
        Identity = arrival.Identity,
        About = arrival.About,
        State = ConversationState.Waiting,
        Reason = "新会话，等待分配",
        OpenedAt = now,
        LastAt = now,
        RecordAt = now,
        QueuedAt = now,
    };

    private static Decision SendNow(Conversation head, Send send, Limits limits, Instant now, Opening? opening = null)
    {
        var refusal = RefuseWords(send.Words, send.Sender, limits) ?? RefuseSender(head, send);
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var draftsman = new Draftsman(head, now);
        if (send.Sender == SenderKind.Buyer)
        {
            PrepareForBuyer(draftsman, send.Arrival);
            draftsman.Head = Grouped(draftsman.Head, send.Words.Text, limits, isAnew: head.State == ConversationState.Closed);
        }

        if (send.Sender == SenderKind.Agent && send.Words.Kind != MessageKind.Note && head.State == ConversationState.Waiting)
        {
            TakeInto(draftsman, send.By);
        }
        else if (send.IsBeside && IsBesideOwner(head, send.By))
        {
            if (!send.TakesOver)
            {
                return Decision.No(new ConversationOfAnother(head.AssigneeName ?? string.Empty));
            }

            TakeInto(draftsman, send.By, OnPlatformReason);
        }

        var isNote = send.Words.Kind == MessageKind.Note;
        if (send.Sender == SenderKind.Agent && !isNote && IsBesideOwner(draftsman.Head, send.By))
        {
            JoinInto(draftsman, send.By);
        }

        draftsman.Append(send.Words, send.Sender, isNote ? Audience.Agents : Audience.Everybody, send.By);
        // Whoever comes back was told already that the talk is kept; that nobody is there is new at every time.
        var isBack = send.Sender == SenderKind.Buyer && head.State == ConversationState.Closed;
        draftsman.Open(opening ?? (isBack ? new Opening(null, limits.OffHours) : Opening.Silent));
        return draftsman.Done() with { DropsDraftOf = isNote ? null : send.By.Person };
    }

    /// <summary>Never counted as an answer: the wait goes on.</summary>
    private static Decision ReplyNow(Conversation head, AutoReply reply, Instant now)
    {
        if (head.WaitingSince != reply.Waiting || head.State is ConversationState.Closed or ConversationState.Snoozed)
        {
            return Decision.Same(head);
        }

        var draftsman = new Draftsman(head, now);
        draftsman.Reply(reply.Text, reply.ExternalId);
        return draftsman.Done();
    }

    private static Decision LeaveNow(Conversation head, Send leave, Limits limits, Instant now)
    {
        if ((leave.By.May(Permissions.SendMessages, head) ? RefuseWords(leave.Words, SenderKind.Push, limits) : new ActNotAllowed()) is { } refusal)
        {
            return Decision.No(refusal);
        }

        if (head.State != ConversationState.Closed)
        {
            return Decision.No(new Posting.PostBusy());
        }

        var draftsman = new Draftsman(head, now);
        draftsman.Append(leave.Words, SenderKind.Push, Audience.Everybody, leave.By);
        return draftsman.Done();
    }

    /// <summary>The buyer's word reopens what was closed and wakes what was put aside.</summary>
    private static void PrepareForBuyer(Draftsman draftsman, Arrival? arrival)
    {
        var head = draftsman.Head;
        if (arrival is not null && (arrival.About.Page is not null || arrival.About.Product is not null) && arrival.About != head.About)
        {
            draftsman.Head = head with { About = head.About with { Page = arrival.About.Page ?? head.About.Page, Product = arrival.About.Product ?? head.About.Product } };
        }

        switch (head.State)
        {
            case ConversationState.Closed:
                draftsman.Head = Reopened(draftsman.Head) with
                {
                    State = ConversationState.Waiting,
                    Assignee = null,
                    AssigneeName = null,
                    QueuedAt = draftsman.Now,
                    Reason = "买家再次来访，等待分配",
                };
                draftsman.Line("reopened-by-buyer", "{}", Audience.Agents);
                break;
            case ConversationState.Snoozed:
                draftsman.Head = Woken(draftsman.Head, "买家来消息，挂起结束", draftsman.Now);
                break;
            case ConversationState.Waiting:
            case ConversationState.Open:
                break;
            default:
                throw new InvalidOperationException($"Unknown state {head.State}.");
        }
    }

    private static Refusal? RefuseSender(Conversation head, Send send)
    {
        if (send.Sender == SenderKind.Buyer)
        {
            return send.By.Kind == PartyKind.Buyer ? null : new ActNotAllowed();
        }

        if (send.By.Kind == PartyKind.House)
        {
            return null;
        }

        if (send.By.Kind != PartyKind.Agent || send.Sender is not (SenderKind.Agent or SenderKind.AssistBot))
        {
            return new ActNotAllowed();
        }

        if (send.Words.Kind == MessageKind.Note)
        {
            return send.By.May(Permissions.WriteNotes, head) ? null : new ActNotAllowed();
        }

        if (!send.By.May(Permissions.SendMessages, head))
        {
            return new ActNotAllowed();
        }

        if (head.State == ConversationState.Closed)
        {
            return new ConversationClosed();
        }

        return head.Assignee is null || head.Assignee == send.By.Person || send.By.May(Permissions.AssignConversations, head)
            ? null
            : new ConversationOfAnother(head.AssigneeName ?? string.Empty);
    }

    private static Refusal? RefuseWords(Words words, SenderKind sender, Limits limits)
    {
        if (words.ExternalId == Guid.Empty)
        {
            return new MessageMalformed("id");
        }

        if (words.Kind == MessageKind.System || (words.Kind == MessageKind.Note && sender == SenderKind.Buyer))
        {
            return new MessageKindNotAllowed();
        }

        if (words.Text.Length > limits.TextLength)
        {
            return new MessageTooLong(limits.TextLength);
        }

        if (words.Mentions is { Count: > 0 } mentions && (words.Kind != MessageKind.Note || mentions.Count > limits.MentionCount))
        {
            return new MessageMalformed("mentions");
        }

        var needsText = words.Kind is MessageKind.Text or MessageKind.Note;
        return (needsText && string.IsNullOrWhiteSpace(words.Text)) || (!needsText && words.Body is null) ? new MessageEmpty() : null;
    }

    private static Draftsman Append(Draftsman draftsman, WriteLine line)
    {
        draftsman.Line(line.Code, line.ArgsJson, line.Audience, line.ExternalId);
        return draftsman;
    }

    private static Conversation Reopened(Conversation head) => head with { ClosedAt = null, Outcome = null, Reopened = head.Reopened + 1 };

    private static Conversation Woken(Conversation head, string reason, Instant now) => head.Assignee is null
        ? head with { State = ConversationState.Waiting, SnoozedUntil = null, QueuedAt = now, Reason = reason }
        : head with { State = ConversationState.Open, SnoozedUntil = null, Reason = reason };

    /// <summary>The beginning of a text that lists show; never cuts a character in two.</summary>
    internal static string Preview(string text)
    {
        if (text.Length <= PreviewLength)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength;
        return text[..end];
    }
}
