using System.Globalization;
using NodaTime;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Transfers: given, taken on (by a word or by an answer), turned back, or come back by themselves.</summary>
internal static partial class Conversations
{
    /// <summary>What a team's people are found by in the queue.</summary>
    public static string TeamGroup(Kernel.Ids.TeamId team) => $"team:{team}";

    private static Conversation Offered(Conversation given, Conversation before, Assign assign, Instant now) =>
        // It comes back to whoever had it, also where a supervisor moved it; out of the queue nobody had it.
        given with { Routing = given.Routing! with { GivenAt = now, Offer = new Offer(before.Assignee, before.AssigneeName, assign.Reason, now) } };

    private static Decision PassNow(Conversation head, PassToTeam pass, Instant now)
    {
        if ((head.Assignee != pass.By.Person || !pass.By.May(Permissions.TakeConversations, head)) && !pass.By.May(Permissions.AssignConversations, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (string.IsNullOrWhiteSpace(pass.Reason))
        {
            return Decision.No(new ReasonMissing());
        }

        var draftsman = new Draftsman(head with
        {
            State = ConversationState.Waiting,
            Assignee = null,
            AssigneeName = null,
            LastAgent = null,
            SnoozedUntil = null,
            Team = pass.To,
            TeamName = pass.ToName,
            QueuedAt = head.WaitingSince ?? now,
            Reason = pass.Reason,
            Routing = Passed(head, now) with { Group = TeamGroup(pass.To), HandedOver = null },
        }, now);
        draftsman.Line("passed-to-team", Args(new { team = pass.ToName, from = head.AssigneeName, by = pass.By.Name, reason = pass.Reason }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision AcceptNow(Conversation head, AcceptTransfer accept, Instant now)
    {
        if (head.Assignee != accept.By.Person || head.Routing?.Offer is not { } offer)
        {
            return Decision.No(new TransferNone());
        }

        var draftsman = new Draftsman(head with { Routing = head.Routing with { Offer = null, GivenAt = null } }, now);
        draftsman.Line("transfer-accepted", Args(new { by = accept.By.Name, from = offer.FromName }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision TurnBackNow(Conversation head, ReturnTransfer back, Instant now)
    {
        var isHouse = back.By.Kind == PartyKind.House;
        var isTaken = head.State == ConversationState.Closed || head.Assignee is null || head.Routing?.Offer is not { } offer || (isHouse && offer.At > back.MadeBefore);
        if (isHouse && isTaken)
        {
            return Decision.Same(head);
        }

        if (isTaken || (!isHouse && head.Assignee != back.By.Person))
        {
            return Decision.No(new TransferNone());
        }

        if (!isHouse && string.IsNullOrWhiteSpace(back.Reason))
        {
            return Decision.No(new ReasonMissing());
        }

        var waited = ((long)(now - head.Routing!.Offer!.At).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var why = isHouse ? new Why(Why.NotTaken, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = head.AssigneeName ?? string.Empty, ["waited"] = waited }) : null;
        var reason = why?.Zh ?? back.Reason;
        var draftsman = new Draftsman(head, now);
        if (back.BackTo is { } sender)
        {
            Give(draftsman, sender, back.BackName ?? string.Empty, reason);
            draftsman.Head = draftsman.Head with { Routing = draftsman.Head.Routing! with { Why = why } };
        }
        else
        {
            draftsman.Head = head with
            {
                State = ConversationState.Waiting,
                Assignee = null,
                AssigneeName = null,
                SnoozedUntil = null,
                QueuedAt = head.WaitingSince ?? now,
                Reason = reason,
                Routing = Passed(head, now) with { Why = why },
            };
        }

        draftsman.Line(isHouse ? "transfer-lapsed" : "transfer-returned", Args(new { by = head.AssigneeName, to = back.BackTo is null ? null : back.BackName, reason, why }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }
}
