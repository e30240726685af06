using NodaTime;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Marks beside the record: recalled, delivered, read, drafted.</summary>
internal static partial class Conversations
{
    private static Decision RecallNow(Conversation head, Recall recall, Known facts, Limits limits, Instant now)
    {
        var target = facts.Target;
        if (target is null || target.Kind == MessageKind.System || (recall.By.Kind == PartyKind.Buyer && target.Audience != Audience.Everybody))
        {
            return Decision.No(new MessageNotFound());
        }

        var mayAny = recall.By.Kind != PartyKind.Buyer && recall.By.May(Permissions.RecallAny, head);
        var isOwn = recall.By.Kind == PartyKind.Buyer ? target.Sender == SenderKind.Buyer : recall.By.Person is not null && target.Person == recall.By.Person;
        if (!isOwn && !mayAny)
        {
            return Decision.No(new MessageNotYours());
        }

        if (target.IsRecalled)
        {
            return Decision.Same(head);
        }

        if (!mayAny && now - target.At > limits.RecallWindow)
        {
            return Decision.No(new RecallTooLate());
        }

        var recalled = target with { RecalledAt = Instant.Max(now, target.At) };
        // By time and sender and not by number: the house's own lines may stand behind the words that are the preview.
        var isPreview = head.LastAt == target.At && head.LastSender == target.Sender;
        var next = isPreview ? head with { LastText = string.Empty } : head;
        return new Decision
        {
            Head = next,
            Recall = new RecallMark(target.Seq, recalled.RecalledAt.Value, recall.By.Person),
            Told = [new Told(FeedKinds.MessageChanged, target.Seq, head.Buyer, recalled)],
        };
    }

    /// <summary>Reasons name people in words, so the reason goes with the name.</summary>
    public const string ErasedReason = "接待人的资料已按要求清除";

    private static Decision RenameNow(Conversation head, Rename rename)
    {
        var isOwner = head.Assignee == rename.Person;
        var isGuest = head.Routing?.Joined?.Any(g => g.Person == rename.Person && g.Name != rename.Name) == true;
        if (!isGuest && ((!isOwner && head.LastAgent != rename.Person) || head.Reason == ErasedReason))
        {
            return Decision.Same(head);
        }

        var joined = head.Routing?.Joined?.Select(g => g.Person == rename.Person ? g with { Name = rename.Name } : g).ToList();
        var routing = head.Routing is null ? null : head.Routing with { Why = null, Offer = null, Joined = joined };
        var next = head with { AssigneeName = isOwner ? rename.Name : head.AssigneeName, Reason = ErasedReason, Routing = routing };
        return new Decision { Head = next, Told = [new Told(FeedKinds.Conversation, head.LastSeq, head.Buyer)] };
    }

    private static Decision IntroduceNow(Conversation head, Introduce introduce)
    {
        var about = head.About with { BuyerName = introduce.Name, BuyerNote = introduce.Note };
        if (about == head.About && introduce.Buyer == head.Buyer && introduce.Identity == head.Identity)
        {
            return Decision.Same(head);
        }

        var next = head with { Buyer = introduce.Buyer, Identity = introduce.Identity, About = about };
        return new Decision { Head = next, Told = [new Told(FeedKinds.Conversation, head.LastSeq, next.Buyer)] };
    }

    private static Decision DeliveryNow(Conversation head, MarkDelivery mark, Known facts)
    {
        var target = facts.Target;
        if (target is null)
        {
            return Decision.No(new MessageNotFound());
        }

        if (mark.By.Kind != PartyKind.House && (mark.State != DeliveryState.Pending || !mark.By.May(Permissions.SendMessages, head)))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (target.Delivery is null)
        {
            return Decision.No(new MessageNotOutbound());
        }

        if (target.Delivery == DeliveryState.Sent)
        {
            return mark.State == DeliveryState.Sent ? Decision.Same(head) : Decision.No(new DeliveryAlreadyDone());
        }

        // Somebody who presses "again" twice, or while it is being sent, must not have it sent twice.
        if (target.Delivery == mark.State && mark.RetryAt is null && string.Equals(target.DeliveryCause, mark.Cause, StringComparison.Ordinal))
        {
            return Decision.Same(head);
        }

        var changed = target with { Delivery = mark.State, DeliveryCause = mark.Cause };
        return new Decision
        {
            Head = head,
            Delivery = new DeliveryMark(target.Seq, mark.State, mark.Cause, mark.RetryAt),
            Told = [new Told(FeedKinds.MessageChanged, target.Seq, head.Buyer, changed)],
        };
    }

    private static Decision ReadNow(Conversation head, MarkRead read, Known facts, Limits limits)
    {
        if (read.By.Kind == PartyKind.Buyer)
        {
            var seen = Math.Min(read.Seq, head.VisibleSeq);
            if (seen <= head.BuyerReadSeq)
            {
                return Decision.Same(head);
            }

            var next = head with { BuyerReadSeq = seen };
            return new Decision { Head = next, Told = [new Told(FeedKinds.ReadByBuyer, seen, head.Buyer)] };
        }

        if (read.By.Person is not { } person)
        {
            return Decision.No(new ActNotAllowed());
        }

        var upTo = Math.Min(read.Seq, head.LastSeq);
        if (facts.Read is { } before && upTo <= before.Seq)
        {
            return Decision.Same(head);
        }

        // The buyer's "read" mark means the one who serves them; a leader who looks on leaves no trace there.
        var mark = new ReadMark(person, upTo, upTo >= head.VisibleSeq ? head.BuyerCount : facts.Target?.BuyerCount ?? facts.Read?.BuyerCount ?? 0);
        var after = limits.ShowsReadMarks && head.Assignee == person && upTo > head.AgentReadSeq ? head with { AgentReadSeq = upTo } : head;
        var told = new Told(FeedKinds.ReadByPerson, upTo, person.Value, Mark: mark);
        return new Decision
        {
            Head = after,
            Read = mark,
            Told = ReferenceEquals(after, head) ? [told] : [told, new Told(FeedKinds.ReadByAgent, upTo, head.Buyer)],
        };
    }

    private static Decision DraftNow(Conversation head, SaveDraft save, Known facts, Limits limits)
    {
        if (save.By.Person is not { } person)
        {
            return Decision.No(new ActNotAllowed());
        }

        if (save.Text.Length > limits.TextLength)
        {
            return Decision.No(new MessageTooLong(limits.TextLength));
        }

        if (facts.Draft is { } stored)
        {
            if (save.Version == stored.Version && string.Equals(save.Text, stored.Text, StringComparison.Ordinal))
            {
                return Decision.Same(head);
            }

            if (save.Version <= stored.Version)
            {
                return Decision.No(new DraftOutdated());
            }
        }

        var draft = new Draft(person, save.Text, save.Version);
        return new Decision { Head = head, Draft = draft, Told = [new Told(FeedKinds.Draft, save.Version, person.Value, Mark: draft)] };
    }
}
