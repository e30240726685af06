using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Pay.Incidents;

/// <summary>A mistake as it is shown; <paramref name="Times"/> is which of its kind it is in the natural month.</summary>
internal sealed record IncidentLine(
    Guid Id, PersonId Person, string? Name, Instant At, string Kind, string KindName, string? OrderId, string? Stage, decimal? Value, string? Loss, string? Note, IncidentState State, IncidentSource Source, int? Times,
    string? ProposedBy, Instant ProposedAt, string? DecidedBy, Instant? DecidedAt, string? Reason, string? ExemptionRefused, string? Comment, bool IsMine, bool IsUnseen);

/// <summary>One's own mistakes, or everybody's for those who may see them; by state, kind, person and month.</summary>
internal static class ListIncidents
{
    private const int Page = 100;
    private const int MostExported = 5000;

    internal sealed record Answer(IReadOnlyList<IncidentLine> Incidents, string? Next, IReadOnlyList<IncidentKind> Kinds, IReadOnlyList<PersonName> People, bool SeesAll, bool MayDecide, bool MayEnter);

    internal sealed record PersonName(PersonId Person, string Name, string Number);

    internal sealed record Query(Guid Shop, string? State, string? Kind, Guid? Person, string? Month, string? Before);

    public static async Task<IResult> HandleAsync([AsParameters] Query query, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(query.Shop), Permissions.ReadIncident, ct) is not { } shop)
        {
            return new IncidentNotFound().ToProblem();
        }

        if (FilterOf(query, shop, actor) is not { } filter)
        {
            return new IncidentFilterWrong().ToProblem();
        }

        var seesAll = actor.Can(Permissions.ReadAllIncidents, shop.Id);
        var rows = await book.ListAsync(filter, Page, ct);
        var rules = await exemptions.RulesAsync(shop, clock.GetCurrentInstant(), ct);
        var kinds = IncidentKind.Of(rules);
        var staff = seesAll ? await people.WithPermissionAsync(shop.Id, "shifts.duty.set-own", null, ct) : [];
        return Results.Json(new Answer(
            await LinesAsync(rows, IncidentKind.Named(rules), shop, actor, people, book, ct),
            rows.Count == Page ? $"{rows[^1].At.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null,
            kinds, [.. staff.Select(p => new PersonName(p.Id, p.Name, p.Number))], seesAll, actor.Can(Permissions.DecideIncident, shop.Id), actor.Can(Permissions.EnterIncident, shop.Id)), HouseJson.Options);
    }

    public static async Task<IResult> UnseenAsync(Guid shop, Actor actor, IShops shops, IncidentBook book, CancellationToken ct) =>
        await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadIncident, ct) is { } card
            ? Results.Json(new { count = await book.UnseenAsync(card.Id, actor.Person, ct) }, HouseJson.Options)
            : new IncidentNotFound().ToProblem();

    /// <summary>The list as a table for a spreadsheet; the export is in the audit.</summary>
    public static async Task<IResult> ExportAsync([AsParameters] Query query, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(query.Shop), Permissions.ReadIncident, ct) is not { } shop)
        {
            return new IncidentNotFound().ToProblem();
        }

        if (FilterOf(query with { Before = null }, shop, actor) is not { } filter)
        {
            return new IncidentFilterWrong().ToProblem();
        }

        var rows = await book.ListAsync(filter, MostExported, ct);
        var lines = await LinesAsync(rows, IncidentKind.Named(await exemptions.RulesAsync(shop, clock.GetCurrentInstant(), ct)), shop, actor, people, book, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, "pay.incident.export", "shop", shop.Id.ToString(), After: new { rows = rows.Count, query.Month, query.Person }), ct);
            return 0;
        }, ct);
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            csv.Row("编号", "时间", "姓名", "差错", "订单", "阶段", "数值", "损失", "说明", "状态", "本月第几次", "认定人", "认定时间", "原因", "不采纳免责", "本人说明");
            foreach (var line in lines)
            {
                csv.Row(line.Id.ToString(), Local(line.At), line.Name, line.KindName, line.OrderId, line.Stage, line.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Loss, line.Note,
                    line.State switch { IncidentState.Proposed => "待认定", IncidentState.Confirmed => "已认定", IncidentState.Dropped => "已撤销", _ => "已失效" }, line.Times?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    line.DecidedBy, line.DecidedAt is { } at ? Local(at) : null, line.Reason, line.ExemptionRefused, line.Comment);
            }
        }

        return Results.File(stream.ToArray(), "text/csv; charset=utf-8", "incidents.csv");

        string Local(Instant at) => at.InZone(shop.TimeZone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static async Task<IReadOnlyList<IncidentLine>> LinesAsync(IReadOnlyList<Incident> rows, IReadOnlyList<IncidentKind> kinds, ShopCard shop, Actor actor, IPeople people, IncidentBook book, CancellationToken ct)
    {
        var deciders = rows.Select(r => Guid.TryParse(r.DecidedBy, out var by) ? PersonId.From(by) : (PersonId?)null);
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new PersonId?[] { r.Person, r.ProposedBy }).Concat(deciders).OfType<PersonId>().Distinct().Take(1000)], ct);
        var times = await book.TimesAsync(shop.Id, rows, ct);
        return [.. rows.Select(r => new IncidentLine(
            r.Id, r.Person, Name(r.Person), r.At, r.Kind, kinds.FirstOrDefault(k => k.Kind == r.Kind)?.Name ?? r.Kind, r.OrderId, r.Stage, r.Value, r.Loss is { } fen ? new Fen(fen).ToString() : null, r.Note, r.State, r.Source,
            times.TryGetValue(r.Id, out var n) ? n : null, Name(r.ProposedBy), r.ProposedAt, Guid.TryParse(r.DecidedBy, out var by) ? Name(PersonId.From(by)) : r.DecidedBy, r.DecidedAt, r.Reason, r.ExemptionRefused, r.Comment, r.Person == actor.Person, r.Person == actor.Person && r.SeenAt is null))];

        string? Name(PersonId? id) => id is { } known ? names.GetValueOrDefault(known)?.Name : null;
    }

    private static IncidentFilter? FilterOf(Query query, ShopCard shop, Actor actor)
    {
        IncidentState? state = null;
        if (!string.IsNullOrEmpty(query.State))
        {
            if (!Enum.TryParse<IncidentState>(query.State, ignoreCase: true, out var named))
            {
                return null;
            }

            state = named;
        }

        if (!string.IsNullOrEmpty(query.Month) && !YearMonthPattern.Iso.Parse(query.Month).Success)
        {
            return null;
        }

        (Instant, Guid)? before = null;
        if (query.Before is { Length: > 0 } text)
        {
            var parts = text.Split('.');
            if (parts.Length != 2 || !long.TryParse(parts[0], out var at) || !Guid.TryParse(parts[1], out var id))
            {
                return null;
            }

            before = (Instant.FromUnixTimeMilliseconds(at), id);
        }

        PersonId? person = !actor.Can(Permissions.ReadAllIncidents, shop.Id) ? actor.Person : query.Person is { } p ? PersonId.From(p) : null;
        return new IncidentFilter(shop.Id, person, state, string.IsNullOrEmpty(query.Kind) ? null : query.Kind, string.IsNullOrEmpty(query.Month) ? null : query.Month, HidesGone: true, before);
    }
}
