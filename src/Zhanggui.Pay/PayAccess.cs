using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay;

/// <summary>The only way to pay in request code. Absent, another organisation's and not allowed look the same.</summary>
internal sealed class PayAccess(IShops shops)
{
    /// <summary>The shop, if the actor may do this in it.</summary>
    public Task<ShopCard?> FindShopAsync(Actor actor, Guid shop, string permission, CancellationToken ct) => shops.FindForAsync(actor, ShopId.From(shop), permission, ct);

    /// <summary>The shop and the month of a request.</summary>
    public async Task<Outcome<(ShopCard Shop, YearMonth Month)>> FindMonthAsync(Actor actor, Guid shop, string month, string permission, CancellationToken ct) =>
        await FindShopAsync(actor, shop, permission, ct) is not { } card ? new PayShopNotFound()
        : MonthText.Read(month) is not { } asked ? new PayMonthUnknown()
        : (card, asked);

    /// <summary>
    /// Whose slips somebody may see in the shop: one's own once the month is proposed, and everybody's with the right to it. A grade gives no right (ROLE-14).
    /// </summary>
    public async Task<ShopCard?> FindForSlipAsync(Actor actor, Guid shop, string person, CancellationToken ct) =>
        await FindShopAsync(actor, shop, IsOwn(actor, person) ? Permissions.ReadSlip : Permissions.ReadAllSlips, ct)
        ?? (IsOwn(actor, person) ? await FindShopAsync(actor, shop, Permissions.ReadAllSlips, ct) : null);

    public static bool IsOwn(Actor actor, string person) => actor.Person.ToString() == person;

    public static bool SeesAll(Actor actor, ShopCard shop) => actor.Can(Permissions.ReadAllSlips, shop.Id);
}
