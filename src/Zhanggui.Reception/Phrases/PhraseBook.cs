using System.Data.Common;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.Reception.Phrases;

/// <summary>Keeps phrases, every version of them, and how often they were sent.</summary>
internal sealed class PhraseBook(Database database)
{
    private const string Columns =
        "p.id, p.shop_id, p.scope, p.team_id, p.owner_id, p.group_name, p.code, p.title, p.text, p.review_on, p.expires_on, p.version, p.changed_by, p.changed_at, p.removed_at, u.uses, u.last_at, p.guard_reason, p.promotion_id";

    private const string From = "reception_phrase p left join reception_phrase_use u on u.phrase_id = p.id";

    private const int MostVersions = 200;

    /// <summary>What the shop, its teams and this person have, removed ones aside.</summary>
    public async Task<IReadOnlyList<Phrase>> ListAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            $"select {Columns} from {From} where p.shop_id = @shop and p.removed_at is null and (p.scope = @own or p.scope = 'shop' or p.team_id is not null) order by p.group_name, p.title, p.id limit {PhraseRules.MostOfShop + PhraseRules.MostOfPerson}",
            Read, ct, ("shop", shop.Value), ("own", PhraseFields.ScopeOf(PhraseLevel.Own, null, person)));
    }

    /// <summary>All phrases of a shop, whosever they are, page by page in the order of their ids.</summary>
    public async Task<IReadOnlyList<Phrase>> PageAsync(ShopId shop, Guid after, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from {From} where p.shop_id = @shop and p.removed_at is null and p.id > @after order by p.id limit @most",
            Read, ct, ("shop", shop.Value), ("after", after), ("most", most));
    }

    public async Task<Phrase?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindAsync(connection, null, id, ct);
    }

    public static async Task<Phrase?> FindAsync(DbConnection c, DbTransaction? t, Guid id, CancellationToken ct) =>
        (await c.ReadAllAsync(t, $"select {Columns} from {From} where p.id = @id", Read, ct, ("id", id))).SingleOrDefault();

    public async Task<IReadOnlyList<PhraseChange>> HistoryAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select version, what, fields, changed_by, changed_at from reception_phrase_change where phrase_id = @id order by version desc limit {MostVersions}",
            r => new PhraseChange(r.GetInt32(0), r.GetString(1), JsonSerializer.Deserialize<PhraseFields>(r.GetString(2), HouseJson.Options)!, new PersonId(r.GetGuid(3)), Instant.FromUnixTimeMilliseconds(r.GetInt64(4))), ct, ("id", id));
    }

    public static async Task<long> CountAsync(DbConnection c, DbTransaction t, ShopId shop, PhraseFields fields, CancellationToken ct) => await c.ReadLongAsync(t,
        $"select count(*) from reception_phrase where shop_id = @shop and removed_at is null and {(fields.Level == PhraseLevel.Own ? "scope = @scope" : "(scope = @scope or team_id is not null)")}", ct,
        ("shop", shop.Value), ("scope", fields.Level == PhraseLevel.Own ? fields.Scope : "shop")) ?? 0;

    public static async Task<bool> IsCodeTakenAsync(DbConnection c, DbTransaction t, ShopId shop, PhraseFields fields, Guid except, CancellationToken ct) => fields.Code is { } code
        && await c.ReadLongAsync(t, "select count(*) from reception_phrase where shop_id = @shop and scope = @scope and code = @code and removed_at is null and id <> @id", ct, ("shop", shop.Value), ("scope", fields.Scope), ("code", code), ("id", except)) > 0;

    /// <summary>Writes a version: the row as it now is, and what was done.</summary>
    public static async Task SetAsync(DbConnection c, DbTransaction t, Phrase phrase, string what, CancellationToken ct)
    {
        var f = phrase.Fields;
        await c.ExecuteAsync(t,
            "insert into reception_phrase (id, shop_id, scope, team_id, owner_id, group_name, code, title, text, review_on, expires_on, version, changed_by, changed_at, removed_at, guard_reason, promotion_id) " +
            "values (@id, @shop, @scope, @team, @owner, @group, @code, @title, @text, @review, @expires, @version, @by, @at, @removed, @reason, @promotion) " +
            "on conflict (id) do update set scope = excluded.scope, team_id = excluded.team_id, owner_id = excluded.owner_id, group_name = excluded.group_name, code = excluded.code, title = excluded.title, text = excluded.text, " +
            "review_on = excluded.review_on, expires_on = excluded.expires_on, version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at, removed_at = excluded.removed_at, guard_reason = excluded.guard_reason, promotion_id = excluded.promotion_id", ct,
            ("id", phrase.Id), ("shop", phrase.Shop.Value), ("scope", f.Scope), ("team", f.Team?.Value), ("owner", f.Owner.Value), ("group", f.Group), ("code", f.Code), ("title", f.Title), ("text", f.Text),
            ("review", Text(f.ReviewOn)), ("expires", Text(f.ExpiresOn)), ("version", phrase.Version), ("by", phrase.ChangedBy.Value), ("at", phrase.ChangedAt.ToUnixTimeMilliseconds()),
            ("removed", phrase.IsRemoved ? phrase.ChangedAt.ToUnixTimeMilliseconds() : null), ("reason", f.GuardReason), ("promotion", f.Promotion));
        await TextRings.ForgetAsync(c, t, phrase.Shop, TextKind.Phrase, phrase.Id.ToString(), ct);
        await c.ExecuteAsync(t, "insert into reception_phrase_change (phrase_id, version, shop_id, what, fields, changed_by, changed_at) values (@id, @version, @shop, @what, @fields, @by, @at)", ct,
            ("id", phrase.Id), ("version", phrase.Version), ("shop", phrase.Shop.Value), ("what", what), ("fields", JsonSerializer.Serialize(f, HouseJson.Options)), ("by", phrase.ChangedBy.Value), ("at", phrase.ChangedAt.ToUnixTimeMilliseconds()));
    }

    /// <summary>Shows that it was sent; figures of use are for tidying up, nobody is paid by them.</summary>
    public Task CountUseAsync(Phrase phrase, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into reception_phrase_use (phrase_id, shop_id, uses, last_at) values (@id, @shop, 1, @at) on conflict (phrase_id) do update set uses = reception_phrase_use.uses + 1, last_at = excluded.last_at", ct,
        ("id", phrase.Id), ("shop", phrase.Shop.Value), ("at", now.ToUnixTimeMilliseconds())), ct);

    private static Phrase Read(DbDataReader r)
    {
        var scope = r.GetString(2);
        var level = scope == "shop" ? PhraseLevel.Shop : scope.StartsWith("team:", StringComparison.Ordinal) ? PhraseLevel.Team : PhraseLevel.Own;
        var fields = new PhraseFields(level, r.IsDBNull(3) ? null : new TeamId(r.GetGuid(3)), new PersonId(r.GetGuid(4)), r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6), r.GetString(7), r.GetString(8), Date(r, 9), Date(r, 10),
            r.IsDBNull(17) ? null : r.GetString(17), r.IsDBNull(18) ? null : r.GetGuid(18));
        return new Phrase(r.GetGuid(0), new ShopId(r.GetGuid(1)), fields, r.GetInt32(11), new PersonId(r.GetGuid(12)), Instant.FromUnixTimeMilliseconds(r.GetInt64(13)), !r.IsDBNull(14),
            r.IsDBNull(15) ? 0 : r.GetInt64(15), r.IsDBNull(16) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(16)));
    }

    private static LocalDate? Date(DbDataReader r, int at) => r.IsDBNull(at) ? null : LocalDatePattern.Iso.Parse(r.GetString(at)).Value;

    private static string? Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
