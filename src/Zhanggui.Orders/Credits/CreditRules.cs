using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>
/// Which rules decide an order: those in force when it was placed. Orders older than the shop's first book are decided by the one that
/// holds now, so that last month can be looked at on the day the house is set up. A shop without any book of its own goes by the numbers in the notes,
/// then by who talked before the order (<c>without-book.yaml</c>).
/// </summary>
internal sealed class CreditRules(IRuleBooks books, IBookDesk desk) : IFactsWindow
{
    private readonly Lazy<RulesInForce> withoutBook = new(() => Default(desk));

    public async Task<Func<string, Instant, RulesInForce>> ForAsync(ShopId shop, IReadOnlyCollection<Instant> placed, Instant now, CancellationToken ct)
    {
        var kept = new Dictionary<(string, int), RulesInForce>();
        var today = Keep(await books.EffectiveAsync(AttributionSection.Section, shop, now, ct), kept);
        var byTime = new Dictionary<Instant, RulesInForce>();
        foreach (var at in placed.Distinct())
        {
            var then = Keep(await books.EffectiveAsync(AttributionSection.Section, shop, at, ct), kept);
            byTime[at] = then.Version > 0 ? then : today;
        }

        return (_, at) => byTime.GetValueOrDefault(at, today);
    }

    public async Task<Duration> LongestAsync(ShopId shop, Instant at, CancellationToken ct) => CreditFacts.Window((await ForAsync(shop, [], at, ct))(string.Empty, at).Rules);

    public Duration LongestOf(string bookText, string shopName) => CreditFacts.Window(desk.Read(AttributionSection.Section, bookText, null, [shopName]).Rules);

    /// <summary>Which refunds of a month shrink the commission base, by the rules at its beginning.</summary>
    public async Task<RefundWay> RefundsAsync(ShopCard shop, YearMonth month, Instant now, CancellationToken ct)
    {
        var start = month.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();
        return (await ForAsync(shop.Id, [start], now, ct))(string.Empty, start).Rules.Refunds;
    }

    private RulesInForce Keep(InForce<AttributionRules> read, Dictionary<(string, int), RulesInForce> kept)
    {
        if (read.Book.Version == 0)
        {
            return withoutBook.Value;
        }

        // The run knows an edition by its object.
        var key = (read.Book.Digest, read.Book.Version);
        return kept.TryGetValue(key, out var known) ? known : kept[key] = new RulesInForce(read.Rules, read.Book.Book, read.Book.Version);
    }

    private static RulesInForce Default(IBookDesk desk)
    {
        using var stream = typeof(CreditRules).Assembly.GetManifestResourceStream("Orders.without-book.yaml")!;
        using var reader = new StreamReader(stream);
        var read = desk.Read(AttributionSection.Section, reader.ReadToEnd(), null, []);
        return new RulesInForce(read.Rules, read.Book.Book, 0);
    }
}
