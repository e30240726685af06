using System.Security.Cryptography;
using NodaTime;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Hand-overs by one press (转售后): it waits for the group the book names, and can be taken back for a moment.</summary>
internal static partial class Conversations
{
    /// <summary>How long a hand-over can be taken back; the buyer is told nothing before that.</summary>
    public static readonly Duration HandOverMoment = Duration.FromSeconds(20);

    private static Decision HandOverNow(Conversation head, HandOverTo over, Instant now)
    {
        if ((head.Assignee != over.By.Person || !over.By.May(Permissions.TakeConversations, head)) && !over.By.May(Permissions.AssignConversations, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (head is { State: ConversationState.Waiting, Routing.HandedOver: { } before } && before.Key == over.To.Key)
        {
            return Decision.Same(head);
        }

        var why = new Why(Why.HandedOver, WhyOf(over));
        var draftsman = new Draftsman(head with
        {
            State = ConversationState.Waiting,
            Assignee = null,
            AssigneeName = null,
            LastAgent = null,
            SnoozedUntil = null,
            QueuedAt = head.WaitingSince ?? now,
            Reason = why.Zh,
            Routing = Passed(head, now) with
            {
                Group = over.To.Group,
                Why = why,
                HandedOver = new HandedOver(over.To.Key, over.By.Person!.Value, over.By.Name!, now, over.To.OnlyFor is { } alone ? now + alone : null, head.Routing?.Group),
            },
        }, now);
        draftsman.Line("handed-over", Args(new { by = over.By.Name, from = head.AssigneeName, group = over.GroupName, reason = over.To.Reason, manned = over.IsManned }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Dictionary<string, string> WhyOf(HandOverTo over)
    {
        var args = new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = over.By.Name!, ["to"] = over.GroupName, ["reason"] = over.To.Reason };
        if (!over.IsManned)
        {
            args["absent"] = "1";
        }

        return args;
    }

    private static Decision UndoHandOverNow(Conversation head, UndoHandOver undo, Instant now)
    {
        if (head.Routing?.HandedOver is not { } over || over.By != undo.By.Person || head.State == ConversationState.Closed)
        {
            return Decision.No(new HandOverNone());
        }

        if (now - over.At > HandOverMoment)
        {
            return Decision.No(new HandOverTooLate());
        }

        var draftsman = new Draftsman(head, now);
        Give(draftsman, over.By, over.ByName, string.Empty, own: Why.Of(Why.Took, over.ByName));
        var passed = draftsman.Head.Routing!.PassedBy?.Where(p => p != over.By).ToList();
        draftsman.Head = draftsman.Head with { Routing = draftsman.Head.Routing! with { HandedOver = null, Group = over.GroupBefore, PassedBy = passed is { Count: > 0 } ? passed : null } };
        draftsman.Line("hand-over-undone", Args(new { by = over.ByName }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision TellAbsentNow(Conversation head, TellAbsent tell, Instant now)
    {
        if (head is not { State: ConversationState.Waiting, Routing.HandedOver: { IsTold: false } over } || over.At != tell.HandedAt)
        {
            return Decision.Same(head);
        }

        var draftsman = new Draftsman(head with { Routing = head.Routing with { HandedOver = over with { IsTold = true } } }, now);
        draftsman.Reply(tell.Text, AbsentId(head.Id, over.At));
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Guid AbsentId(ConversationId conversation, Instant at)
    {
        Span<byte> bytes = stackalloc byte[25];
        conversation.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[16..], at.ToUnixTimeMilliseconds());
        bytes[24] = (byte)'h';
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
