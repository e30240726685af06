using System.Runtime.InteropServices;
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
    private readonly Dictionary<string, Dictionary<string, int>> buyers = new(StringComparer.Ordinal);
    private readonly HashSet<string> feeds = new(StringComparer.Ordinal);
    private readonly HashSet<string> oneSided = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<MessageFact> messages;
    private readonly bool keepsWords;
    private readonly long shift;
    private int[] starts = [];
    private int[] rows = [];

    /// <summary>Of each human message: when, by whom, in which contact.</summary>
    public long[] At { get; private set; } = [];

    public int[] Agent { get; private set; } = [];

    public int[] Contact { get; private set; } = [];

    /// <summary>Of each contact: its day, when it became a received inquiry (never = the greatest number), and the same agent's one before it.</summary>
    public List<int> ContactDay { get; } = [];

    private readonly List<long> receivedAt = [];
    private readonly List<int> before = [];
    private readonly List<(int From, int To)> words = [];
    private readonly List<int> wordRows = [];

    public Talks(FactSet facts, Agents agents, Func<string, ShopClock> clocks, Duration? silence, Duration skew, ISet<Anomaly> anomalies)
    {
        messages = facts.Messages;
        shift = skew.BclCompatibleTicks;
        keepsWords = facts.OrderLines.Any(l => !string.IsNullOrEmpty(l.Item));
        var (slots, times) = Bucket(anomalies);
        var sessions = facts.Sessions.Count == 0 ? null : facts.Sessions.ToLookup(s => (s.Shop, s.Buyer));
        var pen = new ContactPen(this, silence);
        var (at, from) = (0, 0);
        for (var buyer = 0; buyer + 1 < starts.Length; buyer++)
        {
            var said = slots.AsSpan(from, starts[buyer + 1] - from);
            (from, starts[buyer]) = (starts[buyer + 1], at);
            Sort(said, times);
            at = Fill(said, times, at, agents, anomalies, out var hasBuyer);
            if (at > starts[buyer])
            {
                var (shop, name) = (messages[said[0]].Shop, messages[said[0]].Buyer);
                feeds.Add(shop);
                pen.Begin(clocks(shop), sessions?[(shop, name)].ToList() is { Count: > 0 } held ? new Sittings(held, agents) : null, hasBuyer);
                Group(said, times, starts[buyer], at, agents, pen);
                if (!hasBuyer && !oneSided.Contains(shop))
                {
                    oneSided.Add(shop);
                    anomalies.Add(new Anomaly(AnomalyKind.OneSidedTalk, $"shops:{shop}"));
                }
            }
        }

        if (starts.Length > 0)
        {
            starts[^1] = at;
        }
    }

    /// <summary>Is there any chat of the shop at all? Without one nobody can be asked to have talked.</summary>
    public bool HasFeed(string shop) => feeds.Contains(shop);

    public static bool IsHuman(SenderKind sender) => sender is SenderKind.Agent or SenderKind.AssistBot;

    public (int From, int To) Of(string shop, string buyer) =>
        buyers.TryGetValue(shop, out var known) && known.TryGetValue(buyer, out var number) ? (starts[number], starts[number + 1]) : default;

    public string Id(int message) => messages[rows[message]].Id;

    public Instant SentAt(int message) => messages[rows[message]].SentAt!.Value;

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
        for (; contact >= 0; contact = before[contact])
        {
            if (receivedAt[contact] <= ticks)
            {
                return ContactDay[contact];
            }
        }

        return null;
    }

    /// <summary>Was one of the items named in a contact by an instant?</summary>
    public bool Named(int contact, long ticks, IReadOnlyCollection<string> items)
    {
        if (!keepsWords)
        {
            return false;
        }

        var (from, to) = words[contact];
        for (var i = from; i < to; i++)
        {
            var message = messages[wordRows[i]];
            if (message.SentAt!.Value.ToUnixTimeTicks() + shift <= ticks && message.Text is { Length: > 0 } text && items.Any(item => Tokens.Contains(text, item)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts the rows of people into one run per buyer: numbers the buyers, counts, then places.</summary>
    private (int[] Slots, long[] Times) Bucket(ISet<Anomaly> anomalies)
    {
        var (numbers, times, counts) = (new int[messages.Count], new long[messages.Count], new List<int>());
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = -1;
            var message = messages[i];
            if (!IsHuman(message.Sender) && message.Sender != SenderKind.Buyer)
            {
                continue;
            }

            if (message.SentAt is not { } sent)
            {
                anomalies.Add(new Anomaly(AnomalyKind.MessageWithoutTime, $"messages:{message.Id}"));
                continue;
            }

            times[i] = sent.ToUnixTimeTicks() + shift;
            numbers[i] = Number(message, counts);
            counts[numbers[i]]++;
        }

        starts = new int[counts.Count + 1];
        for (var buyer = 0; buyer < counts.Count; buyer++)
        {
            starts[buyer + 1] = starts[buyer] + counts[buyer];
        }

        var (slots, next) = (new int[starts[^1]], starts.ToArray());
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0)
            {
                slots[next[numbers[i]]++] = i;
            }
        }

        var human = messages.Count(m => IsHuman(m.Sender) && m.SentAt is not null);
        (rows, At, Agent, Contact) = (new int[human], new long[human], new int[human], new int[human]);
        return (slots, times);
    }

    private int Number(MessageFact message, List<int> counts)
    {
        var known = buyers.TryGetValue(message.Shop, out var found) ? found : buyers[message.Shop] = new(StringComparer.Ordinal);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, message.Buyer, out var isKnown);
        if (!isKnown)
        {
            number = counts.Count;
            counts.Add(0);
        }

        return number;
    }

    private void Sort(Span<int> said, long[] times)
    {
        for (var i = 1; i < said.Length; i++)
        {
            if (Compare(said[i - 1], said[i], times) > 0)
            {
                said.Sort((a, b) => Compare(a, b, times));
                return;
            }
        }
    }

    private int Compare(int a, int b, long[] times) => times[a].CompareTo(times[b]) is not 0 and var c ? c : string.CompareOrdinal(messages[a].Id, messages[b].Id);

    private int Fill(ReadOnlySpan<int> said, long[] times, int at, Agents agents, ISet<Anomaly> anomalies, out bool hasBuyer)
    {
        hasBuyer = false;
        foreach (var row in said)
        {
            var message = messages[row];
            if (!IsHuman(message.Sender))
            {
                hasBuyer = true;
                continue;
            }

            (rows[at], At[at], Agent[at]) = (row, times[row], agents.At(message.Account, message.Shop, times[row]));
            if (!agents.IsPerson(Agent[at]))
            {
                anomalies.Add(Odd(message, agents.Kind(Agent[at])));
            }

            at++;
        }

        return at;
    }

    private static Anomaly Odd(MessageFact message, AgentKind kind) => kind switch
    {
        AgentKind.NoAccount => new Anomaly(AnomalyKind.MessageWithoutAccount, $"messages:{message.Id}"),
        AgentKind.SharedAccount => new Anomaly(AnomalyKind.AccountOverlap, $"accounts:{message.Account}"),
        _ => new Anomaly(AnomalyKind.AccountUnknown, $"accounts:{message.Account}"),
    };

    /// <summary>Walks the buyer's words once per agent: the agent's own, and what the buyer said to the agent or to nobody in particular.</summary>
    private void Group(ReadOnlySpan<int> said, long[] times, int from, int to, Agents agents, ContactPen pen)
    {
        for (var first = from; first < to; first++)
        {
            var agent = Agent[first];
            if (Agent.AsSpan(from, first - from).Contains(agent))
            {
                continue; // this agent's contacts are written already
            }

            var own = from;
            pen.Of(agent);
            foreach (var row in said)
            {
                var message = messages[row];
                if (IsHuman(message.Sender))
                {
                    if (Agent[own] == agent)
                    {
                        pen.Say(row, times[row], own);
                    }
                    else
                    {
                        pen.AnsweredByAnother();
                    }

                    own++;
                }
                else if (string.IsNullOrEmpty(message.Account) || agents.At(message.Account, message.Shop, times[row]) == agent)
                {
                    pen.Say(row, times[row], -1);
                    pen.Asked(isAddressed: !string.IsNullOrEmpty(message.Account));
                }
            }

            pen.Finish();
        }
    }

    /// <summary>Writes the contacts of one agent with one buyer, in the order of time.</summary>
    private sealed class ContactPen(Talks talks, Duration? silence)
    {
        private ShopClock clock = null!;
        private Sittings? sittings;
        private bool hasBuyer;
        private int agent;
        private int said;
        private int own;
        private int firstWord;
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

        public void Say(int row, long ticks, int place)
        {
            if (said > 0 && (sittings?.Between(last, ticks, agent) ?? IsLongSilence(ticks, isOwn: place >= 0)))
            {
                Close();
            }

            if (said++ == 0)
            {
                (first, firstWord) = (ticks, talks.wordRows.Count);
            }

            (last, isLastOwn) = (ticks, place >= 0);
            if (talks.keepsWords)
            {
                talks.wordRows.Add(row);
            }

            if (place >= 0)
            {
                own++;
                talks.Contact[place] = talks.ContactDay.Count; // the number this contact gets when it is closed
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
            return !isAnswer && (silence is { } longest ? ticks - last >= longest.BclCompatibleTicks : clock.Day(last) != clock.Day(ticks));
        }

        private void Close()
        {
            if (own > 0)
            {
                var contact = talks.ContactDay.Count;
                talks.ContactDay.Add(clock.Day(first));
                talks.receivedAt.Add(hasBuyer ? Math.Max(agentAt, buyerAt) : agentAt);
                talks.before.Add(previous);
                talks.words.Add((firstWord, talks.wordRows.Count));
                previous = contact;
            }
            else if (talks.keepsWords && said > 0)
            {
                talks.wordRows.RemoveRange(firstWord, talks.wordRows.Count - firstWord);
            }

            (said, own, agentAt, buyerAt) = (0, 0, long.MaxValue, long.MaxValue);
        }
    }
}
