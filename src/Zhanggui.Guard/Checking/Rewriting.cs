using System.Text;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Guard.Checking;

/// <summary>What is said instead (pure). Only the book's own words take a place, so that no rewrite invents anything.</summary>
internal static class Rewriting
{
    /// <summary>The hit with the book's words for it. Where those replace more than was hit, the hit is as long as what they replace.</summary>
    public static GuardHit Offer(CompiledRule compiled, int number, Look look, Stretch at, GuardLevel level)
    {
        Mark? best = null;
        foreach (var mark in look.Marks)
        {
            if (mark.Rule == number && mark.Role == Role.Rewrite && mark.At.Covers(at) && (best is null || mark.At.Length > best.Value.At.Length))
            {
                best = mark;
            }
        }

        if (best is not { } found)
        {
            return compiled.Hit(look, at, level);
        }

        var to = compiled.Rule.Rewrite[found.Number].To;
        return compiled.Hit(look, found.At, level, to, to);
    }

    /// <summary>A statement that a known fact supports is never blocked, only rephrased.</summary>
    public static void Lower(List<GuardHit> hits, List<Stretch> supported)
    {
        for (var i = 0; i < hits.Count && supported.Count > 0; i++)
        {
            if (hits[i] is { Level: GuardLevel.Block, Kind: "words" or "promise" or "claim" or "policy" } hit && supported.Exists(s => s.Touches(new Stretch(hit.Start, hit.Start + hit.Length))))
            {
                hits[i] = hit with { Level = GuardLevel.Confirm };
            }
        }
    }

    /// <summary>The message with everything replaced that has a replacement; null where there is none.</summary>
    public static string? Whole(string text, IReadOnlyList<GuardHit> hits)
    {
        var chosen = new List<GuardHit>();
        foreach (var hit in hits.Where(h => h.Replacement is not null).OrderByDescending(h => h.Length).ThenBy(h => h.Start))
        {
            if (!chosen.Exists(c => c.Start < hit.Start + hit.Length && hit.Start < c.Start + c.Length))
            {
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
