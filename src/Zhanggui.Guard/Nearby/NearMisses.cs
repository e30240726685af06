using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Nearby;

/// <summary>A rule that nearly rang, and the words on which its looser reading does.</summary>
internal sealed record NearMiss(string Rule, string Name, GuardLevel Level, int Start, string Slice);

/// <summary>What came close to a rule without ringing (pure).</summary>
internal sealed class NearMisses(GuardRules rules)
{
    private readonly GuardBook strict = rules.Book;
    private readonly GuardBook loose = LooseSayings.Of(rules).Book;
    private readonly Dictionary<string, GuardRule> byKey = rules.Rules.ToDictionary(r => r.Key, StringComparer.Ordinal);

    /// <summary>Each rule at most once; not where the book rings anyway.</summary>
    public IReadOnlyList<NearMiss> Of(GuardLine line)
    {
        var close = loose.Check(line, GuardFacts.Unknown).Hits;
        if (close.Count == 0)
        {
            return [];
        }

        var rang = strict.Check(line, GuardFacts.Unknown).Hits;
        return
        [
            .. close.Where(c => !rang.Any(r => r.Rule == c.Rule || new Stretch(r.Start, r.Start + r.Length).Touches(new Stretch(c.Start, c.Start + c.Length))))
                .GroupBy(c => c.Rule, StringComparer.Ordinal).Select(g => g.First())
                .Select(c => new NearMiss(c.Rule, byKey[c.Rule].Name ?? c.Rule, byKey[c.Rule].Level, c.Start, c.Text)),
        ];
    }
}
