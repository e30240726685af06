using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.People.Reading;

/// <inheritdoc cref="IStaffHistory"/>
internal sealed class StaffHistory(Database database) : IStaffHistory
{
    private const int Most = 10_000;

    public async Task<IReadOnlyList<StaffEntry>> StaffAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, "select id, name, number, joined_on, leaves_on from people_person where organisation_id = @organisation order by created_at limit @most",
            r => new StaffEntry(new PersonId(r.GetGuid(0)), r.GetString(1), r.GetString(2), LocalDatePattern.Iso.Parse(r.GetString(3)).Value, r.IsDBNull(4) ? null : LocalDatePattern.Iso.Parse(r.GetString(4)).Value),
            ct, ("organisation", organisation.Value), ("most", Most));
    }

    public async Task<IReadOnlyList<AccountUse>> AccountUsesAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null,
            "select a.name, u.person_id, u.from_at, u.to_at from people_account a join people_account_use u on u.account_id = a.id where a.shop_id = @shop order by u.from_at limit @most",
            r => new AccountUse(r.GetString(0), new PersonId(r.GetGuid(1)), Instant.FromUnixTimeMilliseconds(r.GetInt64(2)), r.IsDBNull(3) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(3))),
            ct, ("shop", shop.Value), ("most", Most));
    }
}
