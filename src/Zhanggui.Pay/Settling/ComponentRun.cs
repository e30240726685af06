using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>One component for one person and month: exact until the line, which is rounded once.</summary>
internal sealed class ComponentRun(MonthRun run, PersonMonth person, ComponentRule rule)
{
    private readonly PersonScope scope = new(run.Given, person, run);

    /// <summary>A value with what the slip says about it.</summary>
    private sealed record Reckoned(Ratio Value, string Words, string? Quantity = null, string? Rate = null);

    public PayLine? Line()
    {
        if (rule.When is { } when)
        {
            if (when.Value(scope) is not { } holds)
            {
                return Unknown($"条件「{when.Text}」没法判断");
            }

            if (holds.IsZero)
            {
                return null;
            }
        }

        if (Reckon() is not { } reckoned)
        {
            return null;
        }

        var words = reckoned.Words;
        if (Adjusted(reckoned.Value, ref words) is not { } value)
        {
            return Unknown($"系数「{rule.Factor!.Text}」没法算");
        }

        return Written(value, words, reckoned);
    }

    private PayLine? Written(Ratio value, string words, Reckoned reckoned)
    {
        foreach (var kind in scope.MissingScores)
        {
            run.Decisions.Add("score_missing", $"scores:{PayCase.Period(run.Month)}/{kind}", person.Person, $"{person.Person} 没有「{kind}」评分，「{rule.Name}」先按制度里的替代值算。");
        }

        var isDeduction = rule.CountsAs != CountsAs.Pay;
        var amount = value.Round();
        if (isDeduction)
        {
            var most = rule.Lowers.Count == 0 ? amount : rule.Lowers.Aggregate(Fen.Zero, (sum, id) => run.Line(person, id) is { Value: > 0 } line ? sum + line : sum);
            if (amount > most)
            {
                (amount, words) = (most, words + $"；最多扣到 0，扣 {most} 元");
            }

            if (rule.CountsAs == CountsAs.Fine && !run.Given.Rules.FinesCount)
            {
                (amount, words) = (Fen.Zero, words + "；本店罚款只记录，计 0 元");
            }
        }

        var facts = PayLine.Once(scope.Touched);
        return isDeduction && amount == Fen.Zero && facts.Count == 0 ? null : new PayLine(rule.Id, isDeduction ? -amount : amount, rule.CountsAs, $"pay.components.{rule.Id}", $"{rule.Name}：{words}。")
        {
            Quantity = reckoned.Quantity,
            Rate = reckoned.Rate,
            Facts = facts,
        };
    }

    private Ratio? Adjusted(Ratio value, ref string words)
    {
        if (rule.Factor is { } factor)
        {
            if (factor.Value(scope) is not { } times)
            {
                return null;
            }

            (value, words) = (value * times, words + $"，再乘系数 {times}");
        }

        if (rule.IsProrated && run.Figure("month_days") is { } days && days != Ratio.Of(person.Days.Count))
        {
            (value, words) = (value * Ratio.Of(person.Days.Count) / days, words + $"，在职 {person.Days.Count}/{days} 天");
        }

        if (rule.Floor is { } floor && value < Ratio.Of(floor))
        {
            (value, words) = (Ratio.Of(floor), words + $"，不低于 {floor} 元");
        }

        if (rule.Cap is { } cap && value > Ratio.Of(cap))
        {
            (value, words) = (Ratio.Of(cap), words + $"，不高于 {cap} 元");
        }

        return value;
    }

