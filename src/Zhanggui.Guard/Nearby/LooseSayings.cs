using System.Globalization;
using System.Text;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Nearby;

/// <summary>
/// A book whose sayings are looser (pure), to find what came close to a rule without ringing: gaps wider, the two halves of
/// a saying in the other order, a long word with one character missing or with some between; how much the book says. Exceptions stay. It is
/// read by the same matcher, so the time grows with the text only.
/// </summary>
internal static class LooseSayings
{
    private const int MostSayings = 20_000;
    private const int MostOf = 24;
    private const int WidestGap = 30;
    private const int UsualGap = 8;

    /// <summary>Only rules that ask for a reason or stop, and that ring on words alone.</summary>
    public static bool IsLookedAt(GuardRule rule) =>
        rule.Level >= GuardLevel.Confirm && rule.Kind is GuardKind.Words or GuardKind.Promise or GuardKind.Contacts or GuardKind.Payment;

    public static GuardRules Of(GuardRules rules)
    {
        var left = MostSayings;
        var loose = new List<GuardRule>();
        foreach (var rule in rules.Rules.Where(IsLookedAt))
        {
            var words = rule.Words.SelectMany(w => Loosen(w, rules.Closeness)).Distinct(StringComparer.Ordinal).Take(left).ToList();
            left -= words.Count;
            loose.Add(rule with { Words = words, Rewrite = [] });
        }

        return new GuardRules { Terms = rules.Terms, Approved = rules.Approved, OwnLinks = rules.OwnLinks, LookAlikes = rules.LookAlikes, Rules = [.. loose.Where(r => r.Words.Count > 0)] };
    }

    public static IEnumerable<string> Loosen(string saying, Closeness closeness)
    {
        if (Pattern.Parse(saying, Folding.Plain) is not { } pattern)
        {
            return [];
        }

        return (pattern.IsWord ? saying.Split('|').SelectMany(w => OfWord(w, closeness)) : OfGaps(saying, pattern, closeness)).Where(s => s != saying && Pattern.Parse(s, Folding.Plain) is not null).Take(MostOf);
    }

    private static IEnumerable<string> OfWord(string word, Closeness closeness)
    {
        if (closeness is not { LeastWord: { } least, Between: { } between } || word.Length < least || word.Any(c => char.IsAsciiLetterOrDigit(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c)))
        {
            yield break;
        }

        for (var i = 1; i < word.Length; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{word[..i]}…{between}{word[i..]}");
        }

        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }
    }

    private static IEnumerable<string> OfGaps(string saying, Pattern pattern, Closeness closeness)
    {
        // A single character with a wide gap stands in every other sentence.
        if (closeness.Wider is not { } wider || !pattern.Steps.Any(s => s is Gap) || pattern.Steps.OfType<OneOf>().Any(o => o.Words.Any(w => w.Length < 2)))
        {
            yield break;
        }

        yield return Widen(saying, wider);
        if (pattern.Before is null && pattern.Steps is [OneOf, Gap, OneOf])
        {
            var parts = saying.Split('…', 2);
            yield return $"{parts[1].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')}…{WidestGap}{parts[0]}";
        }
    }

    private static string Widen(string saying, int wider)
    {
        var wide = new StringBuilder();
        for (var i = 0; i < saying.Length; i++)
        {
            wide.Append(saying[i]);
            if (saying[i] != '…')
            {
                continue;
            }

            var from = i + 1;
            while (i + 1 < saying.Length && char.IsAsciiDigit(saying[i + 1]))
            {
                i++;
            }

            var gap = i >= from && int.TryParse(saying.AsSpan(from, i - from + 1), out var n) ? n : UsualGap;
            wide.Append(Math.Min(WidestGap, gap * wider).ToString(CultureInfo.InvariantCulture));
        }

        return wide.ToString();
    }
}
