using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>Writes the words to the buyers of one share: one run per buyer, sorted by time and id, grouped into contacts.</summary>
internal sealed class ShareWriter(CaseFile file, Packing packed, Talks talks, Duration? silence)
{
    private const int ShortRun = 24;
    private readonly ContactPen pen = new(talks, silence);
    private readonly HashSet<string> oneSided = new(StringComparer.Ordinal);
    private int[] slots = [];
    private string? lastShop;
    private ShopClock? clock;

    /// <param name="share">Which share of the buyers.</param>
    /// <param name="human">Where its human words begin in <see cref="Talks"/>.</param>
    /// <param name="sessions">The recorded sessions of its buyers.</param>
    /// <returns>Where the human words to each buyer begin.</returns>
    public int[] Write(int share, int human, Dictionary<int, Sittings>? sessions)
    {
        var (buyers, said) = (packed.Buyers[share], packed.Words[share]);
        var starts = Bucket(said, buyers.Count);
        var (at, from) = (human, 0);
        for (var buyer = 0; buyer < buyers.Count; buyer++)
        {
            var own = slots.AsSpan(from, starts[buyer + 1] - from);
            (from, starts[buyer]) = (starts[buyer + 1], at);
            Sort(own, said);
            at = Fill(own, said, at, out var hasBuyer);
            if (at > starts[buyer])
            {
                var shop = buyers.ShopOf(buyer);
                if (!ReferenceEquals(shop, lastShop))
                {
                    (lastShop, clock) = (shop, file.Clock(shop));
                }

                pen.Begin(clock!, sessions?.GetValueOrDefault(buyer), hasBuyer);
                Group(own, said, starts[buyer], at);
                if (!hasBuyer && oneSided.Add(shop))
                {
                    file.Note(AnomalyKind.OneSidedTalk, $"shops:{shop}");
                }
            }
        }

        starts[^1] = at;
        return starts;
    }

    /// <summary>Counts the words to each buyer, then puts them into one run.</summary>
    private int[] Bucket(Said[] said, int buyers)
    {
        if (slots.Length < said.Length)
        {
            slots = new int[said.Length * 5 / 4];
        }

        var starts = new int[buyers + 1];
        foreach (ref readonly var word in said.AsSpan())
        {
            starts[word.Buyer + 1]++;
        }

        for (var buyer = 0; buyer < buyers; buyer++)
        {
            starts[buyer + 1] += starts[buyer];
        }

        var next = starts.AsSpan(0, buyers).ToArray();
        for (var i = 0; i < said.Length; i++)
        {
            slots[next[said[i].Buyer]++] = i;
        }

        return starts;
    }

    private void Sort(Span<int> run, Said[] said)
    {
        if (run.Length > ShortRun)
        {
            run.Sort((a, b) => Compare(said[a], said[b]));
            return;
        }

        for (var i = 1; i < run.Length; i++)
        {
            var (moved, to) = (run[i], i);
            for (; to > 0 && Compare(said[run[to - 1]], said[moved]) > 0; to--)
            {
                run[to] = run[to - 1];
            }

            run[to] = moved;
        }
    }

    private int Compare(in Said a, in Said b) => a.At.CompareTo(b.At) is not 0 and var c ? c : packed.Messages.CompareIds(a.Row, b.Row);

    private int Fill(ReadOnlySpan<int> run, Said[] said, int at, out bool hasBuyer)
    {
        hasBuyer = false;
        foreach (var slot in run)
        {
            ref readonly var words = ref said[slot];
            if (!words.IsHuman)
            {
                hasBuyer = true;
                continue;
            }

            (talks.Rows[at], talks.At[at], talks.Agent[at]) = (words.Row, words.At, words.Who);
            if (!file.Agents.IsPerson(words.Who))
            {
                Odd(words.Row, file.Agents.Kind(words.Who));
            }

            at++;
        }

        return at;
    }

    private void Odd(int row, AgentKind kind)
    {
        switch (kind)
        {
            case AgentKind.NoAccount:
                file.Note(AnomalyKind.MessageWithoutAccount, $"messages:{packed.Messages.IdOf(row)}");
                break;
            case AgentKind.SharedAccount:
                file.Note(AnomalyKind.AccountOverlap, $"accounts:{packed.Messages.AccountOf(row)}");
                break;
            default:
                file.Note(AnomalyKind.AccountUnknown, $"accounts:{packed.Messages.AccountOf(row)}");
                break;
        }
    }

    /// <summary>Walks the buyer's words once per agent: the agent's own, and what the buyer said to the agent or to nobody in particular.</summary>
    private void Group(ReadOnlySpan<int> run, Said[] said, int from, int to)
    {
        for (var first = from; first < to; first++)
        {
            var agent = talks.Agent[first];
            if (talks.Agent.AsSpan(from, first - from).Contains(agent))
            {
                continue; // this agent's contacts are written already
            }

            var own = from;
            pen.Of(agent);
            foreach (var slot in run)
            {
                ref readonly var words = ref said[slot];
                if (words.IsHuman)
                {
                    if (words.Who == agent)
                    {
                        pen.Say(words.Row, words.At, own);
                    }
                    else
                    {
                        pen.AnsweredByAnother();
                    }

                    own++;
                }
                else if (words.Who == Said.ToNobody || words.Who == Said.To(agent))
                {
                    pen.Say(words.Row, words.At, -1);
                    pen.Asked(isAddressed: words.Who != Said.ToNobody);
                }
            }

            pen.Finish();
        }
    }
}
