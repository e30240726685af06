using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Import;

/// <summary>Mappings that a shop saved for tables of its own; they are recognised like the platforms' exports.</summary>
internal sealed class MappingBook(Database database)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<FormatSpec>> ListAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select mapping from orders_mapping where shop_id = @shop order by name limit @most",
            r => JsonSerializer.Deserialize<FormatSpec>(r.GetString(0), HouseJson.Options)!, ct, ("shop", shop.Value), ("most", Most));
    }

    /// <summary>Everything a file of this shop may be: its own mappings first.</summary>
    public async Task<IReadOnlyList<FormatSpec>> SpecsAsync(ShopId shop, CancellationToken ct) => [.. await ListAsync(shop, ct), .. ExportFormats.Known.Formats];

    public Task SaveAsync(Guid id, ShopId shop, FormatSpec spec, PersonId? by, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into orders_mapping (id, shop_id, name, kind, mapping, saved_at, saved_by) values (@id, @shop, @name, @kind, @mapping, @at, @by) " +
        "on conflict (shop_id, name) do update set kind = @kind, mapping = @mapping, saved_at = @at, saved_by = @by", ct,
        ("id", id), ("shop", shop.Value), ("name", spec.Name), ("kind", spec.Kind), ("mapping", JsonSerializer.Serialize(spec, HouseJson.Options)), ("at", now.ToUnixTimeMilliseconds()), ("by", by?.Value)), ct);
}
