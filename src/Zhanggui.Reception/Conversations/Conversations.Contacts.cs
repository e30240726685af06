using NodaTime;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>A contact that took place elsewhere (a call, a visit, another chat) and is written down by whoever had it.</summary>
internal static partial class Conversations
{
    /// <summary>The house's line for a contact: what kind, which way, when.</summary>
    public const string ContactCode = "contact";

    /// <summary>
    /// The record's own instants stay those of the writing, for the record never goes back; when it took place is said in
    /// the line. Whoever writes it down has dealt with the buyer, so nobody waits because of it, and a wait on the same channel ends.
    /// </summary>
    private static Decision RecordNow(Conversation head, Send send, Contact contact, Limits limits, Instant now)
    {
        if (send.By.Person is not { } person || !send.By.May(Permissions.SendMessages, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (RefuseContact(send.Words, contact, limits, now) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var draftsman = new Draftsman(head, now);
        var wasUnowned = head.Assignee is null;
        if (head.State == ConversationState.Closed)
        {
            draftsman.Head = Reopened(draftsman.Head);
        }

        if (wasUnowned || head.State == ConversationState.Closed)
        {
            Give(draftsman, person, send.By.Name!, string.Empty, own: Why.Of(Why.Booked, send.By.Name));
            draftsman.Head = draftsman.Head with { State = ConversationState.Open };
        }

        var args = Args(new { kind = head.ChannelKind, direction = contact.IsOutgoing ? "out" : "in", at = contact.At, minutes = contact.Minutes, by = send.By.Name });
        draftsman.Contact(send.Words.ExternalId, contact.Summary, args, send.By);
        foreach (var line in contact.Lines)
        {
            draftsman.Append(new Words(line.Id, MessageKind.Text, line.Text) { IsRecorded = true }, line.IsBuyer ? SenderKind.Buyer : SenderKind.Agent, Audience.Everybody, send.By);
        }

        draftsman.Head = draftsman.Head with { WaitingSince = null, LastText = Preview(contact.Summary.Length > 0 ? contact.Summary : contact.Lines[^1].Text), LastAt = draftsman.Head.RecordAt };
        if (contact.Outcome is { } outcome && send.By.May(Permissions.CloseConversations, head))
        {
            draftsman.Head = draftsman.Head with { State = ConversationState.Closed, ClosedAt = now, Outcome = outcome, SnoozedUntil = null, QueuedAt = null, Reason = "已结束" };
            draftsman.Line("closed", Args(new { by = send.By.Name, outcome }), Audience.Agents);
        }

        draftsman.TellHead();
        return draftsman.Done();
    }

    private static Refusal? RefuseContact(Words words, Contact contact, Limits limits, Instant now)
    {
        if (words.ExternalId == Guid.Empty)
        {
            return new MessageMalformed("id");
        }

        if (contact.Summary.Length == 0 && contact.Lines.Count == 0)
        {
            return new ContactEmpty();
        }

        if (contact.Summary.Length > limits.TextLength || contact.Lines.Any(l => l.Text.Length > limits.TextLength))
        {
            return new MessageTooLong(limits.TextLength);
        }

        if (contact.Lines.Count > limits.ContactLines || contact.Lines.Any(l => string.IsNullOrWhiteSpace(l.Text)))
        {
            return new MessageMalformed("lines");
        }

        if (contact.Outcome?.Length > limits.OutcomeLength)
        {
            return new OutcomeTooLong(limits.OutcomeLength);
        }

        return contact.At > now + limits.ContactAhead ? new ContactInFuture() : null;
    }
}
