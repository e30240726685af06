using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Reports;
using Zhanggui.Shop.Contracts;
using Period = Zhanggui.Metrics.Reports.Period;

namespace Zhanggui.Metrics.Waves;

/// <summary>The wave of questions of a campaign (CAMP-03), and the conversations behind each number.</summary>
internal static class ReadWaves
{
    private const int Page = 50;
    private static readonly Duration Together = Duration.FromMinutes(10);
    private static readonly HashSet<string> Talk = new([Need.Messages], StringComparer.Ordinal);

    internal sealed record DayView(LocalDate Day, WavePhase Phase, bool IsCounted, int Buyers, IReadOnlyDictionary<string, int> Asked);

    internal sealed record TopicView(string Topic, string Name, WaveSum Before, WaveSum During, WaveSum After, WavePeak? Most, WavePeak? Peak);

    internal sealed record Answer(LocalDate From, LocalDate To, LocalDate First, LocalDate End, int Waiting, IReadOnlyList<DayView> Days, IReadOnlyList<TopicView> Topics);

    internal sealed record RowView(LocalDate Day, string Message, Instant At, string? Buyer, string? Text);

    internal sealed record Rows(IReadOnlyList<RowView> List, string? Next);

    public static async Task<IResult> CampaignsAsync(Guid shop, Actor actor, FigureAccess access, IPromotions promotions, TimeProvider clock, CancellationToken ct) =>
        await AllAsync(shop, actor, access, ct) is { } view ? Results.Json(await Campaigns.OfAsync(view.Shop, promotions, clock.GetCurrentInstant(), ct), HouseJson.Options) : new MetricsShopNotFound().ToProblem();

    /// <param name="weeks">Whole weeks before; <paramref name="after"/>: days after.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, int? weeks, int? after, Actor actor, FigureAccess access, WaveReader reader, CancellationToken ct)
    {
        if (await AllAsync(shop, actor, access, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Span(from, to, weeks, after);
        return read.Refusal is { } no ? no.ToProblem() : Results.Json(await OfAsync(view, read.Value, reader, ct), HouseJson.Options);
    }

    public static async Task<Answer> OfAsync(FigureView view, WaveSpan span, WaveReader reader, CancellationToken ct)
    {
        var found = await reader.ReadAsync(view.Shop, span.First, span.End, ct);
        var byDay = found.Days.ToDictionary(d => d.Day);
        return new Answer(span.From, span.To, span.First, span.End, found.Waiting,
            [.. Cells.DayBook.Days(span.First, span.End).Select(d => byDay.TryGetValue(d, out var day) ? new DayView(d, span.PhaseOf(d), true, day.Buyers, day.Asked) : new DayView(d, span.PhaseOf(d), false, 0, new Dictionary<string, int>(StringComparer.Ordinal)))],
            [.. WaveReport.Of(span, found.Days).Select(t => new TopicView(t.Topic, found.Names.GetValueOrDefault(t.Topic) ?? t.Topic, t.Before, t.During, t.After, t.Most, t.Peak))]);
    }

    /// <summary>The first line of each buyer who asked about a topic on each of the days [from, to); the words are those that stand in the talk now, erased ones are gone.</summary>
    public static async Task<IResult> RowsAsync(Guid shop, string? from, string? to, string topic, string? after, Actor actor, FigureAccess access, WaveBook book, FactsGatherer gatherer, CancellationToken ct)
    {
        if (await AllAsync(shop, actor, access, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(from, to);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var asked = await book.AskedAsync(view.Shop.Id, read.Value.From, read.Value.To, topic, Cursor(after), Page + 1, ct);
        var shown = asked.Take(Page).ToList();
        var said = await SaidAsync(view, [.. shown.Select(a => a.Asked.At)], gatherer, ct);
        return Results.Json(new Rows([.. shown.Select(a => new RowView(a.Day, a.Asked.Message, a.Asked.At, said.GetValueOrDefault(a.Asked.Message)?.Buyer, said.GetValueOrDefault(a.Asked.Message)?.Text))],
            asked.Count > Page ? string.Create(CultureInfo.InvariantCulture, $"{Cells.DayBook.Text(shown[^1].Day)}_{shown[^1].Asked.At.ToUnixTimeMilliseconds()}_{shown[^1].Asked.Message}") : null), HouseJson.Options);
    }

    /// <summary>Messages at these instants, which are in order; what lies close together is read at once.</summary>
    private static async Task<Dictionary<string, MessageFact>> SaidAsync(FigureView view, IReadOnlyList<Instant> at, FactsGatherer gatherer, CancellationToken ct)
    {
        var rows = new FactSetBuilder();
        for (var first = 0; first < at.Count;)
        {
            var last = first;
            while (last + 1 < at.Count && at[last + 1] - at[last] <= Together)
            {
                last++;
            }

            await gatherer.GiveAsync(new FactsWanted { Organisation = view.Shop.Organisation, Shop = view.Shop.Id, From = at[first], To = at[last] + Duration.FromMilliseconds(1), Files = Talk }, rows, ct);
            first = last + 1;
        }

        return rows.Build().Messages.GroupBy(m => m.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>Shares of the whole shop's talk: for whoever sees all of its figures.</summary>
    public static async Task<FigureView?> AllAsync(Guid shop, Actor actor, FigureAccess access, CancellationToken ct) =>
        await access.FindAsync(actor, shop, ct) is { Reach: Reach.All } view ? view : null;

    public static Outcome<WaveSpan> Span(string? from, string? to, int? weeks, int? after)
    {
        var read = Period.Read(from, to);
        return read.Refusal is { } no ? no
            : weeks is < 1 or > WaveSpan.MostWeeks || after is < 0 or > WaveSpan.MostAfter || read.Value.Days > Longest ? new MetricsWaveWrong(WaveSpan.MostWeeks, WaveSpan.MostAfter, Longest)
            : new WaveSpan(read.Value.From, read.Value.To, weeks ?? UsualWeeks, after ?? UsualAfter);
    }

    public const int UsualWeeks = 4;

    public const int UsualAfter = 14;

    private const int Longest = 100;

    private static (string Day, long At, string Message) Cursor(string? after) =>
        after?.Split('_', 3) is [var day, var at, var message] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? (day, ms, message) : (string.Empty, 0, string.Empty);
}
