using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>What is wrong with a policy section (pure).</summary>
internal static class PolicyFindings
{
    public static IEnumerable<Finding> Of(SectionValues values) =>
        Unknown(values)
            .Concat(values.Entries("topics").Where(key => values.Switch($"topics.{key}.enabled") != false).SelectMany(key => OfTopic(PolicyReading.TopicOf(values, key), values)))
            .Concat(values.Entries("policies").Where(key => values.Switch($"policies.{key}.enabled") != false).SelectMany(key => OfPolicy(values, key)));

    /// <summary>What a book proposes to be said must pass the book's own guard (K-03), unless it is marked to be said as it is.</summary>
    public static IEnumerable<Finding> Said(SectionValues values, SectionValues guard)
    {
        var book = GuardReading.Read(guard).Book;
        foreach (var key in values.Entries("policies").Where(key => values.Switch($"policies.{key}.enabled") != false))
        {
            if (PolicyReading.PolicyOf(values, key) is not { } policy)
            {
                continue;
            }

            foreach (var answer in policy.Answers.Where(a => !a.IsExempt))
            {
                if (book.CheckStored(answer.Answer, GuardFacts.Unknown).Hits is [var hit, ..])
                {
                    yield return Error($"policies.{key}.answers", "policy.answer.rings",
                        $"「{answer.Answer}」自己过不了：规则「{hit.Name.Zh}」在「{hit.Text}」上会响。改写，或在 exempt 里写明「{answer.Case}」照说。",
                        $"'{answer.Answer}' does not pass: the rule '{hit.Rule}' rings on '{hit.Text}'. Change it, or mark its case as exempt.");
                }
            }
        }
    }

    private static IEnumerable<Finding> Unknown(SectionValues values)
    {
        var known = values.Entries("topics").ToHashSet(StringComparer.Ordinal);
        return (values.Texts("in_use") ?? []).Where(t => !known.Contains(t)).Select(t => Error("in_use", "policy.topic.unknown", $"没有「{t}」这个问题。", $"There is no topic '{t}'."));
    }

    private static IEnumerable<Finding> OfTopic(BookTopic topic, SectionValues values)
    {
        var path = $"topics.{topic.Key}";
        if (topic.Sayings.Count == 0)
        {
            yield return Error($"{path}.sayings", "policy.sayings.missing", "要写出买家怎么问（sayings）。", "Write what buyers say (sayings).");
        }

        (string Setting, IReadOnlyList<string> Texts)[] all = [("sayings", topic.Sayings), ("except", topic.Except), ("unless", topic.Unless)];
        foreach (var (setting, text) in all.SelectMany(a => a.Texts.Where(t => Pattern.Parse(t, Folding.Plain) is null).Select(t => (a.Setting, t))))
        {
            yield return Error($"{path}.{setting}", "policy.saying.impossible", $"「{text}」这样写什么也找不到。", $"'{text}' can never match anything.");
        }

        var words = topic.Sayings.Where(w => Pattern.Parse(w, Folding.Plain) is { IsWord: true }).SelectMany(w => w.Split('|')).Select(Folding.Plain.Fold).ToHashSet(StringComparer.Ordinal);
        foreach (var text in topic.Except.Where(e => words.Contains(Folding.Plain.Fold(e))))
        {
            yield return Error($"{path}.except", "policy.except.hides", $"例外「{text}」正好盖住了自己的词，永远不会响。", $"The exception '{text}' hides the topic's own word.");
        }

        foreach (var text in topic.Unless.Where(u => words.Any(w => w.Contains(Folding.Plain.Fold(u), StringComparison.Ordinal))))
        {
            yield return Error($"{path}.unless", "policy.except.hides", $"「{text}」就在自己的词里，永远不会响。", $"'{text}' stands inside the topic's own words, which can never ring.");
        }

        if (topic.Opens.Count == 0 && !topic.OpensNothing)
        {
            yield return Error($"{path}.opens", "policy.topic.opens_nothing", "要写明打开哪条口径（opens），或者写明不打开口径（opens_nothing）。", "Say which policies it opens (opens), or that it opens none (opens_nothing).");
        }

        foreach (var text in (values.Texts($"{path}.shows") ?? []).Where(t => PolicyReading.LiveOf(t) is null))
        {
            yield return Error($"{path}.shows", "policy.shows.unknown", $"没有「{text}」这种事实。", $"There is no fact '{text}'.");
        }
    }

