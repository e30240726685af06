using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>Figures that another tool counted beside our own of the same person and day. They are never added to ours.</summary>
internal static class CompareElsewhere
{
    private const int MostDays = 93;

    /// <summary>Our figure for each of theirs. Theirs in the figure's own small units: fen, millionths, milliseconds.</summary>
    private static readonly (string Figure, string Metric, Func<ElsewhereDay, long?> Theirs)[] Pairs =
    [
        ("consulting", "consulting_buyers", d => d.Consulting), ("received", "received_buyers", d => d.Received), ("inquiry", "inquiry_buyers", d => d.Inquiry), ("conversion", "conversion_final", d => d.Conversion),
        ("first_response", "first_response", d => d.FirstResponse), ("average_response", "average_response", d => d.AverageResponse), ("satisfaction", "satisfaction", d => d.Satisfaction),
        ("reply_rate", "reply_rate", d => d.ReplyRate), ("sales", "agent_sales", d => d.Sales), ("orders", "agent_orders", d => d.Orders), ("refunded", "refunded", d => d.Refunded), ("inquiry_paid", "inquiry_paid", d => d.InquiryPaid),
    ];

    /// <summary>One of our figures of that person and day by one set; there may be several sets.</summary>
    internal sealed record OwnFigure(string Set, long Numerator, long Denominator, bool IsOpen);

    internal sealed record ComparedFigure(string Figure, string Metric, MetricUnit Unit, long Theirs, IReadOnlyList<OwnFigure> Ours);

    internal sealed record ComparedDay(LocalDate Day, string Source, string Account, string? Person, string? Name, IReadOnlyList<ComparedFigure> Figures);

    internal sealed record Answer(LocalDate From, LocalDate To, Counting Counting, IReadOnlyList<ComparedDay> Days);

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string? person, Actor actor, FigureAccess access, FigureReader reader, CellStore cells, ICountedElsewhere elsewhere, ScopeNames names, CancellationToken ct)
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

        if (read.Value.Days > MostDays)
        {
            return new MetricsPeriodWrong().ToProblem();
        }

        var seen = (await access.ScopesAsync(view, "person", ct)).Select(s => s.Scope).Append(view.OwnScope).ToHashSet(StringComparer.Ordinal);
        var told = (await elsewhere.DaysAsync(view.Shop.Id, read.Value.From, read.Value.To, ct))
            .Where(d => view.Reach == Reach.All || (d.Person is { } p && seen.Contains($"person:{p}")))
            .Where(d => string.IsNullOrEmpty(person) || d.Person?.ToString() == person).ToList();
        var counting = await reader.CountingAsync(view, read.Value, ct);
        var scopes = told.Select(d => d.Person).OfType<Kernel.Ids.PersonId>().Distinct().Select(p => $"person:{p}").ToList();
        var ours = scopes.Count == 0 ? Enumerable.Empty<StoredCell>().ToLookup(Key)
            : (await cells.ReadAsync(view.Shop.Id, scopes, read.Value.From, read.Value.To, [.. Pairs.Select(p => p.Metric).Append("net_agent_sales")], ct)).ToLookup(Key);
        var known = await names.OfAsync([.. told.Select(d => d.Person?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)], ct);
        return Results.Json(new Answer(read.Value.From, read.Value.To, counting,
        [
            .. told.Select(d => new ComparedDay(d.Day, d.Source, d.Account, d.Person?.ToString(), d.Person is { } p ? known.GetValueOrDefault(p.ToString()!) : null, [.. Figures(d, ours)])),
        ]), HouseJson.Options);
    }

    private static (string, LocalDate, string) Key(StoredCell cell) => (cell.Scope, cell.Day, cell.Metric);

    private static IEnumerable<ComparedFigure> Figures(ElsewhereDay day, ILookup<(string, LocalDate, string), StoredCell> ours)
    {
        var scope = $"person:{day.Person}";
        foreach (var (figure, metric, theirs) in Pairs)
        {
            if (theirs(day) is { } said)
            {
                yield return new ComparedFigure(figure, metric, UnitOf(figure, metric), said, day.Person is null ? [] : [.. Ours(ours, scope, day.Day, figure, metric)]);
            }
        }
    }

    /// <summary>Buyers who paid are the numerator of our conversion; refunds are what our net sales are lower by.</summary>
    private static IEnumerable<OwnFigure> Ours(ILookup<(string, LocalDate, string), StoredCell> ours, string scope, LocalDate day, string figure, string metric) => figure switch
    {
        "inquiry_paid" => ours[(scope, day, "conversion_final")].Select(c => new OwnFigure(c.Set, c.Cell.Numerator, 1, c.Cell.OpenUntil is not null)),
        "refunded" => from sales in ours[(scope, day, "agent_sales")]
                      join net in ours[(scope, day, "net_agent_sales")] on sales.Set equals net.Set
                      select new OwnFigure(sales.Set, sales.Cell.Numerator - net.Cell.Numerator, 1, IsOpen: false),
        _ => ours[(scope, day, metric)].Select(c => new OwnFigure(c.Set, c.Cell.Numerator, c.Cell.Denominator, c.Cell.OpenUntil is not null)),
    };

    private static MetricUnit UnitOf(string figure, string metric) => figure switch
    {
        "inquiry_paid" => MetricUnit.Count,
        "refunded" => MetricUnit.Money,
        _ => MetricCatalogue.Get(metric).Unit,
    };
}
