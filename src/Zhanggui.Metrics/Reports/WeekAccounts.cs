using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>What somebody says of the last week and will do better in the next; written by the person, read by whoever leads.</summary>
internal static class WeekAccounts
{
    private const int MostText = 4000;

    internal sealed record Written(Guid Shop, LocalDate Monday, string? Done, string? Next);

    internal sealed record AccountView(string Person, string Name, LocalDate Monday, string Done, string Next, Instant ChangedAt);

    public static async Task<IResult> ListAsync(Guid shop, string? monday, Actor actor, FigureAccess access, ScopeNames names, Database database, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        if (LocalDatePattern.Iso.Parse(monday ?? string.Empty) is not { Success: true } week)
        {
            return new MetricsWeekWrong().ToProblem();
        }

        return Results.Json(await OfAsync(view, week.Value, access, names, database, ct), HouseJson.Options);
    }

    public static async Task<IReadOnlyList<AccountView>> OfAsync(FigureView view, LocalDate monday, FigureAccess access, ScopeNames names, Database database, CancellationToken ct)
    {
        var seen = (await access.ScopesAsync(view, "person", ct)).Select(s => s.Scope).Append(view.OwnScope).ToHashSet(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select person_id, done, next, changed_at from metrics_week where shop_id = @shop and monday = @monday order by person_id limit 1000",
            r => new AccountView(r.GetGuid(0).ToString(), string.Empty, monday, r.GetString(1), r.GetString(2), Instant.FromUnixTimeMilliseconds(r.GetInt64(3))), ct, ("shop", view.Shop.Id.Value), ("monday", DayBook.Text(monday)));
        var own = rows.Where(r => view.Reach == Reach.All || seen.Contains($"person:{r.Person}")).ToList();
        var known = await names.OfAsync([.. own.Select(r => r.Person)], ct);
        return [.. own.Select(r => r with { Name = known.GetValueOrDefault(r.Person) ?? r.Person })];
    }

    public static async Task<IResult> WriteAsync(Written written, Actor actor, FigureAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, written.Shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        if (written.Monday.DayOfWeek != IsoDayOfWeek.Monday || (written.Done ?? string.Empty).Length > MostText || (written.Next ?? string.Empty).Length > MostText)
        {
            return new MetricsWeekWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t,
                "insert into metrics_week (shop_id, person_id, monday, done, next, changed_at) values (@shop, @person, @monday, @done, @next, @now) on conflict (shop_id, person_id, monday) do update set done = excluded.done, next = excluded.next, changed_at = excluded.changed_at", ct,
                ("shop", view.Shop.Id.Value), ("person", actor.Person.Value), ("monday", DayBook.Text(written.Monday)), ("done", (written.Done ?? string.Empty).Trim()), ("next", (written.Next ?? string.Empty).Trim()), ("now", now));
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, "metrics.week.write", "person", actor.Person.ToString(), After: new { monday = DayBook.Text(written.Monday) }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }
}
