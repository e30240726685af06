using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Who has it, how it ends, what is marked on it.</summary>
internal static partial class Conversations
{
    private static string Args(object args) => JsonSerializer.Serialize(args, HouseJson.Options);

    private static Decision TakeNow(Conversation head, Take take, Instant now)
    {
        if (!take.By.May(Permissions.TakeConversations, head) || take.By.Person is null)
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (head.Assignee == take.By.Person)
        {
            return Decision.Same(head);
        }

        if (head.Assignee is not null && !take.By.May(Permissions.AssignConversations, head))
        {
            return Decision.No(new ConversationOfAnother(head.AssigneeName ?? string.Empty));
        }

        if (head.Assignee is not null && string.IsNullOrWhiteSpace(take.Reason))
        {
            return Decision.No(new ReasonMissing());
        }

        var draftsman = new Draftsman(head, now);
        TakeInto(draftsman, take.By, take.Reason.Trim());
        return draftsman.Done();
    }

    private static void TakeInto(Draftsman draftsman, Party by, string reason = "")
    {
        var owner = draftsman.Head.AssigneeName;
        var isTakenOver = draftsman.Head.Assignee is not null;
        Give(draftsman, by.Person!.Value, by.Name!, reason, own: isTakenOver ? null : Why.Of(Why.Took, by.Name));
        draftsman.Line(isTakenOver ? "taken-over" : "taken", isTakenOver ? Args(new { person = by.Person, name = by.Name, from = owner, reason }) : Args(new { person = by.Person, name = by.Name }), Audience.Agents);
        draftsman.TellHead();
    }

    private static void Give(Draftsman draftsman, Kernel.Ids.PersonId to, string name, string reason, Routed? routed = null, Why? own = null) =>
        draftsman.Head = draftsman.Head with
        {
            Routing = GivenTo(draftsman.Head.Routing, routed, draftsman.Now) with { Why = routed?.Why ?? own, Joined = Without(draftsman.Head.Routing?.Joined, to) },
            Team = routed?.Team ?? draftsman.Head.Team,
            TeamName = routed?.Team is null ? draftsman.Head.TeamName : routed.TeamName,
            State = draftsman.Head.State == ConversationState.Snoozed ? ConversationState.Snoozed : ConversationState.Open,
            Assignee = to,
            AssigneeName = name,
            LastAgent = to,
            QueuedAt = null,
            Reason = own?.Zh ?? reason,
        };

