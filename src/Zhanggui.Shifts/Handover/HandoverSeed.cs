using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <inheritdoc cref="IHandoverSeed"/>
internal sealed class HandoverSeed(RoomDbTools tools, IServiceScopeFactory scopes, IPeople people, DutyRules rules) : IHandoverSeed
{
    public async Task SowAsync(ShopId shop, IReadOnlyList<LogSeed> log, IReadOnlyList<HandedSeed> handovers, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        if (await db.Log.AnyAsync(l => l.ShopId == shop, ct))
        {
            return;
        }

        foreach (var one in log)
        {
            var (id, by) = (db.Fresh(), (await people.ActorOfAsync(one.By, ct))!);
            await RunAsync(LogCalls.WriteAsync, by, new LogCalls.WriteRequest(id, shop.Value, one.IsInstruction ? LogSort.Instruction : LogSort.Event, Enum.Parse<LogLevel>(one.Level, ignoreCase: true), one.Cause, one.Course, one.Result, one.IsHandled));
            if (one.Closed is { } ended)
            {
                await RunAsync(LogCalls.CloseAsync, by, id, new LogCalls.ActRequest(ended));
            }
        }

        var preparation = (await rules.OfAsync(shop, ct)).Handover.Preparation;
        foreach (var handed in handovers)
        {
            var leaves = (await people.ActorOfAsync(handed.Leaver, ct))!;
            foreach (var name in preparation)
            {
                await RunAsync(HandoverCalls.TickAsync, leaves, new HandoverCalls.TickRequest(shop.Value, name, true));
            }

            await RunAsync(HandoverCalls.SignAsync, leaves, new HandoverCalls.SaveRequest(shop.Value, handed.Receiver.Value, handed.Summary));
            if (handed.IsReceived)
            {
                var signed = await db.Handovers.AsNoTracking().Where(h => h.ShopId == shop && h.Leaver == handed.Leaver && h.State == HandoverState.Offered).Select(h => h.Id).SingleAsync(ct);
                await RunAsync(HandoverCalls.ReceiveAsync, (await people.ActorOfAsync(handed.Receiver, ct))!, signed, new HandoverCalls.ReceiveRequest(null));
            }
        }

        Task RunAsync(Delegate act, params object?[] given) => ActRunner.RunAsync(scopes, act, ct, given);
    }
}
