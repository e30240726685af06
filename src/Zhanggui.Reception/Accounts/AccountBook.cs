using System.Data.Common;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.Reception.Accounts;

/// <summary>Keeps signatures and how accounts take friends, one row per person and shop.</summary>
internal sealed class AccountBook(Database database, TimeProvider clock)
{
    private const string Columns = "shop_id, person_id, texts, carries, offer, from_on, to_on, friends, version, changed_by, changed_at, guard_reason, promotion_id";
    private const int Most = 1000;

    public async Task<IReadOnlyList<Account>> ListAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_account where shop_id = @shop order by person_id limit {Most}", Read, ct, ("shop", shop.Value));
    }

    public async Task<IReadOnlyList<Account>> OfPersonAsync(PersonId person, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_account where person_id = @person order by shop_id limit {Most}", Read, ct, ("person", person.Value));
    }

    public async Task<Account?> FindAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindAsync(connection, null, shop, person, ct);
    }

    /// <summary>Writes what changed; the same fields again are the same act. Who changes another's account stands in the audit.</summary>
    public Task<Outcome<Account>> SetAsync(ShopId shop, PersonId person, int version, AccountFields fields, Actor actor, CancellationToken ct) => database.WriteAsync<Outcome<Account>>(async (c, t) =>
    {
        var now = clock.GetCurrentInstant();
        var before = await FindAsync(c, t, shop, person, ct) ?? Account.None(shop, person);
        if (IsSame(before.Fields, fields))
        {
            return before;
        }

        if (before.Version != version)
        {
            return new AccountChangedMeanwhile();
        }

        var account = new Account(shop, person, fields, version + 1, actor.Person, now);
        var written = await c.ExecuteAsync(t,
            $"insert into reception_account ({Columns}) values (@shop, @person, @texts, @carries, @offer, @from, @to, @friends, @version, @by, @at, @reason, @promotion) " +
            "on conflict (shop_id, person_id) do update set texts = excluded.texts, carries = excluded.carries, offer = excluded.offer, from_on = excluded.from_on, to_on = excluded.to_on, friends = excluded.friends, " +
            "version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at, guard_reason = excluded.guard_reason, promotion_id = excluded.promotion_id where reception_account.version = excluded.version - 1", ct,
            ("shop", shop.Value), ("person", person.Value), ("texts", JsonSerializer.Serialize(fields.Texts, HouseJson.Options)), ("carries", Key(fields.Carries)), ("offer", fields.OfferName),
            ("from", Day(fields.From)), ("to", Day(fields.To)), ("friends", Key(fields.Friends)), ("version", account.Version), ("by", actor.Person.Value), ("at", now.ToUnixTimeMilliseconds()), ("reason", fields.GuardReason), ("promotion", fields.Promotion));
        if (written == 0)
        {
            return new AccountChangedMeanwhile();
        }

        await TextRings.ForgetAsync(c, t, shop, TextKind.Signature, person.ToString(), ct);
        if (person != actor.Person)
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, shop, actor.Person, "reception.account.set", "person", person.ToString(), Before: before.Version == 0 ? null : before.Fields, After: fields), ct);
        }

        return account;
    }, ct);

    public Task ForgetAsync(PersonId person, CancellationToken ct) =>
        database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "delete from reception_text_ring where owner_id = @person and kind = 'signature'", ct, ("person", person.Value));
            return await c.ExecuteAsync(t, "delete from reception_account where person_id = @person", ct, ("person", person.Value));
        }, ct);

    private static async Task<Account?> FindAsync(DbConnection c, DbTransaction? t, ShopId shop, PersonId person, CancellationToken ct) =>
        (await c.ReadAllAsync(t, $"select {Columns} from reception_account where shop_id = @shop and person_id = @person", Read, ct, ("shop", shop.Value), ("person", person.Value))).SingleOrDefault();

    private static bool IsSame(AccountFields a, AccountFields b) => a.Texts.SequenceEqual(b.Texts) && a with { Texts = b.Texts } == b;

    private static Account Read(DbDataReader r) => new(
        new ShopId(r.GetGuid(0)), new PersonId(r.GetGuid(1)),
        new AccountFields(JsonSerializer.Deserialize<List<string>>(r.GetString(2), HouseJson.Options)!, Value<Offer>(r, 3), r.IsDBNull(4) ? null : r.GetString(4), Date(r, 5), Date(r, 6), Value<Friends>(r, 7),
            r.IsDBNull(11) ? null : r.GetString(11), r.IsDBNull(12) ? null : r.GetGuid(12)),
        r.GetInt32(8), new PersonId(r.GetGuid(9)), Instant.FromUnixTimeMilliseconds(r.GetInt64(10)));

    private static T? Value<T>(DbDataReader r, int at)
        where T : struct, Enum => r.IsDBNull(at) ? null : Enum.Parse<T>(r.GetString(at), ignoreCase: true);

    private static string? Key<T>(T? value)
        where T : struct, Enum => value is { } one ? JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString()) : null;

    private static LocalDate? Date(DbDataReader r, int at) => r.IsDBNull(at) ? null : LocalDatePattern.Iso.Parse(r.GetString(at)).Value;

    private static string? Day(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
