using System.Collections.Immutable;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Checking;

/// <summary>The rules of one book, ready to look at messages (pure).</summary>
internal sealed class Checker
{
    private const int Whole = -1;

    /// <summary>How much of the same sender's lines before is read together with a message, for words split over two.</summary>
    private const int TailLength = 24;

    private readonly ImmutableArray<CompiledRule> rules;
    private readonly GuardRules source;
    private readonly Scanner plain;
    private readonly Scanner disguised;

    private Checker(GuardRules source, ImmutableArray<CompiledRule> rules, Scanner plain, Scanner disguised) =>
        (this.source, this.rules, this.plain, this.disguised, Cards) =
        (source, rules, plain, disguised, [.. rules.Select(r => new GuardRuleCard(r.Rule.Key, GuardReading.NameOf(r.Rule.Kind), r.Name.Zh, r.Rule.Level, r.Rule.Reason, r.Rule.Suggest))]);

    public IReadOnlyList<GuardRuleCard> Cards { get; }

    public static Checker Of(GuardRules source)
    {
        var loose = Folding.Disguised(source.LookAlikes);
        var compiled = source.Rules.Select(r => new CompiledRule(r)).ToImmutableArray();
        var (read, hidden) = (new List<Sought>(), new List<Sought>());
        for (var i = 0; i < compiled.Length; i++)
        {
            var rule = compiled[i].Rule;
            if (rule.Kind != GuardKind.Links)
            {
                Add(rule.Disguises ? hidden : read, i, Role.Word, rule.Words, rule.Disguises ? loose : Folding.Plain);
                Add(read, i, Role.With, rule.With, Folding.Plain);
            }

            var isLate = RingsOnWordsAlone(rule);
            Add(read, i, Role.Except, rule.Except, Folding.Plain, isLate);
            Add(read, i, Role.Unless, rule.Unless, Folding.Plain, isLate);
            Add(read, i, Role.UnlessBefore, rule.UnlessBefore, Folding.Plain, isLate);
            Add(read, i, Role.UnlessAfter, rule.UnlessAfter, Folding.Plain, isLate);
            Add(read, i, Role.Rewrite, [.. rule.Rewrite.Select(r => r.From)], Folding.Plain, isLate);
        }

        Add(read, Whole, Role.Term, source.Terms, Folding.Plain);
        Add(read, Whole, Role.Approved, source.Approved.Select(a => a.Replace("…", string.Empty, StringComparison.Ordinal)), Folding.Plain);
        return new Checker(source, compiled, new Scanner(Folding.Plain, read), new Scanner(loose, hidden));
    }

    /// <summary>Its exceptions matter only where its words stand, and both are read in the same way.</summary>
    private static bool RingsOnWordsAlone(GuardRule rule) =>
        !rule.Disguises && rule.Kind is (GuardKind.Words or GuardKind.Address or GuardKind.Promise or GuardKind.Payment or GuardKind.Claim or GuardKind.Soothing or GuardKind.Position);

    private static void Add(List<Sought> to, int rule, Role role, IEnumerable<string> texts, Folding folding, bool isLate = false)
    {
        foreach (var (number, text) in texts.Index())
        {
            // A book that was published under an earlier release stays in force: what this one cannot read is passed over.
            if (Pattern.Parse(text, folding) is { } pattern)
            {
                to.Add(new Sought(rule, role, number, pattern, isLate));
            }
        }
    }

    public GuardVerdict Check(GuardLine line, GuardFacts facts) => Check(line, facts, isStored: false, offersRewrite: true);

    public GuardVerdict CheckStored(string text, GuardFacts facts) => Check(new GuardLine { Text = text }, facts, isStored: true, offersRewrite: true);

    private GuardVerdict Check(GuardLine line, GuardFacts facts, bool isStored, bool offersRewrite)
    {
        var look = Look(line, facts, isStored);
        var hits = new List<GuardHit>();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].HoldsFor(line) && !(isStored && rules[i].NeedsTalk))
            {
                RuleHits.Find(rules[i], i, look, hits);
            }
        }

        if (hits.Count == 0)
        {
            return GuardVerdict.Passed;
        }

        Rewriting.Lower(hits, look.Supported);
        hits.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Level != b.Level ? b.Level.CompareTo(a.Level) : a.Length != b.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a.Rule, b.Rule));
        Once(hits);
        var rewrite = offersRewrite ? Rewriting.Whole(line.Text, hits) : null;
        if (rewrite is not null && Check(line with { Text = rewrite }, facts, isStored, offersRewrite: false).Verdict != GuardLevel.Pass)
        {
            rewrite = null;
        }

        return new GuardVerdict(hits.Max(h => h.Level), hits, rewrite);
    }

    /// <summary>A rule rings once on the same characters.</summary>
    private static void Once(List<GuardHit> hits)
    {
        var rung = new HashSet<(string Rule, int Start, int Length)>(hits.Count);
        hits.RemoveAll(h => !rung.Add((h.Rule, h.Start, h.Length)));
    }

    private Look Look(GuardLine line, GuardFacts facts, bool isStored)
    {
        var text = plain.Read(line.Text);
        var marks = plain.Scan(text);
        if (!disguised.IsEmpty)
        {
            var tail = isStored ? string.Empty : Tail(line);
            foreach (var mark in disguised.Scan(disguised.Read(SplitWords.Join(tail + line.Text))))
            {
                if (mark.At.To > tail.Length)
                {
                    marks.Add(mark with { At = new Stretch(Math.Max(mark.At.From - tail.Length, 0), mark.At.To - tail.Length) });
                }
            }
        }

        return new Look(line, facts, text, marks, source);
    }

    /// <summary>What the same side said right before, at most two lines.</summary>
    private static string Tail(GuardLine line)
    {
        var tail = string.Empty;
        for (var i = line.Earlier.Count - 1; i >= Math.Max(0, line.Earlier.Count - 2) && !line.Earlier[i].IsBuyer; i--)
        {
            tail = line.Earlier[i].Text.Trim() + tail;
        }

        return tail.Length <= TailLength ? tail : tail[^TailLength..];
    }
}

/// <summary>A rule with what is worked out once.</summary>
internal sealed class CompiledRule(GuardRule rule)
{
    public GuardRule Rule { get; } = rule;

    public Words Name { get; } = Words.Same(rule.Name ?? rule.Key);

    public Words Reason { get; } = Words.Same(rule.Reason ?? rule.Name ?? rule.Key);

    public ImmutableArray<string> After { get; } = [.. rule.After.SelectMany(a => a.Split('|')).Select(Folding.Plain.Fold)];

    /// <summary>Needs to know the talk, so it cannot judge a text that is only kept.</summary>
    public bool NeedsTalk => Rule.After.Count > 0 || Rule.Kind is GuardKind.Shape or GuardKind.Wanted or GuardKind.Soothing or GuardKind.OtherBuyer or GuardKind.Position;

    public bool HoldsFor(GuardLine line) =>
        Has(Rule.Teams, line.Team) && Has(Rule.Channels, line.Channel) && Has(Rule.Senders, line.Sender ?? "agent");

    private static bool Has(IReadOnlyList<string> only, string? value) => only.Count == 0 || (value is not null && only.Contains(value, StringComparer.Ordinal));

    public GuardHit Hit(Look look, Stretch at, GuardLevel level, string? suggestion = null, string? replacement = null, Words? reason = null) =>
        new(Rule.Key, GuardReading.NameOf(Rule.Kind), Name, level, at.From, at.Length, look.Line.Text.Substring(at.From, at.Length), reason ?? Reason, suggestion ?? Rule.Suggest, replacement);
}
