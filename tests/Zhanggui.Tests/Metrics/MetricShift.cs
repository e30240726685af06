using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

/// <summary>The same facts some days later or earlier.</summary>
internal static class MetricShift
{
    public static FactSet By(FactSet facts, int days)
    {
        var by = Duration.FromDays(days);
        return facts with
        {
            People = [.. facts.People.Select(p => p with { From = p.From?.PlusDays(days), To = p.To?.PlusDays(days), HiredOn = p.HiredOn?.PlusDays(days), LeftOn = p.LeftOn?.PlusDays(days) })],
            Accounts = [.. facts.Accounts.Select(a => a with { From = a.From + by, To = a.To + by })],
            Presence = [.. facts.Presence.Select(p => p with { From = p.From + by, To = p.To + by })],
            Messages = [.. facts.Messages.Select(m => m with { SentAt = m.SentAt + by })],
            Sessions = [.. facts.Sessions.Select(s => s with { From = s.From + by, To = s.To + by })],
            Transfers = [.. facts.Transfers.Select(t => t with { At = t.At + by })],
            Ratings = [.. facts.Ratings.Select(r => r with { At = r.At + by, InvitedAt = r.InvitedAt + by })],
            Filters = [.. facts.Filters.Select(f => f with { From = f.From + by, To = f.To + by })],
            Orders =
            [
                .. facts.Orders.Select(o => o with
                {
                    PlacedAt = o.PlacedAt + by,
                    PaidAt = o.PaidAt + by,
                    ShippedAt = o.ShippedAt + by,
                    SignedAt = o.SignedAt + by,
                    ClosedAt = o.ClosedAt + by,
                    AgreedShip = o.AgreedShip?.PlusDays(days),
                    AgreedArrival = o.AgreedArrival?.PlusDays(days),
                }),
            ],
            OrderEvents = [.. facts.OrderEvents.Select(e => e with { At = e.At + by })],
            Refunds = [.. facts.Refunds.Select(r => r with { AppliedAt = r.AppliedAt + by, SucceededAt = r.SucceededAt + by, DecidedAt = r.DecidedAt + by })],
            Reviews = [.. facts.Reviews.Select(r => r with { At = r.At + by, ChangedAt = r.ChangedAt + by, DecidedAt = r.DecidedAt + by })],
            Roster = [.. facts.Roster.Select(r => r with { Date = r.Date.PlusDays(days) })],
            Promises = [.. facts.Promises.Select(p => p with { At = p.At + by, DueAt = p.DueAt + by, EndedAt = p.EndedAt + by })],
            Incidents = [.. facts.Incidents.Select(i => i with { At = i.At + by })],
            Complaints = [.. facts.Complaints.Select(c => c with { At = c.At + by })],
            Costs = [.. facts.Costs.Select(c => c with { At = c.At + by })],
        };
    }
}
