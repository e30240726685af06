using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Import;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders;

/// <summary>The only way to orders and imports in request code. Absent, another organisation's and not allowed look the same.</summary>
internal sealed class OrderAccess(IShops shops, ImportBook imports)
{
    /// <summary>The shop, if the actor may do this in it.</summary>
    public Task<ShopCard?> FindShopAsync(Actor actor, Guid shop, string permission, CancellationToken ct) => shops.FindForAsync(actor, ShopId.From(shop), permission, ct);

    /// <summary>The import, if the actor may import into its shop.</summary>
    public async Task<ImportRecord?> FindImportAsync(Actor actor, Guid id, CancellationToken ct) =>
        await imports.FindAsync(id, ct) is { } import && await shops.FindForAsync(actor, import.Shop, Permissions.RunImport, ct) is not null ? import : null;
}
