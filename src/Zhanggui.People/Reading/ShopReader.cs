using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.People.Reading;

internal sealed class ShopReader(Database database, TimeProvider clock) : IShops
{
    private const string Select = "select id, organisation_id, name, platform, kind, zone, calendar, closed_at from people_shop where ";
    private readonly ShortCache<ShopId, ShopCard?> byId = new(clock, Duration.FromSeconds(3));

    public async Task<ShopCard?> FindAsync(ShopId shop, CancellationToken ct) =>
        await byId.GetAsync(shop, async id =>
        {
            await using var c = await database.OpenAsync(ct);
            var rows = await c.ReadAllAsync(null, Select + "id = @id", Read, ct, ("id", id.Value));
            return rows.Count == 0 ? null : rows[0];
        });

    public async Task<IReadOnlyList<ShopCard>> ListAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, Select + "organisation_id = @organisation order by created_at, name limit 1000", Read, ct, ("organisation", organisation.Value));
    }

    public async Task<IReadOnlyList<OrganisationId>> OrganisationsAsync(CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, "select id from people_organisation order by created_at limit 1000", r => new OrganisationId(r.GetGuid(0)), ct);
    }

    public async Task<IReadOnlyList<TeamCard>> TeamsAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, "select id, shop_id, name, closed_at from people_team where shop_id = @shop order by created_at, name limit 1000",
            r => new TeamCard(new TeamId(r.GetGuid(0)), new ShopId(r.GetGuid(1)), r.GetString(2), !r.IsDBNull(3)), ct, ("shop", shop.Value));
    }

    /// <summary>After a change in this process.</summary>
    public void Forget() => byId.Clear();

    private static ShopCard Read(DbDataReader r) => new(
        new ShopId(r.GetGuid(0)), new OrganisationId(r.GetGuid(1)), r.GetString(2), r.GetString(3),
        Enum.Parse<ShopKind>(r.GetString(4), ignoreCase: true), r.GetString(5),
        JsonSerializer.Deserialize<ShopCalendar>(r.GetString(6), HouseJson.Options)!, !r.IsDBNull(7));
}