    private static IEnumerable<Finding> OfPolicy(SectionValues values, string key)
    {
        var path = $"policies.{key}";
        if (PolicyReading.PolicyOf(values, key) is not { } policy)
        {
            yield return Error(path, "policy.text.missing", "要写明主题（topic）和正文（text）。", "Write its topic (topic) and text (text).");
            yield break;
        }

        foreach (var text in (values.Texts($"{path}.answers") ?? []).Where(t => GuardReading.InsteadOf(t) is not { } a || a.From.Length > PolicySection.CaseLength || a.To.Length > PolicySection.AnswerLength))
        {
            yield return Error($"{path}.answers", "policy.answer.form", $"「{text}」应写成「情形 => 答法」，情形最多 {PolicySection.CaseLength} 个字，答法最多 {PolicySection.AnswerLength} 个字。", $"'{text}' must be written 'case => answer' with at most {PolicySection.CaseLength} and {PolicySection.AnswerLength} characters.");
        }

        foreach (var text in (values.Texts($"{path}.exempt") ?? []).Where(e => !policy.Answers.Any(a => a.Case == e)))
        {
            yield return Error($"{path}.exempt", "policy.exempt.unknown", $"没有「{text}」这个情形。", $"There is no case '{text}'.");
        }

        foreach (var text in (values.Texts($"{path}.facts") ?? []).Where(t => PolicyReading.FactOf(t) is null))
        {
            yield return Error($"{path}.facts", "policy.fact.form", $"「{text}」应写成「名称 = 值」。", $"'{text}' must be written 'name = value'.");
        }

        foreach (var finding in OfPromise(values, path))
        {
            yield return finding;
        }

        if (!values.Entries("topics").Any(t => PolicyReading.TopicOf(values, t).Opens.Any(o => PolicyChoice.Fits(o, policy.Key, policy.Topic))))
        {
            yield return Error($"{path}.topic", "policy.topic.unopened", "没有哪个问题会打开这条口径。", "No topic opens this policy.");
        }
    }

    /// <summary>Words and one length of time belong together; where it begins may be left open.</summary>
    private static IEnumerable<Finding> OfPromise(SectionValues values, string path)
    {
        var (what, months, due, from) = (values.Text($"{path}.promise"), values.Count($"{path}.due_months"), values.Duration($"{path}.due"), values.Choice($"{path}.due_from"));
        if (what is not null && months is null && due is null)
        {
            yield return Error($"{path}.promise", "policy.promise.no_due", "写了承诺，就要写多久（due_months 或 due）。", "A promise needs its time (due_months or due).");
        }

        if (what is null && (months is not null ? "due_months" : due is not null ? "due" : from is not null ? "due_from" : null) is { } lone)
        {
            yield return Error($"{path}.{lone}", "policy.due.no_promise", "写了时间，就要写承诺什么（promise）。", "A time needs the words of its promise (promise).");
        }

        if (months is not null && due is not null)
        {
            yield return Error($"{path}.due", "policy.due.two", "due_months 和 due 只写一个。", "Write due_months or due, not both.");
        }

        if (due is { } length && length != NodaTime.Duration.FromDays(length.Days))
        {
            yield return Error($"{path}.due", "policy.due.days", "承诺按整天算，写成几天。", "A promise is counted in whole days.");
        }
    }

    private static Finding Error(string path, string rule, string zh, string en) => new(Severity.Error, path, rule, new Words(zh, en));
}
