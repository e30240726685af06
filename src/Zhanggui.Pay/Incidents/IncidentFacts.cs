using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Pay.Incidents;

/// <summary>
/// Mistakes as rows of <c>incidents.csv</c>, from the beginning on: the ladder asks how long somebody made none. Dropped ones are none. Read month by month without
/// what only screens show, so that years of them cost little.
/// </summary>
internal sealed class IncidentFacts(Database database) : IFactsSource
{
    private const int MostMonths = 1200;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (!wanted.Wants(FactsFiles.Incidents.Name))
        {
            return;
        }

        await using var c = await database.OpenAsync(ct);
        var until = (wanted.To + Duration.FromDays(1)).ToUnixTimeMilliseconds();
        var months = await c.ReadAllAsync(null, $"select distinct month from pay_incident where shop_id = @shop and at < @to order by month limit {MostMonths}", r => r.GetString(0), ct, ("shop", wanted.Shop.Value), ("to", until));
        var orders = wanted.Orders?.ToHashSet(StringComparer.Ordinal);
        foreach (var month in months)
        {
            foreach (var row in await c.ReadAllAsync(null, $"select {Incident.FactColumns} from pay_incident where shop_id = @shop and month = @month and at < @to and state in ('Proposed', 'Confirmed', 'Dropped')", Incident.Read, ct,
                ("shop", wanted.Shop.Value), ("month", month), ("to", until)))
            {
                if (row.Fact() is { } fact && (orders is null || fact.OrderId is null || orders.Contains(fact.OrderId)))
                {
                    sink.Add(FactsFiles.Incidents, fact);
                }
            }
        }
    }
}
