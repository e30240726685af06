using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;

namespace Zhanggui.Promises.Book;

/// <inheritdoc cref="IPromiseSeed"/>
internal sealed class PromiseSeeds(RoomDbTools tools, IServiceScopeFactory scopes, IPeople people) : IPromiseSeed
{
    public async Task SowAsync(ShopId shop, IReadOnlyList<PromiseSeed> promises, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        if (await db.Promises.AnyAsync(p => p.ShopId == shop, ct))
        {
            return;
        }

        foreach (var one in promises)
        {
            var (id, by) = (db.Fresh(), (await people.ActorOfAsync(one.By, ct))!);
            await RunAsync(PromiseCalls.MakeAsync, by, new PromiseCalls.MakeRequest(id, shop.Value, one.What, one.Due, null, one.Conversation, one.Seq, one.Order, one.Conversation is not null) { Owner = one.Urges, Department = one.Department });
            if (one.MovedBy is { } longer)
            {
                await RunAsync(PromiseCalls.MoveAsync, by, id, new PromiseCalls.MoveRequest(one.Due + longer, one.Why, true));
            }

            if (one.Chased is { } asked)
            {
                await RunAsync(PromiseCalls.ChaseAsync, by, id, new PromiseCalls.ChaseRequest("phone", asked));
            }

            if (one.Kept is { } evidence)
            {
                await RunAsync(PromiseCalls.KeepAsync, by, id, new PromiseCalls.EndRequest(evidence, null, null));
            }
            else if (one.Broken is { } reason)
            {
                await RunAsync(PromiseCalls.BreakAsync, by, id, new PromiseCalls.EndRequest(null, reason, null));
            }
        }

        Task RunAsync(Delegate act, params object?[] given) => ActRunner.RunAsync(scopes, act, ct, given);
    }
}
