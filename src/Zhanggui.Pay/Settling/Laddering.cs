using NodaTime;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>Who could climb a grade from the first of the next month: a proposal with its evidence, never a decision.</summary>
internal sealed record Candidate(string Person, LadderStep Step, LocalDate From, LocalDate? InGradeSince, int CleanMonths, bool IsPassed)
{
    /// <summary>Everything the book asks for is there; a person still has to decide.</summary>
    public bool IsComplete => IsPassed;
}

/// <summary>The promotion ladder as a pure function of grades, mistakes and assessments.</summary>
internal static class Laddering
{
    private const int LongestCount = 240;

    /// <summary>Everybody who meets the time conditions at the end of a month, whether or not the assessment is passed (LADD-08).</summary>
    public static IReadOnlyList<Candidate> Candidates(PayCase given, YearMonth month)
    {
        if (given.Rules.Ladder.Count == 0)
        {
            return [];
        }

        var mistakes = Mistakes(given);
        var next = month.OnDayOfMonth(1).PlusMonths(1);
        return
        [
            .. from person in given.Staffing.Of(month)
               where person.Days[^1].Day == next.PlusDays(-1)
               from step in given.Rules.Ladder
               where step.From == person.Grade
               let since = Since(given.Staffing.RowsOf(person.Person), person.Days[^1].Day, step.From)
               let clean = Clean(mistakes[person.Person].ToHashSet(), since, month)
               where (step.CleanMonths is not { } months || clean >= months) && (step.MonthsInGrade is not { } tenure || (since is { } start && start.PlusMonths(tenure) <= next))
               select new Candidate(person.Person, step, next, since, clean, IsPassed(given, step, person.Person, month)),
        ];
    }

    /// <summary>Where everybody of the month stands, whether or not anything is in reach.</summary>
    public static IReadOnlyList<PersonProgress> Progress(PayCase given, YearMonth month)
    {
        var mistakes = Mistakes(given);
        var notes = given.Facts.Incidents.DistinctBy(i => i.Id).ToDictionary(i => $"incidents:{i.Id}", i => i.Note, StringComparer.Ordinal);
        var events = given.ByMonth[month].ToLookup(o => o.Person, StringComparer.Ordinal);
        return
        [
            .. from person in given.Staffing.Of(month)
               let since = person.Grade is { } grade ? Since(given.Staffing.RowsOf(person.Person), person.Days[^1].Day, grade) : null
               let step = given.Rules.Ladder.FirstOrDefault(s => s.From == person.Grade)
               select new PersonProgress(person.Person, person.Grade, since, Clean(mistakes[person.Person].ToHashSet(), since, month),
                   [.. events[person.Person].OrderBy(o => o.At).ThenBy(o => o.Subject, StringComparer.Ordinal).Select(o => new MonthEvent(o.At, o.Rule.Id, o.Rule.Name, o.Subject, o.OrderId, o.Judged.ToString().ToLowerInvariant(), o.Fine + o.Loss, o.Because, notes.GetValueOrDefault(o.Subject)))],
                   step is null ? null : new NextGrade(step.To, step.Name, step.CleanMonths, step.MonthsInGrade, step.Assessment, step.Assessment is null || IsPassed(given, step, person.Person, month))),
        ];
    }

    public static void Tell(PayCase given, YearMonth month, DecisionList decisions)
    {
        foreach (var candidate in Candidates(given, month))
        {
            var had = $"{candidate.Person} 任 {candidate.Step.From} 自 {candidate.InGradeSince?.ToString("uuuu'-'MM'-'dd", null) ?? "入职"}，已连续 {candidate.CleanMonths} 个月无失误";
            decisions.Add(candidate.IsComplete ? "promotion" : "promotion_candidate", $"people:{candidate.Person}", candidate.Person, candidate.IsComplete
                ? $"{had}，可以从 {candidate.From:uuuu'-'MM'-'dd} 起晋升 {candidate.Step.To}，请决定。"
                : $"{had}，时间条件已满足，还差考核「{candidate.Step.Assessment}」。");
        }
    }

    /// <summary>Months with a mistake: what counted, and tolerated lateness where the switch says so. What is exempt is none.</summary>
    private static ILookup<string, YearMonth> Mistakes(PayCase given)
    {
        return given.Occurrences.Where(o => o.Judged == Judged.Counts || (o.Judged == Judged.Tolerated && given.Rules.Switches.ToleratedLatenessIsMistake)).Select(o => (o.Person, o.Month))
            .Concat(given.WithoutRule.SelectMany(i => i).Select(i => (i.Person, Month: i.At.InZone(given.Zone).Date.ToYearMonth())))
            .ToLookup(m => m.Person, m => m.Month, StringComparer.Ordinal);
    }

    /// <summary>Whole calendar months in the grade without a mistake, up to and with the given one.</summary>
    private static int Clean(HashSet<YearMonth> mistakes, LocalDate? since, YearMonth month)
    {
        var count = 0;
        for (var at = month; count < LongestCount && !mistakes.Contains(at) && (since is not { } start || at.OnDayOfMonth(1) >= start); at = at.PlusMonths(-1))
        {
            count++;
        }

        return since is null && count == LongestCount ? LongestCount : count;
    }

    /// <summary>Since when somebody has the grade without a break; intervals that touch are one.</summary>
    private static LocalDate? Since(IReadOnlyList<Zhanggui.Facts.Records.PersonFact> rows, LocalDate day, string grade)
    {
        var (at, since) = (day, (LocalDate?)null);
        while (rows.FirstOrDefault(r => r.Grade == grade && (r.From is not { } from || from <= at) && (r.To is not { } to || at < to)) is { } row)
        {
            since = row.From ?? row.HiredOn;
            if (row.From is not { } start || start <= LocalDate.MinIsoValue.PlusDays(1))
            {
                break;
            }

            at = start.PlusDays(-1);
        }

        return since;
    }

    private static bool IsPassed(PayCase given, LadderStep step, string person, YearMonth month) => step.Assessment is not { } kind
        || given.Facts.Scores.Any(s => s.Kind == kind && s.Person == person && string.CompareOrdinal(s.Period, PayCase.Period(month)) <= 0 && s.Value is { } value && Ratio.Of(value) >= (step.PassFrom ?? Ratio.One));
}
