using System.Globalization;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>The lines of a person's mistakes: one per penalty for the fines, one for the losses; what was exempt or free stands there with 0.</summary>
internal static class PenaltyLines
{
    public static IEnumerable<PayLine> Of(PayRules rules, IEnumerable<Occurrence> occurrences)
    {
        foreach (var group in occurrences.GroupBy(o => o.Rule))
        {
            var made = group.OrderBy(o => o.At).ThenBy(o => o.Subject, StringComparer.Ordinal).ToList();
            if (made.Exists(o => o.Fine > Fen.Zero || o.Loss == Fen.Zero))
            {
                yield return Fine(group.Key, made, rules);
            }

            var lost = made.Where(o => o.Loss > Fen.Zero).ToList();
            if (lost.Count > 0)
            {
                yield return new PayLine(group.Key.LossCode, -Sum(lost, o => o.Loss), CountsAs.Loss, $"pay.penalties.{group.Key.Id}.loss", $"{group.Key.Name}，赔偿损失：{Said(lost)}。")
                {
                    Quantity = Count(lost.Count),
                    Facts = Facts(lost),
                };
            }
        }
    }

    private static PayLine Fine(PenaltyRule rule, List<Occurrence> made, PayRules rules)
    {
        var amount = Sum(made, o => o.Fine);
        var note = amount > Fen.Zero && !rules.FinesCount ? "；本店罚款只记录，计 0 元" : string.Empty;
        return new PayLine(rule.Id, note.Length > 0 ? Fen.Zero : -amount, CountsAs.Fine, $"pay.penalties.{rule.Id}", $"{rule.Name}：{Said(made)}{note}。")
        {
            Quantity = Count(made.Count(o => o.Judged == Judged.Counts)),
            Rate = rule.Amount?.ToString(),
            Facts = Facts(made),
        };
    }

    private static Fen Sum(List<Occurrence> made, Func<Occurrence, Fen> of) => made.Aggregate(Fen.Zero, (sum, o) => sum + of(o));

    private static string Said(List<Occurrence> made) => string.Join("；", made.Select(o => o.Because));

    private static IReadOnlyList<string> Facts(List<Occurrence> made) => [.. made.SelectMany(o => o.Facts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
