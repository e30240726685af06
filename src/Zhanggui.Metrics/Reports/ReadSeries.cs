using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>Figures day by day, or by day and hour: what lines and heat maps are drawn from. Days without a cell are left out.</summary>
internal static class ReadSeries
{
    private const int MostMetrics = 12;

    internal sealed record Point(LocalDate Day, string Metric, string Set, string Scope, long Numerator, long Denominator, bool IsOpen);

    internal sealed record Series(LocalDate From, LocalDate To, Counting Counting, IReadOnlyList<Point> Points);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string? metrics, string? scope, Actor actor, FigureAccess access, FigureReader reader, CellStore cells, TimeProvider clock, CancellationToken ct)
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

        var wanted = (metrics ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var scopes = scope switch
        {
            null or "shop" => [view.ShopScope],
            "me" => [view.OwnScope],
            "hours" => [.. Enumerable.Range(0, 24).Select(h => $"hour:{h:00}")],
            _ => (string[])[scope],
        };
        if (wanted.Length is 0 or > MostMetrics || !await access.MaySeeAsync(view, scopes[0], ct))
        {
            return new MetricUnknown().ToProblem();
        }

        var today = clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date;
        var counting = await reader.CountingAsync(view, read.Value, ct);
        var points = (await cells.ReadAsync(view.Shop.Id, scopes, read.Value.From, read.Value.To, wanted, ct))
            .OrderBy(c => c.Day).ThenBy(c => c.Metric, StringComparer.Ordinal).ThenBy(c => c.Set, StringComparer.Ordinal).ThenBy(c => c.Scope, StringComparer.Ordinal)
            .Select(c => new Point(c.Day, c.Metric, c.Set, c.Scope, c.Cell.Numerator, c.Cell.Denominator, c.Cell.OpenUntil >= today));
        return Results.Json(new Series(read.Value.From, read.Value.To, counting, [.. points]), HouseJson.Options);
    }
}
