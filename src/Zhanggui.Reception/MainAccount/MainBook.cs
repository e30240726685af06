using System.Data.Common;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.MainAccount;

/// <summary>Reads and writes turns of the main account. At most one of a shop has no end: a rule of the schema.</summary>
internal sealed class MainBook(Database database)
{
    private const string Columns = "id, person_id, day, shift, from_at, until_at, why, reason, set_by";
    private const int MostOfMonth = 5000;
    private const int MostPeople = 2000;

    public async Task<MainTurn?> HeldAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return (await c.ReadAllAsync(null, $"select {Columns} from reception_main_turn where shop_id = @shop and until_at is null limit 1", Read, ct, ("shop", shop.Value))).FirstOrDefault();
    }

    /// <summary>Newest first, before an instant.</summary>
    public async Task<IReadOnlyList<MainTurn>> HistoryAsync(ShopId shop, Instant before, int limit, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, $"select {Columns} from reception_main_turn where shop_id = @shop and from_at < @before order by from_at desc limit @limit", Read, ct,
            ("shop", shop.Value), ("before", before.ToUnixTimeMilliseconds()), ("limit", limit));
    }

    /// <summary>Turns of the calendar month of a day, and when each held it last.</summary>
    public async Task<IReadOnlyList<MainCandidate>> CountAsync(ShopId shop, IReadOnlyCollection<PersonId> people, LocalDate day, CancellationToken ct)
    {
        var from = new LocalDate(day.Year, day.Month, 1);
        await using var c = await database.OpenAsync(ct);
        var held = await c.ReadAllAsync(null, "select distinct person_id, day, shift from reception_main_turn where shop_id = @shop and day >= @from and day < @to limit @limit",
            r => (new PersonId(r.GetGuid(0)), Day(r.GetString(1)), r.GetString(2)), ct, ("shop", shop.Value), ("from", Text(from)), ("to", Text(from.PlusMonths(1))), ("limit", MostOfMonth));
        var last = await c.ReadAllAsync(null, "select person_id, max(from_at) from reception_main_turn where shop_id = @shop group by person_id limit @limit",
            r => (new PersonId(r.GetGuid(0)), Instant.FromUnixTimeMilliseconds(r.GetInt64(1))), ct, ("shop", shop.Value), ("limit", MostPeople));
        return MainAccountRule.Count(people, held, last.ToDictionary(l => l.Item1, l => l.Item2));
    }

    /// <summary>Ends what holds now; true when it was still the one that was looked at.</summary>
    public static async Task<bool> EndAsync(DbConnection c, DbTransaction t, ShopId shop, MainTurn? held, Instant now, CancellationToken ct) =>
        held is null || await c.ExecuteAsync(t, "update reception_main_turn set until_at = @now where id = @id and shop_id = @shop and until_at is null", ct, ("now", now.ToUnixTimeMilliseconds()), ("id", held.Id), ("shop", shop.Value)) == 1;

    public static async Task<bool> BeginAsync(DbConnection c, DbTransaction t, ShopId shop, MainTurn turn, CancellationToken ct) =>
        await c.ExecuteAsync(t,
            "insert into reception_main_turn (id, shop_id, person_id, day, shift, from_at, why, reason, set_by) values (@id, @shop, @person, @day, @shift, @from, @why, @reason, @by) on conflict do nothing", ct,
            ("id", turn.Id), ("shop", shop.Value), ("person", turn.Person.Value), ("day", Text(turn.Day)), ("shift", turn.Shift), ("from", turn.From.ToUnixTimeMilliseconds()), ("why", turn.Why),
            ("reason", turn.Reason), ("by", turn.SetBy?.Value)) == 1;

    private static MainTurn Read(DbDataReader r) => new(r.GetGuid(0), new PersonId(r.GetGuid(1)), Day(r.GetString(2)), r.GetString(3), Instant.FromUnixTimeMilliseconds(r.GetInt64(4)),
        r.IsDBNull(5) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(5)), r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : new PersonId(r.GetGuid(8)));

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    private static string Text(LocalDate day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
