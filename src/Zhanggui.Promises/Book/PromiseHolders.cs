using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Owners of open promises to a buyer.</summary>
internal sealed class PromiseHolders(RoomDbTools tools) : IBuyerHolders
{
    private const int Most = 200;

    public async Task<IReadOnlyList<BuyerMatter>> OfAsync(DataSubject subject, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var ids = subject.Subjects.Select(s => s.Value).ToList();
        var owners = await db.Promises.AsNoTracking().Where(p => p.BuyerId != null && ids.Contains(p.BuyerId.Value) && p.State == PromiseState.Open).Select(p => p.Owner).Distinct().Take(Most).ToListAsync(ct);
        return [.. owners.Select(o => new BuyerMatter(o, "promise"))];
    }
}
