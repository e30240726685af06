using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Demo;

/// <summary>What comes after the sale: refunds, the talk about them, costs and reviews.</summary>
internal sealed class DemoAftermath(DemoRun run)
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private static readonly string[] Parties = ["quality", "buyer", "agent", "team", "courier", "warehouse"];
    private static readonly string[] PlatformReasons = ["质量问题", "7天无理由退换货", "商品描述不符", "未按约定时间发货", "少件/漏发", "运输破损", "不喜欢/不想要", "多拍/拍错"];
    private static readonly string[] Inspected = ["拼接错位，制作原因", "客户量错尺寸", "客服确认尺寸时写错", "排单晚了三天", "运输途中压坏", "漏装一桶胶"];
    private static readonly string[] Ratings = ["good", "neutral", "bad"];
    private static readonly string?[] Causes = ["agent", "goods", "courier", "other", null];
    private readonly DemoRandom random = run.Random;

    internal sealed record Refunded(bool IsBeforeShipping, bool IsWhole, string? Line, Fen Amount, long AppliedAt, long? SucceededAt);

    public Refunded? Refund(DemoOrder order, IReadOnlyList<OrderLineFact> lines, Fen goods, Fen postage)
    {
        if (!random.Chance(DemoMix.Refunded))
        {
            return null;
        }

        var kind = random.Weighted(DemoMix.RefundKinds);
        var applied = order.PaidAt!.Value + (kind == 0 ? random.Between(Hour / 4, 3 * Hour) : random.Between(5 * Day, 14 * Day));
        var succeeded = random.Chance(DemoMix.RefundFails) ? (long?)null : applied + random.Between(Hour, 6 * Day);
        var part = new Fen(goods.Value * random.Between(1, 6) / 10);
        return kind switch
        {
            0 => new Refunded(succeeded is not null, true, null, goods + postage, applied, succeeded),
            1 => new Refunded(false, false, lines.Count > 1 && random.Chance(500) ? lines[^1].Line : null, part, applied, succeeded),
            _ => new Refunded(false, true, null, goods, applied, succeeded),
        };
    }

    public void Write(DemoOrder order, Refunded? refund, long? signed)
    {
        if (refund is not null && refund.AppliedAt < run.KnownUntil)
        {
            WriteRefund(order, refund);
        }

        if (signed is { } at && !order.IsBrushing && random.Chance(DemoMix.Reviewed) && at + Day < run.KnownUntil)
        {
            WriteReview(order, at + random.Between(Hour, Day));
        }
    }

    private void WriteRefund(DemoOrder order, Refunded refund)
    {
        var party = random.Weighted(DemoMix.Responsible);
        var isDecided = refund.SucceededAt is not null && !random.Chance(DemoMix.ResponsibleUndecided);
        run.Sink.Add(FactsFiles.Refunds, new RefundFact
        {
            RefundId = $"r{order.Id}",
            OrderId = order.Id,
            Line = refund.Line,
            Amount = refund.Amount,
            AppliedAt = run.Known(refund.AppliedAt),
            SucceededAt = run.Known(refund.SucceededAt),
            ReasonPlatform = random.Pick(PlatformReasons),
            ReasonInspected = isDecided ? Inspected[party] : null,
            Responsible = isDecided ? Parties[party] : null,
            DecidedBy = isDecided ? run.Staff.LeaderOf(order.Shop).Id : null,
            DecidedAt = isDecided ? run.Known(refund.SucceededAt + Hour) : null,
        });
        if (isDecided && Parties[party] is "quality" or "agent")
        {
            run.Sink.Add(FactsFiles.Costs, new CostFact
            {
                Id = $"x{order.Id}",
                At = DemoRun.At(refund.AppliedAt),
                OrderId = order.Id,
                Kind = "return_postage",
                Amount = new Fen(random.Between(12, 60) * 100),
                Responsible = Parties[party],
                Person = Parties[party] == "agent" ? order.Agent?.Person.Id : null,
                DecidedBy = run.Staff.LeaderOf(order.Shop).Id,
            });
        }

        run.Plan(new DemoVisit(DemoVisitKind.AfterSales, refund.AppliedAt - (Hour / 2), order.Shop, order.Buyer, order.Item, order.Agent, order));
    }

    private void WriteReview(DemoOrder order, long at)
    {
        var rating = random.Weighted(DemoMix.Ratings);
        var cause = rating == 0 ? null : Causes[random.Weighted(DemoMix.ReviewCauses)];
        var changed = rating > 0 && random.Chance(DemoMix.ReviewChanged) ? run.Known(at + random.Between(2 * Hour, 10 * Day)) : null;
        var platform = run.Staff.Shops[order.Shop].Platform;
        run.Sink.Add(FactsFiles.Reviews, new ReviewFact
        {
            OrderId = order.Id,
            At = DemoRun.At(at),
            Platform = platform,
            Rating = Ratings[rating],
            Stars = platform == "jd" ? rating switch { 0 => random.Between(4, 5), 1 => 3, _ => random.Between(1, 2) } : null,
            Text = DemoPhrases.Shared.Pick(rating == 0 ? "reviews.good" : "reviews.bad", random).Buyer,
            Cause = cause,
            DecidedBy = cause is null ? null : run.Staff.LeaderOf(order.Shop).Id,
            DecidedAt = cause is null ? null : run.Known(at + Day),
            ChangedTo = changed is null ? null : "good",
            ChangedAt = changed,
        });
    }
}
