using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Promises, decided mistakes, complaints and costs on record: facts with one day each.</summary>
internal static class Duties
{
    /// <summary>On the day it was due (made, when no day was agreed); a withdrawn promise counts for nobody.</summary>
    public static void Promises(Ledger ledger, FactSet facts, ShopDays days)
    {
        var figure = ledger.Open("promises_kept");
        foreach (var promise in facts.Promises)
        {
            var at = promise.DueAt ?? promise.At;
            var part = new Part(days.Day(at), MemberKind.Promise, promise.Id) { Buyer = promise.Buyer, Person = promise.Person, From = promise.At, To = promise.EndedAt, FromMessage = promise.MessageId, Item = promise.OrderId };
            if (promise.Outcome is "kept" or "broken")
            {
                ledger.Everybody(figure, part with { Numerator = promise.Outcome == "kept" ? 1 : 0, Denominator = 1 });
            }
            else if (string.IsNullOrEmpty(promise.Outcome))
            {
                ledger.Everybody(figure, part with { OpenUntil = LocalDate.MaxIsoValue });
            }
        }
    }

    /// <summary>What nobody has decided is a proposal and counts for nobody.</summary>
    public static void Incidents(Ledger ledger, FactSet facts, ShopDays days)
    {
        var figure = ledger.Open("incidents");
        foreach (var incident in facts.Incidents.Where(i => !string.IsNullOrEmpty(i.DecidedBy)))
        {
            ledger.Everybody(figure, new Part(days.Day(incident.At), MemberKind.Incident, incident.Id) { Numerator = 1, Person = incident.Person, From = incident.At, Item = incident.OrderId });
        }
    }

    public static void Complaints(Ledger ledger, FactSet facts, string shop, ShopDays days, Staff staff)
    {
        var (all, upheld) = (ledger.Open("complaints"), ledger.Open("complaints_upheld"));
        foreach (var complaint in facts.Complaints.Where(c => string.IsNullOrEmpty(c.Shop) || c.Shop == shop))
        {
            var part = new Part(days.Day(complaint.At), MemberKind.Complaint, complaint.Id) { Buyer = complaint.Buyer, Person = staff.PersonOf(complaint.Account, shop, complaint.At), From = complaint.At };
            ledger.Everybody(all, part with { Numerator = 1 });
            ledger.Everybody(upheld, complaint.Upheld is { } is1 ? part with { Numerator = is1 ? 1 : 0, Denominator = 1 } : part with { OpenUntil = LocalDate.MaxIsoValue });
        }
    }

    /// <summary>A cost of an order of another shop is that shop's; one without an order is everybody's and counted where it stands.</summary>
    public static void Costs(Ledger ledger, FactSet facts, Func<string, bool> isOwn, ShopDays days)
    {
        foreach (var cost in facts.Costs.Where(c => c.Amount is not null && (string.IsNullOrEmpty(c.OrderId) || isOwn(c.OrderId))))
        {
            var part = new Part(days.Day(cost.At), MemberKind.Cost, cost.Id) { Numerator = cost.Amount!.Value.Value, Person = cost.Person, From = cost.At, Item = cost.OrderId };
            ledger.Everybody(ledger.Open("after_sales_cost"), part);
            ledger.Everybody(ledger.Open($"after_sales_cost_{Refunds.PartyOf(cost.Responsible)}"), part);
        }
    }
}
