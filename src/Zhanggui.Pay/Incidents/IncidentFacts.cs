using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Pay.Incidents;

/// <summary>Mistakes as rows of <c>incidents.csv</c>, from the beginning on: the ladder asks how long somebody made none. Dropped ones are none.</summary>
internal sealed class IncidentFacts(Database database) : IFactsSource
{
    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (!wanted.Wants(FactsFiles.Incidents.Name))
        {
            return;
        }

        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null, $"select {Incident.Columns} from pay_incident where shop_id = @shop and at < @to", Incident.Read, ct, ("shop", wanted.Shop.Value), ("to", (wanted.To + Duration.FromDays(1)).ToUnixTimeMilliseconds()));
        foreach (var row in rows)
        {
            if (row.Fact() is { } fact && (wanted.Orders is not { } orders || fact.OrderId is null || orders.Contains(fact.OrderId)))
            {
                sink.Add(FactsFiles.Incidents, fact);
            }
        }
    }
}
