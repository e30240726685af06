using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Metrics.Reports;
using Zhanggui.Reception.Contracts;
using Period = Zhanggui.Metrics.Reports.Period;

namespace Zhanggui.Metrics.Dealing;

/// <summary>How the enquiries of a period were dealt out (ROUTE-03), and the conversations behind each number.</summary>
internal static class ReadDealing
{
    private const int Page = 100;

    internal sealed record LineView(DealtBy By, string Place, string Person, string Name, int Received, int Of, long Due, long Paid);

    internal sealed record Answer(LocalDate From, LocalDate To, int Talks, int Unanswered, int DaysFromAnswers, bool HasWeights, Reach Reach, IReadOnlyList<LineView> Lines);

    internal sealed record RowView(Guid Id, long Number, Instant At, Instant? AnsweredAt, string Agent, string AgentName, bool IsTheirs, int There, long Due, long Paid);

    internal sealed record Rows(int Total, int Received, long Due, long Paid, IReadOnlyList<RowView> List, int? Next);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, DealtShop dealt, ScopeNames names, CancellationToken ct)
    {
        var read = await OfAsync(shop, from, to, actor, access, dealt, ct);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var (view, period, found) = read.Value;
        return Results.Json(new Answer(period.From, period.To, found.Talks.Count, found.Unanswered, found.DaysFromAnswers, found.Talks.Any(t => t.Parts.Any(p => found.Weights.At(p.Place.Person, t.At) != PastWeights.Usual)), view.Reach,
            await LinesAsync(view, found, access, names, ct)), HouseJson.Options);
    }

    public static async Task<IResult> RowsAsync(Guid shop, string? from, string? to, Guid person, string? by, string? place, int? after, Actor actor, FigureAccess access, DealtShop dealt, ScopeNames names, CancellationToken ct)
    {
        var read = await OfAsync(shop, from, to, actor, access, dealt, ct);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var (view, _, found) = read.Value;
        if (!Enum.TryParse<DealtBy>(by ?? nameof(DealtBy.Person), ignoreCase: true, out var kind) || !await access.MaySeeAsync(view, $"person:{person}", ct))
        {
            return new MetricUnknown().ToProblem();
        }

        bool IsMine(DealtPlace p) => p.Person.Value == person && DealingReport.Key(p, kind) == (place ?? string.Empty);
        var rows = found.Talks.Select(t => (Talk: t, Part: t.Parts.Where(p => IsMine(p.Place)).Select(p => (DealtPart?)p.Part).FirstOrDefault(), Paid: t.Paid.Where(p => IsMine(p.Place)).Sum(p => p.Paid)))
            .Where(r => r.Part is not null || r.Paid != 0).ToList();
        var skip = Math.Max(0, after ?? 0);
        var shown = rows.Skip(skip).Take(Page).ToList();
        var known = await names.OfAsync([.. shown.Select(r => r.Talk.Agent.ToString())], ct);
        return Results.Json(new Rows(rows.Count, rows.Count(r => r.Part is { IsTheirs: true }), rows.Sum(r => r.Part?.Due ?? 0), rows.Sum(r => r.Paid),
            [.. shown.Select(r => new RowView(r.Talk.Talk.Id.Value, r.Talk.Talk.Number, r.Talk.Talk.At, r.Talk.Talk.FirstAnswerAt, r.Talk.Agent.ToString(), known.GetValueOrDefault(r.Talk.Agent.ToString()) ?? r.Talk.Agent.ToString(), r.Part is { IsTheirs: true }, r.Part?.There ?? r.Talk.Parts[0].Part.There, r.Part?.Due ?? 0, r.Paid))],
            skip + shown.Count < rows.Count ? skip + shown.Count : null), HouseJson.Options);
    }

    /// <summary>The same lines for screen and file: all in all, by shift, by hour; only of people one may see.</summary>
    public static async Task<IReadOnlyList<LineView>> LinesAsync(FigureView view, DealtPeriod found, FigureAccess access, ScopeNames names, CancellationToken ct)
    {
        var lines = Enum.GetValues<DealtBy>().SelectMany(by => DealingReport.Of(found.Talks, by)).ToList();
        var seen = new HashSet<PersonId>();
        foreach (var person in lines.Select(l => l.Person).Distinct().ToList())
        {
            if (view.Reach == Reach.All || await access.MaySeeAsync(view, $"person:{person}", ct))
            {
                seen.Add(person);
            }
        }

        var known = await names.OfAsync([.. seen.Select(p => p.ToString())], ct);
        return [.. lines.Where(l => seen.Contains(l.Person)).Select(l => new LineView(l.By, l.Place, l.Person.ToString(), known.GetValueOrDefault(l.Person.ToString()) ?? l.Person.ToString(), l.Received, l.Of, l.Due, l.Paid))];
    }

    public static async Task<Outcome<(FigureView View, Period Period, DealtPeriod Found)>> OfAsync(Guid shop, string? from, string? to, Actor actor, FigureAccess access, DealtShop dealt, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound();
        }

        var read = Period.Read(from, to);
        if (read.Refusal is { } no)
        {
            return no;
        }

        var found = await dealt.ReadAsync(view.Shop, read.Value, ct);
        return found.Refusal is { } tooMuch ? tooMuch : (view, read.Value, found.Value);
    }
}
