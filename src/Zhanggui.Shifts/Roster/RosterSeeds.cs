using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Leave;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Roster;

/// <inheritdoc cref="IRosterSeed"/>
internal sealed class RosterSeeds(RoomDbTools tools, IServiceScopeFactory scopes, IPeople people) : IRosterSeed
{
    public async Task SowAsync(ShopId shop, PersonId keeper, RosterSeed seed, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        if (await db.Roster.AnyAsync(r => r.ShopId == shop, ct))
        {
            return;
        }

        var keeps = (await people.ActorOfAsync(keeper, ct))!;
        await RunAsync(Kinds.SetAsync, keeps, new Kinds.Request(shop.Value, [.. seed.Kinds.Select(k => new ShiftCell(k.Name, Clock.Write(k.Start), Clock.Write(k.End), k.Place))], seed.LeaveKinds));
        await RunAsync(SetRoster.HandleAsync, keeps, new SetRoster.Request(shop.Value, Days(seed.Shifts), null));
        foreach (var leave in seed.Leave)
        {
            await AskAndSignAsync(leave, (await people.ActorOfAsync(leave.Person, ct))!);
        }

        foreach (var change in seed.Changes)
        {
            await RunAsync(SetRoster.HandleAsync, keeps, new SetRoster.Request(shop.Value, Days(change.Shifts), change.Reason));
        }

        await db.InTransactionAsync(() =>
        {
            Keep(db, seed.Presence);
            return Task.FromResult(0);
        }, ct);

        async Task AskAndSignAsync(LeaveSeed leave, Actor asks)
        {
            await RunAsync(LeaveActs.AskAsync, asks, new LeaveActs.AskRequest(shop.Value, null, Midnight(leave.From), Midnight(leave.To), leave.Kind, leave.Note));
            var asked = await db.Leave.AsNoTracking().Where(l => l.ShopId == shop && l.PersonId == leave.Person && l.State == LeaveState.Asked).Select(l => l.Id).SingleAsync(ct);
            await RunAsync(LeaveActs.DecideAsync, keeps, asked, new LeaveActs.DecideRequest(true, null));
        }

        Task RunAsync(Delegate act, params object?[] given) => ActRunner.RunAsync(scopes, act, ct, given);
    }

    /// <summary>A shift without a name and hours says that the person does not work that day.</summary>
    private static List<SetRoster.DayRequest> Days(IEnumerable<RosterShift> shifts) =>
        [.. shifts.GroupBy(s => (s.Person, s.Date)).Select(g => new SetRoster.DayRequest(g.Key.Person, g.Key.Date, [.. g.Where(s => s.Shift is not null || s.Start is not null).Select(s => new ShiftCell(s.Shift, Clock.Write(s.Start), Clock.Write(s.End), s.Place))]))];

    /// <summary>Whoever is off has no row of what holds now: going off gives open talks back to the queue, and nobody does that at this moment.</summary>
    private static void Keep(ShiftsDb db, IReadOnlyList<DutySpan> presence)
    {
        db.Spans.AddRange(presence.Select(s => new DutySpanRow { Id = db.Fresh(), ShopId = s.Shop, PersonId = s.Person, State = s.State, FromAt = s.From, UntilAt = s.Until, Reason = s.Reason, SetBy = s.SetBy }));
        db.Duties.AddRange(presence.Where(s => s.Until is null && s.State != DutyState.Off).Select(s => new DutyRow { ShopId = s.Shop, PersonId = s.Person, State = s.State, Since = s.From, Reason = s.Reason, SetBy = s.SetBy }));
    }

    private static string Midnight(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day:uuuu-MM-dd}T00:00");
}
