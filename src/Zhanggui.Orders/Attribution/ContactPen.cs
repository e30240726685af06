using NodaTime;

namespace Zhanggui.Orders.Attribution;

/// <summary>Writes the contacts of one agent with one buyer, in the order of time. A contact has the number of its first human words.</summary>
internal sealed class ContactPen(Talks talks, Duration? silence)
{
    private readonly bool keepsWords = talks.Words.Length > 0;
    private readonly List<int> words = [];
    private readonly long? longest = silence?.BclCompatibleTicks;
    private ShopClock clock = null!;
    private Sittings? sittings;
    private bool hasBuyer;
    private int agent;
    private int said;
    private int contact = -1;
    private bool isLastOwn;
    private bool isOpenQuestion;
    private bool isForAnybody;
    private long first;
    private long last;
    private long agentAt = long.MaxValue;
    private long buyerAt = long.MaxValue;
    private int previous = -1;

    public void Begin(ShopClock of, Sittings? held, bool heardBuyer) => (clock, sittings, hasBuyer) = (of, held, heardBuyer);

    public void Of(int whose) => (agent, isOpenQuestion) = (whose, false);

    /// <summary>The buyer spoke last, to this agent or to nobody in particular.</summary>
    public void Asked(bool isAddressed) => (isOpenQuestion, isForAnybody) = (true, !isAddressed);

    /// <summary>A question to nobody in particular that another agent has answered is not answered again days later.</summary>
    public void AnsweredByAnother() => isOpenQuestion &= !isForAnybody;

    /// <param name="place">The place of the agent's own words; negative for the buyer's.</param>
    public void Say(int row, long ticks, int place)
    {
        if (said > 0 && (sittings?.Between(last, ticks, agent) ?? IsLongSilence(ticks, isOwn: place >= 0)))
        {
            Close();
        }

        if (said++ == 0)
        {
            first = ticks;
        }

        (last, isLastOwn) = (ticks, place >= 0);
        if (keepsWords)
        {
            words.Add(row);
        }

        if (place >= 0)
        {
            contact = contact < 0 ? place : contact;
            talks.Contact[place] = contact;
            agentAt = Math.Min(agentAt, ticks);
        }
        else
        {
            buyerAt = Math.Min(buyerAt, ticks);
        }
    }

    public void Finish()
    {
        Close();
        previous = -1;
    }

    /// <summary>A late answer belongs to its question, and the buyer's answer of the same day to the words it answers.</summary>
    private bool IsLongSilence(long ticks, bool isOwn)
    {
        var isAnswer = isOwn ? !isLastOwn && isOpenQuestion : buyerAt == long.MaxValue && clock.Day(last) == clock.Day(ticks);
        return !isAnswer && (longest is { } limit ? ticks - last >= limit : clock.Day(last) != clock.Day(ticks));
    }

    private void Close()
    {
        if (contact >= 0)
        {
            talks.ContactDay[contact] = clock.Day(first);
            talks.ReceivedAt[contact] = hasBuyer ? Math.Max(agentAt, buyerAt) : agentAt;
            talks.Before[contact] = previous;
            if (keepsWords)
            {
                talks.Words[contact] = [.. words];
            }

            previous = contact;
        }

        words.Clear();
        (said, contact, agentAt, buyerAt) = (0, -1, long.MaxValue, long.MaxValue);
    }
}
