using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// When the clock of a first response starts. <c>assigned</c>: the last transfer to whoever answered, else the beginning of the session held by one of
/// their accounts. <c>from_bot</c>: the last transfer from an account that is nobody's, else the last words of a machine. Where no fact says when, and
/// never before the buyer's first words, the buyer's first words are the start.
/// </summary>
internal sealed class FirstStarts
{
    private readonly Dictionary<string, List<(Instant At, string? Person)>> starts = new(StringComparer.Ordinal);
    private readonly bool isByPerson;

    private FirstStarts(bool isByPerson) => this.isByPerson = isByPerson;

    public static FirstStarts Of(FactSet facts, MetricRules rules, string shop, Staff staff)
    {
        var found = new FirstStarts(rules.FirstStart == FirstStart.Assigned);
        if (rules.FirstStart == FirstStart.Question)
        {
            return found;
        }

        var buyers = facts.Sessions.Where(s => s.Shop == shop).GroupBy(s => s.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Buyer, StringComparer.Ordinal);
        foreach (var message in facts.Messages)
        {
            if (message.Shop == shop && message.Id.LastIndexOf('-') is > 0 and var at)
            {
                buyers.TryAdd(message.Id[..at], message.Buyer); // talks of the house number their messages
            }
        }

        foreach (var transfer in facts.Transfers.Where(t => t.Session is not null && buyers.ContainsKey(t.Session)))
        {
            if (found.isByPerson)
            {
                found.Add(buyers[transfer.Session!], transfer.At, staff.PersonOf(transfer.ToAccount, shop, transfer.At));
            }
            else if (staff.PersonOf(transfer.FromAccount, shop, transfer.At) is null)
            {
                found.Add(buyers[transfer.Session!], transfer.At, null);
            }
        }

        if (found.isByPerson)
        {
            foreach (var session in facts.Sessions.Where(s => s.Shop == shop))
            {
                found.Add(session.Buyer, session.From, staff.PersonOf(session.Account, shop, session.From));
            }
        }
        else
        {
            foreach (var said in facts.Messages.Where(m => m.Shop == shop && m.Sender == SenderKind.Bot && m.SentAt is not null))
            {
                found.Add(said.Buyer, said.SentAt!.Value, null);
            }
        }

        return found;
    }

    public Instant Of(Round round)
    {
        var start = round.OpenedAt;
        foreach (var (at, person) in starts.GetValueOrDefault(round.Buyer, []))
        {
            if (at > start && at <= round.AnsweredAt && (!isByPerson || (person is not null && person == round.Person)))
            {
                start = at;
            }
        }

        return start;
    }

    private void Add(string buyer, Instant at, string? person)
    {
        if (!starts.TryGetValue(buyer, out var list))
        {
            starts[buyer] = list = [];
        }

        list.Add((at, person));
    }
}
