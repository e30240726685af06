using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// All human words to buyers in flat arrays, sorted by buyer, time and id, with the contact each belongs to. A contact is
/// the chat of one agent with one buyer without a long silence; its day is the day of its first words, whoever wrote
/// them. An inquiry is received when both have spoken.
/// </summary>
internal sealed class Talks
{
    private readonly Dictionary<(string Shop, string Buyer), (int From, int To)> ranges;
    private readonly HashSet<string> feeds = new(StringComparer.Ordinal);
    private readonly MessageFact[] rows;

    /// <summary>Of each human message: when, by whom, in which contact.</summary>
    public readonly long[] At;
    public readonly int[] Agent;
    public readonly int[] Contact;

    /// <summary>Of each contact: its day, when it became a received inquiry (never = the greatest number), and the same agent's one before it.</summary>
    public readonly List<int> ContactDay = [];
    public readonly List<long> ReceivedAt = [];
    public readonly List<int> Before = [];

    private readonly List<(int From, int To)> words = [];
    private readonly List<MessageFact> wordRows = [];

    public Talks(FactSet facts, Agents agents, Func<string, ShopClock> clocks, Duration? silence, Duration skew, ISet<Anomaly> anomalies)
    {
        var shift = skew.BclCompatibleTicks;
        var byBuyer = Sorted(facts.Messages, anomalies);
        var sessions = facts.Sessions.ToLookup(s => (s.Shop, s.Buyer));
        var human = facts.Messages.Count(m => m.SentAt is not null && IsHuman(m.Sender));
        (rows, At, Agent, Contact) = (new MessageFact[human], new long[human], new int[human], new int[human]);
        ranges = new(byBuyer.Count);
        var at = 0;
        foreach (var (buyer, said) in byBuyer)
        {
            var from = at;
            var ends = new Sittings(sessions.Contains(buyer) ? [.. sessions[buyer]] : []);
            at = Fill(said, from, agents, shift, anomalies);
            if (at > from)
            {
                ranges[buyer] = (from, at);
                feeds.Add(buyer.Shop);
                Group(said, from, at, agents, clocks(buyer.Shop), ends, silence, shift);
                if (!said.Exists(m => m.Sender == SenderKind.Buyer))
                {
                    anomalies.Add(new Anomaly(AnomalyKind.OneSidedTalk, $"messages:{rows[from].Id}"));
                }
            }
        }
    }

    /// <summary>Is there any chat of the shop at all? Without one nobody can be asked to have talked.</summary>
    public bool HasFeed(string shop) => feeds.Contains(shop);

    public static bool IsHuman(SenderKind sender) => sender is SenderKind.Agent or SenderKind.AssistBot;

    public (int From, int To) Of(string shop, string buyer) => ranges.GetValueOrDefault((shop, buyer));

    public string Id(int message) => rows[message].Id;

    public Instant SentAt(int message) => rows[message].SentAt!.Value;

