using NodaTime;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>
/// Talks that take place in a platform's own chat and are written down beside it. The platform decides who has the buyer: such a talk has an owner from its
/// first line on, never waits, never stands in the queue, and the house never speaks in it by itself.
/// </summary>
internal static partial class Conversations
{
    /// <summary>Why the talk changed hands when a colleague writes the buyer's next line down.</summary>
    public const string OnPlatformReason = "买家在平台里由我接待";

    /// <summary>A line that was said in the platform's chat.</summary>
    private static Decision PasteNow(Conversation head, Send send, Limits limits, Instant now)
    {
        if (send.By.Person is not { } person || !send.By.May(Permissions.SendMessages, head))
        {
            return Decision.No(new ActNotAllowed());
        }

        if (RefuseWords(send.Words, send.Sender, limits) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var draftsman = new Draftsman(head, now);
        var isClosed = head.State == ConversationState.Closed;
        if (isClosed)
        {
            draftsman.Head = Reopened(head) with { State = ConversationState.Open };
        }

        if (isClosed || head.Assignee is null)
        {
            Give(draftsman, person, send.By.Name!, string.Empty, own: Why.Of(Why.Booked, send.By.Name));
            draftsman.Head = draftsman.Head with { State = ConversationState.Open };
        }
        else if (head.Assignee != person)
        {
            if (!send.TakesOver)
            {
                return Decision.No(new ConversationOfAnother(head.AssigneeName ?? string.Empty));
            }

            TakeInto(draftsman, send.By, OnPlatformReason);
        }

        draftsman.Append(send.Words, send.Sender, Audience.Everybody, send.By);
        draftsman.Head = draftsman.Head with { WaitingSince = null, State = ConversationState.Open, SnoozedUntil = null, QueuedAt = null };
        draftsman.TellHead();
        return draftsman.Done();
    }

    /// <summary>Nothing carries words to a platform: an answer is one only when it was copied out of the companion window.</summary>
    private static bool IsUnsent(Conversation head, Command command) => ChannelKinds.IsPlatform(head.ChannelKind)
        && command is Send { IsBeside: false, Sender: SenderKind.Agent or SenderKind.AssistBot, Words.Kind: not MessageKind.Note };

    /// <summary>Whatever would put such a talk into the queue leaves it where it is.</summary>
    private static Decision Unqueued(Conversation head, Command command, Decision decision) =>
        !ChannelKinds.IsPlatform(head.ChannelKind) || decision.Refusal is not null || decision.Head?.State != ConversationState.Waiting ? decision
        : command.By.Kind == PartyKind.House ? Decision.Same(head)
        : Decision.No(new PlatformTalkHasNoQueue());
}
