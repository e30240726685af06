using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>What the settings mean together: names that must exist, circles, fines without a ground.</summary>
internal static class PayCheck
{
    public static IEnumerable<Finding> Findings(SectionValues values)
    {
        var reading = new PayReading(values);
        var rules = reading.Rules;
        var unread = reading.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return reading.Findings.DistinctBy(f => (f.Path, f.Reason.Zh)).Concat(Names(rules)).Concat(Circles(rules)).Concat(Scores(rules)).Concat(Nothing(rules)).Concat(Twice(rules)).Concat(Legal(rules)).Concat(Empty(rules).Where(f => !unread.Contains(f.Path)));
    }

    private static IEnumerable<Finding> Names(PayRules rules)
    {
        var known = rules.Components.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var penalty in rules.Penalties.Where(p => known.Contains(p.Id) || known.Contains(p.LossCode)))
        {
            yield return Error($"penalties.{penalty.Id}", "twice", $"「{penalty.Id}」和组成部分同名。", $"'{penalty.Id}' is also the name of a component.");
        }

        foreach (var component in rules.Components)
        {
            foreach (var line in component.Needs.Where(n => !known.Contains(n)))
            {
                yield return Error($"components.{component.Id}", "line", $"「{component.Name}」用到「{line}」，没有这一项。", $"'{component.Id}' reads '{line}', which is not there.");
            }
        }

        if (rules.Model is { } model && rules.Components.All(c => !c.Models.Contains(model, StringComparer.Ordinal)))
        {
            yield return Error("model", "model", $"没有哪一项属于「{model}」模式。", $"No component belongs to the model '{model}'.");
        }
    }

    private static IEnumerable<Finding> Circles(PayRules rules)
    {
        var needs = rules.Components.ToDictionary(c => c.Id, c => c.Needs.Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        foreach (var component in rules.Components)
        {
            if (Way(component.Id, component.Id, needs, []) is { } way)
            {
                var said = string.Join(" → ", way.Prepend(component.Id));
                yield return Error($"components.{component.Id}", "circle", $"「{component.Name}」绕了一圈又用到自己：{said}。", $"'{component.Id}' needs itself in a circle: {said}.");
            }
        }
    }

    /// <summary>How one component is reached from another, null where it is not.</summary>
    private static List<string>? Way(string from, string to, Dictionary<string, List<string>> needs, HashSet<string> seen)
    {
        foreach (var next in needs.GetValueOrDefault(from, []))
        {
            if (next == to)
            {
                return [next];
            }

            if (seen.Add(next) && Way(next, to, needs, seen) is { } rest)
            {
                return [next, .. rest];
            }
        }

        return null;
    }

    /// <summary>A score that the list does not have is refused; without a list it is said what follows when nobody enters it.</summary>
    private static IEnumerable<Finding> Scores(PayRules rules)
    {
        var used = rules.Components.SelectMany(c => c.ScoreKinds.Select(s => (s.Kind, Path: $"components.{c.Id}.{s.Key}"))).Concat(rules.Ladder.Where(l => l.Assessment is not null).Select(l => (l.Assessment!, $"ladder.{l.To}.assessment")));
        foreach (var (kind, path) in used.Where(u => !rules.Scores.Contains(u.Item1)))
        {
            yield return rules.Scores.Count > 0
                ? Error(path, "score", $"没有「{kind}」这种评分，scores 里登记的有：{string.Join("、", rules.Scores.Order(StringComparer.Ordinal))}。", $"There is no score '{kind}'; scores lists {string.Join(", ", rules.Scores.Order(StringComparer.Ordinal))}.")
                : new Finding(Severity.Note, path, "pay.score", new($"评分「{kind}」没有在 scores 里登记：没有人录入时，这一项没有金额或按替代值，列入待定。", $"The score '{kind}' is not listed in scores: while nobody enters it, the item has no amount or the value that stands in, and a decision is asked for."));
        }
    }

    /// <summary>Where a formula divides by what may be zero, what follows is said before the month.</summary>
    private static IEnumerable<Finding> Nothing(PayRules rules) =>
        from component in rules.Components
        where component.Formulas.Any(f => f.MayBeNothing)
        select new Finding(Severity.Note, $"components.{component.Id}", "pay.may_be_nothing", new(
            $"「{component.Name}」里有除法：除数是 0 时（例如没有人成交）这一项没有金额，列入待定；要有别的结果，用 or_else 写明。",
            $"'{component.Id}' divides: where the divisor is 0, as when nobody sold, the item has no amount and a decision is asked for; or_else says otherwise."));

    /// <summary>What the ledger shows costs by itself or is proposed as a mistake, never both.</summary>
    private static IEnumerable<Finding> Twice(PayRules rules) =>
        from ledger in new[] { (Facts: PenaltyFacts.Reviews, Kind: Incidents.LedgerProposing.ReviewKind), (Facts: PenaltyFacts.Complaints, Kind: Incidents.LedgerProposing.ComplaintKind) }
        where rules.Penalties.Any(p => p.Facts == ledger.Facts)
        from penalty in rules.Penalties.Where(p => p.Facts == PenaltyFacts.Incidents && p.Kind == ledger.Kind)
        select new Finding(Severity.Warning, $"penalties.{penalty.Id}", "pay.twice_counted", new(
            $"「{penalty.Name}」已经按评价或投诉记录直接计算，程序不会再为它提出过失。", $"'{penalty.Id}' is already reckoned from reviews or complaints themselves; nothing is proposed for it."));

    private static IEnumerable<Finding> Legal(PayRules rules)
    {
        if (rules.FinesCount && string.IsNullOrWhiteSpace(rules.FinesGround))
        {
            yield return Error("fines.count", "ground", "罚款要计钱，必须写明依据（ground）。", "Fines count only with a stated ground.");
        }

        if (rules.Components.Count > 0 && rules.Guard.MinimumWage.Count == 0)
        {
            yield return new Finding(Severity.Note, "guard.minimum_wage", "pay.minimum_wage", new("没有填当地最低工资，结算时不做这项保护。", "The local minimum wage is empty, so it is not applied."));
        }
    }

    private static IEnumerable<Finding> Empty(PayRules rules) =>
        from lacks in rules.Components.Select(c => c.Lacks).Concat(rules.Penalties.Select(p => p.Lacks)).OfType<string>()
        select new Finding(Severity.Note, lacks["pay.".Length..], "pay.empty", new("这里是空的，结算时这一项没有金额，列入待定。", "This is empty: the item yields no line and a decision to take."));

    private static Finding Error(string path, string rule, string zh, string en) => new(Severity.Error, path, "pay." + rule, new(zh, en));
}