    /// <summary>The first place of the range whose time is after an instant: what stands before it was said at or before it.</summary>
    public int After((int From, int To) range, long ticks)
    {
        var (low, high) = range;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (At[middle] <= ticks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The day of the agent's last inquiry received by an instant, from the contact of the agent's last words by then; null when there is none.</summary>
    public int? InquiryDay(int contact, long ticks)
    {
        for (; contact >= 0; contact = Before[contact])
        {
            if (ReceivedAt[contact] <= ticks)
            {
                return ContactDay[contact];
            }
        }

        return null;
    }

    /// <summary>Was one of the items named in a contact by an instant?</summary>
    public bool Named(int contact, long ticks, IReadOnlyCollection<string> items)
    {
        var (from, to) = words[contact];
        for (var i = from; i < to; i++)
        {
            if (wordRows[i].SentAt!.Value.ToUnixTimeTicks() <= ticks && wordRows[i].Text is { Length: > 0 } text && items.Any(item => Tokens.Contains(text, item)))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<(string Shop, string Buyer), List<MessageFact>> Sorted(IReadOnlyList<MessageFact> messages, ISet<Anomaly> anomalies)
    {
        var byBuyer = new Dictionary<(string, string), List<MessageFact>>();
        foreach (var message in messages)
        {
            if (message.Sender is not (SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot))
            {
                continue;
            }

            if (message.SentAt is null)
            {
                anomalies.Add(new Anomaly(AnomalyKind.MessageWithoutTime, $"messages:{message.Id}"));
                continue;
            }

            (byBuyer.TryGetValue((message.Shop, message.Buyer), out var list) ? list : byBuyer[(message.Shop, message.Buyer)] = []).Add(message);
        }

        foreach (var list in byBuyer.Values)
        {
            list.Sort(static (a, b) => a.SentAt!.Value.CompareTo(b.SentAt!.Value) is not 0 and var c ? c : string.CompareOrdinal(a.Id, b.Id));
        }

        return byBuyer;
    }

    private int Fill(List<MessageFact> said, int at, Agents agents, long shift, ISet<Anomaly> anomalies)
    {
        foreach (var message in said)
        {
            if (IsHuman(message.Sender))
            {
                rows[at] = message;
                At[at] = message.SentAt!.Value.ToUnixTimeTicks() + shift;
                Agent[at] = agents.At(message.Account, message.Shop, At[at]);
                if (!agents.IsPerson(Agent[at]))
                {
                    anomalies.Add(agents.Kind(Agent[at]) == AgentKind.NoAccount
                        ? new Anomaly(AnomalyKind.MessageWithoutAccount, $"messages:{message.Id}")
                        : new Anomaly(agents.Kind(Agent[at]) == AgentKind.SharedAccount ? AnomalyKind.AccountOverlap : AnomalyKind.AccountUnknown, $"accounts:{message.Account}"));
                }

                at++;
            }
        }

        return at;
    }

    /// <summary>Walks the buyer's words once per agent: the agent's own, and what the buyer said to the agent or to nobody in particular.</summary>
    private void Group(List<MessageFact> said, int from, int to, Agents agents, ShopClock clock, Sittings sittings, Duration? silence, long shift)
    {
        var hasBuyer = said.Exists(m => m.Sender == SenderKind.Buyer);
        foreach (var agent in Agent.AsSpan(from, to - from).ToArray().Distinct())
        {
            var pen = new ContactPen(this, clock, sittings, silence, hasBuyer);
            var own = from;
            foreach (var message in said)
            {
                var ticks = message.SentAt!.Value.ToUnixTimeTicks() + shift;
                if (IsHuman(message.Sender))
                {
                    if (Agent[own] == agent)
                    {
                        pen.Say(message, ticks, own);
                    }

                    own++;
                }
                else if (string.IsNullOrEmpty(message.Account) || agents.At(message.Account, message.Shop, ticks) == agent)
                {
                    pen.Say(message, ticks, -1);
                }
            }

            pen.Close();
        }
    }

    /// <summary>Writes the contacts of one agent with one buyer, in the order of time.</summary>
    private sealed class ContactPen(Talks talks, ShopClock clock, Sittings sittings, Duration? silence, bool hasBuyer)
    {
        private readonly List<MessageFact> open = [];
        private readonly List<int> own = [];
        private long first;
        private long last;
        private long agentAt = long.MaxValue;
        private long buyerAt = long.MaxValue;
        private int before = -1;

        public void Say(MessageFact message, long ticks, int place)
        {
            if (open.Count > 0 && (sittings.Between(last, ticks) ?? IsLongSilence(ticks, isOwn: place >= 0)))
            {
                Close();
            }

            first = open.Count == 0 ? ticks : first;
            last = ticks;
            open.Add(message);
            if (place >= 0)
            {
                own.Add(place);
                agentAt = Math.Min(agentAt, ticks);
            }
            else
            {
                buyerAt = Math.Min(buyerAt, ticks);
            }
        }

        /// <summary>A late answer belongs to its question, and the buyer's answer of the same day to the words it answers.</summary>
        private bool IsLongSilence(long ticks, bool isOwn)
        {
            var isAnswer = isOwn ? !Talks.IsHuman(open[^1].Sender) : buyerAt == long.MaxValue && clock.Day(last) == clock.Day(ticks);
            return !isAnswer && (silence is { } longest ? ticks - last >= longest.BclCompatibleTicks : clock.Day(last) != clock.Day(ticks));
        }

        public void Close()
        {
            if (own.Count > 0)
            {
                var contact = talks.ContactDay.Count;
                talks.ContactDay.Add(clock.Day(first));
                talks.ReceivedAt.Add(hasBuyer ? Math.Max(agentAt, buyerAt) : agentAt);
                talks.Before.Add(before);
                talks.words.Add((talks.wordRows.Count, talks.wordRows.Count + open.Count));
                talks.wordRows.AddRange(open);
                foreach (var place in own)
                {
                    talks.Contact[place] = contact;
                }

                before = contact;
            }

            open.Clear();
            own.Clear();
            (agentAt, buyerAt) = (long.MaxValue, long.MaxValue);
        }
    }
}
