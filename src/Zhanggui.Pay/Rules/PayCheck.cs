using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>What the settings mean together: names that must exist, circles, fines without a ground.</summary>
internal static class PayCheck
{
    public static IEnumerable<Finding> Findings(SectionValues values)
    {
        var reading = new PayReading(values);
        var rules = reading.Rules;
        return reading.Findings.DistinctBy(f => (f.Path, f.Reason.Zh)).Concat(Names(rules)).Concat(Circles(rules)).Concat(Legal(rules)).Concat(Empty(rules));
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
        var needs = rules.Components.ToDictionary(c => c.Id, c => c.Needs.ToList(), StringComparer.Ordinal);
        foreach (var component in rules.Components.Where(c => Reaches(c.Id, c.Id, needs, [])))
        {
            yield return Error($"components.{component.Id}", "circle", $"「{component.Name}」绕了一圈又用到自己。", $"'{component.Id}' needs itself in a circle.");
        }
    }

    private static bool Reaches(string from, string to, Dictionary<string, List<string>> needs, HashSet<string> seen) =>
        needs.GetValueOrDefault(from, []).Any(next => next == to || (seen.Add(next) && Reaches(next, to, needs, seen)));

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
