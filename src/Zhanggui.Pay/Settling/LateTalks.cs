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
    private readonly IReadOnlyList<MessageFact> all;
    private readonly Lazy<Dictionary<string, List<int>>> messages;
    private readonly Lazy<ILookup<string, SessionFact>> sessions;

    public LateTalks(FactSet facts, Duration pause)
    {
        (this.pause, all) = (pause, facts.Messages);
        messages = new(() => ByAccount(all));
        sessions = new(() => facts.Sessions.Where(s => s.To is not null).ToLookup(s => s.Account ?? string.Empty, StringComparer.Ordinal));
    }

    /// <summary>Until when the talks of an account kept it at work after <paramref name="end"/>, with the fact that says so; null = nobody was waiting.</summary>
    public (Instant Until, string Fact)? After(string account, Instant end) =>
        pause == Duration.Zero ? null : messages.Value.TryGetValue(account, out var said) ? ByMessages(said, end) : BySessions(account, end);

    private (Instant Until, string Fact)? BySessions(string account, Instant end) => sessions.Value[account].Where(s => s.From < end && s.To > end)
        .OrderByDescending(s => s.To).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => ((Instant, string)?)(s.To!.Value, $"sessions:{s.Id}")).FirstOrDefault();

    private (Instant Until, string Fact)? ByMessages(List<int> said, Instant end)
    {
        var talks = new Dictionary<(string, string), (Instant At, bool HasBuyer)>();
        (Instant Until, string Fact)? last = null;
        for (var i = First(said, end - LongestTalk); i < said.Count && (all.SentAtOf(said[i]) <= end || talks.Count > 0); i++)
        {
            var at = all.SentAtOf(said[i])!.Value;
            var talk = all.TalkOf(said[i]);
            var goesOn = talks.TryGetValue(talk, out var before) && at - before.At <= pause;
            var isBuyer = all.SenderOf(said[i]) == SenderKind.Buyer;
            if (at <= end)
            {
                talks[talk] = (at, isBuyer || (goesOn && before.HasBuyer));
            }
            else if (goesOn && before.HasBuyer)
            {
                talks[talk] = (at, true);
                last = isBuyer ? last : (at, $"messages:{all.IdOf(said[i])}");
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

    private int First(List<int> said, Instant from)
    {
        var (low, high) = (0, said.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all.SentAtOf(said[middle]) < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Of each account the rows of what people said, by time and id.</summary>
    private static Dictionary<string, List<int>> ByAccount(IReadOnlyList<MessageFact> messages)
    {
        var byAccount = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < messages.Count; row++)
        {
            if (messages.SenderOf(row) is SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot && messages.SentAtOf(row) is not null && messages.AccountOf(row) is { Length: > 0 } account)
            {
                if (!byAccount.TryGetValue(account, out var list))
                {
                    byAccount[account] = list = [];
                }

                list.Add(row);
            }
        }

        foreach (var list in byAccount.Values)
        {
            list.Sort((a, b) => messages.SentAtOf(a)!.Value.CompareTo(messages.SentAtOf(b)!.Value) is var order and not 0 ? order : messages.CompareIds(a, b));
        }

        return byAccount;
    }
}
