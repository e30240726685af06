using Zhanggui.Guard.Checking;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Disputes;

/// <summary>What would have become of a past hit with the exception in the book.</summary>
internal enum Fate
{
    /// <summary>It would not have rung.</summary>
    LetThrough,

    /// <summary>It rings all the same.</summary>
    StillRings,

    /// <summary>The sentence around it is not kept, or it rang on what only its moment knew.</summary>
    Unsure,
}

/// <summary>What an exception would have let through (pure): the rules as they are and as they would be look at the same words.</summary>
internal static class Consequences
{
    /// <summary>The rules with the exception laid over one of them.</summary>
    public static GuardRules With(GuardRules rules, string rule, BookException change) => rules with
    {
        Terms = [.. rules.Terms.Union(change.Terms)],
        Rules = [.. rules.Rules.Select(r => r.Key == rule ? r with { Except = [.. r.Except.Union(change.Except)], Unless = [.. r.Unless.Union(change.Unless)] } : r)],
    };

    /// <param name="text">The message or draft in which it rang; null where only what rang itself is kept.</param>
    public static Fate Of(GuardBook before, GuardBook after, KeptHit hit, string? text, BookException change)
    {
        if (hit.Words?.Slice is not { Length: > 0 } slice)
        {
            return Fate.Unsure;
        }

        var line = new GuardLine { Text = text ?? slice, Team = hit.Place.Team, Channel = hit.Place.Channel, Sender = "agent" };
        if (!Rings(before, line, hit.Rule, slice))
        {
            return Fate.Unsure;
        }

        if (!Rings(after, line, hit.Rule, slice))
        {
            return Fate.LetThrough;
        }

        var bare = Folding.Plain.Fold(slice);
        return text is null && (change.Unless.Count > 0 || change.Except.Concat(change.Terms).Any(e => Folding.Plain.Fold(e).Contains(bare, StringComparison.Ordinal))) ? Fate.Unsure : Fate.StillRings;
    }

    /// <summary>Does the rule ring on these words of the line?</summary>
    public static bool Rings(GuardBook book, GuardLine line, string rule, string slice) =>
        book.Check(line, GuardFacts.Unknown).Hits.Any(h => h.Rule == rule && (h.Text == slice || h.Text.Contains(slice, StringComparison.Ordinal) || slice.Contains(h.Text, StringComparison.Ordinal)));

    /// <summary>The same words, or words most of whose pairs of characters are the same.</summary>
    public static (bool IsSame, bool IsAlike) Likeness(string one, string other, int? percent)
    {
        var (a, b) = (Folding.Plain.Fold(one).Trim(), Folding.Plain.Fold(other).Trim());
        if (a == b)
        {
            return (true, true);
        }

        if (percent is not { } least || a.Length < 2 || b.Length < 2)
        {
            return (false, false);
        }

        var (left, right) = (Pairs(a), Pairs(b));
        return (false, left.Intersect(right).Count() * 100 >= Math.Min(left.Count, right.Count) * least && left.Overlaps(right));
    }

    /// <summary>What to begin with: the words that rang with their neighbours, inside the sentence.</summary>
    public static string Around(string text, string slice, int start)
    {
        const int Neighbours = 3;
        var at = start >= 0 && start + slice.Length <= text.Length && text.AsSpan(start, slice.Length).SequenceEqual(slice) ? start : text.IndexOf(slice, StringComparison.Ordinal);
        if (at < 0)
        {
            return slice;
        }

        var (from, to) = (at, at + slice.Length);
        while (from > 0 && at - from < Neighbours && IsWord(text[from - 1]))
        {
            from--;
        }

        while (to < text.Length && to - at - slice.Length < Neighbours && IsWord(text[to]))
        {
            to++;
        }

        return text[from..to];
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) && !char.IsSurrogate(c);

    private static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2))];
}
