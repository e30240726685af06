using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Reports;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Period = NodaTime.Period;

namespace Zhanggui.Metrics.Waves;

/// <summary>The wave to be expected of a campaign to come, from the last ones, and the people it needs beside those rostered.</summary>
internal static class ReadExpected
{
    private const int UsualLike = 3;
    private const int MostLike = 10;
    private const int MostRostered = 92;

    /// <summary><paramref name="Waiting"/>: so many of its days are still to be counted.</summary>
    internal sealed record LikeView(Guid Id, string Name, LocalDate From, LocalDate To, int Waiting, WaveSum Usual, bool IsUsed);

    internal sealed record DayView(LocalDate Day, WavePhase Phase, int? Buyers, int? Needed, int Rostered, IReadOnlyDictionary<string, int> Asked);

    /// <summary>Usual: buyers who wrote on the last whole weeks, and how many days those were. Measured: what one rostered person served in a day of them; null without a roster.</summary>
    internal sealed record Answer(LocalDate From, LocalDate To, int UsualBuyers, int UsualDays, int? Measured, int? Each, int Waiting, IReadOnlyList<LikeView> Like, IReadOnlyList<DayView> Days, IReadOnlyDictionary<string, string> Names);

    /// <param name="like">Ids of past promotions, joined by commas; null = the last three that are over.</param>
    /// <param name="each">Buyers one person serves in a day; null = as measured.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, int? weeks, int? after, string? like, int? each, Actor actor, FigureAccess access, WaveReader reader, IPromotions promotions, IStaffing staffing, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadWaves.AllAsync(shop, actor, access, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = ReadWaves.Span(from, to, weeks, after);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        if (each is < 1 or > 10_000)
        {
            return new MetricsEachWrong().ToProblem();
        }

        var span = read.Value;
        var now = clock.GetCurrentInstant();
        var today = now.InZone(view.Shop.TimeZone).Date;
        var chosen = like?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => Guid.TryParse(l, out var id) ? id : Guid.Empty).ToHashSet();
        var past = (await Campaigns.OfAsync(view.Shop, promotions, now, ct)).Where(c => c.To <= today && c.To <= span.From && Period.DaysBetween(c.From, c.To) is > 0 and <= 100).ToList();
        var used = (chosen is null ? past.Take(UsualLike) : past.Where(c => chosen.Contains(c.Id)).Take(MostLike)).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var waves = new List<(Campaign Campaign, PastWave Wave, int Waiting)>();
        foreach (var campaign in used)
        {
            var own = new WaveSpan(campaign.From, campaign.To, span.Weeks, span.DaysAfter);
            var days = await reader.ReadAsync(view.Shop, own.First, own.End, ct);
            waves.Add((campaign, new PastWave(own, [.. days.Days.Where(d => d.Day < today)]), days.Waiting));
            Add(names, days.Names);
        }

        var end = LocalDate.Min(today, span.From);
        var usualDays = await reader.ReadAsync(view.Shop, end.PlusWeeks(-span.Weeks), end, ct);
        var usual = (Buyers: usualDays.Days.Sum(d => d.Buyers), Days: usualDays.Days.Count);
        var measured = await MeasuredAsync(view.Shop, usualDays.Days, staffing, ct);
        var rostered = (await staffing.DaysAsync(view.Shop.Id, span.From, LocalDate.Min(span.End, span.From.PlusDays(MostRostered)), ct)).ToDictionary(d => d.Date, d => d.People);
        var expected = WaveForecast.Of(span, usual, [.. waves.Select(w => w.Wave)], each ?? measured);
        return Results.Json(new Answer(span.From, span.To, usual.Buyers, usual.Days, measured, each ?? measured, usualDays.Waiting + waves.Sum(w => w.Waiting),
            [.. past.Select(c => (Campaign: c, At: waves.FindIndex(w => w.Campaign.Id == c.Id))).Take(60).Select(c => new LikeView(c.Campaign.Id, c.Campaign.Name, c.Campaign.From, c.Campaign.To, c.At < 0 ? 0 : waves[c.At].Waiting, c.At < 0 ? new WaveSum(0, 0) : Usual(waves[c.At].Wave), c.At >= 0))],
            [.. expected.Select(d => new DayView(d.Day, d.Phase, d.Buyers, d.Needed, rostered.GetValueOrDefault(d.Day), d.Asked))], names), HouseJson.Options);
    }

    private static WaveSum Usual(PastWave wave) => WaveReport.Wrote(wave.Span, wave.Days, WavePhase.Before) is var (buyers, days) ? new WaveSum(buyers, days) : new WaveSum(0, 0);

    private static void Add(Dictionary<string, string> names, IReadOnlyDictionary<string, string> more)
    {
        foreach (var (key, name) in more)
        {
            names[key] = name;
        }
    }

    /// <summary>Buyers who wrote by people rostered, on days on which anybody was, rounded half up.</summary>
    private static async Task<int?> MeasuredAsync(ShopCard shop, IReadOnlyList<WaveDay> days, IStaffing staffing, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return null;
        }

        var people = (await staffing.DaysAsync(shop.Id, days[0].Day, days[^1].Day.PlusDays(1), ct)).ToDictionary(d => d.Date, d => d.People);
        var staffed = days.Where(d => people.GetValueOrDefault(d.Day) > 0).ToList();
        var shifts = staffed.Sum(d => people[d.Day]);
        return shifts == 0 ? null : Math.Max(1, (int)decimal.Round((decimal)staffed.Sum(d => d.Buyers) / shifts, MidpointRounding.AwayFromZero));
    }
}
