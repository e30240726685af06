using Zhanggui.Orders.Credits;
using Zhanggui.Orders.WhatIf;

namespace Zhanggui.Tests.Orders;

public sealed class CreditComparisonTests
{
    [Theory]
    [InlineData("A:mei=100", "A:mei=100", "mei 1/100 1/100", "")]
    [InlineData("A:mei=100", "A:qiang=100", "mei 1/100 0/0,qiang 0/0 1/100", "A")]
    [InlineData("A:mei=100 B:silent=50", "A:mei=100 B:mei=50", "mei 1/100 2/150,silent 1/50 0/0", "B")]
    [InlineData("A:undecided=100", "A:mei=60+qiang=40", "undecided 1/100 0/0,mei 0/0 1/60,qiang 0/0 1/40", "A")]
    [InlineData("A:mei=100", "", "mei 1/100 0/0", "A")]
    [InlineData("A:silent=100", "A:silent-pool=100", "silent 1/100 1/100", "")]
    public void Sums_by_who_and_orders_that_move(string before, string after, string shifts, string moved)
    {
        var compared = CreditComparison.Of(Read(before), Read(after));

        string.Join(',', compared.Shifts.Select(s => $"{s.Who} {s.Before.Orders}/{s.Before.Amount} {s.After.Orders}/{s.After.Amount}")).ShouldBe(shifts);
        string.Join(',', compared.Moved).ShouldBe(moved);
        // Nothing is lost between before and after but what is not there.
        compared.Shifts.Sum(s => s.Difference).ShouldBe(Read(after).Values.SelectMany(p => p).Sum(p => p.Amount) - Read(before).Values.SelectMany(p => p).Sum(p => p.Amount));
    }

    private static Dictionary<string, IReadOnlyList<StoredCredit>> Read(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => o.Split(':'))
        .ToDictionary(o => o[0], o => (IReadOnlyList<StoredCredit>)[.. o[1].Split('+').Select(p => p.Split('=')).Select(p => p[0] is "silent" or "silent-pool" or "undecided"
            ? new StoredCredit(null, "1/1", p[0], long.Parse(p[1], null), null, null, null)
            : new StoredCredit(p[0], "1/1", "order", long.Parse(p[1], null), null, null, null))], StringComparer.Ordinal);
}
