using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Pay.Months;

/// <summary>The months of a shop with their state and total, newest first; and which months could be settled next.</summary>
internal static class ListMonths
{
    internal sealed record MonthLine(string Month, MonthState State, bool IsComputing, string? Stage, string? Problem, long? Total, int? Slips, int Objections, Instant? ProposedAt, Instant? ObjectionsUntil, Instant? ClosedAt, LocalDate? PaidOn);

    internal sealed record Answer(IReadOnlyList<MonthLine> Months, IReadOnlyList<string> Next, LocalDate Today);

    public static async Task<IResult> HandleAsync(Guid shop, HttpContext http, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllSlips, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        var today = clock.GetCurrentInstant().InZone(card.TimeZone).Date;
        await using var connection = await database.OpenAsync(ct);
        var months = await MonthBook.ListAsync(connection, null, card.Id, ct);
        var totals = (await connection.ReadAllAsync(null, "select r.month, r.total, r.slips from pay_run r join pay_month m on m.shop_id = r.shop_id and m.month = r.month and m.run = r.number where r.shop_id = @shop",
            r => (Month: r.GetString(0), Total: r.GetInt64(1), Slips: r.GetInt32(2)), ct, ("shop", card.Id.Value))).ToDictionary(r => r.Month, StringComparer.Ordinal);
        var objections = (await connection.ReadAllAsync(null, "select o.month, cast(count(*) as int) from pay_objection o left join pay_objection_end e on e.objection_id = o.id where o.shop_id = @shop and e.objection_id is null group by o.month",
            r => (Month: r.GetString(0), Count: r.GetInt32(1)), ct, ("shop", card.Id.Value))).ToDictionary(o => o.Month, o => o.Count, StringComparer.Ordinal);
        var isZh = Problems.WantsChinese(http);
        var lines = months.Select(m =>
        {
            var text = MonthText.Of(m.Month);
            var has = totals.TryGetValue(text, out var total);
            return new MonthLine(text, m.State, m.IsComputing, m.Stage, ReadMonth.Said(m.Problem, isZh), has ? total.Total : null, has ? total.Slips : null, objections.GetValueOrDefault(text), m.Proposed?.At, m.ObjectionsUntil, m.Closed?.At, m.PaidOn);
        }).ToList();
        var now = today.ToYearMonth();
        return Results.Json(new Answer(lines, [.. new[] { now.PlusMonths(-1), now }.Select(MonthText.Of).Where(m => lines.TrueForAll(l => l.Month != m))], today), HouseJson.Options);
    }
}