    private Reckoned? Reckon()
    {
        switch (rule.Kind)
        {
            case ComponentKind.Base:
                return Base();
            case ComponentKind.Amount:
                return Scaled(new Reckoned(Ratio.Of(rule.Fixed!.Value), $"{rule.Fixed} 元"));
            case ComponentKind.Share:
                return Share();
            case ComponentKind.Tiers:
                return Tiers();
            case ComponentKind.Sheet:
                return Sheet();
            case ComponentKind.Attendance:
                return Attendance();
            case ComponentKind.Excess:
                return Excess();
            case ComponentKind.Formula:
                return rule.Formula!.Value(scope) is { } value ? new Reckoned(value, $"{rule.Formula.Text} = {Amount.Yuans(value)} 元{Figures(rule.Formula)}") : Said($"算式「{rule.Formula.Text}」没法算");
            default:
                throw new InvalidOperationException($"{rule.Kind} is not reckoned per person.");
        }
    }

    /// <summary>The figures that a formula named, so that anybody can do the sum again.</summary>
    private string Figures(Formula formula)
    {
        var said = formula.Figures.Order(StringComparer.Ordinal).Select(name => (Figure: FigureNames.All[name], Value: scope.Figure(name))).Where(f => f.Value is not null)
            .Select(f => $"{f.Figure.Zh} {new Amount(f.Figure.Kind, f.Value!.Value)}").ToList();
        return said.Count == 0 ? string.Empty : $"（{string.Join("，", said)}）";
    }

    private Reckoned? Base()
    {
        var made = PartMonth.Of(run, person, rule);
        foreach (var grade in made.UnknownGrades)
        {
            run.Decisions.Add("grade", $"people:{person.Person}", person.Person, grade.Length == 0 ? $"{person.Person} 没有级别，「{rule.Name}」没有金额。" : $"制度里没有「{grade}」这一级，{person.Person} 的「{rule.Name}」没有金额。");
        }

        return made.Value is { } value ? new Reckoned(value, made.Words) : null;
    }

    private Reckoned? Share()
    {
        if (rule.Of!.Value(scope) is not { } of)
        {
            return Said($"「{rule.Of.Text}」没有数");
        }

        var rate = rule.Rate!.Value;
        var quantity = new Amount(rule.Of.Kind, of);
        var said = rate.Kind == AmountKind.Money ? $"{quantity} × {rate} 元" : $"{Base(of)} 元 × {Amount.Percent(rate.Value)}";
        return Scaled(new Reckoned(of * rate.Value, said, quantity.ToString(), rate.ToString()));
    }

    /// <summary>The commission base is said with what was taken out of it.</summary>
    private string Base(Ratio of)
    {
        var sales = run.Given.Ledger.Own(person.Person, run.Month);
        return rule.Of!.Text == "commission_base" && sales.Removed > Fen.Zero ? $"业绩 {sales.Sold} − 扣除 {sales.Removed} = {Amount.Yuans(of)}" : Amount.Yuans(of);
    }

    private Reckoned? Tiers()
    {
        var tiers = rule.Tiers!;
        var way = rule.IsMarginal ? "累进" : "全额";
        if (rule.IsPerDay)
        {
            var days = scope.ByDay(rule.Of!.Text).ToList();
            var sum = days.Aggregate(Ratio.Zero, (total, day) => total + One(day.Value));
            return new Reckoned(sum, $"{days.Count} 天按日{way}分档，合计 {Amount.Yuans(sum)} 元", new Amount(rule.Of.Kind, days.Aggregate(Ratio.Zero, (total, day) => total + day.Value)).ToString());
        }

        if (rule.Of!.Value(scope) is not { } of)
        {
            return Said($"「{rule.Of.Text}」没有数");
        }

        var quantity = new Amount(rule.Of.Kind, of);
        return new Reckoned(One(of), $"{quantity} 按{way}分档，{Amount.Yuans(One(of))} 元", quantity.ToString(), rule.IsMarginal ? null : new Amount(tiers.Gives, tiers.Find(of)).ToString());

        Ratio One(Ratio value) => rule.IsMarginal ? tiers.Marginal(value) : value * tiers.Find(value);
    }

