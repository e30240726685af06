using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// Hours of a person's shifts in a month. A shift belongs to the day it is rostered on; its hours on a statutory holiday are the
/// holiday's own, wherever it began. What is left of a day above the daily hours is overtime; a shift on a rest day is rest-day
/// work, less the time off taken for it in the same month.
/// </summary>
internal sealed class WorkHours
{
    private readonly Dictionary<string, (Ratio Value, List<string> Facts)> figures = new(StringComparer.Ordinal);

    public Ratio Of(string figure) => figures.TryGetValue(figure, out var found) ? found.Value : Ratio.Zero;

    /// <summary>The shifts and talks that a figure came from.</summary>
    public IReadOnlyList<string> Facts(string figure) => figures.TryGetValue(figure, out var found) ? found.Facts : [];

    public static WorkHours Of(PayCase given, PersonMonth person)
    {
        var hours = new WorkHours();
        var month = given.Rules.Month;
        foreach (var (day, _) in person.Days)
        {
            var (ordinary, facts) = (Ratio.Zero, new List<string>());
            foreach (var shift in given.Worktime.Shifts(person.Person, day).Where(s => s is { Start: not null, End: not null }))
            {
                var worked = Worked(given, person, day, shift);
                var fact = $"roster:{person.Person}/{day:uuuu'-'MM'-'dd}/{shift.Shift}";
                var whole = Sum(worked.Spans);
                var holiday = Sum(worked.Spans.SelectMany(s => month.Holidays.Select(h => Overlap(s, Day(given, h)))));
                hours.Add("rostered_hours", whole, [fact]);
                hours.Add("holiday_hours", holiday, [fact]);
                hours.Add("extension_hours", worked.Extension, worked.Because is null ? [fact] : [fact, worked.Because]);
                hours.AddNight(given, day, shift, worked.Spans, fact);
                if (month.RestDayShifts.Contains(shift.Shift ?? string.Empty))
                {
                    hours.Add("rest_day_hours", whole - holiday, [fact]);
                    continue;
                }

                ordinary += whole - holiday;
                facts.Add(fact);
                if (worked.Because is not null)
                {
                    facts.Add(worked.Because);
                }
            }

            if (month.DailyHours is { } daily && ordinary > daily)
            {
                hours.Add("overtime_hours", ordinary - daily, facts);
            }
        }

        hours.TakeTimeOff(given, person);
        return hours;
    }

    private sealed record WorkedShift(IReadOnlyList<Interval> Spans, Ratio Extension, string? Because);

    /// <summary>As rostered or as present, and on until nobody who was waiting is left; never into the next shift.</summary>
    private static WorkedShift Worked(PayCase given, PersonMonth person, LocalDate day, RosterFact shift)
    {
        var planned = given.Worktime.Span(day, shift);
        var spans = given.Rules.Month.IsByPresence ? Present(given, person, planned) : [planned];
        if (given.Rules.Month.TalkPause is null)
        {
            return new(spans, Ratio.Zero, null);
        }

        var last = given.Staffing.AccountsOf(person.Person).Where(a => (a.From ?? Instant.MinValue) <= planned.End && planned.End < (a.To ?? Instant.MaxValue))
            .Select(a => given.LateTalks.After(a.Account, planned.End)).OfType<(Instant Until, string Fact)>().OrderByDescending(t => t.Until).ThenBy(t => t.Fact, StringComparer.Ordinal).FirstOrDefault();
        var next = new[] { day, day.PlusDays(1) }.SelectMany(d => given.Worktime.Shifts(person.Person, d).Where(s => s is { Start: not null, End: not null }).Select(s => given.Worktime.Span(d, s).Start))
            .Where(s => s >= planned.End).DefaultIfEmpty(Instant.MaxValue).Min();
        var until = Instant.Min(last.Until, next);
        return last.Fact is null || until <= planned.End ? new(spans, Ratio.Zero, null)
            : new([.. spans, new Interval(planned.End, until)], Sum([new Interval(planned.End, until)]), last.Fact);
    }

