using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Rules;

/// <summary>What is wrong with a guard section (pure): the book is refused with the place, and the old one stays in force.</summary>
internal static class GuardFindings
{
    public static IEnumerable<Finding> Of(SectionValues values)
    {
        var (rules, classes) = (GuardReading.Read(values), GuardReading.ClassesOf(values));
        var findings = values.Entries("rules").SelectMany(key => OfRule(values, classes, rules.Rules.FirstOrDefault(r => r.Key == key), key)).Concat(LookAlikes(values)).ToList();
        return findings.Exists(f => f.Severity == Severity.Error) ? findings : findings.Concat(Rewrites(rules));
    }

    private static IEnumerable<Finding> OfRule(SectionValues values, WordClasses classes, GuardRule? rule, string key)
    {
        var path = $"rules.{key}";
        if (values.Switch($"{path}.enabled") == false)
        {
            yield break;
        }

        if (rule is null)
        {
            yield return Error(path, "guard.kind.missing", "要写明是哪一类规则（kind）。", "Say which kind of rule it is (kind).");
            yield break;
        }

        if (rule.Kind == GuardKind.Claim && rule.About is null)
        {
            yield return Error(path, "guard.claim.about", "要写明说的是什么事实（about）。", "Say which fact the claim is about (about).");
        }

        if (rule.Kind == GuardKind.Shape && rule.Shape is null)
        {
            yield return Error(path, "guard.shape.missing", "要写明是哪一种形式（shape）。", "Say which shape is meant (shape).");
        }

        if (Counted(rule) is { } number)
        {
            yield return Error($"{path}.{number}", "guard.count.missing", $"要写明数目（{number}）。", $"Say how many ({number}).");
        }

        if (NeedsWords(rule) && rule.Words.Count == 0)
        {
            yield return Error(path, "guard.words.missing", "要写出词句（words）。", "Write the words (words).");
        }

        if (rule.UnlessWithin is null && rule.UnlessBefore.Count + rule.UnlessAfter.Count > 0)
        {
            yield return Error($"{path}.unless_within", "guard.unless.within", "写了 unless_before 或 unless_after，要写明近处是几个字（unless_within）。", "Say how near unless_before and unless_after are (unless_within).");
        }

        foreach (var finding in Patterns(values, classes, path).Concat(Hidden(rule, path)))
        {
            yield return finding;
        }

        foreach (var text in (values.Texts($"{path}.rewrite") ?? []).Where(t => GuardReading.InsteadOf(t) is null))
        {
            yield return Error($"{path}.rewrite", "guard.rewrite.form", $"「{text}」应写成「原话 => 改成」。", $"'{text}' must be written 'said => instead'.");
        }
    }

    /// <summary>The number that the rule needs and does not have.</summary>
    private static string? Counted(GuardRule rule) => rule switch
    {
        { Kind: GuardKind.Soothing, AtLeast: null } or { Kind: GuardKind.Shape, Shape: TalkShape.Monologue or TalkShape.Interrogation, AtLeast: null } => "at_least",
        { Kind: GuardKind.Shape, Shape: TalkShape.OneWord or TalkShape.Bare, Most: null } => "most",
        _ => null,
    };

    private static bool NeedsWords(GuardRule rule) => rule.Kind switch
    {
        GuardKind.Words or GuardKind.Address or GuardKind.Wanted or GuardKind.Promise or GuardKind.Contacts or GuardKind.Payment or GuardKind.Claim or GuardKind.Soothing => true,
        GuardKind.Shape or GuardKind.Links or GuardKind.OtherBuyer or GuardKind.Position or GuardKind.Policy => false,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "Unknown kind."),
    };

    private static readonly string[] Sayings = ["words", "except", "unless", "unless_before", "unless_after", "with", "after", "rewrite"];

    private static IEnumerable<Finding> Patterns(SectionValues values, WordClasses classes, string path)
    {
        foreach (var setting in Sayings)
        {
            foreach (var saying in (values.Texts($"{path}.{setting}") ?? []).Select(t => setting == "rewrite" ? GuardReading.InsteadOf(t)?.From : t).OfType<string>())
            {
                if (classes.Missing(saying) is { } missing)
                {
                    yield return Error($"{path}.{setting}", "guard.class.unknown", $"「{saying}」用了没有写明的词组「{missing}」（classes）。", $"'{saying}' uses the class '{missing}', which the book does not have (classes).");
                }
                else if (Pattern.Parse(classes.Fill(saying), Folding.Plain) is null)
                {
                    yield return Error($"{path}.{setting}", "guard.pattern.impossible", $"「{saying}」这样写什么也找不到。", $"'{saying}' can never match anything.");
                }
            }
        }
    }

    private static IEnumerable<Finding> Hidden(GuardRule rule, string path)
    {
        var words = rule.Words.Where(w => Pattern.Parse(w, Folding.Plain) is { IsWord: true }).SelectMany(w => w.Split('|')).Select(Folding.Plain.Fold).ToHashSet(StringComparer.Ordinal);
        foreach (var text in rule.Except.Where(e => words.Contains(Folding.Plain.Fold(e))))
        {
            yield return Error($"{path}.except", "guard.except.hides", $"例外「{text}」正好盖住了规则自己的词，规则不会再响。", $"The exception '{text}' hides the rule's own word.");
        }

        foreach (var text in rule.Unless.Where(u => Folding.Plain.Fold(u) is var folded && words.Any(w => w.Contains(folded, StringComparison.Ordinal))))
        {
            yield return Error($"{path}.unless", "guard.except.hides", $"「{text}」就在规则自己的词里，规则不会再响。", $"'{text}' stands inside the rule's own words, which can never ring.");
        }
    }

    private static IEnumerable<Finding> LookAlikes(SectionValues values) =>
        (values.Texts("look_alikes") ?? []).Where(t => !GuardReading.LookAlike(t).Any())
            .Select(t => Error("look_alikes", "guard.look_alike.form", $"「{t}」应写成「微=薇威维」。", $"'{t}' must be written like 微=薇威维."));

    /// <summary>What the book offers must pass the book (K-03); an approved text passes by being marked.</summary>
    private static IEnumerable<Finding> Rewrites(GuardRules rules)
    {
        var book = rules.Book;
        foreach (var rule in rules.Rules)
        {
            foreach (var (setting, text) in rule.Rewrite.Select(r => ("rewrite", r.To)).Concat(rule.Suggest is { } suggest ? [("suggest", suggest)] : []))
            {
                var verdict = book.CheckStored(text, GuardFacts.Unknown);
                if (verdict.Hits is [var hit, ..])
                {
                    yield return Error($"rules.{rule.Key}.{setting}", "guard.rewrite.rings",
                        $"「{text}」自己过不了：规则「{hit.Name.Zh}」在「{hit.Text}」上会响。", $"'{text}' does not pass: the rule '{hit.Rule}' rings on '{hit.Text}'.");
                }
            }
        }
    }

    private static Finding Error(string path, string rule, string zh, string en) => new(Severity.Error, path, rule, new Words(zh, en));
}