    private Reckoned? Sheet()
    {
        var score = Ratio.Zero;
        var said = new List<string>();
        foreach (var item in rule.Items)
        {
            var value = item.Of.Value(scope);
            if ((value is { } at ? item.Points(at) : item.WhenNone) is not { } points)
            {
                return Said($"「{item.Name}」没有数");
            }

            score += points * item.Weight;
            said.Add($"{item.Name} {points} 分 × {Amount.Percent(item.Weight)}");
        }

        var coefficient = rule.Coefficients!.Find(score);
        return new Reckoned(Ratio.Of(rule.Fixed!.Value) * coefficient, $"{string.Join("，", said)}，得 {score} 分，{rule.Fixed} 元 × {Amount.Percent(coefficient)}", score.ToString(), coefficient.ToString());
    }

    private Reckoned Attendance()
    {
        var switches = run.Given.Rules.Switches;
        var broken = scope.IncidentsOf(rule.BrokenBy).ToList();
        foreach (var made in run.OccurrencesOf(person.Person).Where(o => o.Rule.Facts == PenaltyFacts.Incidents))
        {
            if ((made.Rule.Kind == "late" && made.Judged == Judged.Counts && switches.LatenessBreaksAttendance)
                || (made.Rule.Kind == "late" && made.Judged == Judged.Tolerated && switches.ToleratedLatenessBreaksAttendance)
                || (made.Rule.Kind == "offline_on_shift" && made.Judged == Judged.Counts && switches.OfflineBreaksAttendance))
            {
                broken.Add(made.Subject);
            }
        }

        broken.AddRange(person.Days.SelectMany(d => run.Given.Worktime.LeaveOn(person.Person, d.Day, rule.BrokenByLeave)).Select(scope.LeaveFact));
        scope.Touched.Add(new(broken));
        var times = broken.Distinct(StringComparer.Ordinal).Count();
        return times == 0 ? new Reckoned(Ratio.Of(rule.Fixed!.Value), $"全勤，{rule.Fixed} 元") : new Reckoned(Ratio.Zero, $"有 {times} 次缺勤或请假，没有");
    }

    private Reckoned? Excess()
    {
        if (rule.Of!.Value(scope) is not { } of)
        {
            return Said($"「{rule.Of.Text}」没有数");
        }

        var (limit, rate) = (Ratio.Of(rule.Limit!.Value), rule.Rate!.Value);
        var above = Ratio.Max(Ratio.Zero, of - limit);
        if (above.IsZero)
        {
            scope.Touched.Clear();
        }

        return new Reckoned(above * rate.Value, $"{Amount.Yuans(of)} 元，超过 {rule.Limit} 元的部分 {Amount.Yuans(above)} 元 × {Amount.Percent(rate.Value)}", Amount.Yuans(above), rate.ToString());
    }

    private Reckoned? Scaled(Reckoned made)
    {
        if (rule.ScaledBy is not { } kind || !run.Given.Rules.Switches.ScoresScale || rule.ScaledFull is not { Sign: > 0 } full)
        {
            return made;
        }

        var score = scope.Score(kind, null);
        if (score is { } given && (given < Ratio.Zero || given > full))
        {
            run.Decisions.Add("score_range", $"scores:{PayCase.Period(run.Month)}/{kind}", person.Person, $"{person.Person} 的「{kind}」评分 {given} 不在 0 到 {full} 之间，当作没有评分。");
            score = null;
        }

        if ((score ?? rule.ScaledWhenMissing) is not { } points)
        {
            return Said($"没有「{kind}」评分");
        }

        return made with { Value = made.Value * points / full, Words = $"{made.Words} × 评分 {points}/{full}" };
    }

    private Reckoned? Said(string why)
    {
        Unknown(why);
        return null;
    }

    private PayLine? Unknown(string why)
    {
        run.Decisions.Add("no_value", $"pay.components.{rule.Id}", person.Person, $"{person.Person} 的「{rule.Name}」：{why}，没有金额。");
        return null;
    }
}
