using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Slips;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Objections;

/// <summary>Keeps objections and how they ended; rows are only added.</summary>
internal sealed class ObjectionBook(Database database, IPeople people)
{
    private const int MostOfPerson = 200;

    private const string Columns =
        "o.id, o.shop_id, o.month, o.person_id, o.code, o.amount, o.reason, o.evidence, o.made_at, e.what, e.ended_by, e.ended_at, e.reason, e.correction_id, k.month, k.amount";

    private const string From = "pay_objection o left join pay_objection_end e on e.objection_id = o.id left join pay_correction k on k.id = e.correction_id";

    public static async Task<Objection?> FindAsync(DbConnection c, DbTransaction? t, Guid id, CancellationToken ct) =>
        (await c.ReadAllAsync(t, $"select {Columns} from {From} where o.id = @id", Read, ct, ("id", id))).SingleOrDefault();

    /// <summary>Newest first; open ones before those that ended.</summary>
    public async Task<IReadOnlyList<Objection>> ListAsync(ShopId shop, PersonId? person, bool onlyOpen, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var where = "o.shop_id = @shop" + (person is null ? string.Empty : " and o.person_id = @person") + (onlyOpen ? " and e.objection_id is null" : string.Empty);
        (string, object?)[] parameters = person is { } p ? [("shop", shop.Value), ("person", p.Value)] : [("shop", shop.Value)];
        return await connection.ReadAllAsync(null, $"select {Columns} from {From} where {where} order by case when e.objection_id is null then 0 else 1 end, o.made_at desc, o.id limit {limit}", Read, ct, parameters);
    }

    public async Task<IReadOnlyList<Objection>> OfPersonAsync(ShopId shop, PersonId person, YearMonth month, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from {From} where o.shop_id = @shop and o.person_id = @person and o.month = @month order by o.made_at desc, o.id limit {MostOfPerson}", Read, ct,
            ("shop", shop.Value), ("person", person.Value), ("month", MonthText.Of(month)));
    }

    public static async Task<bool> HasOpenAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, PersonId person, string code, CancellationToken ct) =>
        await c.ReadLongAsync(t, $"select count(*) from {From} where o.shop_id = @shop and o.person_id = @person and o.month = @month and o.code = @code and e.objection_id is null", ct,
            ("shop", shop.Value), ("person", person.Value), ("month", MonthText.Of(month)), ("code", code)) > 0;

    public static Task<int> AddAsync(DbConnection c, DbTransaction t, Objection objection, CancellationToken ct) => c.ExecuteAsync(t,
        "insert into pay_objection (id, shop_id, month, person_id, code, amount, reason, evidence, made_at) values (@id, @shop, @month, @person, @code, @amount, @reason, @evidence, @at)", ct,
        ("id", objection.Id), ("shop", objection.Shop.Value), ("month", MonthText.Of(objection.Month)), ("person", objection.Person.Value), ("code", objection.Code), ("amount", objection.Amount.Value),
        ("reason", objection.Reason), ("evidence", JsonSerializer.Serialize(objection.Evidence, HouseJson.Options)), ("at", objection.At.ToUnixTimeMilliseconds()));

    /// <summary>False when it has ended already, whoever came first.</summary>
    public static async Task<bool> EndAsync(DbConnection c, DbTransaction t, Objection objection, ObjectionEnd what, PersonId by, Instant at, string? reason, Guid? correction, CancellationToken ct) => await c.ExecuteAsync(t,
        "insert into pay_objection_end (objection_id, shop_id, what, ended_by, ended_at, reason, correction_id) values (@objection, @shop, @what, @by, @at, @reason, @correction) on conflict do nothing", ct,
        ("objection", objection.Id), ("shop", objection.Shop.Value), ("what", what.ToString().ToLowerInvariant()), ("by", by.Value), ("at", at.ToUnixTimeMilliseconds()), ("reason", reason), ("correction", correction)) > 0;

    public async Task<IReadOnlyList<ObjectionView>> ViewsAsync(IReadOnlyList<Objection> objections, LineWords? words, bool isZh, CancellationToken ct)
    {
        var names = await people.FindManyAsync([.. objections.SelectMany(o => new[] { o.Person, o.End?.By ?? o.Person }).Distinct().Take(1000)], ct);
        return
        [
            .. objections.Select(o => new ObjectionView(o.Id, MonthText.Of(o.Month), o.Person.Value, names.GetValueOrDefault(o.Person)?.Name, o.Code, words is null ? o.Code : isZh ? words.Of(o.Code).Name.Zh : words.Of(o.Code).Name.En,
                o.Amount.Value, o.Reason, o.Evidence, o.At, o.End is { } end ? end.What.ToString().ToLowerInvariant() : "open", o.End is { } e ? names.GetValueOrDefault(e.By)?.Name : null, o.End?.At, o.End?.Reason,
                o.End?.CorrectionMonth, o.End?.CorrectionAmount?.Value)),
        ];
    }

    private static Objection Read(DbDataReader r) => new(
        r.GetGuid(0), new ShopId(r.GetGuid(1)), MonthText.Read(r.GetString(2))!.Value, new PersonId(r.GetGuid(3)), r.GetString(4), new Fen(r.GetInt64(5)), r.GetString(6),
        JsonSerializer.Deserialize<List<string>>(r.GetString(7), HouseJson.Options)!, Instant.FromUnixTimeMilliseconds(r.GetInt64(8)),
        r.IsDBNull(9) ? null : new ObjectionEnding(Enum.Parse<ObjectionEnd>(r.GetString(9), ignoreCase: true), new PersonId(r.GetGuid(10)), Instant.FromUnixTimeMilliseconds(r.GetInt64(11)), r.IsDBNull(12) ? null : r.GetString(12),
            r.IsDBNull(13) ? null : r.GetGuid(13), r.IsDBNull(14) ? null : r.GetString(14), r.IsDBNull(15) ? null : new Fen(r.GetInt64(15))));
}
