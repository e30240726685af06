using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>The shop that <c>--shop</c> means: its id or its name.</summary>
internal static class HouseShop
{
    private const int MostNames = 20;

    public static async Task<ShopCard> FindAsync(IServiceProvider services, string said, CancellationToken ct)
    {
        var shops = services.GetRequiredService<IShops>();
        if (Guid.TryParse(said, out var id) && await shops.FindAsync(new ShopId(id), ct) is { } known)
        {
            return known;
        }

        var all = new List<ShopCard>();
        foreach (var organisation in await shops.OrganisationsAsync(ct))
        {
            all.AddRange(await shops.ListAsync(organisation, ct));
        }

        return all.Where(s => string.Equals(s.Name, said.Trim(), StringComparison.OrdinalIgnoreCase)).ToList() switch
        {
            [var one] => one,
            [] => throw new RefusedException($"--shop: 没有这个店铺 There is no such shop: {said}。{Names(all)}"),
            _ => throw new RefusedException($"--shop: 有几个店铺叫 {said}，请给编号。 Several shops have this name; give the id. {Names(all)}"),
        };
    }

    private static string Names(IReadOnlyList<ShopCard> shops) => string.Join("、", shops.Take(MostNames).Select(s => $"{s.Name} ({s.Id})"));
}
