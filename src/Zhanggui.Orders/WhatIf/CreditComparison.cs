using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.WhatIf;

/// <summary>Orders and fen of a person, or of those that are silent or undecided. An order of two people counts for both.</summary>
internal sealed record CreditSum(long Orders, long Amount);

/// <summary>Before and after for one person (an id), for <c>silent</c> or for <c>undecided</c>.</summary>
internal sealed record CreditShift(string Who, CreditSum Before, CreditSum After)
{
    public long Difference => After.Amount - Before.Amount;
}

/// <summary>What would be otherwise: sums by who, and the orders that would move.</summary>
internal sealed record CreditComparison(IReadOnlyList<CreditShift> Shifts, IReadOnlyList<string> Moved)
{
    private static readonly CreditSum Nothing = new(0, 0);

    /// <summary>Compares who gets what, order by order; the biggest differences come first.</summary>
    public static CreditComparison Of(IReadOnlyDictionary<string, IReadOnlyList<StoredCredit>> before, IReadOnlyDictionary<string, IReadOnlyList<StoredCredit>> after)
    {
        var (sumsBefore, sumsAfter) = (Sums(before.Values), Sums(after.Values));
        var shifts = sumsBefore.Keys.Union(sumsAfter.Keys, StringComparer.Ordinal)
            .Select(who => new CreditShift(who, sumsBefore.GetValueOrDefault(who, Nothing), sumsAfter.GetValueOrDefault(who, Nothing)))
            .OrderByDescending(s => Math.Abs(s.Difference)).ThenBy(s => s.Who, StringComparer.Ordinal).ToList();
        var moved = before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(order => !Parts(before.GetValueOrDefault(order)).SequenceEqual(Parts(after.GetValueOrDefault(order)), StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return new CreditComparison(shifts, moved);
    }

    private static Dictionary<string, CreditSum> Sums(IEnumerable<IReadOnlyList<StoredCredit>> orders)
    {
        var sums = new Dictionary<string, CreditSum>(StringComparer.Ordinal);
        foreach (var group in orders.SelectMany(parts => parts.GroupBy(Who, StringComparer.Ordinal)))
        {
            var known = sums.GetValueOrDefault(group.Key, Nothing);
            sums[group.Key] = new CreditSum(known.Orders + 1, known.Amount + group.Sum(p => p.Amount));
        }

        return sums;
    }

    private static string Who(StoredCredit part) => part.Person ?? (part.Basis == "undecided" ? "undecided" : "silent");

    private static IEnumerable<string> Parts(IReadOnlyList<StoredCredit>? parts) => (parts ?? []).Select(p => $"{Who(p)}|{p.Amount}").Order(StringComparer.Ordinal);
}
