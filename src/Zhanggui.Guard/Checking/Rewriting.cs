using System.Text;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Guard.Checking;

/// <summary>What is said instead (pure). Only the book's own words take a place, so that no rewrite invents anything.</summary>
internal static class Rewriting
{
    public static Spans Marks(int number, Look look) => new(look.MarksOf(number).Where(m => m.Role == Role.Rewrite));

    /// <summary>The hit with the book's words for it. Where those replace more than was hit, the hit is as long as what they replace.</summary>
    public static GuardHit Offer(CompiledRule compiled, Spans rewrites, Look look, Stretch at, GuardLevel level)
    {
        if (rewrites.Longest(at) is not { } found)
        {
            return compiled.Hit(look, at, level);
        }

        var to = compiled.Rule.Rewrite[found.Number].To;
        return compiled.Hit(look, found.At, level, to, to);
    }

    /// <summary>A statement that a known fact supports is never blocked, only rephrased.</summary>
    public static void Lower(List<GuardHit> hits, List<Stretch> supported)
    {
        var known = Spans.Of(supported);
        for (var i = 0; i < hits.Count && !known.IsEmpty; i++)
        {
            if (hits[i] is { Level: GuardLevel.Block, Kind: "words" or "promise" or "claim" or "policy" } hit && known.Touch(new Stretch(hit.Start, hit.Start + hit.Length)))
            {
                hits[i] = hit with { Level = GuardLevel.Confirm };
            }
        }
    }

    /// <summary>The message with everything replaced that has a replacement; null where there is none.</summary>
    public static string? Whole(string text, IReadOnlyList<GuardHit> hits)
    {
        // From the longest on, so that one that overlaps lies under the other's first or last character.
        var (chosen, taken) = (new List<GuardHit>(), new bool[text.Length]);
        foreach (var hit in hits.Where(h => h.Replacement is not null).OrderByDescending(h => h.Length).ThenBy(h => h.Start))
        {
            if (hit.Length > 0 && !taken[hit.Start] && !taken[hit.Start + hit.Length - 1])
            {
                Array.Fill(taken, true, hit.Start, hit.Length);
                chosen.Add(hit);
            }
        }

        if (chosen.Count == 0)
        {
            return null;
        }

        var (written, from) = (new StringBuilder(), 0);
        foreach (var hit in chosen.OrderBy(h => h.Start))
        {
            written.Append(text, from, hit.Start - from).Append(hit.Replacement);
            from = hit.Start + hit.Length;
        }

        return written.Append(text, from, text.Length - from).ToString();
    }
}
