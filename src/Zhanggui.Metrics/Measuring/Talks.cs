using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Messages to sittings and rounds. Messages without a time enter neither; filtered buyers enter nothing.</summary>
internal static class Talks
{
    /// <summary>How a recorded session says that nobody ended it.</summary>
    private static readonly HashSet<string> NotByHand = new(["silence", "timeout", "system", "bot", "auto"], StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<Sitting> Sittings(FactSet facts, MetricRules rules, string shop, ShopDays days, Staff staff)
    {
        var filters = facts.Filters.Where(f => (string.IsNullOrEmpty(f.Shop) || f.Shop == shop) && !rules.CountedAllTheSame.Contains(f.Kind)).ToLookup(f => f.Buyer, StringComparer.Ordinal);
        var own = rules.CountedAllTheSame.Contains("team_member") ? [] : facts.Accounts.Select(a => a.Account).ToHashSet(StringComparer.Ordinal);
        var elsewhere = ChannelOf(facts, shop);
        var ends = facts.Sessions.Where(s => s.Shop == shop && s.To is not null && !string.IsNullOrEmpty(s.EndedBy) && !NotByHand.Contains(s.EndedBy)).ToLookup(s => s.Buyer, s => s.To!.Value, StringComparer.Ordinal);
        var talks = new Dictionary<string, List<Line>>(StringComparer.Ordinal);
        foreach (var message in facts.Messages)
        {
            if (message.Shop != shop || message.SentAt is not { } at || !Counts(message) || own.Contains(message.Buyer) || filters[message.Buyer].Any(f => (f.From is null || f.From <= at) && (f.To is null || at < f.To)))
            {
                continue;
            }

            if (!talks.TryGetValue(message.Buyer, out var lines))
            {
                talks[message.Buyer] = lines = [];
            }

            lines.Add(new Line(at, message.Sender == SenderKind.Buyer, message.Sender is SenderKind.Agent or SenderKind.AssistBot, staff.PersonOf(message.Account, shop, at), message.Text, message.Id, message.Channel ?? elsewhere));
        }

        var found = new List<Sitting>();
        foreach (var (buyer, lines) in talks)
        {
            lines.Sort(static (a, b) => a.At.CompareTo(b.At) is var at and not 0 ? at : string.CompareOrdinal(a.Id, b.Id));
            Part(buyer, lines, rules, days, [.. ends[buyer]], found);
        }

        found.RemoveAll(s => !s.HasBuyer && !s.HasHuman);
        found.Sort(static (a, b) => a.From.CompareTo(b.From) is var at and not 0 ? at : string.CompareOrdinal(a.Buyer, b.Buyer));
        return found;
    }

    /// <summary>The rounds of one buyer's sittings, in order. <paramref name="isQuestion"/> says which of the buyer's messages ask.</summary>
    public static IEnumerable<Round> Rounds(IEnumerable<Sitting> sittings, Func<Line, bool> isQuestion, ShopDays days)
    {
        foreach (var talk in sittings.GroupBy(s => s.Buyer, StringComparer.Ordinal))
        {
            Line? open = null;
            var isFirst = false;
            foreach (var sitting in talk)
            {
                var hasAsked = false;
                foreach (var line in sitting.Lines)
                {
                    if (line.IsBuyer && isQuestion(line) && (open is null || !hasAsked))
                    {
                        if (open is not null)
                        {
                            yield return Made(talk.Key, open, null, isFirst, days); // begun anew after a silence
                        }

                        (open, isFirst, hasAsked) = (line, !hasAsked, true);
                    }
                    else if (line.IsHuman && open is not null)
                    {
                        yield return Made(talk.Key, open, line, isFirst, days);
                        open = null;
                    }
                }
            }

            if (open is not null)
            {
                yield return Made(talk.Key, open, null, isFirst, days);
            }
        }
    }

    private static Round Made(string buyer, Line open, Line? answer, bool isFirst, ShopDays days) => new(buyer, open, answer, days.Day(open.At), isFirst);

    /// <summary>What did not come through a channel of the house came from the shop's platform.</summary>
    private static string ChannelOf(FactSet facts, string shop) => facts.Shops.FirstOrDefault(s => s.Shop == shop)?.Platform is { Length: > 0 } platform ? platform : "platform";

    /// <summary>What machines say is neither question nor answer.</summary>
    private static bool Counts(MessageFact message) => message.Sender is SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot;

    private static void Part(string buyer, List<Line> lines, MetricRules rules, ShopDays days, IReadOnlyList<Instant> ends, List<Sitting> found)
    {
        List<Line> present = [];
        var isOwed = false; // the talk before ended with words that nobody answered
        foreach (var line in lines)
        {
            if (present.Count > 0 && (IsSilent(present[^1], line, present[0], rules, days) || ends.Any(e => e > present[^1].At && e <= line.At)))
            {
                found.Add(Made(buyer, present, isOwed, days));
                isOwed = present[^1].IsBuyer || (isOwed && !present.Any(l => l.IsHuman));
                present = [];
            }

            present.Add(line);
        }

        if (present.Count > 0)
        {
            found.Add(Made(buyer, present, isOwed, days));
        }
    }

    private static Sitting Made(string buyer, List<Line> lines, bool isOwed, ShopDays days) =>
        new(buyer, days.Day(lines[0].At), lines) { IsOutreach = !isOwed && !lines.Exists(l => l.IsBuyer) };

    private static bool IsSilent(Line last, Line next, Line first, MetricRules rules, ShopDays days) =>
        rules.Silence is { } silence ? next.At - last.At >= silence : days.Day(next.At) != days.Day(first.At);
}
