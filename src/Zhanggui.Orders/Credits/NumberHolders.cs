using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Attribution;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Whose a staff number is by what every room knows: people of the house, and people in files.</summary>
internal sealed class NumberHolders(Lazy<FactsGatherer> gatherer, CreditRules rules, TimeProvider clock)
{
    private static readonly Instant EverAfter = Instant.FromUtc(9000, 1, 1, 0, 0);
    private static readonly HashSet<string> Files = new([FactsFiles.People.Name], StringComparer.Ordinal);

    /// <summary>By the rules that hold now.</summary>
    public async Task<StaffNumbers> ReadAsync(ShopCard shop, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var facts = await gatherer.Value.GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Instant.FromUnixTimeMilliseconds(0), To = EverAfter, Files = Files }, ct);
        return new StaffNumbers(facts.People, (await rules.ForAsync(shop.Id, [], now, ct))(string.Empty, now).Rules);
    }
}
