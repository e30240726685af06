using NodaTime;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Pay.Ladder;

/// <summary>One thing the book asks for: <c>clean-months</c>, <c>months-in-grade</c>, <c>assessment</c>; had of needed (assessment: 0 or 1).</summary>
internal sealed record LadderCondition(string Kind, int Had, int Needed, string? Name)
{
    public bool IsMet => Had >= Needed;
}

/// <summary>Where a person stands before the next grade. <see cref="IsCandidate"/>: the time conditions are met (LADD-08); <see cref="IsReady"/>: everything is.</summary>
internal sealed record LadderState(string? Grade, LocalDate? Since, int CleanMonths, string? Next, string? NextName, IReadOnlyList<LadderCondition> Conditions)
{
    public bool IsCandidate => Next is not null && Conditions.Where(c => c.Kind != "assessment").All(c => c.IsMet);

    public bool IsReady => Next is not null && Conditions.All(c => c.IsMet);

    /// <summary>What a settled month says, with assessments that were passed since. Time in the grade is counted up to the first of the month after it.</summary>
    public static LadderState Of(PersonProgress progress, YearMonth month, Func<string, bool> passed)
    {
        if (progress.Next is not { } next)
        {
            return new LadderState(progress.Grade, progress.InGradeSince, progress.CleanMonths, null, null, []);
        }

        var conditions = new List<LadderCondition>();
        if (next.CleanMonths is { } clean)
        {
            conditions.Add(new LadderCondition("clean-months", progress.CleanMonths, clean, null));
        }

        if (next.MonthsInGrade is { } tenure)
        {
            var first = month.PlusMonths(1).OnDayOfMonth(1);
            var had = progress.InGradeSince is { } since && since < first ? (int)Period.Between(since, first, PeriodUnits.Months).Months : 0;
            conditions.Add(new LadderCondition("months-in-grade", had, tenure, null));
        }

        if (next.Assessment is { } assessment)
        {
            conditions.Add(new LadderCondition("assessment", next.IsPassed || passed(assessment) ? 1 : 0, 1, assessment));
        }

        return new LadderState(progress.Grade, progress.InGradeSince, progress.CleanMonths, next.Grade, next.Name, conditions);
    }
}
