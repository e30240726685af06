using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>What a month still waits for, and who should have got a result and has none.</summary>
internal static class OpenPoints
{
    public static void Tell(MonthRun run, IEnumerable<string> corrected)
    {
        var (given, decisions) = (run.Given, run.Decisions);
        foreach (var (_, kind, subject, person, text) in given.Open.Where(o => o.Month == run.Month))
        {
            decisions.Add(kind, subject, person, text);
        }

        foreach (var order in given.Ledger.Undecided(run.Month).Distinct(StringComparer.Ordinal))
        {
            decisions.Add("undecided_order", $"orders:{order}", null, $"订单 {order} 归谁还没有定，定了才能结薪。");
        }

        foreach (var lacks in given.Rules.Penalties.Where(p => p.Lacks is not null))
        {
            decisions.Add("empty_setting", lacks.Lacks!, null, $"「{lacks.Name}」在制度里是空的，没有金额。");
        }

        Refunds(run);
        Costs(run);
        Leave(run);
        Holidays(run);
        WithoutSlip(run, corrected);
    }

    /// <summary>Holiday pay by a list that ends before the year begins would be no holiday pay at all.</summary>
    private static void Holidays(MonthRun run)
    {
        var rules = run.Given.Rules;
        if (rules.Components.SelectMany(c => c.Formulas).Any(f => f.Figures.Contains("holiday_hours")) && !rules.Month.Holidays.Any(h => h.Year == run.Month.Year))
        {
            run.Decisions.Add("holidays_missing", "pay.month.holidays", null, $"{run.Month.Year} 年的法定节假日还没有填，节假日的工时没有按节假日算。");
        }
    }

    private static void Refunds(MonthRun run)
    {
        var given = run.Given;
        var refunds = given.Facts.Refunds.DistinctBy(r => r.RefundId).ToDictionary(r => $"refunds:{r.RefundId}", StringComparer.Ordinal);
        var reviews = given.Facts.Reviews.ToLookup(r => $"reviews:{r.OrderId}", StringComparer.Ordinal);
        var judged = given.Rules.Penalties.Any(p => p.Facts == PenaltyFacts.Reviews && p.Lacks is null);
        foreach (var notice in given.Credits.ToDecide)
        {
            if (refunds.TryGetValue(notice.Subject, out var refund) && IsIn(refund.SucceededAt, run))
            {
                run.Decisions.Add("refund_responsible", notice.Subject, null, $"订单 {refund.OrderId} 的退款：{notice.What.Zh}，先不扣业绩。");
            }
            else if (!judged && reviews[notice.Subject].Any(r => IsIn(r.At, run)))
            {
                run.Decisions.Add("review_cause", notice.Subject, null, $"{notice.What.Zh}，先不扣业绩。");
            }
        }
    }

    private static void Costs(MonthRun run)
    {
        if (!run.Given.Rules.Components.SelectMany(c => c.Formulas).Any(f => f.Figures.Contains("own_costs")))
        {
            return;
        }

        foreach (var cost in run.Given.Facts.Costs.Where(c => IsIn(c.At, run) && (string.IsNullOrEmpty(c.Responsible) || string.IsNullOrEmpty(c.DecidedBy))))
        {
            run.Decisions.Add("cost_responsible", $"costs:{cost.Id}", null, $"售后成本 {cost.Amount} 元由谁承担，还没有人定，先不计。");
        }
    }

    private static void Leave(MonthRun run)
    {
        if (!run.Given.Rules.Switches.LeaveNeedsSignature)
        {
            return;
        }

        var (from, to) = (run.Month.OnDayOfMonth(1), run.Month.OnDayOfMonth(1).PlusMonths(1));
        foreach (var leave in run.Given.Facts.Leave.Where(l => string.IsNullOrEmpty(l.SignedBy) && l.From.InZone(run.Given.Zone).Date < to && (l.To is not { } end || end.InZone(run.Given.Zone).Date >= from)))
        {
            run.Decisions.Add("leave_unsigned", $"leave:{leave.Person}/{leave.From.InZone(run.Given.Zone).Date:uuuu'-'MM'-'dd}", leave.Person, $"{leave.Person} 的请假还没有签字，不能作为免责。");
        }
    }

    /// <summary>Money that belongs to somebody without a slip is an error that is said, never lost in silence.</summary>
    private static void WithoutSlip(MonthRun run, IEnumerable<string> corrected)
    {
        var people = run.People.Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
        var given = run.Given;
        var others = given.Ledger.Sellers[run.Month].Where(p => given.Ledger.Own(p, run.Month).Sold > Fen.Zero).Select(p => (Person: p, Why: $"有业绩 {given.Ledger.Own(p, run.Month).Sold} 元"))
            .Concat(given.ByMonth[run.Month].Where(o => o.Fine + o.Loss > Fen.Zero).Select(o => (o.Person, Why: $"有「{o.Rule.Name}」")))
            .Concat(corrected.Select(p => (Person: p, Why: "有以前月份的更正")))
            .Concat(given.Facts.Adjustments.Where(a => a.Period == PayCase.Period(run.Month)).Select(a => (a.Person, Why: "有录入的调整")));
        foreach (var (person, why) in others.Where(o => o.Person.Length > 0 && !people.Contains(o.Person)))
        {
            run.Decisions.Add("no_slip", $"people:{person}", person, $"{person} {why}，但当月不是客服或组长，没有薪资单。");
        }
    }

    private static bool IsIn(Instant? at, MonthRun run) => at is { } known && known.InZone(run.Given.Zone).Date.ToYearMonth() == run.Month;
}
