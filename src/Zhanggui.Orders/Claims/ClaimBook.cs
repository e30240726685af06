using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Claims;

/// <summary>Keeps claims and how they ended; rows are only added.</summary>
internal sealed class ClaimBook(Database database)
{
    private const string Columns =
        "c.id, c.shop_id, c.order_id, c.kind, c.made_by, c.made_at, c.against, c.reason, c.messages, c.buyer_account, e.what, e.ended_by, e.ended_at, e.reason, e.manual_id";

    private const string From = "orders_claim c left join orders_claim_end e on e.claim_id = c.id";

    public async Task<Claim?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from {From} where c.id = @id", Read, ct, ("id", id))).SingleOrDefault();
    }

    /// <summary>Newest first; of one order, of one person, or all of the shop.</summary>
    public async Task<IReadOnlyList<Claim>> ListAsync(ShopId shop, string? order, PersonId? by, bool onlyOpen, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var where = "c.shop_id = @shop" + (order is null ? string.Empty : " and c.order_id = @order") + (by is null ? string.Empty : " and c.made_by = @by") + (onlyOpen ? " and e.claim_id is null" : string.Empty);
        (string, object?)[] parameters = [("shop", shop.Value), .. order is null ? [] : new[] { ("order", (object?)order) }, .. by is { } person ? new[] { ("by", (object?)person.Value) } : []];
        return await connection.ReadAllAsync(null, $"select {Columns} from {From} where {where} order by c.made_at desc, c.id limit {limit}", Read, ct, parameters);
    }

    public async Task<long> CountOpenAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, $"select count(*) from {From} where c.shop_id = @shop and e.claim_id is null", ct, ("shop", shop.Value)) ?? 0;
    }

    /// <summary>Claims about one order follow each other from here to the commit. False = there is no such order.</summary>
    public static async Task<bool> LockAsync(DbConnection c, DbTransaction t, ShopId shop, string order, CancellationToken ct) =>
        await c.ExecuteAsync(t, "update orders_order set changed_at = changed_at where shop_id = @shop and order_id = @order", ct, ("shop", shop.Value), ("order", order)) > 0;

    public static async Task<bool> HasOpenAsync(DbConnection c, DbTransaction t, ShopId shop, string order, PersonId by, CancellationToken ct) =>
        await c.ReadLongAsync(t, $"select count(*) from {From} where c.shop_id = @shop and c.order_id = @order and c.made_by = @by and e.claim_id is null", ct, ("shop", shop.Value), ("order", order), ("by", by.Value)) > 0;

    public static Task<int> AddAsync(DbConnection c, DbTransaction t, Claim claim, CancellationToken ct) => c.ExecuteAsync(t,
        "insert into orders_claim (id, shop_id, order_id, kind, made_by, made_at, against, reason, messages, buyer_account) values (@id, @shop, @order, @kind, @by, @at, @against, @reason, @messages, @account)", ct,
        ("id", claim.Id), ("shop", claim.Shop.Value), ("order", claim.Order), ("kind", KindText(claim.Kind)), ("by", claim.By.Value), ("at", claim.At.ToUnixTimeMilliseconds()), ("against", claim.Against),
        ("reason", claim.Evidence.Reason), ("messages", JsonSerializer.Serialize(claim.Evidence.Messages, HouseJson.Options)), ("account", claim.Evidence.BuyerAccount));

    /// <summary>False when the claim has ended already, whoever came first.</summary>
    public static async Task<bool> EndAsync(DbConnection c, DbTransaction t, Claim claim, ClaimEnding end, CancellationToken ct) => await c.ExecuteAsync(t,
        "insert into orders_claim_end (claim_id, shop_id, what, ended_by, ended_at, reason, manual_id) values (@claim, @shop, @what, @by, @at, @reason, @manual) on conflict do nothing", ct,
        ("claim", claim.Id), ("shop", claim.Shop.Value), ("what", EndText(end.What)), ("by", end.By.Value), ("at", end.At.ToUnixTimeMilliseconds()), ("reason", end.Reason), ("manual", end.Manual)) > 0;

    public static string KindText(ClaimKind kind) => kind == ClaimKind.Claim ? "claim" : "dispute";

    public static string EndText(ClaimEnd end) => end switch
    {
        ClaimEnd.Withdrawn => "withdrawn",
        ClaimEnd.Approved => "approved",
        ClaimEnd.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    private static Claim Read(DbDataReader r) => new(
        r.GetGuid(0), new ShopId(r.GetGuid(1)), r.GetString(2), r.GetString(3) == "claim" ? ClaimKind.Claim : ClaimKind.Dispute, new PersonId(r.GetGuid(4)), Instant.FromUnixTimeMilliseconds(r.GetInt64(5)), r.GetInt32(6),
        new ClaimEvidence(r.GetString(7), JsonSerializer.Deserialize<List<string>>(r.GetString(8), HouseJson.Options)!, r.IsDBNull(9) ? null : r.GetString(9)),
        r.IsDBNull(10) ? null : new ClaimEnding(Enum.Parse<ClaimEnd>(r.GetString(10), ignoreCase: true), new PersonId(r.GetGuid(11)), Instant.FromUnixTimeMilliseconds(r.GetInt64(12)), r.IsDBNull(13) ? null : r.GetString(13), r.IsDBNull(14) ? null : r.GetGuid(14)));
}
