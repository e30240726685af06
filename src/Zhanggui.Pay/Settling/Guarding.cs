using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>The legal guard: losses take at most a share of the gross lines, and no deduction pushes pay below the minimum wage.</summary>
internal static class Guarding
{
    public const string Code = "guard";

    /// <summary>What is held back as a line that gives it back, or null.</summary>
    public static PayLine? Of(GuardRules rules, IReadOnlyList<PayLine> lines, YearMonth month)
    {
        var gross = Sum(lines, CountsAs.Pay) + Sum(lines, CountsAs.Condition);
        var losses = -Sum(lines, CountsAs.Loss);
        var fines = -Sum(lines, CountsAs.Fine);
        var words = new List<string>();
        var held = Fen.Zero;
        if (rules.LossShare is { } share && losses > Fen.Zero)
        {
            var most = gross > Fen.Zero ? (Ratio.Of(gross) * share).Round() : Fen.Zero;
            if (losses > most)
            {
                held = losses - most;
                words.Add($"赔偿最多为应发 {gross} 元的 {Amount.Percent(share)}，即 {most} 元");
            }
        }

        if (rules.MinimumIn(month) is { } minimum && losses + fines - held is { Value: > 0 } left)
        {
            var net = gross - left;
            var floor = gross < minimum ? gross : minimum;
            if (net < floor)
            {
                held += floor - net < left ? floor - net : left;
                words.Add($"扣减后不低于最低工资 {minimum} 元");
            }
        }

        return held == Fen.Zero ? null : new PayLine(Code, held, CountsAs.Pay, "pay.guard", $"法定保护，不扣 {held} 元：{string.Join("；", words)}。");
    }

    /// <summary>How much more could be taken as losses this month.</summary>
    public static Fen Room(GuardRules rules, IReadOnlyList<PayLine> lines, YearMonth month)
    {
        var gross = Sum(lines, CountsAs.Pay) + Sum(lines, CountsAs.Condition) - lines.Where(l => l.Code == Code).Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);
        var net = lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);
        var room = rules.LossShare is { } share ? (Ratio.Of(gross) * share).Round() + Sum(lines, CountsAs.Loss) : net;
        var above = rules.MinimumIn(month) is { } minimum ? net - minimum : net;
        return above < room ? above : room;
    }

    private static Fen Sum(IReadOnlyList<PayLine> lines, CountsAs kind) => lines.Where(l => l.CountsAs == kind).Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);
}
