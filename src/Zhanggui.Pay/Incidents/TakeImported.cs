using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Mistakes of a file move here, so that they are decided like all others. What a person of the house decided is not changed by a later file.</summary>
internal sealed class TakeImported(IRecordStore records, IShops shops, IncidentBook incidents, TimeProvider clock) : IEventHandler<RecordsChanged>
{
    private const int RowsAtOnce = 500;

    public async Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (happened.File != FactsFiles.Incidents.Name || await shops.FindAsync(happened.Shop, ct) is not { } shop)
        {
            return;
        }

        while (await records.HandOverAsync(happened.Shop, FactsFiles.Incidents, RowsAtOnce, async (c, t, rows) =>
        {
            foreach (var row in rows)
            {
                await TakeAsync(c, t, shop, row, ct);
            }
        }, ct) == RowsAtOnce)
        {
        }
    }

    private async Task TakeAsync(System.Data.Common.DbConnection c, System.Data.Common.DbTransaction t, ShopCard shop, IncidentFact row, CancellationToken ct)
    {
        var known = (await c.ReadAllAsync(t, $"select {Incident.Columns} from pay_incident where shop_id = @shop and fact_id = @fact", Incident.Read, ct, ("shop", shop.Id.Value), ("fact", row.Id))).SingleOrDefault();
        if (known is not null && (known.Source != IncidentSource.Import || (known.State != IncidentState.Proposed && known.DecidedAt is not null)))
        {
            return;
        }

        var isDecided = !string.IsNullOrEmpty(row.DecidedBy);
        var taken = new Incident(known?.Id ?? NewId.Create(clock), shop.Id, row.Id, Guid.TryParse(row.Person, out var person) ? PersonId.From(person) : default, row.At, IncidentBook.MonthOf(row.At, shop.TimeZone), row.Kind, row.OrderId, row.Stage, row.Value, row.Loss?.Value, row.Note,
            isDecided ? IncidentState.Confirmed : IncidentState.Proposed, IncidentSource.Import, null, null, null, null, known?.ProposedAt ?? clock.GetCurrentInstant(), isDecided ? row.DecidedBy : null, null, null, row.ExemptionRefused, known?.Comment, known?.CommentedAt, known?.SeenAt, 1);
        if (known is null)
        {
            await incidents.AddAsync(c, t, taken, "imported", ct);
        }
        else
        {
            await incidents.ChangeAsync(c, t, taken, null, "imported", null, null, ct);
        }
    }
}
