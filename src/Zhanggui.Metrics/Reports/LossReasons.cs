using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>Why a buyer did not buy, in the words of whoever received them: one reason per buyer and day.</summary>
internal static class LossReasons
{
    private const int MostNote = 500;
    private const int MostName = 200;

    /// <summary>The reasons in the words of the workbench.</summary>
    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["price"] = "价格",
        ["stock"] = "没货",
        ["delivery"] = "发货太慢",
        ["unsuitable"] = "不合适",
        ["comparing"] = "对比别家",
        ["silent"] = "不再回复",
        ["service"] = "服务不满意",
        ["later"] = "以后再买",
        ["other"] = "其他",
    };

    internal sealed record Said(Guid Shop, string? Buyer, LocalDate Day, string? Reason, string? Note);

    internal sealed record LossView(string Buyer, LocalDate Day, string Reason, string? Note, string Person, string Name);

    public static async Task<IResult> ListAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, ScopeNames names, Database database, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(from, to);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        return Results.Json(await OfAsync(view, read.Value, access, names, database, ct), HouseJson.Options);
    }

    public static async Task<IReadOnlyList<LossView>> OfAsync(FigureView view, Period period, FigureAccess access, ScopeNames names, Database database, CancellationToken ct)
    {
        var seen = (await access.ScopesAsync(view, "person", ct)).Select(s => s.Scope).Append(view.OwnScope).ToHashSet(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select buyer, day, reason, note, person_id from metrics_loss where shop_id = @shop and day >= @from and day < @to order by day, buyer limit 20000",
            r => new LossView(r.GetString(0), DayBook.Day(r.GetString(1)), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetGuid(4).ToString(), string.Empty), ct,
            ("shop", view.Shop.Id.Value), ("from", DayBook.Text(period.From)), ("to", DayBook.Text(period.To)));
        var own = rows.Where(r => view.Reach == Reach.All || seen.Contains($"person:{r.Person}")).ToList();
        var known = await names.OfAsync([.. own.Select(r => r.Person)], ct);
        return [.. own.Select(r => r with { Name = known.GetValueOrDefault(r.Person) ?? r.Person })];
    }

    public static async Task<IResult> WriteAsync(Said said, Actor actor, FigureAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, said.Shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        if (said.Reason is null || !Words.ContainsKey(said.Reason) || string.IsNullOrWhiteSpace(said.Buyer) || said.Buyer.Length > MostName || said.Note?.Length > MostNote)
        {
            return new MetricsLossWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t,
                "insert into metrics_loss (shop_id, buyer, day, reason, note, person_id, changed_at) values (@shop, @buyer, @day, @reason, @note, @person, @now) on conflict (shop_id, buyer, day) do update set reason = excluded.reason, note = excluded.note, person_id = excluded.person_id, changed_at = excluded.changed_at", ct,
                ("shop", view.Shop.Id.Value), ("buyer", said.Buyer), ("day", DayBook.Text(said.Day)), ("reason", said.Reason), ("note", string.IsNullOrWhiteSpace(said.Note) ? null : said.Note.Trim()), ("person", actor.Person.Value), ("now", now));

            // The buyer is a person: the trail names the day and the reason, the table the buyer.
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, "metrics.loss.write", "shop", view.Shop.Id.ToString(), After: new { day = DayBook.Text(said.Day), reason = said.Reason }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }
}
