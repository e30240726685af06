using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Duty;

/// <summary>A day of the shop as a line of states per person (TEL-01): everybody's for those who may set others, one's own for the rest.</summary>
internal static class DutyDay
{
    private const int Most = 20_000;

    /// <summary>A state that began longer ago than this is not followed back.</summary>
    private static readonly Duration Back = Duration.FromDays(7);

    internal sealed record Part(DutyState State, Instant From, Instant? Until, string? Reason);

    internal sealed record Line(PersonId Person, string Name, IReadOnlyList<Part> Parts);

    internal sealed record Answer(LocalDate Date, Instant From, Instant To, Instant Now, IReadOnlyList<Line> Lines, bool OnlyOwn, bool HasMore);

    public static async Task<IResult> HandleAsync(Guid shop, string? date, Actor actor, IShops shops, IPeople people, ShiftsDb db, TimeProvider clock, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await shops.FindForAsync(actor, id, Permissions.ReadDuty, ct) is not { } card)
        {
            return new DutyNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        if (!string.IsNullOrEmpty(date) && !LocalDatePattern.Iso.Parse(date).Success)
        {
            return new DutyDateWrong().ToProblem();
        }

        var day = string.IsNullOrEmpty(date) ? now.InZone(card.TimeZone).Date : LocalDatePattern.Iso.Parse(date).Value;
        var (from, to) = (card.TimeZone.AtStartOfDay(day).ToInstant(), card.TimeZone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        var onlyOwn = !actor.Can(Permissions.SetOthersDuty, id);
        var (me, since) = (actor.Person, from - Back);
        var rows = await db.Spans.AsNoTracking()
            .Where(s => s.ShopId == id && s.FromAt >= since && s.FromAt < to && (s.UntilAt == null || s.UntilAt > from) && s.State != DutyState.Off && (!onlyOwn || s.PersonId == me))
            .OrderBy(s => s.FromAt).Take(Most + 1).ToListAsync(ct);
        var names = await people.FindManyAsync([.. rows.Select(r => r.PersonId).Distinct().Take(1000)], ct);
        return Results.Json(new Answer(day, from, to, now,
            [.. rows.Take(Most).Where(r => names.ContainsKey(r.PersonId)).GroupBy(r => r.PersonId).Select(g => new Line(g.Key, names[g.Key].Name, [.. g.Select(s => new Part(s.State, Instant.Max(s.FromAt, from), s.UntilAt is { } until ? Instant.Min(until, to) : now >= to ? to : null, s.Reason))])).OrderBy(l => l.Name, StringComparer.Ordinal)],
            onlyOwn, rows.Count > Most), HouseJson.Options);
    }
}
