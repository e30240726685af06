using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>Figures given by the platform: kept as they were entered, with days and source; never computed and never mixed with our own.</summary>
internal static class PlatformFigures
{
    private const int MostRows = 200;
    private const int MostText = 200;
    private const decimal MostAmount = 1_000_000_000m;

    /// <param name="Last">The last day, included: as platforms write it.</param>
    internal sealed record Given(string? Figure, LocalDate First, LocalDate Last, string? Amount, string? Source, string? Note);

    internal sealed record Written(Guid Shop, IReadOnlyList<Given>? Rows);

    internal sealed record Removed(Guid Shop, string Figure, LocalDate First, LocalDate Last);

    internal sealed record PlatformView(string Figure, LocalDate First, LocalDate Last, string Amount, string Source, string? Note, string Name, Instant EnteredAt);

    internal sealed record DefinitionView(string Figure, PlatformUnit Unit, string Zh, string En);

    internal sealed record Answer(IReadOnlyList<DefinitionView> Definitions, IReadOnlyList<PlatformView> Rows);

    /// <summary>Everything whose last day lies in the period, the newest first.</summary>
    public static async Task<IResult> ListAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, ScopeNames names, Database database, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { Reach: not Reach.Own } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(from, to);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        return Results.Json(new Answer([.. PlatformCatalogue.All.Select(d => new DefinitionView(d.Figure, d.Unit, d.Name.Zh, d.Name.En))], await OfAsync(view, read.Value, names, database, ct)), HouseJson.Options);
    }

    public static async Task<IReadOnlyList<PlatformView>> OfAsync(FigureView view, Period period, ScopeNames names, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select figure, from_day, to_day, amount, source, note, person_id, entered_at from metrics_platform where shop_id = @shop and to_day >= @from and to_day < @to order by to_day desc, from_day desc, figure limit 2000",
            r => new PlatformView(r.GetString(0), DayBook.Day(r.GetString(1)), DayBook.Day(r.GetString(2)), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5), r.GetGuid(6).ToString(), Instant.FromUnixTimeMilliseconds(r.GetInt64(7))), ct,
            ("shop", view.Shop.Id.Value), ("from", DayBook.Text(period.From)), ("to", DayBook.Text(period.To)));
        var known = await names.OfAsync([.. rows.Select(r => r.Name).Distinct(StringComparer.Ordinal)], ct);
        return [.. rows.Select(r => r with { Name = known.GetValueOrDefault(r.Name) ?? r.Name })];
    }

    /// <summary>All of the rows or none; the same figure of the same days is written over.</summary>
    public static async Task<IResult> WriteAsync(Written written, Actor actor, FigureAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, written.Shop, ct) is not { } view || !actor.Can(Permissions.WritePlatform, view.Shop.Id))
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var rows = written.Rows ?? [];
        if (rows.Count is 0 or > MostRows || rows.FirstOrDefault(r => !IsSound(r)) is not null)
        {
            var wrong = rows.FirstOrDefault(r => !IsSound(r));
            return new MetricsPlatformWrong(wrong is null ? rows.Count.ToString(CultureInfo.InvariantCulture) : $"{wrong.Figure} {LocalDatePattern.Iso.Format(wrong.First)} {wrong.Amount}").ToProblem();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t,
                "insert into metrics_platform (shop_id, figure, from_day, to_day, amount, source, note, person_id, entered_at) values (@shop, @figure, @from, @to, @amount, @source, @note, @person, @now) on conflict (shop_id, figure, from_day, to_day) do update set amount = excluded.amount, source = excluded.source, note = excluded.note, person_id = excluded.person_id, entered_at = excluded.entered_at",
                ["shop", "figure", "from", "to", "amount", "source", "note", "person", "now"],
                [.. rows.Select(r => (object?[])[view.Shop.Id.Value, r.Figure, DayBook.Text(r.First), DayBook.Text(r.Last), Number(r.Amount)!.Value.ToString(CultureInfo.InvariantCulture), r.Source!.Trim(), string.IsNullOrWhiteSpace(r.Note) ? null : r.Note.Trim(), actor.Person.Value, now])], ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.WritePlatform, "shop", view.Shop.Id.ToString(), After: rows), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }

    public static async Task<IResult> RemoveAsync(Removed removed, Actor actor, FigureAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, removed.Shop, ct) is not { } view || !actor.Can(Permissions.WritePlatform, view.Shop.Id))
        {
            return new MetricsShopNotFound().ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            var gone = await c.ExecuteAsync(t, "delete from metrics_platform where shop_id = @shop and figure = @figure and from_day = @from and to_day = @to", ct,
                ("shop", view.Shop.Id.Value), ("figure", removed.Figure), ("from", DayBook.Text(removed.First)), ("to", DayBook.Text(removed.Last)));
            if (gone > 0)
            {
                await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.WritePlatform, "shop", view.Shop.Id.ToString(), Before: removed), ct);
            }

            return 0;
        }, ct);
        return Results.NoContent();
    }

    private static bool IsSound(Given row) =>
        PlatformCatalogue.Find(row.Figure) is { } definition && row.First <= row.Last && Number(row.Amount) is >= 0 and <= MostAmount && (definition.Unit != PlatformUnit.Share || Number(row.Amount) <= 1)
        && !string.IsNullOrWhiteSpace(row.Source) && row.Source.Length <= MostText && (row.Note?.Length ?? 0) <= MostText;

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
