using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Measuring;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>
/// The targets of today with how far each is (REP-10): for whoever leads, of their teams and the shop; for an agent, their own, their team's and the shop's, with the part that is their own. A team's sum is told to those
/// in it, the shop's only to whoever sees its figures, and rows only to those who may see them.
/// </summary>
internal static class TodayTargets
{
    internal sealed record Line(string Scope, string Name, string Kind, string Metric, MetricUnit Unit, bool IsOfMonth, decimal Value, long? Reached, long? Mine, bool MayOpen);

    internal sealed record Answer(LocalDate Day, IReadOnlyList<Line> Lines, int Waiting, bool MaySet, IReadOnlyList<string> Teams, IReadOnlyList<string> Metrics);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, FigureAccess access, FigureReader reader, FactsGatherer gatherer, ScopeNames names, IShops shops, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var today = clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date;
        var period = new Period(today, today.PlusDays(1));
        var teams = (await shops.TeamsAsync(view.Shop.Id, ct)).Where(t => !t.IsClosed).ToList();
        var own = teams.Where(t => !actor.Can(Permissions.ReadFigure, view.Shop.Id) && actor.Can(Permissions.ReadFigure, view.Shop.Id, t.Id)).Select(t => t.Name).Append(await access.TeamOfAsync(view, ct)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var targets = DayTargets.Of(await ReadTargets.KnownAsync(view, period, gatherer, ct), today)
            .Where(t => t.Value is > 0 && MetricCatalogue.All.Any(d => d.Metric == t.Figure) && IsShown(t, view, own)).ToList();
        var counting = await reader.CountingAsync(view, period, ct);
        var metrics = targets.Select(t => t.Figure).Distinct(StringComparer.Ordinal).ToList();
        var scopes = targets.Select(t => t.ScopeOf(view)).Append(view.OwnScope).Distinct(StringComparer.Ordinal).ToList();
        var rows = metrics.Count == 0 ? [] : await reader.FiguresAsync(view, scopes, period, metrics, counting, ct);
        var known = await names.OfAsync([.. targets.Select(t => t.Person).OfType<string>()], ct);
        var lines = new List<Line>();
        foreach (var target in targets.OrderBy(t => t.Person is null ? t.Team is null ? 0 : 1 : 2).ThenBy(t => t.Team, StringComparer.Ordinal).ThenBy(t => t.Person, StringComparer.Ordinal).ThenBy(t => t.Metric, StringComparer.Ordinal))
        {
            var scope = target.ScopeOf(view);
            var maySee = await access.MaySeeAsync(view, scope, ct);
            lines.Add(new Line(scope, target.Person is { } person ? known.GetValueOrDefault(person) ?? person : target.Team ?? view.Shop.Name, target.Person is not null ? "person" : target.Team is not null ? "team" : "shop", target.Figure,
                MetricCatalogue.Get(target.Figure).Unit, target.IsOfMonth, target.Value!.Value, maySee || target.Team is not null ? Of(rows, target.Figure, scope) : null,
                target.Person is null && (target.Team is null ? view.Reach == Reach.Own : own.Contains(target.Team)) ? Of(rows, target.Figure, view.OwnScope) : null, maySee));
        }

        var led = teams.Where(t => actor.Can(Permissions.WriteTarget, view.Shop.Id, t.Id)).Select(t => t.Name).Order(StringComparer.Ordinal).ToList();
        return Results.Json(new Answer(today, lines, counting.Waiting, led.Count > 0 || actor.Can(Permissions.WriteTarget, view.Shop.Id), led,
            [.. MetricCatalogue.All.Where(d => DayTargets.IsOfDays(d.Metric)).Select(d => d.Metric)]), HouseJson.Options);
    }

    private static bool IsShown(ReadTargets.TargetView target, FigureView view, IReadOnlySet<string> own) =>
        target.Person is not null ? target.Person == view.Person.ToString() : target.Team is null || view.Reach == Reach.All || view.Teams.Contains(target.Team) || own.Contains(target.Team);

    private static long Of(IReadOnlyList<MetricRow> rows, string metric, string scope) => rows.FirstOrDefault(r => r.Metric == metric && r.Scope == scope)?.Numerator ?? 0;
}
