using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>What is on record in the person's favour: a chase before the mistake, leave at the time.</summary>
internal sealed record Exemption(string Kind, Instant At, string Fact);

/// <summary>Finds exemptions that the book accepts for a kind of mistake.</summary>
internal sealed class Exemptions(FactsGatherer facts, MonthWindow window, IRuleBooks books)
{
    private static readonly HashSet<string> Files = new([FactsFiles.OrderEvents.Name, FactsFiles.Leave.Name], StringComparer.Ordinal);

    public async Task<PayRules> RulesAsync(ShopCard shop, Instant at, CancellationToken ct) => (await books.EffectiveAsync(PaySection.Section, shop.Id, at, ct)).Rules;

    public async Task<Exemption?> OfAsync(ShopCard shop, Incident incident, PayRules rules, CancellationToken ct)
    {
        if (rules.Penalties.FirstOrDefault(p => p.Facts == PenaltyFacts.Incidents && p.Kind == incident.Kind) is not { ExemptBy.Count: > 0 } rule)
        {
            return null;
        }

        // What a settlement of that month would know.
        var (month, end) = (incident.At.InZone(shop.TimeZone).Date.ToYearMonth(), incident.At + Duration.FromDays(1));
        var known = await facts.GatherAsync(new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = await window.StartAsync(shop, month, MonthWindow.StartOf(shop, month.PlusMonths(1)), [], ct),
            To = end,
            Orders = incident.OrderId is { } order ? [order] : null,
            Files = Files,
            WithText = false,
        }, ct);
        if (rule.ExemptBy.Contains("chase", StringComparer.Ordinal) && incident.OrderId is not null
            && known.OrderEvents.Where(e => e.Event == "chased_internal" && e.OrderId == incident.OrderId && e.At <= incident.At).OrderBy(e => e.At).FirstOrDefault() is { } chase)
        {
            return new Exemption("chase", chase.At, $"order_events:{chase.Id}");
        }

        return rule.ExemptBy.Contains("leave", StringComparer.Ordinal)
            && known.Leave.Where(l => l.Person == incident.Person.ToString() && l.From <= incident.At && (l.To is not { } to || incident.At < to) && (!rules.Switches.LeaveNeedsSignature || !string.IsNullOrEmpty(l.SignedBy)))
                .OrderBy(l => l.From).FirstOrDefault() is { } leave ? new Exemption("leave", leave.From, "leave") : null;
    }
}
