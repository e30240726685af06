using NodaTime;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Promotions;

/// <summary>One day of the promotion: who is rostered and who is needed.</summary>
internal sealed record CapacityDay(LocalDate Date, int Rostered, int Needed)
{
    public int Short => Math.Max(0, Needed - Rostered);
}

/// <summary>What is in stock of one promoted item; null = nobody knows.</summary>
internal sealed record StockLine(string Item, string? Title, int? Quantity);

/// <summary>
/// Expected load against roster and stock (PROD-09, CAMP-03). <paramref name="InStock"/> null = the stock of no promoted item is known; <paramref name="UnitsShort"/> counts only known stock.
/// </summary>
internal sealed record CapacityCheck(IReadOnlyList<CapacityDay> Days, int? Units, int? InStock, IReadOnlyList<StockLine> Stock, int UnitsShort, bool HasUnknownStock)
{
    public bool IsShort => UnitsShort > 0 || HasUnknownStock || Days.Any(d => d.Short > 0);
}

/// <summary>Compares a plan with what is there. Pure.</summary>
internal static class Capacity
{
    public const int MostDays = 92;

    /// <summary>Days of the shop that [from, to) touches.</summary>
    public static (LocalDate First, LocalDate AfterLast) DaysOf(Instant from, Instant to, DateTimeZone zone)
    {
        var first = from.InZone(zone).Date;
        var last = (to - Duration.Epsilon).InZone(zone).Date;
        var until = LocalDate.Min(last.PlusDays(1), first.PlusDays(MostDays));
        return (first, LocalDate.Max(until, first.PlusDays(1)));
    }

    public static CapacityCheck Compare(PlanForm? plan, IReadOnlyList<StaffedDay> roster, IReadOnlyList<StockLine> stock)
    {
        var needed = plan is { BuyersPerDay: { } buyers, BuyersPerPerson: > 0 and { } each } ? (int)((buyers + (long)each - 1) / each) : 0;
        var known = stock.Where(s => s.Quantity is not null).ToList();
        int? inStock = known.Count == 0 ? null : (int)Math.Min(int.MaxValue, known.Sum(s => (long)Math.Max(0, s.Quantity!.Value)));
        return new CapacityCheck(
            [.. roster.OrderBy(d => d.Date).Select(d => new CapacityDay(d.Date, d.People, needed))], plan?.Units, inStock, stock,
            plan?.Units is { } units && inStock is { } there ? Math.Max(0, units - there) : 0, stock.Count == 0 || known.Count < stock.Count);
    }
}
