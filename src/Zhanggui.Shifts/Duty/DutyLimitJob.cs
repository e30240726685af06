using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Duty;

/// <summary>Sets off duty whoever has been away or on hold past the book's limit and its grace. Whoever came back meanwhile stays as they are.</summary>
internal sealed class DutyLimitJob(RoomDbTools tools, DutyRules rules) : IJob
{
    private const int RoundLimit = 500;

    public string Name => "shifts.duty_limit";

    public Duration Every => Duration.FromSeconds(15);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var away = await db.Duties.AsNoTracking().Where(d => d.State == DutyState.Away || d.State == DutyState.OnHold).OrderBy(d => d.Since).Take(RoundLimit).ToListAsync(ct);
        var count = 0;
        foreach (var row in away)
        {
            if ((await rules.OfAsync(row.ShopId, ct)).EndsAt(row.State, row.Since) is not { } end || end > now)
            {
                continue;
            }

            await using var one = new ShiftsDb(tools);
            count += await one.InTransactionAsync(async () =>
            {
                var still = await one.Duties.AsNoTracking().SingleAsync(d => d.ShopId == row.ShopId && d.PersonId == row.PersonId, ct);
                if (still.State != row.State || still.Since != row.Since)
                {
                    return 0;
                }

                await DutyBook.SetAsync(one, row.ShopId, row.PersonId, DutyState.Off, row.State == DutyState.Away ? "离开超过时限" : "挂起超过时限", null, ct);
                return 1;
            }, ct);
        }

        return count;
    }
}
