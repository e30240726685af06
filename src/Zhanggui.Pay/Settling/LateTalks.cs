using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// Talks that were not over when a shift ended. A buyer who wrote before the end keeps the shift open until the last answer of
/// the person, as long as no pause is longer than the book allows; where no message is on record, until the recorded end of the session.
/// </summary>
internal sealed class LateTalks
{
    private static readonly Duration LongestTalk = Duration.FromHours(4);
    private readonly Duration pause;
    private readonly Lazy<Dictionary<string, List<(Instant At, MessageFact Row)>>> messages;
    private readonly Lazy<ILookup<string, SessionFact>> sessions;

    public LateTalks(FactSet facts, Duration pause)
    {
        this.pause = pause;
        messages = new(() => ByAccount(facts.Messages));
        sessions = new(() => facts.Sessions.Where(s => s.To is not null).ToLookup(s => s.Account ?? string.Empty, StringComparer.Ordinal));
    }

    /// <summary>Until when the talks of an account kept it at work after <paramref name="end"/>, with the fact that says so; null = nobody was waiting.</summary>
    public (Instant Until, string Fact)? After(string account, Instant end) =>
        pause == Duration.Zero ? null : messages.Value.TryGetValue(account, out var said) ? ByMessages(said, end) : BySessions(account, end);

    private (Instant Until, string Fact)? BySessions(string account, Instant end) => sessions.Value[account].Where(s => s.From < end && s.To > end)
        .OrderByDescending(s => s.To).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => ((Instant, string)?)(s.To!.Value, $"sessions:{s.Id}")).FirstOrDefault();

    private (Instant Until, string Fact)? ByMessages(List<(Instant At, MessageFact Row)> all, Instant end)
    {
        var talks = new Dictionary<(string?, string?), (Instant At, bool HasBuyer)>();
        (Instant Until, string Fact)? last = null;
        for (var i = First(all, end - LongestTalk); i < all.Count && (all[i].At <= end || talks.Count > 0); i++)
        {
            var (at, message) = all[i];
            var talk = (message.Shop, message.Buyer);
            var goesOn = talks.TryGetValue(talk, out var before) && at - before.At <= pause;
            var isBuyer = message.Sender == SenderKind.Buyer;
            if (at <= end)
            {
                talks[talk] = (at, isBuyer || (goesOn && before.HasBuyer));
            }
            else if (goesOn && before.HasBuyer)
            {
                talks[talk] = (at, true);
                last = isBuyer ? last : (at, $"messages:{message.Id}");
            }
            else
            {
                // Whoever writes first after the end was not waiting for this shift.
                talks.Remove(talk);
                foreach (var ended in talks.Where(t => at - t.Value.At > pause).Select(t => t.Key).ToList())
                {
                    talks.Remove(ended);
                }
            }
        }

        return last;
    }

    private static int First(List<(Instant At, MessageFact Row)> all, Instant from)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all[middle].At < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static Dictionary<string, List<(Instant At, MessageFact Row)>> ByAccount(IReadOnlyList<MessageFact> messages)
    {
        var byAccount = new Dictionary<string, List<(Instant At, MessageFact Row)>>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message is { Account: { Length: > 0 } account, SentAt: { } at, Sender: SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot })
            {
                if (!byAccount.TryGetValue(account, out var list))
                {
                    byAccount[account] = list = [];
                }

                list.Add((at, message));
            }
        }

        foreach (var list in byAccount.Values)
        {
            list.Sort(static (a, b) => a.At.CompareTo(b.At) is var order and not 0 ? order : string.CompareOrdinal(a.Row.Id, b.Row.Id));
        }

        return byAccount;
    }
}
