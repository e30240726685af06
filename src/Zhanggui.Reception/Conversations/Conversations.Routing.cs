using NodaTime;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Conversations;

/// <summary>What routing makes of a conversation: its group, who let it pass, and the way back into the queue.</summary>
internal static partial class Conversations
{
    /// <summary>Whoever waits belongs to the group that the words, the page or the channel name; one that was found stays.</summary>
    private static Conversation Grouped(Conversation head, string text, Limits limits, bool isAnew)
    {
        if (head.State != ConversationState.Waiting || limits.Groups.Count == 0 || (head.Routing?.Group is not null && !isAnew))
        {
            return head;
        }

        var group = Grouping.Of(limits.Groups, head, text, []);
        return group == head.Routing?.Group ? head : head with { Routing = (head.Routing ?? RoutingState.None) with { Group = group } };
    }

    private static RoutingState GivenTo(RoutingState? routing, Routed? routed, Instant now) => (routing ?? RoutingState.None) with
    {
        Group = routed is null ? routing?.Group : routed.Group ?? routing?.Group,
        OwnedAt = now,
        GivenAt = routed is null ? null : now,
        Why = routed?.Why,
        Offer = null,
    };

    /// <summary>The owner gave it back: somebody else first.</summary>
    private static RoutingState Passed(Conversation head, Instant now)
    {
        var routing = head.Routing ?? RoutingState.None;
        var passed = head.Assignee is { } owner && routing.PassedBy?.Contains(owner) != true ? [.. routing.PassedBy ?? [], owner] : routing.PassedBy;
        return routing with { PassedBy = passed, ServedUntil = now, OwnedAt = null, GivenAt = null, Offer = null, Why = null, Joined = null };
    }

    private static Decision GiveBackNow(Conversation head, GiveBack back, Instant now)
    {
        var routing = head.Routing ?? RoutingState.None;
        var isUnanswered = back.GivenBefore is { } before && routing.GivenAt <= before && head.WaitingSince is not null;
        // What they took up by themselves after leaving is theirs; what was given to them meanwhile and has no answer is not.
        var hasLeft = back.LeftAt is { } left && ((routing.OwnedAt ?? head.OpenedAt) <= left || routing.GivenAt is not null || routing.Offer is not null);
        if (head.State != ConversationState.Open || head.Assignee != back.Owner || !(isUnanswered || hasLeft) || ChannelKinds.IsWrittenDown(head.ChannelKind))
        {
            return Decision.Same(head);
        }

        var args = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = head.AssigneeName ?? string.Empty };
        if (isUnanswered)
        {
            args["waited"] = ((long)(now - routing.GivenAt!.Value).TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        // The buyer keeps the place that their wait has earned.
        var why = new Why(isUnanswered ? Why.NoAnswer : Why.OwnerLeft, args);
        var next = isUnanswered ? Passed(head, now) : routing with { ServedUntil = now, OwnedAt = null, GivenAt = null, Offer = null, Joined = null };
        var draftsman = new Draftsman(head with
        {
            State = ConversationState.Waiting,
            Assignee = null,
            AssigneeName = null,
            QueuedAt = head.WaitingSince ?? now,
            Reason = why.Zh,
            Routing = next with { Why = why },
        }, now);
        draftsman.Line("given-back", Args(new { from = head.AssigneeName, reason = why.Zh, why }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }
}
