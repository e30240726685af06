using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.MainAccount;

/// <summary>Who is there, for which shift, and how often each held the main account this month.</summary>
internal sealed record MainFloor(MainTurn? Held, MainShift? Shift, IReadOnlySet<PersonId> Present, IReadOnlyList<MainCandidate> People, IReadOnlyList<Colleague> Staff);

/// <summary>Reads what the main account is decided by.</summary>
internal sealed class MainFloorReader(MainBook book, Board board, IRoster roster)
{
    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    public async Task<MainFloor> ReadAsync(ShopCard shop, Instant now, CancellationToken ct)
    {
        var today = now.InZone(shop.TimeZone).Date;
        var staff = await board.ReadAsync(shop.Id, ct);
        var onLeave = (await roster.LeaveAsync(shop.Id, new Interval(now, now + Moment), ct)).Where(l => l.SignedBy is not null).Select(l => l.Person).ToHashSet();
        var present = staff.Where(s => s.Duty != DutyState.Off && !onLeave.Contains(s.Person)).Select(s => s.Person).ToHashSet();
        var shifts = await roster.ShiftsAsync(shop.Id, today.PlusDays(-1), today.PlusDays(1), ct);
        var people = await book.CountAsync(shop.Id, [.. staff.Select(s => s.Person)], today, ct);
        return new MainFloor(await book.HeldAsync(shop.Id, ct), MainAccountRule.ShiftAt(shifts, present, shop.TimeZone, now), present, people, staff);
    }
}

/// <summary>Lets the main account go round: when a shift begins and when its holder has gone. Running it twice changes nothing.</summary>
internal sealed class MainAccountJob(Database database, MainFloorReader reader, ShopRules rules, IShops shops, QueueRouter router, TimeProvider clock) : IJob
{
    public string Name => "reception.main_account";

    public Duration Every => Duration.FromSeconds(20);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> some;
        await using (var connection = await database.OpenAsync(ct))
        {
            some = await connection.ReadAllAsync(null, "select distinct shop_id from reception_channel limit 1000", r => r.GetGuid(0), ct);
        }

        var moved = 0;
        foreach (var id in some.Select(s => new ShopId(s)))
        {
            moved += await shops.FindAsync(id, ct) is { IsClosed: false } card && await OneAsync(card, now, ct) ? 1 : 0;
        }

        return moved;
    }

    public async Task<bool> OneAsync(ShopCard shop, Instant now, CancellationToken ct)
    {
        var rule = await rules.RoutingAsync(shop.Id, now, ct);
        var floor = await reader.ReadAsync(shop, now, ct);
        var step = rule.MainPercent is null ? floor.Held is null ? new MainStep.Stays() : new MainStep.Ends() : MainAccountRule.Decide(floor.Held, floor.Shift, floor.Present, floor.People, rule.MainOrder);
        if (step is MainStep.Stays)
        {
            return false;
        }

        // A supervisor may have been quicker: then the row that was looked at is no longer open, or another one is, and nothing is written.
        var isMoved = await database.WriteAsync(async (c, t) =>
            await MainBook.EndAsync(c, t, shop.Id, floor.Held, now, ct)
            && (step is not MainStep.Goes goes || await MainBook.BeginAsync(c, t, shop.Id, new MainTurn(NewId.Create(clock), goes.To, goes.For.Day, goes.For.Name, now, null, MainTurn.ByRule, null, null), ct)), ct);
        if (isMoved)
        {
            router.Ask(shop.Id);
        }

        return isMoved;
    }
}
