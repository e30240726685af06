using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>Targets that people brought: of a day (2026-10-15) or a month (2026-10), per team or person.</summary>
internal static class ReadTargets
{
    private static readonly HashSet<string> Files = new(["targets.csv"], StringComparer.Ordinal);

    internal sealed record TargetView(string Period, string? Person, string? Team, string Metric, decimal? Value)
    {
        /// <summary>Whose figure is to reach it; a target of nobody is the shop's.</summary>
        public string ScopeOf(FigureView view) => Team is not null ? $"team:{Team}" : Person is not null ? $"person:{Person}" : view.ShopScope;

        /// <summary>What files call sales is what agents sold.</summary>
        public string Figure => DayTargets.FigureOf(Metric);

        /// <summary>Broken down from the month's, nobody set it for this day.</summary>
        public bool IsOfMonth { get; init; }
    }

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, FactsGatherer gatherer, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(from, to);
        return read.Refusal is { } no ? no.ToProblem() : Results.Json(await OfAsync(view, read.Value, gatherer, ct), HouseJson.Options);
    }

    /// <summary>Those that may be seen, of days and months that touch the period.</summary>
    public static async Task<IReadOnlyList<TargetView>> OfAsync(FigureView view, Period period, FactsGatherer gatherer, CancellationToken ct)
    {
        bool MaySee(TargetView t) => view.Reach == Reach.All || (t.Team is not null && view.Teams.Contains(t.Team)) || t.Person == view.Person.ToString() || (t.Person is null && t.Team is null);
        var known = await KnownAsync(view, period, gatherer, ct);
        return [.. (period.Days == 1 ? [.. known, .. DayTargets.Of(known, period.From).Where(t => t.IsOfMonth)] : known).Where(MaySee)];
    }

    /// <summary>All that were set for days and months that touch the period, whoever may see them.</summary>
    public static async Task<IReadOnlyList<TargetView>> KnownAsync(FigureView view, Period period, FactsGatherer gatherer, CancellationToken ct)
    {
        var zone = view.Shop.TimeZone;
        var facts = await gatherer.GatherAsync(new FactsWanted { Organisation = view.Shop.Organisation, Shop = view.Shop.Id, From = zone.AtStartOfDay(period.From).ToInstant(), To = zone.AtStartOfDay(period.To).ToInstant(), Files = Files }, ct);
        var (first, last) = (DayBook.Text(period.From), DayBook.Text(period.To.PlusDays(-1)));
        return
        [
            .. facts.Targets
                .Where(t => string.CompareOrdinal(t.Period, first[..Math.Min(t.Period.Length, first.Length)]) >= 0 && string.CompareOrdinal(t.Period, last[..Math.Min(t.Period.Length, last.Length)]) <= 0)
                .OrderBy(t => t.Period, StringComparer.Ordinal).ThenBy(t => t.Team, StringComparer.Ordinal).ThenBy(t => t.Person, StringComparer.Ordinal).ThenBy(t => t.Metric, StringComparer.Ordinal)
                .Select(t => new TargetView(t.Period, t.Person, t.Team, t.Metric, t.Value)),
        ];
    }

    /// <summary>The day's for a day, the month's for a month: a target is compared with the figure of its own period only.</summary>
    public static bool IsOf(TargetView target, Period period) =>
        period.Days == 1 ? target.Period == DayBook.Text(period.From)
        : period.From.Day == 1 && period.To == period.From.PlusMonths(1) && target.Period == period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
