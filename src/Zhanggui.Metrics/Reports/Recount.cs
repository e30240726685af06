using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>
/// The figures of a period under another book, beside those that stand: before and after per person, team and shop. Only what differs is given. Nothing is stored, and
/// decisions by hand are not in the figures after: a book says what its rules say.
/// </summary>
internal static class Recount
{
    private const int MostDays = 31;

    /// <param name="Preset">The name of a preset, or</param>
    /// <param name="Text">the text of a book, a draft for example.</param>
    internal sealed record Wanted(Guid Shop, string? From, string? To, string? Preset, string? Text);

    internal sealed record Pair(string Metric, string Set, string Scope, long? BeforeNumerator, long? BeforeDenominator, long? AfterNumerator, long? AfterDenominator);

    internal sealed record Answer(string Book, Counting Counting, IReadOnlyList<ScopeView> Scopes, IReadOnlyList<Pair> Differences);

    public static async Task<IResult> HandleAsync(Wanted wanted, Actor actor, FigureAccess access, FigureReader reader, ScopeNames names, ShopFacts source, IMetricsDesk desk, IBookDesk books, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, wanted.Shop, ct) is not { Reach: Reach.All } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(wanted.From, wanted.To);
        if (read.Refusal is not null || read.Value.Days > MostDays)
        {
            return new MetricsPeriodWrong().ToProblem();
        }

        var text = wanted.Text ?? (wanted.Preset is { } preset ? books.FindPreset(preset) : null);
        if (text is null || books.Check(text, null) is not { IsSound: true } report)
        {
            return new MetricsBookWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, "metrics.figure.recount", "shop", view.Shop.Id.ToString(), After: new { book = report.Book, wanted.From, wanted.To }), ct);
            return 0;
        }, ct);
        var counting = await reader.CountingAsync(view, read.Value, ct);
        var scopes = new List<(string Scope, string? Team)>();
        foreach (var kind in new[] { "shop", "team", "person" })
        {
            scopes.AddRange(await access.ScopesAsync(view, kind, ct));
        }

        var before = await reader.FiguresAsync(view, [.. scopes.Select(s => s.Scope)], read.Value, null, counting, ct);
        var rules = (await source.RulesAsync(view.Shop, read.Value.From, ct)).Rules;
        var facts = await source.FactsAsync(view.Shop, read.Value.From, read.Value.To, rules, ct);
        var after = desk.Measure(facts, text, null, read.Value.From, read.Value.To);
        var pairs = Differences(before, after);
        var there = scopes.Concat(after.Select(r => (r.Scope, (string?)null))).DistinctBy(s => s.Scope, StringComparer.Ordinal).ToList();
        return Results.Json(new Answer(report.Book, counting, await names.OfAsync(view, there, [.. before, .. after], ct), pairs), HouseJson.Options);
    }

    private static List<Pair> Differences(IReadOnlyList<MetricRow> before, IReadOnlyList<MetricRow> after)
    {
        var now = before.ToDictionary(Key);
        var then = after.ToDictionary(Key);
        return
        [
            .. now.Keys.Union(then.Keys).Order()
                .Select(k => (Key: k, Before: now.GetValueOrDefault(k), After: then.GetValueOrDefault(k)))
                .Where(p => (p.Before?.Numerator ?? 0) != (p.After?.Numerator ?? 0) || (p.Before?.Denominator ?? 0) != (p.After?.Denominator ?? 0))
                .Select(p => new Pair(p.Key.Metric, p.Key.Set, p.Key.Scope, p.Before?.Numerator, p.Before?.Denominator, p.After?.Numerator, p.After?.Denominator)),
        ];

        static (string Scope, string Metric, string Set) Key(MetricRow row) => (row.Scope, row.Metric, row.Set);
    }
}
