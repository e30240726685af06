using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>Clauses that the owner changes or signs for before the book is in force, each with its ground.</summary>
internal static class PayDoubts
{
    private static readonly Words NoFines = new(
        "罚款没有法律依据：《企业职工奖惩条例》已于 2008 年废止，从工资里扣款只限《工资支付暂行规定》第十五条、第十六条的情形。",
        "There is no ground in law for fines: the rules that allowed them were repealed in 2008, and wages are reduced only as articles 15 and 16 of the interim provisions on wage payment allow.");

    private static readonly Words Losses = new(
        "赔偿损失要劳动合同有约定、有损失证据和过错大小；每月不超过当月工资的 20%，扣后不低于最低工资（《工资支付暂行规定》第十六条）。",
        "Compensation needs a clause of the contract, proof and fault; at most 20 % of the month's wage and never below the minimum wage (interim provisions on wage payment, article 16).");

    private static readonly Words Dismissal = new(
        "解除劳动合同要符合《劳动合同法》第三十九条、第四十条，不能自动离职；程序只提醒，由人决定。",
        "Ending a contract needs the grounds of articles 39 and 40 of the labour contract law; the program only raises it and a person decides.");

    private static readonly Words Attendance = new("依法享有的病假、婚丧产假等不应使人失去报酬，满勤条件要说清楚。", "Leave that the law gives should not cost pay; say clearly what breaks full attendance.");

    private static readonly Words OverLimit = new("赔偿上限高于 20% 没有依据（《工资支付暂行规定》第十六条）。", "More than 20 % has no ground (interim provisions on wage payment, article 16).");

    public static IEnumerable<DoubtfulClause> Of(PayRules rules)
    {
        foreach (var component in rules.Components)
        {
            var ground = component.Ground is { } own ? Words.Same(own)
                : component.CountsAs == CountsAs.Fine && rules.FinesCount ? NoFines
                : component.CountsAs == CountsAs.Loss ? Losses
                : component.Kind == ComponentKind.Attendance && component.BrokenByLeave.Count > 0 ? Attendance
                : null;
            if (ground is not null)
            {
                yield return new DoubtfulClause($"components.{component.Id}", new(component.Name, component.Id), ground);
            }
        }

        foreach (var penalty in rules.Penalties)
        {
            if (penalty.Ground is { } own)
            {
                yield return Clause(penalty, Words.Same(own));
            }
            else if (rules.FinesCount && (penalty.Amount is not null || penalty.Stages.Count + penalty.Steps.Count > 0 || penalty.IsSetByPerson))
            {
                yield return Clause(penalty, NoFines);
            }

            if (penalty.Loss != LossWay.None)
            {
                yield return new DoubtfulClause($"penalties.{penalty.Id}.loss", new(penalty.Name + "：赔偿损失", penalty.Id + ": loss"), Losses);
            }

            if (penalty.ThenDecide is not null)
            {
                yield return new DoubtfulClause($"penalties.{penalty.Id}.then_decide", new(penalty.ThenDecide, penalty.ThenDecide), Dismissal);
            }
        }

        if (rules.Guard.LossShare is { } share && share > new Amounts.Ratio(1, 5))
        {
            yield return new DoubtfulClause("guard.loss_share", new("赔偿上限", "Most of losses"), OverLimit);
        }
    }

    private static DoubtfulClause Clause(PenaltyRule penalty, Words ground) => new($"penalties.{penalty.Id}", new(penalty.Name, penalty.Id), ground);
}
