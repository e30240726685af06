using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Before and after in fen.</summary>
internal sealed record TwoSums(string Key, string? NameZh, string? NameEn, long Before, long After)
{
    public long Difference => After - Before;
}

/// <summary>How slips lie: in fen.</summary>
internal sealed record SpreadView(int Slips, long Sum, long Lowest, long Lower, long Median, long Upper, long Highest, long Mean)
{
    public static SpreadView Of(PaySpread s) => new(s.Slips, s.Sum.Value, s.Lowest.Value, s.LowerQuartile.Value, s.Median.Value, s.UpperQuartile.Value, s.Highest.Value, s.Mean.Value);
}

/// <summary>A comparison added up: people by what they gain or lose, components and months in order, the whole, the spread.</summary>
internal sealed record WhatIfSummary(IReadOnlyList<TwoSums> People, IReadOnlyList<TwoSums> Components, IReadOnlyList<TwoSums> Months, long Before, long After, SpreadView SpreadBefore, SpreadView SpreadAfter)
{
    public static WhatIfSummary Of(Comparison compared, IReadOnlyDictionary<string, (string Zh, string En)> components, IReadOnlyDictionary<string, string> people)
    {
        var byPerson = Sums(compared.Rows, r => r.Person, key => people.GetValueOrDefault(key) is { } name ? (name, name) : null);
        return new WhatIfSummary(
            [.. byPerson.OrderByDescending(p => p.Difference).ThenBy(p => p.Key, StringComparer.Ordinal)],
            [.. Sums(compared.Rows, r => r.Code, key => components.TryGetValue(key, out var name) ? name : null).OrderBy(c => c.Key, StringComparer.Ordinal)],
            [.. Sums(compared.Rows, r => WhatIf.Months.Write(r.Month), _ => null).OrderBy(m => m.Key, StringComparer.Ordinal)],
            compared.SpreadBefore.Sum.Value, compared.SpreadAfter.Sum.Value, SpreadView.Of(compared.SpreadBefore), SpreadView.Of(compared.SpreadAfter));
    }

    private static IEnumerable<TwoSums> Sums(IReadOnlyList<ComparisonRow> rows, Func<ComparisonRow, string> by, Func<string, (string Zh, string En)?> name) =>
        rows.GroupBy(by, StringComparer.Ordinal).Select(g => new TwoSums(g.Key, name(g.Key)?.Zh, name(g.Key)?.En, g.Aggregate(Fen.Zero, (sum, r) => sum + r.Before).Value, g.Aggregate(Fen.Zero, (sum, r) => sum + r.After).Value));
}