    private static Decision AssignNow(Conversation head, Assign assign, Instant now)
    {
        if (!assign.By.May(Permissions.AssignConversations, head) && head.Assignee != assign.By.Person)
        {
            return Decision.No(new ActNotAllowed());
        }

        if (!assign.By.May(Permissions.AssignConversations, head) && !assign.By.May(Permissions.TakeConversations, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (assign.Routed is null && string.IsNullOrWhiteSpace(assign.Reason))
        {
            return Decision.No(new ReasonMissing());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        // Routing proposes from what it saw a moment ago; whoever was quicker wins.
        if (assign.By.Kind == PartyKind.House && head.Assignee is not null)
        {
            return Decision.No(new ConversationNotWaiting());
        }

        if (head.Assignee == assign.To)
        {
            return Decision.Same(head);
        }

        var draftsman = new Draftsman(head, now);
        var code = head.Assignee is null ? "assigned" : "transferred";
        var reason = assign.Routed?.Why.Zh ?? assign.Reason;
        Give(draftsman, assign.To, assign.ToName, reason, assign.Routed);
        if (assign.By.Person is { } by && by != assign.To)
        {
            draftsman.Head = Offered(draftsman.Head, head, assign, now);
        }

        draftsman.Line(code, Args(new { person = assign.To, name = assign.ToName, from = head.AssigneeName, by = assign.By.Name, reason, why = assign.Routed?.Why }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision ReleaseNow(Conversation head, Release release, Instant now)
    {
        if (head.Assignee != release.By.Person && !release.By.May(Permissions.AssignConversations, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (head.Assignee is null)
        {
            return Decision.No(new ConversationUnassigned());
        }

        if (ChannelKinds.IsWrittenDown(head.ChannelKind))
        {
            return Decision.No(new ContactHasNoQueue());
        }

        if (string.IsNullOrWhiteSpace(release.Reason))
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
            QueuedAt = now,
            Reason = release.Reason,
            Routing = Passed(head, now),
        }, now);
        draftsman.Line("released", Args(new { from = head.AssigneeName, by = release.By.Name, reason = release.Reason }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision CloseNow(Conversation head, Close close, Limits limits, Instant now)
    {
        if (!close.By.May(Permissions.CloseConversations, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.Same(head);
        }

        if (string.IsNullOrWhiteSpace(close.Outcome))
        {
            return Decision.No(new OutcomeMissing());
        }

        if (close.Outcome.Length > limits.OutcomeLength || close.Note?.Length > limits.TextLength)
        {
            return Decision.No(close.Outcome.Length > limits.OutcomeLength ? new OutcomeTooLong(limits.OutcomeLength) : new MessageTooLong(limits.TextLength));
        }

        var draftsman = new Draftsman(head with
        {
            State = ConversationState.Closed,
            ClosedAt = now,
            Outcome = close.Outcome,
            SnoozedUntil = null,
            QueuedAt = null,
            WaitingSince = null,
            Routing = (head.Routing ?? RoutingState.None) with { ServedUntil = now, OwnedAt = null, GivenAt = null, PassedBy = null, Offer = null, Why = null, Joined = null, HandedOver = null },
            Reason = "已结束",
        }, now);
        draftsman.Line("closed", Args(new { by = close.By.Name, outcome = close.Outcome, note = close.Note }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    /// <summary>As the outcome stands in lists and reports; not one of the outcomes that people choose from.</summary>
    public const string SilentOutcome = "双方静默，自动结束";

    /// <summary>What is put aside waits for its time, and whoever waits for an answer is never closed away.</summary>
    private static Decision EndSilentNow(Conversation head, EndSilent silent, Limits limits, Instant now) =>
        head.State == ConversationState.Open && head.WaitingSince is null && head.LastAt <= silent.Before
            ? CloseNow(head, new Close(Party.House, SilentOutcome), limits, now)
            : Decision.Same(head);

    private static Decision ReopenNow(Conversation head, Reopen reopen, Instant now)
    {
        if (!reopen.By.May(Permissions.TakeConversations, head) || reopen.By.Person is null)
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State != ConversationState.Closed)
        {
            return Decision.No(new ConversationNotClosed());
        }

        var draftsman = new Draftsman(Reopened(head), now);
        Give(draftsman, reopen.By.Person.Value, reopen.By.Name!, string.Empty, own: Why.Of(Why.OpenedAgain, reopen.By.Name));
        draftsman.Head = draftsman.Head with { State = ConversationState.Open };
        draftsman.Line("reopened", Args(new { by = reopen.By.Name }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision SnoozeNow(Conversation head, Snooze snooze, Instant now)
    {
        if (!MayHandle(head, snooze.By))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (head.Assignee is null)
        {
            return Decision.No(new ConversationUnassigned());
        }

        if (snooze.Until <= now)
        {
            return Decision.No(new SnoozeNotLater());
        }

        var draftsman = new Draftsman(head with { State = ConversationState.Snoozed, SnoozedUntil = snooze.Until, Reason = string.IsNullOrWhiteSpace(snooze.Reason) ? "已挂起" : snooze.Reason }, now);
        draftsman.Line("snoozed", Args(new { by = snooze.By.Name, until = snooze.Until, reason = snooze.Reason }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision WakeNow(Conversation head, Wake wake, Instant now)
    {
        if (!MayHandle(head, wake.By))
        {
            return Decision.No(new ActNotAllowed());
        }

        // The job looks at a list that may be a moment old.
        if (head.State != ConversationState.Snoozed || (wake.By.Kind == PartyKind.House && head.SnoozedUntil > now))
        {
            return Decision.No(new ConversationNotSnoozed());
        }

        var draftsman = new Draftsman(Woken(head, wake.By.Kind == PartyKind.House ? "挂起到期" : $"{wake.By.Name}取消挂起", now), now);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Decision TagNow(Conversation head, Tag tag, Limits limits)
    {
        if (!tag.By.May(Permissions.SendMessages, head) && !tag.By.May(Permissions.WriteNotes, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        var tags = tag.Tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (tags.Length > limits.TagCount || tags.Any(t => t.Length > limits.TagLength))
        {
            return Decision.No(new TagsInvalid(limits.TagCount, limits.TagLength));
        }

        if (tags.SequenceEqual(head.Tags, StringComparer.Ordinal))
        {
            return Decision.Same(head);
        }

        var next = head with { Tags = tags };
        return new Decision { Head = next, Told = [new Told(FeedKinds.Conversation, head.LastSeq, head.Buyer)] };
    }

    /// <summary>Their own, or the right to give it to others.</summary>
    private static bool MayHandle(Conversation head, Party by) =>
        by.Kind == PartyKind.House || (by.Person is not null && head.Assignee == by.Person) || by.May(Permissions.AssignConversations, head);
}
