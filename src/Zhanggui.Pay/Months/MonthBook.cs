using System.Data.Common;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Keeps the months: which are asked for, which process computes one, who took which step.</summary>
internal static class MonthBook
{
    public const int MostMonths = 120;

    private const string Columns =
        "shop_id, month, state, asked, answered, stage, problem, run, proposed_at, proposed_by, objections_until, agreed_at, agreed_by, closed_at, closed_by, digest, paid_on, paid_at, paid_by";

    public static async Task<PayMonth?> FindAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, CancellationToken ct) =>
        (await c.ReadAllAsync(t, $"select {Columns} from pay_month where shop_id = @shop and month = @month", Read, ct, ("shop", shop.Value), ("month", MonthText.Of(month)))).SingleOrDefault();

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<PayMonth>> ListAsync(DbConnection c, DbTransaction? t, ShopId shop, CancellationToken ct) =>
        await c.ReadAllAsync(t, $"select {Columns} from pay_month where shop_id = @shop order by month desc limit {MostMonths}", Read, ct, ("shop", shop.Value));

    /// <summary>Steps of one month follow each other from here to the commit; null = nobody has asked for the month yet.</summary>
    public static async Task<PayMonth?> TakeTurnAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, CancellationToken ct)
    {
        await c.ExecuteAsync(t, "update pay_month set state = state where shop_id = @shop and month = @month and closed_at is null", ct, ("shop", shop.Value), ("month", MonthText.Of(month)));
        return await FindAsync(c, t, shop, month, ct);
    }

    public static Task AskAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, PersonId? by, CancellationToken ct) =>
        c.ExecuteAsync(t,
            "insert into pay_month (shop_id, month, state, asked, answered, asked_by) values (@shop, @month, 'open', 1, 0, @by) " +
            "on conflict (shop_id, month) do update set asked = pay_month.asked + 1, asked_by = excluded.asked_by where pay_month.closed_at is null", ct,
            ("shop", shop.Value), ("month", MonthText.Of(month)), ("by", by?.Value));

    /// <summary>A month that waits and that no living process computes: claimed by writing the lease, so two processes never take the same one.</summary>
    public static async Task<(ShopId Shop, YearMonth Month, long Asked, PersonId? By)?> ClaimAsync(Database database, Instant now, Instant until, CancellationToken ct) => await database.WriteAsync<(ShopId, YearMonth, long, PersonId?)?>(async (c, t) =>
    {
        var waiting = await c.ReadAllAsync(t, "select shop_id, month, asked, asked_by from pay_month where answered < asked and (leased_until is null or leased_until < @now) order by month, shop_id limit 1",
            r => (Shop: new ShopId(r.GetGuid(0)), Month: MonthText.Read(r.GetString(1))!.Value, Asked: r.GetInt64(2), By: r.IsDBNull(3) ? (PersonId?)null : new PersonId(r.GetGuid(3))), ct, ("now", now.ToUnixTimeMilliseconds()));
        if (waiting.Count == 0)
        {
            return null;
        }

        var taken = await c.ExecuteAsync(t, "update pay_month set leased_until = @until, stage = 'facts' where shop_id = @shop and month = @month and answered < asked and (leased_until is null or leased_until < @now)", ct,
            ("until", until.ToUnixTimeMilliseconds()), ("shop", waiting[0].Shop.Value), ("month", MonthText.Of(waiting[0].Month)), ("now", now.ToUnixTimeMilliseconds()));
        return taken == 1 ? waiting[0] : null;
    }, ct);

    /// <summary>False when another process has taken the month over meanwhile.</summary>
    public static async Task<bool> StageAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, Instant lease, string stage, CancellationToken ct) =>
        await c.ExecuteAsync(t, "update pay_month set stage = @stage where shop_id = @shop and month = @month and leased_until = @lease", ct,
            ("stage", stage), ("shop", shop.Value), ("month", MonthText.Of(month)), ("lease", lease.ToUnixTimeMilliseconds())) == 1;

    /// <summary>Ends a settlement that this process holds: with a run or with what stands in its way. False = it was taken over.</summary>
    public static async Task<bool> AnswerAsync(DbConnection c, DbTransaction t, ShopId shop, YearMonth month, Instant lease, long asked, int? run, Words? problem, MonthState state, CancellationToken ct) =>
        await c.ExecuteAsync(t,
            "update pay_month set answered = @asked, leased_until = null, stage = null, problem = @problem, run = coalesce(cast(@run as int), run), state = @state" + (state == MonthState.Proposed ? ", agreed_at = null, agreed_by = null" : string.Empty) +
            " where shop_id = @shop and month = @month and leased_until = @lease and closed_at is null", ct,
            ("asked", asked), ("problem", problem is null ? null : JsonSerializer.Serialize(problem, HouseJson.Options)), ("run", run), ("state", Text(state)), ("shop", shop.Value), ("month", MonthText.Of(month)), ("lease", lease.ToUnixTimeMilliseconds())) == 1;

    public static string Text(MonthState state) => state.ToString().ToLowerInvariant();

    private static PayMonth Read(DbDataReader r) =>
        new(new ShopId(r.GetGuid(0)), MonthText.Read(r.GetString(1))!.Value, Enum.Parse<MonthState>(r.GetString(2), ignoreCase: true), r.GetInt64(3), r.GetInt64(4), Text(r, 5), Text(r, 6), r.IsDBNull(7) ? null : r.GetInt32(7))
        {
            Proposed = StepAt(r, 8),
            ObjectionsUntil = At(r, 10),
            Agreed = StepAt(r, 11),
            Closed = StepAt(r, 13),
            Digest = Text(r, 15),
            PaidOn = Text(r, 16) is { } on ? LocalDatePattern.Iso.Parse(on).Value : null,
            Paid = StepAt(r, 17),
        };

    private static string? Text(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static Instant? At(DbDataReader r, int at) => r.IsDBNull(at) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(at));

    private static Step? StepAt(DbDataReader r, int at) => At(r, at) is { } when ? new Step(when, new PersonId(r.GetGuid(at + 1))) : null;
}
