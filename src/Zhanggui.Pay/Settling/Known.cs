using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// The facts as they were known before an instant: later rows are not there, and what happened later to an earlier row has
/// not happened. Rows without a time of their own (people, roster, scores, targets, goods) stay.
/// </summary>
internal static class Known
{
    public static FactSet Before(FactSet facts, Instant at)
    {
        var zone = FactsFolder.ZoneOf(facts); // a month is not closed before it has ended
        return facts with
        {
            Messages = facts.Messages is PackedMessages packed ? packed.Before(at) : [.. facts.Messages.Where(m => !IsLater(m.SentAt))],
            Sessions = [.. facts.Sessions.Where(s => !IsLater(s.From))],
            Transfers = [.. facts.Transfers.Where(t => !IsLater(t.At))],
            Ratings = [.. facts.Ratings.Where(r => !IsLater(r.At))],
            Orders = [.. facts.Orders.Where(o => !IsLater(o.PlacedAt)).Select(Order)],
            OrderEvents = [.. facts.OrderEvents.Where(e => !IsLater(e.At))],
            Refunds = [.. facts.Refunds.Where(r => !IsLater(r.AppliedAt)).Select(Refund)],
            Reviews = [.. facts.Reviews.Where(r => !IsLater(r.At)).Select(Review)],
            Presence = [.. facts.Presence.Where(p => !IsLater(p.From)).Select(p => IsLater(p.To) ? p with { To = null } : p)],
            Leave = [.. facts.Leave.Where(l => !IsLater(l.SignedAt ?? Instant.MinValue))],
            Incidents = [.. facts.Incidents.Where(i => !IsLater(i.At))],
            Complaints = [.. facts.Complaints.Where(c => !IsLater(c.At))],
            Costs = [.. facts.Costs.Where(c => !IsLater(c.At))],
            ClosedLines = [.. facts.ClosedLines.Where(l => zone.AtStartOfDay(l.Month.OnDayOfMonth(1).PlusMonths(1)).ToInstant() <= at)],
            Promises = [.. facts.Promises.Where(p => !IsLater(p.At))],
        };

        bool IsLater(Instant? time) => time >= at;

        OrderFact Order(OrderFact order)
        {
            if (!IsLater(order.PaidAt) && !IsLater(order.ShippedAt) && !IsLater(order.SignedAt) && !IsLater(order.ClosedAt))
            {
                return order;
            }

            var (paid, shipped, signed, closed) = (Then(order.PaidAt), Then(order.ShippedAt), Then(order.SignedAt), Then(order.ClosedAt));
            return order with
            {
                PaidAt = paid,
                ShippedAt = shipped,
                SignedAt = signed,
                ClosedAt = closed,
                Status = paid is null && order.PaidAt is not null ? OrderStatus.Unpaid
                    : closed is not null || order.ClosedAt is null && order.Status is OrderStatus.Closed ? order.Status
                    : signed is not null ? OrderStatus.Signed : shipped is not null ? OrderStatus.Shipped : paid is not null ? OrderStatus.Paid : OrderStatus.Unpaid,
            };
        }

        RefundFact Refund(RefundFact refund) => refund with
        {
            SucceededAt = Then(refund.SucceededAt),
            Responsible = IsLater(refund.DecidedAt) ? null : refund.Responsible,
            DecidedBy = IsLater(refund.DecidedAt) ? null : refund.DecidedBy,
            DecidedAt = Then(refund.DecidedAt),
        };

        ReviewFact Review(ReviewFact review) => review with
        {
            Cause = IsLater(review.DecidedAt) ? null : review.Cause,
            DecidedBy = IsLater(review.DecidedAt) ? null : review.DecidedBy,
            DecidedAt = Then(review.DecidedAt),
            ChangedTo = IsLater(review.ChangedAt) ? null : review.ChangedTo,
            ChangedAt = Then(review.ChangedAt),
        };

        Instant? Then(Instant? time) => IsLater(time) ? null : time;
    }
}
