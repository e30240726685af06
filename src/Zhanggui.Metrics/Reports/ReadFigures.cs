using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>Whose a figure is: a person has a name and the team they were in last.</summary>
internal sealed record ScopeView(string Scope, string Name, string? Team);

/// <summary>Figures of a period for one kind of scope, with those of the period before.</summary>
internal static class ReadFigures
{
    internal sealed record Figures(LocalDate From, LocalDate To, string Reach, Counting Counting, IReadOnlyList<ScopeView> Scopes, IReadOnlyList<FigureRow> Rows, LocalDate BeforeFrom, LocalDate BeforeTo, IReadOnlyList<FigureRow> Before);

    internal sealed record FigureRow(string Metric, string Set, string Scope, long? Numerator, long? Denominator, bool IsOpen, LocalDate? OpenUntil, bool IsJudged, string? Reason)
    {
        public static FigureRow Of(MetricRow row) => new(row.Metric, row.Set, row.Scope, row.Numerator, row.Denominator, row.IsOpen, row.OpenUntil, row.IsJudged, row.Reason);
    }

    internal sealed record DefinitionView(string Metric, MetricGroup Group, MetricUnit Unit, string Zh, string En, string IsZh, string IsEn, IReadOnlyList<string> Needs);

    /// <summary>The catalogue: names and what each figure says. It is the same for everybody.</summary>
    public static IResult Definitions() =>
        Results.Json(MetricCatalogue.All.Select(d => new DefinitionView(d.Metric, d.Group, d.Unit, d.Name.Zh, d.Name.En, d.Is.Zh, d.Is.En, d.Needs)), HouseJson.Options);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string? by, string? metrics, bool? before, Actor actor, FigureAccess access, FigureReader reader, ScopeNames names, TimeProvider clock, CancellationToken ct)
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

        var period = read.Value;
        var scopes = await access.ScopesAsync(view, by ?? "shop", ct);
        var only = metrics?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var counting = await reader.CountingAsync(view, period, ct);
        var keys = scopes.Select(s => s.Scope).ToList();
        var rows = await reader.FiguresAsync(view, keys, period, only, counting, ct);
        var past = period.BeforeAsOf(clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date);
        IReadOnlyList<MetricRow> earlier = [];
        if (before == true)
        {
            earlier = await reader.FiguresAsync(view, keys, past, only, await reader.CountingAsync(view, past, ct), ct);
        }

        return Results.Json(new Figures(period.From, period.To, view.Reach.ToString().ToLowerInvariant(), counting, await names.OfAsync(view, scopes, rows, ct), [.. rows.Select(FigureRow.Of)], past.From, past.To, [.. earlier.Select(FigureRow.Of)]), HouseJson.Options);
    }
}
