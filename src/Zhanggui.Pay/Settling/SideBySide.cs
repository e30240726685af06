using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Pay.Settling;

/// <summary>The same months by two books. Facts are indexed once per book, so that a year costs little more than a month.</summary>
internal static class SideBySide
{
    public static readonly PaySpread None = new(0, Fen.Zero, Fen.Zero, Fen.Zero, Fen.Zero, Fen.Zero);

    public static IReadOnlyList<ComparisonRow> Of(PayCase before, PayCase after, YearMonth from, YearMonth to, CancellationToken cancel, Action<int>? monthDone, out PaySpread spreadBefore, out PaySpread spreadAfter)
    {
        var rows = new List<ComparisonRow>();
        var (old, changed, done) = (new List<Fen>(), new List<Fen>(), 0);
        for (var month = from; month.CompareTo(to) < 0; month = month.PlusMonths(1))
        {
            cancel.ThrowIfCancellationRequested();
            var (a, b) = (Amounts(before, month, old), Amounts(after, month, changed));
            rows.AddRange(a.Keys.Union(b.Keys).Select(k => new ComparisonRow(k.Person, month, k.Code, a.GetValueOrDefault(k), b.GetValueOrDefault(k))));
            monthDone?.Invoke(++done);
        }

        (spreadBefore, spreadAfter) = (Spread(old), Spread(changed));
        return [.. rows.OrderBy(r => r.Person, StringComparer.Ordinal).ThenBy(r => r.Month).ThenBy(r => r.Code, StringComparer.Ordinal)];
    }

    private static Dictionary<(string Person, string Code), Fen> Amounts(PayCase given, YearMonth month, List<Fen> totals)
    {
        var amounts = new Dictionary<(string, string), Fen>();
        var run = new MonthRun(given, month);
        foreach (var person in run.People)
        {
            var lines = run.Lines(person);
            totals.Add(lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Amount));
            foreach (var line in lines)
            {
                amounts[(person.Person, line.Code)] = line.Amount;
            }
        }

        return amounts;
    }

    /// <summary>The median of an even number of slips is the lower one of the two in the middle: an amount that somebody gets.</summary>
    public static PaySpread Spread(List<Fen> totals)
    {
        if (totals.Count == 0)
        {
            return None;
        }

        var sorted = totals.Order().ToList();
        var sum = sorted.Aggregate(Fen.Zero, (all, t) => all + t);
        return new PaySpread(sorted.Count, sum, sorted[0], sorted[(sorted.Count - 1) / 2], sorted[^1], (Ratio.Of(sum) / Ratio.Of(sorted.Count)).Round())
        {
            LowerQuartile = sorted[(sorted.Count - 1) / 4],
            UpperQuartile = sorted[(sorted.Count - 1) * 3 / 4],
        };
    }
}