    private static List<Interval> Present(PayCase given, PersonMonth person, Interval planned)
    {
        var rows = given.Staffing.AccountsOf(person.Person).SelectMany(held => given.PresentOf(held.Account).Select(p => Overlap(planned,
            new Interval(Instant.Max(p.From, held.From ?? Instant.MinValue), Instant.Max(Instant.Max(p.From, held.From ?? Instant.MinValue), Instant.Min(p.To ?? Instant.MaxValue, held.To ?? Instant.MaxValue))))))
            .OfType<Interval>().OrderBy(i => i.Start).ThenBy(i => i.End);
        var merged = new List<Interval>();
        foreach (var row in rows)
        {
            if (merged.Count > 0 && row.Start <= merged[^1].End)
            {
                merged[^1] = new Interval(merged[^1].Start, Instant.Max(merged[^1].End, row.End));
            }
            else
            {
                merged.Add(row);
            }
        }

        return merged;
    }

    /// <summary>Without a night in the book, a night shift is one that runs over midnight.</summary>
    private void AddNight(PayCase given, LocalDate day, RosterFact shift, IReadOnlyList<Interval> spans, string fact)
    {
        var month = given.Rules.Month;
        if (month.Night is not { } night)
        {
            Add("night_shifts", Worktime.CrossesMidnight(shift) ? Ratio.One : Ratio.Zero, [fact]);
            return;
        }

        // The night that began the day before, that of the day, and that of the next day, which a long shift may reach.
        var hours = Sum(spans.SelectMany(s => Enumerable.Range(-1, 3).Select(d => Overlap(s, given.Worktime.Between(day.PlusDays(d), night.From, night.To)))));
        Add("night_hours", hours, [fact]);
        Add("night_shifts", hours.Sign > 0 && hours >= (month.NightLeast ?? Ratio.Zero) ? Ratio.One : Ratio.Zero, [fact]);
    }

    /// <summary>Time off on a day without a shift is a day's hours.</summary>
    private void TakeTimeOff(PayCase given, PersonMonth person)
    {
        if (!figures.TryGetValue("rest_day_hours", out var worked))
        {
            return;
        }

        foreach (var (day, _) in person.Days)
        {
            foreach (var leave in given.Worktime.LeaveOn(person.Person, day, given.Rules.Month.TimeOff))
            {
                var span = new Interval(leave.From, leave.To ?? Instant.MaxValue);
                var shifts = given.Worktime.Shifts(person.Person, day).Where(s => s is { Start: not null, End: not null }).ToList();
                var off = shifts.Count == 0 ? given.Rules.Month.DailyHours ?? Ratio.Zero : Sum(shifts.Select(s => Overlap(given.Worktime.Span(day, s), span)));
                worked = (Ratio.Max(Ratio.Zero, worked.Value - off), [.. worked.Facts, $"leave:{leave.Person}/{leave.From.InZone(given.Zone).Date:uuuu'-'MM'-'dd}"]);
            }
        }

        figures["rest_day_hours"] = worked;
    }

    private void Add(string figure, Ratio hours, List<string> facts)
    {
        if (hours.Sign > 0)
        {
            var (value, known) = figures.GetValueOrDefault(figure, (Ratio.Zero, []));
            figures[figure] = (value + hours, [.. known, .. facts]);
        }
    }

    private static Interval Day(PayCase given, LocalDate day) => new(given.Zone.AtStartOfDay(day).ToInstant(), given.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());

    private static Interval? Overlap(Interval a, Interval b) => Instant.Max(a.Start, b.Start) is var from && Instant.Min(a.End, b.End) is var to && to > from ? new Interval(from, to) : null;

    private static Ratio Sum(IEnumerable<Interval?> spans) => new(spans.Sum(s => s is { } span ? span.Duration.BclCompatibleTicks : 0), NodaConstants.TicksPerHour);

    private static Ratio Sum(IEnumerable<Interval> spans) => Sum(spans.Select(s => (Interval?)s));
}
