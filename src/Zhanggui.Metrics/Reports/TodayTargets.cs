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
/// The targets of today with how far each is (REP-10): for whoever leads, of their teams and the shop; for an agent, their own and their team's, with the part that is their own. A team's sum is told to those in it,
/// its rows only to those who may see them.
/// </summary>
internal static class TodayTargets
{
    internal sealed record Line(string Scope, string Name, string Kind, string Metric, MetricUnit Unit, bool IsOfMonth, decimal Value, long Reached, long? Mine, bool MayOpen);

    internal sealed record Answer(LocalDate Day, IReadOnlyList<Line> Lines, int Waiting, bool MaySet, IReadOnlyList<string> Teams, IReadOnlyList<string> Metrics);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, FigureAccess access, FigureReader reader, FactsGatherer gatherer, ScopeNames names, IShops shops, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var today = clock.GetCurrentInstant().InZone(view.Shop.TimeZone).Date;
        var period = new Period(today, today.PlusDays(1));
        var ownTeam = await access.TeamOfAsync(view, ct);
        var targets = DayTargets.Of(await ReadTargets.KnownAsync(view, period, gatherer, ct), today)
            .Where(t => t.Value is > 0 && MetricCatalogue.All.Any(d => d.Metric == t.Figure) && IsShown(t, view, ownTeam)).ToList();
        var counting = await reader.CountingAsync(view, period, ct);
        var metrics = targets.Select(t => t.Figure).Distinct(StringComparer.Ordinal).ToList();
        var scopes = targets.Select(t => t.ScopeOf(view)).Append(view.OwnScope).Distinct(StringComparer.Ordinal).ToList();
        var rows = metrics.Count == 0 ? [] : await reader.FiguresAsync(view, scopes, period, metrics, counting, ct);
        var known = await names.OfAsync([.. targets.Select(t => t.Person).OfType<string>()], ct);
        var lines = new List<Line>();
        foreach (var target in targets.OrderBy(t => t.Person is null ? t.Team is null ? 0 : 1 : 2).ThenBy(t => t.Team, StringComparer.Ordinal).ThenBy(t => t.Person, StringComparer.Ordinal).ThenBy(t => t.Metric, StringComparer.Ordinal))
        {
            var scope = target.ScopeOf(view);
            lines.Add(new Line(scope, target.Person is { } person ? known.GetValueOrDefault(person) ?? person : target.Team ?? view.Shop.Name, target.Person is not null ? "person" : target.Team is not null ? "team" : "shop", target.Figure,
                MetricCatalogue.Get(target.Figure).Unit, target.IsOfMonth, target.Value!.Value, Of(rows, target.Figure, scope), target.Team is not null && target.Team == ownTeam ? Of(rows, target.Figure, view.OwnScope) : null, await access.MaySeeAsync(view, scope, ct)));
        }

        var own = (await shops.TeamsAsync(view.Shop.Id, ct)).Where(t => !t.IsClosed && actor.Can(Permissions.WriteTarget, view.Shop.Id, t.Id)).Select(t => t.Name).Order(StringComparer.Ordinal).ToList();
        return Results.Json(new Answer(today, lines, counting.Waiting, own.Count > 0 || actor.Can(Permissions.WriteTarget, view.Shop.Id), own,
            [.. MetricCatalogue.All.Where(d => DayTargets.IsOfDays(d.Metric)).Select(d => d.Metric)]), HouseJson.Options);
    }

    private static bool IsShown(ReadTargets.TargetView target, FigureView view, string? ownTeam) => view.Reach == Reach.All
        ? target.Person is null || target.Person == view.Person.ToString()
        : target.Person == view.Person.ToString() || (target.Team is not null && (view.Teams.Contains(target.Team) || target.Team == ownTeam));

    private static long Of(IReadOnlyList<MetricRow> rows, string metric, string scope) => rows.FirstOrDefault(r => r.Metric == metric && r.Scope == scope)?.Numerator ?? 0;
}
