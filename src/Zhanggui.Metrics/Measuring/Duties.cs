using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

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
        foreach (var incident in facts.Incidents.Where(i => !string.IsNullOrEmpty(i.DecidedBy) && i.Stage != IncidentFact.Dropped))
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

    /// <summary>The set of what is beyond every level.</summary>
    public const string AboveAll = "above";

    /// <summary>The levels of the book, and what is beyond them.</summary>
    public static IEnumerable<string> LevelsOf(MetricRules rules) => rules is { Authority.Count: > 0, CompensationKinds.Count: > 0 } ? rules.Authority.Select(l => l.Key).Append(AboveAll) : [];

    /// <summary>Nobody may give more than was paid; a level that looks at the order cannot judge a cost without one.</summary>
    private static bool Reaches(AuthorityLevel level, Fen amount, OrderFact? order) =>
        (order?.Paid is not { } most || amount <= most)
        && level.Limit switch
        {
            AuthorityLimit.Postage => order?.Postage is { } postage && amount <= postage,
            AuthorityLimit.Paid => order?.Paid is not null,
            AuthorityLimit.Amount => amount <= level.Amount,
            AuthorityLimit.None => true,
            _ => throw new InvalidOperationException($"Unknown limit {level.Limit}."),
        };

    /// <summary>A cost of an order of another shop is that shop's; one without an order is everybody's and counted where it stands.</summary>
    public static void Costs(Ledger ledger, FactSet facts, IReadOnlyDictionary<string, OrderFact> orders, MetricRules rules, ShopDays days)
    {
        foreach (var cost in facts.Costs.Where(c => c.Amount is not null && (string.IsNullOrEmpty(c.OrderId) || orders.ContainsKey(c.OrderId))))
        {
            var part = new Part(days.Day(cost.At), MemberKind.Cost, cost.Id) { Numerator = cost.Amount!.Value.Value, Person = cost.Person, From = cost.At, Item = cost.OrderId };
            ledger.Everybody(ledger.Open("after_sales_cost"), part);
            ledger.Everybody(ledger.Open($"after_sales_cost_{Refunds.PartyOf(cost.Responsible)}"), part);
            if (cost.Kind is { } kind && rules.CompensationKinds.Contains(kind) && rules.Authority.Count > 0)
            {
                var order = cost.OrderId is null ? null : orders.GetValueOrDefault(cost.OrderId);
                var level = rules.Authority.FirstOrDefault(l => Reaches(l, cost.Amount.Value, order))?.Key ?? AboveAll;
                ledger.Everybody(ledger.Open("compensation", level), part);
                ledger.Everybody(ledger.Open("compensations", level), part with { Numerator = 1 });
            }
        }
    }
}
