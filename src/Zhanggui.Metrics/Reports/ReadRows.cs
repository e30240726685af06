using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>
/// The rows behind a figure, page after page, counted from the facts as they are now. Days are counted in growing blocks until a page is full. The sums at the
/// foot are those of the figure.
/// </summary>
internal static class ReadRows
{
    private const int Most = 200;

    internal sealed record RowView(LocalDate Day, MemberKind Kind, string Id, string? Buyer, string? Person, string? Name, Instant? From, Instant? To, string? FromMessage, string? ToMessage, string? Item, long Numerator, long Denominator, LocalDate? OpenUntil);

    internal sealed record Answer(string Metric, string Set, string Scope, MetricUnit Unit, long Numerator, long Denominator, IReadOnlyList<RowView> Rows, string? Next, Counting Counting);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string metric, string? set, string scope, string? after, int? limit,
        Actor actor, FigureAccess access, FigureReader reader, CellStore cells, DayCounter counter, ScopeNames names, TimeProvider clock, CancellationToken ct)
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

        var whose = scope switch { "me" => view.OwnScope, "shop" => view.ShopScope, _ => scope };
        if (MetricCatalogue.Find(metric) is not { } definition || !await access.MaySeeAsync(view, whose, ct))
        {
            return new MetricUnknown().ToProblem();
        }

        var key = new MetricKey(metric, set ?? "shop", whose);
        var stored = (await cells.ReadAsync(view.Shop.Id, [whose], read.Value.From, read.Value.To, [metric], ct)).Where(c => c.Set == key.Set).OrderBy(c => c.Day).ToList();
        var sum = (await cells.SumAsync(view.Shop.Id, [whose], read.Value.From, read.Value.To, [metric], ct)).GetValueOrDefault((key.Metric, key.Set, key.Scope));
        var page = new RowPage(counter, view.Shop, key, definition.Merge, [.. stored.Select(c => (c.Day, c.Cell.Numerator))]);
        var (rows, next) = await page.ReadAsync(Cursor(after), Math.Clamp(limit ?? 100, 1, Most), ct);
        var today = clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date;
        var people = await names.OfAsync([.. rows.Select(r => r.Person).OfType<string>()], ct);
        return Results.Json(new Answer(key.Metric, key.Set, key.Scope, definition.Unit, sum?.Numerator ?? 0, sum?.Denominator ?? 0,
            [.. rows.Select(r => new RowView(r.Day, r.Kind, r.Id, r.Buyer, r.Person, r.Person is null ? null : people.GetValueOrDefault(r.Person) ?? r.Person, r.From, r.To, r.FromMessage, r.ToMessage, r.Item, r.Numerator, r.Denominator, r.OpenUntil >= today ? r.OpenUntil : null))],
            next is { } at ? string.Create(CultureInfo.InvariantCulture, $"{DayBook.Text(at.Day)}_{at.Skip}") : null, await reader.CountingAsync(view, read.Value, ct)), HouseJson.Options);
    }

    private static (LocalDate Day, int Skip)? Cursor(string? after) =>
        after?.Split('_') is [var day, var skip] && NodaTime.Text.LocalDatePattern.Iso.Parse(day) is { Success: true } d && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? (d.Value, s) : null;
}
