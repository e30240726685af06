using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Seals positions that were written before positions were sealed; afterwards it finds nothing.</summary>
internal sealed class SealPositionsJob(RoomDbTools tools, Positions positions) : IJob
{
    private const int RoundLimit = 50;

    public string Name => "shop.seal_positions";

    public Duration Every => Duration.FromMinutes(10);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var open = (await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => PolicyForm.Complaints.Contains(v.Topic) && EF.Functions.Like(v.Form, "{%") && v.Form.Contains("\"buyer\"")).OrderBy(v => v.Id).Take(RoundLimit).ToListAsync(ct))
            .Where(v => Positions.Is(v.Said)).ToList();
        var done = 0;
        foreach (var row in open)
        {
            if (await positions.SealOfAsync(db, row.ShopId, row.Said, ct) is not { } seal)
            {
                continue; // its buyer is gone or was never known: it holds for nobody
            }

            var before = row.Form;
            Positions.Write(row, row.Said, seal);
            done += await db.InTransactionAsync(() => db.Set<PolicyVersionRow>().Where(v => v.Id == row.Id && v.Form == before)
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.Form, row.Form).SetProperty(v => v.Words, row.Words).SetProperty(v => v.Title, row.Title), ct), ct);
        }

        return done;
    }
}
