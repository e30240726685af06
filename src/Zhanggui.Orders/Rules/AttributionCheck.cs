using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Rules;

/// <summary>What the settings of the section mean together.</summary>
internal static class AttributionCheck
{
    public static IEnumerable<Finding> Findings(SectionValues values)
    {
        var rules = values.Texts("rules") ?? [];
        foreach (var unknown in rules.Where(r => !AttributionSection.RuleNames.ContainsKey(r)))
        {
            yield return new Finding(Severity.Error, "rules", "attribution.rules.unknown",
                new($"没有「{unknown}」这种判定，可用：{string.Join("、", AttributionSection.RuleNames.Keys)}。", $"There is no rule '{unknown}'; there are: {string.Join(", ", AttributionSection.RuleNames.Keys)}."));
        }

        if (rules.Distinct(StringComparer.Ordinal).Count() < rules.Count)
        {
            yield return new Finding(Severity.Error, "rules", "attribution.rules.twice", new("同一种判定写了两次。", "A rule is written twice."));
        }

        foreach (var finding in Tables(values).Concat(Together(values, rules)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Tables(SectionValues values)
    {
        foreach (var (path, hasKey) in new[] { ("flag.colours", true), ("remark.staff_numbers", true), ("silent.turns", false) })
        {
            foreach (var line in (values.Texts(path) ?? []).Where(l => DatedOwner.Parse(l, hasKey) is null))
            {
                yield return new Finding(Severity.Error, path, "attribution.table.line",
                    new($"「{line}」读不懂：依次写{(hasKey ? "名称、" : string.Empty)}人员、起、止，日期写 2026-10-01，不限写 -。", $"'{line}' cannot be read: write {(hasKey ? "key, " : string.Empty)}person, from, to; dates as 2026-10-01, - for open."));
            }

            var rows = AttributionSection.Table(values, path, hasKey);
            if (rows.Where((row, i) => rows.Take(i).Any(other => other.Key == row.Key && other.Person != row.Person && other.Overlaps(row))).FirstOrDefault() is { } twice)
            {
                yield return new Finding(Severity.Warning, path, "attribution.table.overlap",
                    new($"{twice.Key} {twice.Person} 与前面一行的日期重叠，那几天的订单要人来定。", $"{twice.Key} {twice.Person} overlaps an earlier line; orders of those days will be undecided."));
            }
        }
    }

    private static IEnumerable<Finding> Together(SectionValues values, IReadOnlyList<string> rules)
    {
        if (values.Duration("chase.protection") >= values.Duration("chase.shop_closes_after"))
        {
            yield return new Finding(Severity.Warning, "chase.protection", "attribution.chase.protection",
                new("保护期不短于平台自动关闭的时间，原订单总是先被关闭。", "The protection is not shorter than the shop's automatic close: the original is always closed first."));
        }

        if (values.Choice("silent.way") is "turns" && (values.Texts("silent.turns")?.Count ?? 0) == 0)
        {
            yield return new Finding(Severity.Error, "silent.turns", "attribution.silent.turns", new("静默订单轮流，要写明轮到谁。", "Silent orders go in turns: say whose turn it is."));
        }

        if (values.Count("base.days_after_signing") > 0 && values.Choice("base.event") is not "signed")
        {
            yield return new Finding(Severity.Error, "base.days_after_signing", "attribution.base.days", new("只有按签收算时才写签收后的天数。", "Days after signing need the base event 'signed'."));
        }

        if (rules.Contains("remark", StringComparer.Ordinal) && (values.Texts("remark.marks") ?? []).All(string.IsNullOrWhiteSpace))
        {
            yield return new Finding(Severity.Warning, "remark.marks", "attribution.remark.marks",
                new("按备注工号判定，却没有写工号前的字（marks）：只认得单独写的工号，「客服07」这样连着写的一个也认不出，订单都会算作静默。例如 marks: [工号, 客服]。", "Orders are judged by the number in the note, but no words before a number (marks) are written: only a number that stands by itself is recognised; one written after a word, as in 客服07, is not, and the order comes out silent. For example marks: [工号, 客服]."));
        }

        if (rules.Contains("order", StringComparer.Ordinal) && rules.Contains("order-first", StringComparer.Ordinal))
        {
            yield return new Finding(Severity.Warning, "rules", "attribution.rules.same", new("下单优先已经包含下单判定。", "order-first already contains order."));
        }
    }
}
