using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Attribution;

/// <inheritdoc cref="IAttributionDesk"/>
internal sealed class AttributionDesk(IBookDesk books) : IAttributionDesk
{
    public AttributionReport Decide(FactSet facts, string bookText, string? bookFolder, YearMonth? month)
    {
        var (whole, result) = Run(facts, bookText, bookFolder);
        return new AttributionReport(whole.Book, whole.Version,
            [.. result.Orders.Where(o => o.IsPaid && IsListed(o, month)).SelectMany(Rows)],
            [.. result.Deductions.Where(d => month is null || d.Month == month).Select(d => new DeductionRow(d.OrderId, d.Amount, d.Because))],
            [.. result.Anomalies.Select(a => new AttributionNotice(a.Subject, ReasonWords.Of(a.Kind))), .. result.ToDecide.Select(t => new AttributionNotice(t.Subject, t.What))])
        {
            Unpaid = result.Orders.Where(o => !o.IsPaid && o.Credits is [{ Person: not null }]).GroupBy(o => o.Order.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Credits[0].Person!, StringComparer.Ordinal),
        };
    }

    public CreditReport Credits(FactSet facts, string bookText, string? bookFolder)
    {
        var (whole, result) = Run(facts, bookText, bookFolder);
        return new CreditReport(whole.Book, whole.Version,
            ((Decisions)result.Orders).PaidCredits(),
            [.. result.Deductions.Select(d => new RemovalRow(d.OrderId, d.Month, d.At, d.Subject, d.Amount, d.Because))],
            [.. result.ToDecide.Select(t => new AttributionNotice(t.Subject, t.What))]);
    }

    private (RulesInForce Whole, AttributionResult Result) Run(FactSet facts, string bookText, string? bookFolder)
    {
        var editions = new ConcurrentDictionary<string, RulesInForce>(StringComparer.Ordinal);
        var names = facts.Shops.GroupBy(s => s.Shop, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(s => s.Name).OfType<string>().Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var whole = Of([]);
        Func<string, RulesInForce> edition = shop => Of([.. names.GetValueOrDefault(shop, []), shop]);
        var result = AttributionRun.Decide(facts, (shop, _) => editions.GetOrAdd(shop, edition));
        return (whole, result);

        RulesInForce Of(IReadOnlyList<string> shopNames)
        {
            var read = books.Read(AttributionSection.Section, bookText, bookFolder, shopNames);
            return new RulesInForce(read.Rules, read.Book.Book, read.Book.Version);
        }
    }

    private static bool IsListed(OrderDecision decision, YearMonth? month) =>
        month is null || decision.Month == month || (OrderDecision.IsPaidWithoutTime(decision.Order) && (decision.PlacedMonth is not { } placed || placed == month));

    private static IEnumerable<AttributionRow> Rows(OrderDecision decision)
    {
        var losers = decision.Losers.Select(l => new AttributionLoser(l.Person, decision.Why(l)) { IsAssist = l.IsAssist }).ToList();
        return decision.Credits.Select(c => new AttributionRow(decision.Order.OrderId, decision.Month, c.Person, c.Share, ReasonWords.Code(c.Basis), c.MessageId,
            c.Basis == Basis.Manual ? null : c.EventId, c.Amount, losers, decision.Sentence));
    }
}
