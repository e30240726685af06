using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Simulation;

/// <summary>One past day of the shop under two books, by the same replay as <c>zhanggui simulate</c>. Nothing is stored; a request is one day, so the screen knows how far it is.</summary>
internal static class TryBooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal sealed record TrialBody(ShopId Shop, string? Day, IReadOnlyList<string>? Books);

    internal sealed record AgentLine(string Person, string Name, int Weight, int Given, long ServingSeconds);

    internal sealed record HourLine(int Hour, int Buyers, int Lost, double WaitMean);

    internal sealed record BookLine(string Which, Words Title, int Version, int Served, int Lost, int StillWaiting, int BackToLast, int Overflowed, double WaitMean, double WaitMedian, double WaitP90, double WaitMax, int Within30,
        IReadOnlyList<AgentLine> People, IReadOnlyList<HourLine> Hours);

    internal sealed record TrialView(string Day, int Buyers, int Agents, bool IsFromAnswers, IReadOnlyList<BookLine> Books);

    public static void MapTrial(this RouteGroupBuilder reception) => reception.MapPost("/routing/trial", HandleAsync).Requires(Permissions.EditRouting);

    private static async Task<IResult> HandleAsync(TrialBody body, Actor actor, IShops shops, IReadableBooks books, IBookDesk desk, IRoutingTrial trial, PastDays days, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, body.Shop, Permissions.EditRouting, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        if (LocalDatePattern.Iso.Parse(body.Day ?? string.Empty) is not { Success: true, Value: var day } || day >= clock.GetCurrentInstant().InZone(card.TimeZone).Date)
        {
            return new TrialDayWrong().ToProblem();
        }

        var tried = new List<ReadableBook>();
        foreach (var which in (body.Books ?? []).Distinct(StringComparer.Ordinal).Take(2))
        {
            if (await books.FindAsync(actor, which, ct) is not { Text: not null } book)
            {
                return new TrialBookWrong().ToProblem();
            }

            tried.Add(book with { Which = which });
        }

        if (tried.Count == 0)
        {
            return new TrialBookWrong().ToProblem();
        }

        var was = await days.ReadAsync(card.Id, new Interval(card.TimeZone.AtStartOfDay(day).ToInstant(), card.TimeZone.AtStartOfDay(day.PlusDays(1)).ToInstant()), ct);
        if (was.Talks.Count > PastDays.MostTalks)
        {
            return new TrialTooLarge(PastDays.MostTalks).ToProblem();
        }

        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var lines = await Task.Run(() => tried.ConvertAll(book => Line(book, was, card, desk, trial, both.Token)), both.Token);
            return TypedResults.Json(new TrialView(body.Day!, was.Talks.Count, was.Ready.Select(r => r.Person).Distinct().Count(), was.IsFromAnswers, lines), HouseJson.Options);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TrialTooLarge(PastDays.MostTalks).ToProblem();
        }
    }

    private static BookLine Line(ReadableBook book, DayAsItWas was, ShopCard shop, IBookDesk desk, IRoutingTrial trial, CancellationToken ct)
    {
        string[] names = [shop.Name, shop.Id.ToString()];
        var rule = desk.Read(RoutingSection.Section, book.Text!, null, names).Rules;
        var o = trial.Replay(was.Buyers(rule), was.Agents(rule), book.Which, book.Text!, null, names, ct);
        return new BookLine(book.Which, book.Title, book.Version, o.Served, o.Lost, o.StillWaiting, o.BackToLast, o.Overflowed, Seconds(o.WaitMean), Seconds(o.WaitMedian), Seconds(o.WaitP90), Seconds(o.WaitMax), o.Within30Seconds,
            [.. o.Shares.Select(s => new AgentLine(s.Agent, Guid.TryParse(s.Agent, out var id) && was.Names.TryGetValue(new PersonId(id), out var name) ? name : s.Agent, s.Weight, s.Given, (long)s.Serving.TotalSeconds))],
            [.. o.Each.GroupBy(e => e.At.InZone(shop.TimeZone).Hour).OrderBy(g => g.Key).Select(g => new HourLine(g.Key, g.Count(), g.Count(e => e.IsLost), g.Any(e => e.Wait is not null) ? Math.Round(g.Where(e => e.Wait is not null).Average(e => e.Wait!.Value.TotalSeconds), 1) : 0))]);
    }

    private static double Seconds(Duration span) => Math.Round(span.TotalSeconds, 1);
}
