using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Metrics.Reports;

/// <summary>Targets that people brought: of a day (2026-10-15) or a month (2026-10), per team or person.</summary>
internal static class ReadTargets
{
    private static readonly HashSet<string> Files = new(["targets.csv"], StringComparer.Ordinal);

    internal sealed record TargetView(string Period, string? Person, string? Team, string Metric, decimal? Value);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, FactsGatherer gatherer, CancellationToken ct)
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

        var zone = view.Shop.TimeZone;
        var facts = await gatherer.GatherAsync(new FactsWanted { Organisation = view.Shop.Organisation, Shop = view.Shop.Id, From = zone.AtStartOfDay(read.Value.From).ToInstant(), To = zone.AtStartOfDay(read.Value.To).ToInstant(), Files = Files }, ct);
        var (first, last) = (Cells.DayBook.Text(read.Value.From), Cells.DayBook.Text(read.Value.To.PlusDays(-1)));
        return Results.Json(facts.Targets
            .Where(t => string.CompareOrdinal(t.Period, first[..Math.Min(t.Period.Length, first.Length)]) >= 0 && string.CompareOrdinal(t.Period, last[..Math.Min(t.Period.Length, last.Length)]) <= 0)
            .Where(t => view.Reach == Reach.All || (t.Team is not null && view.Teams.Contains(t.Team)) || t.Person == view.Person.ToString() || (t.Person is null && t.Team is null))
            .OrderBy(t => t.Period, StringComparer.Ordinal).ThenBy(t => t.Team, StringComparer.Ordinal).ThenBy(t => t.Person, StringComparer.Ordinal).ThenBy(t => t.Metric, StringComparer.Ordinal)
            .Select(t => new TargetView(t.Period, t.Person, t.Team, t.Metric, t.Value)), HouseJson.Options);
    }
}
