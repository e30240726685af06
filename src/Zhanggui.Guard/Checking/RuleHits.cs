using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Checking;

/// <summary>What one rule finds in a message (pure).</summary>
internal static class RuleHits
{
    public static void Find(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        var rule = compiled.Rule;
        if (rule.Kind is (GuardKind.Words or GuardKind.Address or GuardKind.Promise or GuardKind.Payment or GuardKind.Claim or GuardKind.Soothing) && look.MarksOf(number).Count == 0)
        {
            return; // most rules find nothing in most messages
        }

        if (compiled.After.Length > 0 && !look.BuyerSaid(compiled.After))
        {
            return;
        }

        switch (rule.Kind)
        {
            case GuardKind.Words or GuardKind.Address or GuardKind.Promise or GuardKind.Payment:
                Said(compiled, number, look, hits, rule.Level);
                break;
            case GuardKind.Contacts:
                Said(compiled, number, look, hits, rule.Level);
                Links.FindMail(compiled, number, look, hits);
                break;
            case GuardKind.Links:
                Links.Find(compiled, look, hits);
                break;
            case GuardKind.OtherBuyer:
                Said(compiled, number, look, hits, rule.Level);
                Numbers.FindStrange(compiled, look, hits);
                break;
            case GuardKind.Claim:
                Claims.Find(compiled, Stretches(compiled, number, look), look, hits);
                break;
            case GuardKind.Wanted:
                Shapes.Wanted(compiled, number, look, hits);
                break;
            case GuardKind.Shape:
                Shapes.Find(compiled, number, look, hits);
                break;
            case GuardKind.Soothing:
                Shapes.Soothing(compiled, number, look, hits);
                break;
            case GuardKind.Policy:
                Policies(compiled, look, hits);
                break;
            case GuardKind.Position:
                Position(compiled, number, look, hits);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(compiled), rule.Kind, "Unknown kind.");
        }
    }

    private static void Said(CompiledRule compiled, int number, Look look, List<GuardHit> hits, GuardLevel level)
    {
        var found = Stretches(compiled, number, look);
        if (found.Count == 0)
        {
            return;
        }

        var rewrites = Rewriting.Marks(number, look);
        foreach (var at in found)
        {
            hits.Add(Rewriting.Offer(compiled, rewrites, look, at, level));
        }
    }

    /// <summary>Where the rule's words stand and nothing excuses them; of overlapping ones the longest.</summary>
    public static IReadOnlyList<Stretch> Stretches(CompiledRule compiled, int number, Look look)
    {
        if (look.MarksOf(number).Count == 0)
        {
            return [];
        }

        var found = new List<Stretch>();
        var (rule, hasWith) = (compiled.Rule, compiled.Rule.With.Count == 0);
        foreach (var mark in look.MarksOf(number))
        {
            hasWith |= mark.Role == Role.With;
            if (mark.Role == Role.Word)
            {
                found.Add(mark.At);
            }
        }

        if (found.Count == 0 || !hasWith || (rule.Kind != GuardKind.Shape && rule.Most is { } most && look.Line.Text.Trim().Length > most))
        {
            return [];
        }

        var (except, unless) = (Of(Role.Except), Of(Role.Unless));
        var (before, after) = (Of(Role.UnlessBefore), Of(Role.UnlessAfter));
        found.RemoveAll(at => look.IsExempt(at, rule.Kind) || except.Cover(at) || (!unless.IsEmpty && unless.LieIn(look.Sentence(at))) || IsExcusedNearby(at));
        return Longest(found);

        bool IsExcusedNearby(Stretch at)
        {
            if (rule.UnlessWithin is not { } within || (before.IsEmpty && after.IsEmpty))
            {
                return false;
            }

            var sentence = look.Sentence(at);
            return before.AnyEndsIn(Math.Max(sentence.From, at.From - within), at.From, sentence.From) || after.AnyBeginsIn(at.To, Math.Min(sentence.To, at.To + within), sentence.To);
        }

        Spans Of(Role role) => new(look.MarksOf(number).Where(m => m.Role == role));
    }

    private static List<Stretch> Longest(List<Stretch> found)
    {
        found.Sort(static (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : b.To.CompareTo(a.To));
        var kept = new List<Stretch>(found.Count);
        foreach (var at in found)
        {
            if (kept.Count == 0 || !kept[^1].Touches(at))
            {
                kept.Add(at);
            }
            else if (at.Length > kept[^1].Length)
            {
                kept[^1] = at;
            }
        }

        return kept;
    }

    private static void Policies(CompiledRule compiled, Look look, List<GuardHit> hits)
    {
        foreach (var policy in look.Facts.Policies)
        {
            foreach (var at in Longest(look.FindAll(policy.NotToSay)).Where(at => !look.IsExempt(at, GuardKind.Policy)))
            {
                var topic = policy.Topic ?? policy.Name;
                hits.Add(compiled.Hit(look, at, compiled.Rule.Level, policy.Text, null, new Words($"政策「{topic}」里不可这样说。", $"The policy '{topic}' says not to say so.")));
            }
        }
    }

    /// <summary>In a major complaint all staff say the same: what the position forbids, and what it does not contain.</summary>
    private static void Position(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        if (look.Facts.Position is not { } position)
        {
            return;
        }

        var forbidden = Longest(look.FindAll(position.NotToSay));
        hits.AddRange(forbidden.Select(at => compiled.Hit(look, at, compiled.Rule.Level, position.Text)));
        var agreed = Folding.Plain.Fold(position.Text);
        foreach (var at in Stretches(compiled, number, look).Where(at => !forbidden.Exists(f => f.Touches(at)) && !agreed.Contains(Folding.Plain.Fold(look.Slice(at)), StringComparison.Ordinal)))
        {
            hits.Add(compiled.Hit(look, at, compiled.Rule.Unknown ?? GuardLevel.Confirm, position.Text));
        }
    }
}
