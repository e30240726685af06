using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Shifts.Roster;

/// <summary>Sets whole days of people; what they said before stays in the history. All of them or none.</summary>
internal static class SetRoster
{
    internal sealed record DayRequest(PersonId Person, LocalDate Date, IReadOnlyList<ShiftCell>? Shifts);

    internal sealed record Request(Guid Shop, IReadOnlyList<DayRequest>? Days, string? Reason);

    internal sealed record Answer(int Changed);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, IShops shops, IPeople people, RosterBook roster, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditRoster, ct) is not { } shop)
        {
            return new RosterNotFound().ToProblem();
        }

        if (request.Days is not { Count: > 0 and <= RosterRules.MostDays } asked)
        {
            return new RosterDaysWrong(RosterRules.MostDays).ToProblem();
        }

        if (request.Reason?.Length > RosterRules.LongestReason)
        {
            return new RosterReasonTooLong(RosterRules.LongestReason).ToProblem();
        }

        var days = new List<RosterDay>();
        foreach (var day in asked.GroupBy(d => (d.Person, d.Date)).Select(g => g.Last()))
        {
            var clean = RosterRules.Clean(new RosterDay(day.Person, day.Date, day.Shifts ?? []));
            if (clean.Refusal is { } no)
            {
                return no.ToProblem();
            }

            days.Add(clean.Value);
        }

        var known = await people.FindManyAsync([.. days.Select(d => d.Person).Distinct().Take(1000)], ct);
        if (days.Find(d => !known.TryGetValue(d.Person, out var card) || card.Organisation != actor.Organisation) is { } stranger)
        {
            return new RosterPersonUnknown(stranger.Person.ToString()).ToProblem();
        }

        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        return Results.Json(new Answer(await roster.SetAsync(shop.Id, days, reason, actor.Person, ct)), HouseJson.Options);
    }
}
