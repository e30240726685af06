using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// Who inside meets what a vacant post asks for. Months count by the intervals of <c>people.csv</c>; work elsewhere is entered as a
/// score of the kind <c>before:ROLE</c> in months. A post is role and team without a break up to the end of the month. Only listed.
/// </summary>
internal static class Posting
{
    private const string Before = "before:";

    public static void Tell(PayCase given, YearMonth month, DecisionList decisions)
    {
        var end = month.OnDayOfMonth(1).PlusMonths(1);
        foreach (var post in given.Rules.Posts.Where(p => p.IsVacant))
        {
            foreach (var person in given.Staffing.Persons)
            {
                var rows = given.Staffing.RowsOf(person);
                if (Staffing.RowAt(rows, end.PlusDays(-1)) is { } now && now.Role != post.Id && post.Ways.FirstOrDefault(w => Meets(given, rows, now, w, end)) is { } way)
                {
                    decisions.Add("post_candidate", $"people:{person}", person,
                        $"{person} 做 {way.Role} 满 {way.Months} 个月{(way.MonthsInPost > 0 ? $"、同岗满 {way.MonthsInPost} 个月" : string.Empty)}，够「{post.Name}」的条件，请先看内部人选。");
                }
            }
        }
    }

    public static bool Meets(PayCase given, IReadOnlyList<PersonFact> rows, PersonFact now, PostWay way, LocalDate end)
    {
        var elsewhere = given.Facts.Scores.Where(s => s.Person == now.Person && s.Kind == Before + way.Role && string.CompareOrdinal(s.Period, PayCase.Period(end.PlusDays(-1).ToYearMonth())) <= 0)
            .OrderBy(s => s.Period, StringComparer.Ordinal).LastOrDefault()?.Value ?? 0;
        return elsewhere + Months(Stretches(rows.Where(r => r.Role == way.Role), end)) >= way.Months
            && (way.MonthsInPost == 0 || Stretches(rows.Where(r => r.Role == now.Role && r.Team == now.Team), end) is [.., var last] && last.To == end && Months([last]) >= way.MonthsInPost);
    }

    /// <summary>Intervals up to a day, those that touch as one; one that nobody dated counts nothing.</summary>
    private static List<(LocalDate From, LocalDate To)> Stretches(IEnumerable<PersonFact> rows, LocalDate end)
    {
        var merged = new List<(LocalDate From, LocalDate To)>();
        foreach (var row in rows.Where(r => (r.From ?? r.HiredOn) is not null).OrderBy(r => r.From ?? r.HiredOn))
        {
            var from = row.From is { } start && !(row.HiredOn > start) ? start : row.HiredOn!.Value;
            var to = new[] { row.To, row.LeftOn, end }.Min(d => d ?? end);
            if (to <= from)
            {
                continue;
            }

            if (merged.Count > 0 && from <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, LocalDate.Max(merged[^1].To, to));
            }
            else
            {
                merged.Add((from, to));
            }
        }

        return merged;
    }

    private static int Months(IEnumerable<(LocalDate From, LocalDate To)> stretches) => stretches.Sum(s => Period.Between(s.From, s.To, PeriodUnits.Months).Months);
}
