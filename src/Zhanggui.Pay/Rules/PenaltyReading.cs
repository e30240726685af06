using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Amounts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>Reads one penalty.</summary>
internal sealed class PenaltyReading(SectionValues values, PayReading reading)
{
    private static readonly string[] Exemptions = ["chase", "leave"];

    public PenaltyRule Read(string id)
    {
        var at = $"penalties.{id}";
        var rule = new PenaltyRule
        {
            Id = id,
            Name = values.Text($"{at}.name") ?? id,
            Source = values.Text($"{at}.source"),
            Facts = values.Choice($"{at}.facts") switch { "reviews" => PenaltyFacts.Reviews, "complaints" => PenaltyFacts.Complaints, _ => PenaltyFacts.Incidents },
            Kind = values.Text($"{at}.kind") ?? id,
            Causes = values.Texts($"{at}.causes") ?? [],
            Amount = reading.Money($"{at}.amount"),
            Stages = reading.Table($"{at}.stages"),
            Steps = Steps($"{at}.steps"),
            ThenDecide = values.Text($"{at}.then_decide"),
            FreeTimes = (int)(values.Count($"{at}.free_times") ?? 0),
            FreeUpTo = reading.Number($"{at}.free_up_to"),
            RemovesOrder = values.Switch($"{at}.removes_order") is true,
            Loss = values.Choice($"{at}.loss") switch { "always" => LossWay.Always, "above" => LossWay.Above, _ => LossWay.None },
            LossAbove = reading.Money($"{at}.loss_above"),
            LossStages = values.Texts($"{at}.loss_stages") ?? [],
            IsSetByPerson = values.Switch($"{at}.set_by_person") is true,
            ExemptBy = values.Texts($"{at}.exempt_by") ?? [],
            Places = values.Texts($"{at}.places") ?? [],
            NotShifts = values.Texts($"{at}.not_shifts") ?? [],
            ProposeFrom = (int?)values.Count($"{at}.propose_from"),
            NoteParts = values.Texts($"{at}.note_parts") ?? [],
            Ground = values.Text($"{at}.ground"),
        };
        foreach (var unknown in rule.NoteParts.Where(p => !NoteParts.All.Contains(p, StringComparer.Ordinal)))
        {
            reading.Wrong($"{at}.note_parts", "note_part", $"备注没有「{unknown}」这一样：{string.Join("、", NoteParts.All)}。", $"A note has no part '{unknown}': {string.Join(", ", NoteParts.All)}.");
        }

        foreach (var unknown in rule.ExemptBy.Where(e => !Exemptions.Contains(e, StringComparer.Ordinal)))
        {
            reading.Wrong($"{at}.exempt_by", "exempt", $"不认识的免责「{unknown}」：chase 或 leave。", $"'{unknown}' is no exemption: chase or leave.");
        }

        if (rule.Amount < Fen.Zero || rule.Stages.Values.Any(a => a < Fen.Zero) || rule.Steps.Any(a => a < Fen.Zero))
        {
            reading.Wrong(at, "sign", "扣罚写正数。", "Penalties are written as positive amounts.");
        }

        var ways = (rule.Amount is null ? 0 : 1) + (rule.Stages.Count > 0 ? 1 : 0) + (rule.Steps.Count > 0 ? 1 : 0) + (rule.IsSetByPerson ? 1 : 0);
        if (ways > 1)
        {
            reading.Wrong(at, "amount", "金额只写一种：每次、各阶段、当月第几次或由人定。", "One way of saying the amount: amount, stages, steps or set by a person.");
        }

        var lacks = rule.Loss == LossWay.Above && rule.LossAbove is null ? "loss_above" : ways == 0 && rule.Loss == LossWay.None && !rule.RemovesOrder ? "amount" : null;
        return lacks is null ? rule : rule with { Lacks = $"pay.{at}.{lacks}" };
    }

    private List<Fen> Steps(string path)
    {
        var steps = new List<Fen>();
        foreach (var line in values.Texts(path) ?? [])
        {
            if (Amount.Parse(line) is { Kind: AmountKind.Money, Value.Denominator.IsOne: true } step)
            {
                steps.Add(step.Money);
            }
            else
            {
                reading.Wrong(path, "money", $"「{line}」要写成金额，例如 50 元。", $"'{line}' must be money such as 50 元.");
            }
        }

        return steps;
    }
}
