using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Messages to sittings and rounds. Messages without a time enter neither; filtered buyers enter nothing.</summary>
internal static class Talks
{
    public static IReadOnlyList<Sitting> Sittings(FactSet facts, MetricRules rules, string shop, ShopDays days, Staff staff)
    {
        var filters = facts.Filters.Where(f => string.IsNullOrEmpty(f.Shop) || f.Shop == shop).ToLookup(f => f.Buyer, StringComparer.Ordinal);
        var found = new List<Sitting>();
        foreach (var talk in facts.Messages.Where(m => m.Shop == shop && m.SentAt is not null).GroupBy(m => m.Buyer, StringComparer.Ordinal))
        {
            var lines = talk.Where(m => Counts(m) && !filters[m.Buyer].Any(f => (f.From is null || f.From <= m.SentAt) && (f.To is null || m.SentAt < f.To)))
                .Select(m => new Line(m.SentAt!.Value, m.Sender == SenderKind.Buyer, m.Sender is SenderKind.Agent or SenderKind.AssistBot, staff.PersonOf(m.Account, shop, m.SentAt.Value), m.Text, m.Id))
                .OrderBy(l => l.At).ThenBy(l => l.Id, StringComparer.Ordinal);
            Part(shop, talk.Key, lines, rules, days, found);
        }

        return [.. found.Where(s => s.HasBuyer || s.Lines.Any(l => l.IsHuman)).OrderBy(s => s.From).ThenBy(s => s.Buyer, StringComparer.Ordinal)];
    }

    /// <summary>The rounds of one buyer's sittings, in order. <paramref name="isQuestion"/> says which of the buyer's messages ask.</summary>
    public static IEnumerable<Round> Rounds(IEnumerable<Sitting> sittings, Func<Line, bool> isQuestion, ShopDays days)
    {
        foreach (var talk in sittings.GroupBy(s => s.Buyer, StringComparer.Ordinal))
        {
            Line? open = null;
            var isFirst = false;
            foreach (var sitting in talk.OrderBy(s => s.From))
            {
                var hasAsked = false;
                foreach (var line in sitting.Lines)
                {
                    if (line.IsBuyer && isQuestion(line) && (open is null || !hasAsked))
                    {
                        if (open is not null)
                        {
                            yield return Made(sitting, open, null, isFirst, days); // begun anew after a silence
                        }

                        (open, isFirst, hasAsked) = (line, !hasAsked, true);
                    }
                    else if (line.IsHuman && open is not null)
                    {
                        yield return Made(sitting, open, line, isFirst, days);
                        open = null;
                    }
                }
            }

            if (open is not null)
            {
                yield return Made(talk.Last(), open, null, isFirst, days);
            }
        }
    }

    private static Round Made(Sitting sitting, Line open, Line? answer, bool isFirst, ShopDays days) =>
        new(sitting.Shop, sitting.Buyer, open.At, answer?.At, answer is null ? open.Person : answer.Person, days.Day(open.At), isFirst);

    /// <summary>What machines say is neither question nor answer.</summary>
    private static bool Counts(MessageFact message) => message.Sender is SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot;

    private static void Part(string shop, string buyer, IEnumerable<Line> lines, MetricRules rules, ShopDays days, List<Sitting> found)
    {
        List<Line> present = [];
        foreach (var line in lines)
        {
            var ends = present.Count > 0 && (rules.Silence is { } silence ? line.At - present[^1].At >= silence : days.Day(line.At) != days.Day(present[0].At));
            if (ends)
            {
                found.Add(new Sitting(shop, buyer, days.Day(present[0].At), present));
                present = [];
            }

            present.Add(line);
        }

        if (present.Count > 0)
        {
            found.Add(new Sitting(shop, buyer, days.Day(present[0].At), present));
        }
    }
}
