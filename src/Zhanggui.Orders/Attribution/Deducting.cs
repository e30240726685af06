using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// What returns and reviews take out of the commission base, in the month they happen. Each order is removed once: all its
/// deductions together never exceed its base amount. What only the program guessed costs nothing and is a decision to take.
/// </summary>
internal static class Deducting
{
    private sealed record Claim(Instant At, string Subject, Fen? Amount, Words Because);

    private static readonly string[] Ours = ["buyer", "agent", "team"];
    private static readonly string[] Bad = ["bad", "neutral"];

    public static (IReadOnlyList<Deduction> Deductions, IReadOnlyList<DecisionToTake> ToDecide) Of(IReadOnlyList<OrderDecision> decisions, CaseFile file)
    {
        if (file.Facts.Refunds.Count + file.Facts.Reviews.Count == 0)
        {
            return ([], []);
        }

        var refunds = file.Facts.Refunds.Where(r => r.SucceededAt is not null).ToLookup(r => r.OrderId, StringComparer.Ordinal);
        var reviews = file.Facts.Reviews.ToLookup(r => r.OrderId, StringComparer.Ordinal);
        var (deductions, toDecide) = (new List<Deduction>(), new List<DecisionToTake>());
        for (var i = 0; i < file.Orders.Length; i++)
        {
            var order = file.Orders[i];
            if (order.PaidAt is null || (!refunds.Contains(order.OrderId) && !reviews.Contains(order.OrderId)))
            {
                continue;
            }

            var decision = decisions[i];
            var claims = new List<Claim>();
            foreach (var refund in refunds[order.OrderId].DistinctBy(r => r.RefundId))
            {
                Refund(decision.Rules.Rules, refund, claims, toDecide);
            }

            foreach (var review in reviews[order.OrderId].Where(r => decision.Rules.Rules.BadReviewsDeduct && Bad.Contains(r.Rating)))
            {
                Review(review, claims, toDecide);
            }

            if (order.Paid is { } paid && refunds[order.OrderId].DistinctBy(r => r.RefundId).Aggregate(Fen.Zero, (sum, r) => sum + (r.Amount ?? Fen.Zero)) > paid)
            {
                file.Note(AnomalyKind.RefundAbovePaid, $"orders:{order.OrderId}");
            }

            Remove(decision, claims, file.Clock(order.Shop), deductions);
        }

        return (deductions, [.. toDecide.OrderBy(t => t.OrderId, StringComparer.Ordinal).ThenBy(t => t.Subject, StringComparer.Ordinal)]);
    }

    private static void Refund(AttributionRules rules, Zhanggui.Facts.Records.RefundFact refund, List<Claim> claims, List<DecisionToTake> toDecide)
    {
        var subject = $"refunds:{refund.RefundId}";
        if (rules.Refunds == RefundWay.None)
        {
            return;
        }

        if (rules.Refunds == RefundWay.AsRefunded)
        {
            claims.Add(new Claim(refund.SucceededAt!.Value, subject, refund.Amount ?? Fen.Zero, new($"退款成功，退 {refund.Amount} 元", $"Refunded {refund.Amount}")));
        }
        else if (string.IsNullOrEmpty(refund.Responsible) || string.IsNullOrEmpty(refund.DecidedBy))
        {
            toDecide.Add(new DecisionToTake(refund.OrderId, subject, new("退款是谁的原因，还没有人定", "Nobody has decided who is responsible for the refund")));
        }
        else if (Ours.Contains(refund.Responsible))
        {
            var who = refund.Responsible switch { "buyer" => "买家原因", "agent" => "客服原因", _ => "团队原因" };
            claims.Add(new Claim(refund.SucceededAt!.Value, subject, refund.Amount ?? Fen.Zero, new($"退款成功，{who}，退 {refund.Amount} 元", $"Refunded {refund.Amount}, responsible: {refund.Responsible}")));
        }
    }

    private static void Review(Zhanggui.Facts.Records.ReviewFact review, List<Claim> claims, List<DecisionToTake> toDecide)
    {
        var subject = $"reviews:{review.OrderId}";
        if (string.IsNullOrEmpty(review.Cause) || string.IsNullOrEmpty(review.DecidedBy))
        {
            toDecide.Add(new DecisionToTake(review.OrderId, subject, new("中差评是谁的原因，还没有人定", "Nobody has decided what caused the review")));
        }
        else if (review.Cause == "agent")
        {
            var word = review.Rating == "bad" ? "差评" : "中评";
            claims.Add(new Claim(review.At, subject, null, new($"客服原因的{word}，整单扣除，改不改都扣", $"A {review.Rating} review caused by the agent removes the order, changed or not")));
        }
    }

    private static void Remove(OrderDecision decision, List<Claim> claims, ShopClock clock, List<Deduction> deductions)
    {
        var left = decision.Base;
        foreach (var claim in claims.OrderBy(c => c.At).ThenBy(c => c.Subject, StringComparer.Ordinal))
        {
            var amount = claim.Amount is { } asked && asked < left ? asked : left;
            if (amount > Fen.Zero)
            {
                deductions.Add(new Deduction(decision.Order.OrderId, decision.Order.Shop, amount, clock.Month(claim.At.ToUnixTimeTicks()), claim.At, claim.Subject, claim.Because));
                left -= amount;
            }
        }
    }
}
