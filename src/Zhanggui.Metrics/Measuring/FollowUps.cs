using NodaTime;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Somebody wrote that they would look and come back, and did not within the time.</summary>
internal static class FollowUps
{
    public static void Count(Ledger ledger, IReadOnlyList<Sitting> sittings, MetricRules rules)
    {
        if (rules is not { FollowUpWithin: { } within, FollowUpWords.Count: > 0 })
        {
            return;
        }

        var figure = ledger.Open("missed_follow_ups");
        foreach (var talk in sittings.GroupBy(s => s.Buyer, StringComparer.Ordinal))
        {
            var lines = talk.SelectMany(s => s.Lines.Select(l => (s.Day, Line: l))).ToList();
            for (var i = 0; i < lines.Count; i++)
            {
                var said = lines[i].Line;
                if (!said.IsHuman || said.Text is null || !rules.FollowUpWords.Any(w => said.Text.Contains(w, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                // Whoever comes back: the buyer is helped by a colleague's answer as well.
                var back = lines.Skip(i + 1).Select(l => l.Line).FirstOrDefault(l => l.IsHuman);
                if (back is null || back.At - said.At > within)
                {
                    ledger.Everybody(figure, new Part(lines[i].Day, MemberKind.Message, said.Id)
                    {
                        Numerator = 1,
                        Buyer = talk.Key,
                        Person = said.Person,
                        From = said.At,
                        FromMessage = said.Id,
                        To = back?.At,
                        ToMessage = back?.Id,
                    });
                }
            }
        }
    }
}
