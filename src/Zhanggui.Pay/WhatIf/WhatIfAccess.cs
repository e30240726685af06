using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>The only way to a comparison in request code. Absent and not allowed look the same; every look is in the audit, for it shows others' pay.</summary>
internal sealed class WhatIfAccess(WhatIfShelf shelf, IShops shops, Database database, TimeProvider clock)
{
    public async Task<(WhatIfRow Row, ShopCard Shop)?> FindAsync(Actor actor, Guid id, string permission, CancellationToken ct) =>
        await shelf.FindAsync(id, ct) is { } row && await shops.FindForAsync(actor, row.Shop, permission, ct) is { } shop ? (row, shop) : null;

    public Task<int> SayAsync(Actor actor, ShopId shop, Guid id, string act, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop, actor.Person, act, "pay.whatif", id.ToString()), ct);
        return 0;
    }, ct);
}
