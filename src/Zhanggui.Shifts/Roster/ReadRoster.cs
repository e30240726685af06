using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Roster;

/// <summary>The roster of a shop as a grid of people and days, with leave, and what a day said before.</summary>
internal static class ReadRoster
{
    private const int MostDays = 62;

    internal sealed record PersonLine(PersonId Person, string Name, string Number);

    internal sealed record DayShifts(PersonId Person, LocalDate Date, IReadOnlyList<ShiftCell> Shifts);

    internal sealed record LeaveLine(PersonId Person, Instant From, Instant? To, string? Kind, bool IsSigned);

    internal sealed record Answer(IReadOnlyList<PersonLine> People, IReadOnlyList<DayShifts> Days, IReadOnlyList<LeaveLine> Leave, Kinds.Answer Kinds, bool MayEdit, IReadOnlyList<PlannedGap> Gaps);

    internal sealed record Act(Instant At, string? By, IReadOnlyList<ShiftCell> Before, IReadOnlyList<ShiftCell> After, string? Reason);

    public static async Task<IResult> HandleAsync(Guid shop, string from, string to, Guid? team, Actor actor, IShops shops, IPeople people, RosterBook roster, PresenceBook presence, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadRoster, ct) is not { } card)
        {
            return new RosterNotFound().ToProblem();
        }

        if (Period(from, to) is not var (first, end))
        {
            return new RosterPeriodWrong(MostDays).ToProblem();
        }

        var rows = await roster.RowsAsync(card.Id, first, end, ct);
        var lines = await PeopleAsync(card, team, [.. rows.Select(r => r.PersonId).Distinct()], people, ct);
        var shown = lines.Select(l => l.Person).ToHashSet();
        var leave = await roster.LeaveAsync(card.Id, new Interval(card.TimeZone.AtStartOfDay(first).ToInstant(), card.TimeZone.AtStartOfDay(end).ToInstant()), ct);
        var seesKinds = actor.Can(Permissions.ReadAllLeave, card.Id);
        return Results.Json(new Answer(
            lines,
            [.. rows.Where(r => shown.Contains(r.PersonId)).GroupBy(r => (r.PersonId, r.Day)).Select(g => new DayShifts(g.Key.PersonId, g.Key.Day, [.. g.Select(r => r.Cell())]))],
            // Why somebody is away concerns the person and who signs; that they are away, everybody who plans with them.
            [.. leave.Where(l => shown.Contains(l.Person)).Select(l => new LeaveLine(l.Person, l.From, l.To, seesKinds || l.Person == actor.Person ? l.Kind : null, l.SignedBy is not null))],
            await Kinds.OfAsync(db, card.Id, ct),
            actor.Can(Permissions.EditRoster, card.Id),
            await presence.PlannedAsync(card, first, end, ct)), HouseJson.Options);
    }

    public static async Task<IResult> HistoryAsync(Guid shop, Guid person, string date, Actor actor, IShops shops, IPeople people, RosterBook roster, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadRoster, ct) is not { } card || LocalDatePattern.Iso.Parse(date) is not { Success: true } day)
        {
            return new RosterNotFound().ToProblem();
        }

        var acts = await roster.ActsAsync(card.Id, PersonId.From(person), day.Value, ct);
        var names = await people.FindManyAsync([.. acts.Select(a => a.SetBy).OfType<PersonId>().Distinct()], ct);
        return Results.Json(acts.Select(a => new Act(a.At, a.SetBy is { } by ? names.GetValueOrDefault(by)?.Name : null, Cells(a.Before), Cells(a.After), a.Reason)).ToList(), HouseJson.Options);
    }

    /// <summary>Those who may receive in the shop, and whoever stands on the roster besides.</summary>
    internal static async Task<IReadOnlyList<PersonLine>> PeopleAsync(ShopCard shop, Guid? team, IReadOnlyList<PersonId> rostered, IPeople people, CancellationToken ct)
    {
        var staff = await people.WithPermissionAsync(shop.Id, Permissions.SetOwnDuty, team is { } t ? TeamId.From(t) : null, ct);
        var lines = staff.Select(p => new PersonLine(p.Id, p.Name, p.Number)).ToList();
        if (team is null)
        {
            var others = await people.FindManyAsync([.. rostered.Except(lines.Select(l => l.Person)).Take(1000)], ct);
            lines.AddRange(others.Values.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new PersonLine(p.Id, p.Name, p.Number)));
        }

        return lines;
    }

    internal static (LocalDate From, LocalDate To)? Period(string? from, string? to) =>
        LocalDatePattern.Iso.Parse(from ?? string.Empty) is { Success: true } first && LocalDatePattern.Iso.Parse(to ?? string.Empty) is { Success: true } end
        && first.Value < end.Value && NodaTime.Period.DaysBetween(first.Value, end.Value) <= MostDays ? (first.Value, end.Value) : null;

    private static List<ShiftCell> Cells(string json) => JsonSerializer.Deserialize<List<ShiftCell>>(json, HouseJson.Options)!;
}
