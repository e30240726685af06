using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

internal sealed record PlanDayWrong() : Refusal(RefusalKind.Invalid, "reception.plan.day_wrong", "日期写成 2026-10-01，从今天起一年以内。", "A day is written 2026-10-01 and lies within a year from today.", "day");

internal sealed record PlanNotFound() : Refusal(RefusalKind.NotFound, "reception.plan.not_found", "没有这条预定的份额。", "There is no such planned weight.", "from");

/// <summary>
/// One page to plan a day (SHIFT-13): who is on the roster, which weight holds for whom from when, what part of each hour that gives, and how many came on the same weekdays before.
/// </summary>
internal static class ReadPlan
{
    private const int WeekdaysBack = 4;
    private const int MostDays = 366;
    private const int MostOpened = 500_000;

    internal sealed record PersonLine(PersonId Person, string Name, int Weight, bool IsGeneral, bool IsOnLeave, IReadOnlyList<ShiftLine> Shifts, IReadOnlyList<PlannedHour> Hours, decimal Expected);

    internal sealed record ShiftLine(string? Shift, LocalTime? Start, LocalTime? End, string? Place);

    internal sealed record HourLine(int Hour, decimal Arrivals, int People);

    internal sealed record PlanLine(PersonId Person, LocalDate From, int Weight, int? Capacity, IReadOnlyList<string> Groups, string Reason, string? By);

    internal sealed record Answer(LocalDate Day, LocalDate Today, IReadOnlyList<LocalDate> Based, IReadOnlyList<HourLine> Hours, IReadOnlyList<PersonLine> People, IReadOnlyList<PlanLine> Plans, int Capacity, bool MaySet);

    public static void Map(RouteGroupBuilder reception)
    {
        reception.MapGet("/routing/plan", HandleAsync).Requires(Permissions.EditRouting);
        reception.MapPost("/routing/plan/remove", RemoveAsync).Requires(Permissions.EditRouting);
    }

    internal sealed record RemoveBody(ShopId Shop, PersonId Person, string? From);

    private static async Task<IResult> RemoveAsync(RemoveBody body, Actor actor, IShops shops, SharePlans plans, TimeProvider clock, CancellationToken ct) =>
        await shops.FindForAsync(actor, body.Shop, Permissions.EditRouting, ct) is not { } card ? new ShopNotFound().ToProblem()
        : LocalDatePattern.Iso.Parse(body.From ?? string.Empty) is { Success: true } from && await plans.RemoveAsync(card, body.Person, from.Value, actor, clock.GetCurrentInstant(), ct) ? Results.NoContent()
        : new PlanNotFound().ToProblem();

    private static async Task<IResult> HandleAsync(Guid shop, string? day, Actor actor, IShops shops, IPeople people, IRoster roster, FloorReader floor, SharePlans plans, ShopRules rules, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.EditRouting, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(card.TimeZone).Date;
        var read = string.IsNullOrEmpty(day) ? today : LocalDatePattern.Iso.Parse(day) is { Success: true } named ? named.Value : (LocalDate?)null;
        if (read is not { } on || on > today.PlusDays(MostDays) || on < today.PlusDays(-MostDays))
        {
            return new PlanDayWrong().ToProblem();
        }

        var rule = await rules.RoutingAsync(card.Id, now, ct);
        var staff = (await floor.AgentsAsync(card.Id, rule, now, ct)).Candidates;
        var dated = await plans.OfAsync(card.Id, ct);
        var shifts = await roster.ShiftsAsync(card.Id, on.PlusDays(-1), on.PlusDays(1), ct);
        var leave = await roster.LeaveAsync(card.Id, new Interval(card.TimeZone.AtStartOfDay(on).ToInstant(), card.TimeZone.AtStartOfDay(on.PlusDays(1)).ToInstant()), ct);
        var based = Enumerable.Range(1, WeekdaysBack).Select(w => LastOf(on, today).PlusWeeks(1 - w)).ToList();
        var arrivals = new List<(LocalDate Day, IReadOnlyList<int> Hours)>();
        foreach (var date in based)
        {
            arrivals.Add((date, await OpenedAsync(database, card, date, ct)));
        }

        // A weekday on which nobody wrote says nothing of the next one: the shop was not there yet, or closed.
        arrivals.RemoveAll(a => a.Hours.Sum() == 0);
        List<DatedWeight> weights = [.. staff.Select(s => new DatedWeight(s.Person, null, s.Weight, s.IsGeneral)), .. dated.Select(p => new DatedWeight(p.Person, p.From, p.Weight, p.Groups.Count == 0))];
        var (hours, planned) = TrafficPlan.Of(on, shifts, leave, weights, [.. arrivals.Select(a => a.Hours)], card.TimeZone);
        var names = await people.FindManyAsync([.. planned.Select(p => p.Person).Concat(dated.Select(d => d.SetBy)).Distinct().Take(1000)], ct);
        return Results.Json(new Answer(on, today, [.. arrivals.Select(a => a.Day)], [.. hours.Select(h => new HourLine(h.Hour, h.Arrivals / 10m, h.People))],
            [.. planned.Where(p => names.TryGetValue(p.Person, out var who) && !who.HasLeft).Select(p => new PersonLine(p.Person, names[p.Person].Name, p.Weight, p.IsGeneral, p.IsOnLeave, [.. p.Shifts.Select(s => new ShiftLine(s.Shift, s.Start, s.End, s.Place))], p.Hours, p.Expected / 10m))],
            [.. dated.Select(d => new PlanLine(d.Person, d.From, d.Weight, d.Capacity, d.Groups, d.Reason, names.GetValueOrDefault(d.SetBy)?.Name))],
            await rules.CapacityAsync(card.Id, now, ct), true), HouseJson.Options);
    }

    /// <summary>The last day of that weekday that is over.</summary>
    internal static LocalDate LastOf(LocalDate day, LocalDate today)
    {
        var weeks = (Period.DaysBetween(today, day) / 7) + 1;
        var last = day.PlusWeeks(-Math.Max(weeks, 1));
        return last < today ? last : last.PlusWeeks(-1);
    }

    private static async Task<IReadOnlyList<int>> OpenedAsync(Database database, ShopCard shop, LocalDate day, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var opened = await connection.ReadAllAsync(null, "select opened_at from reception_conversation where shop_id = @shop and opened_at >= @from and opened_at < @to order by opened_at limit @most", r => Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), ct,
            ("shop", shop.Id.Value), ("from", shop.TimeZone.AtStartOfDay(day).ToInstant().ToUnixTimeMilliseconds()), ("to", shop.TimeZone.AtStartOfDay(day.PlusDays(1)).ToInstant().ToUnixTimeMilliseconds()), ("most", MostOpened));
        var hours = new int[24];
        foreach (var at in opened)
        {
            hours[at.InZone(shop.TimeZone).Hour]++;
        }

        return hours;
    }
}
