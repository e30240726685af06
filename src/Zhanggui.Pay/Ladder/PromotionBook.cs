using System.Data.Common;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Months;

namespace Zhanggui.Pay.Ladder;

/// <summary>What was decided about somebody's climb: <c>promoted</c>, <c>refused</c>, <c>postponed</c>.</summary>
internal sealed record Promotion(Guid Id, PersonId Person, string From, string To, string Month, string Decision, LocalDate? EffectiveOn, LocalDate? AgainOn, string Reason, PersonId By, Instant At);

/// <summary>Decisions as rows, and where everybody stood in the month that was settled last.</summary>
internal static class PromotionBook
{
    private const int Most = 200;

    public static Task<int> AddAsync(DbConnection c, DbTransaction t, ShopId shop, Promotion p, LadderState evidence, CancellationToken ct) => c.ExecuteAsync(t,
        "insert into pay_promotion (id, shop_id, person_id, from_grade, to_grade, month, decision, effective_on, again_on, reason, evidence, decided_by, decided_at) " +
        "values (@id, @shop, @person, @from, @to, @month, @decision, @on, @again, @reason, @evidence, @by, @at)", ct,
        ("id", p.Id), ("shop", shop.Value), ("person", p.Person.Value), ("from", p.From), ("to", p.To), ("month", p.Month), ("decision", p.Decision), ("on", Text(p.EffectiveOn)), ("again", Text(p.AgainOn)),
        ("reason", p.Reason), ("evidence", JsonSerializer.Serialize(evidence, HouseJson.Options)), ("by", p.By.Value), ("at", p.At.ToUnixTimeMilliseconds()));

    /// <summary>Latest first.</summary>
    public static async Task<IReadOnlyList<Promotion>> ListAsync(DbConnection c, ShopId shop, CancellationToken ct) => await c.ReadAllAsync(null,
        "select id, person_id, from_grade, to_grade, month, decision, effective_on, again_on, reason, decided_by, decided_at from pay_promotion where shop_id = @shop order by decided_at desc, id desc limit @most",
        r => new Promotion(r.GetGuid(0), new PersonId(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), Date(r, 6), Date(r, 7), r.GetString(8), new PersonId(r.GetGuid(9)), Instant.FromUnixTimeMilliseconds(r.GetInt64(10))), ct,
        ("shop", shop.Value), ("most", Most));

    /// <summary>The month that was settled last and where everybody stood at its end; null before the first settlement.</summary>
    public static async Task<(YearMonth Month, IReadOnlyList<PersonProgress> People)?> StandingAsync(DbConnection c, ShopId shop, CancellationToken ct)
    {
        var last = await c.ReadAllAsync(null, "select month, run from pay_month where shop_id = @shop and run is not null order by month desc limit 1", r => (Month: r.GetString(0), Run: r.GetInt32(1)), ct, ("shop", shop.Value));
        if (last.Count == 0)
        {
            return null;
        }

        var rows = await c.ReadAllAsync(null, $"select progress from pay_slip where shop_id = @shop and month = @month and run = @run and progress is not null limit {RunBook.MostSlips}", r => r.GetString(0), ct,
            ("shop", shop.Value), ("month", last[0].Month), ("run", last[0].Run));
        return (MonthText.Read(last[0].Month)!.Value, [.. rows.Select(p => JsonSerializer.Deserialize<PersonProgress>(p, HouseJson.Options)!).OrderBy(p => p.Person, StringComparer.Ordinal)]);
    }

    private static string? Text(LocalDate? date) => date is { } d ? LocalDatePattern.Iso.Format(d) : null;

    private static LocalDate? Date(DbDataReader r, int at) => r.IsDBNull(at) ? null : LocalDatePattern.Iso.Parse(r.GetString(at)).Value;
}
