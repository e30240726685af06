using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Roster;

namespace Zhanggui.Shifts.Duty;

/// <summary>A rule of the book and what the roster lacks of it on one day.</summary>
internal sealed record PlannedGap(LocalDate Date, string Name, int AtLeast, IReadOnlyList<Shortfall> Parts);

/// <summary>The rules of presence against who is there now, against who would be left, and against the roster.</summary>
internal sealed class PresenceBook(DutyRules rules, IDuty duty, RosterBook roster, IShops shops, IPeople people, TimeProvider clock) : IPresence, ILeavingCheck
{
    public async Task<IReadOnlyList<PresenceGap>> GapsAsync(ShopId shop, CancellationToken ct) =>
        [.. (await NowAsync(shop, ct)).Where(n => n.There.Count < n.Rule.AtLeast).Select(n => new PresenceGap(n.Rule.Key, n.Rule.Name, n.Rule.From, n.Rule.To, n.Rule.AtLeast, n.There))];

    public async Task<LeavingDoubt?> DoubtAsync(ShopId shop, PersonId person, DutyState to, CancellationToken ct)
    {
        if (to is DutyState.Ready or DutyState.Busy)
        {
            return null;
        }

        var broken = (await NowAsync(shop, ct)).FirstOrDefault(n => n.There.Contains(person) && n.There.Count - 1 < n.Rule.AtLeast);
        if (broken.Rule is not { } rule)
        {
            return null;
        }

        var left = broken.There.Where(p => p != person).ToList();
        var names = await people.FindManyAsync(left, ct);
        var who = string.Join('、', left.Select(p => names.GetValueOrDefault(p)?.Name).OfType<string>());
        return new LeavingDoubt(new PresenceTooLow(rule.Name, Roster.Clock.Write(rule.From)!, Roster.Clock.Write(rule.To)!, rule.AtLeast, left.Count, who), !(await rules.OfAsync(shop, ct)).RefusesWhenShort);
    }

    /// <summary>What the roster of these days lacks.</summary>
    public async Task<IReadOnlyList<PlannedGap>> PlannedAsync(ShopCard shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var presence = (await rules.OfAsync(shop.Id, ct)).Presence;
        if (presence.Count == 0)
        {
            return [];
        }

        var shifts = (await roster.ShiftsAsync(shop.Id, from.PlusDays(-1), to, ct)).ToLookup(s => s.Date);
        var leave = await roster.LeaveAsync(shop.Id, new Interval(shop.TimeZone.AtStartOfDay(from).ToInstant(), shop.TimeZone.AtStartOfDay(to).ToInstant()), ct);
        var found = new List<PlannedGap>();
        foreach (var rule in presence)
        {
            var members = await MembersAsync(shop.Id, rule.Team, ct);
            for (var day = from; day < to; day = day.PlusDays(1))
            {
                var parts = PresenceRules.IsWorkday(shop.Calendar, day) ? PresenceRules.Shortfalls(rule, day, shifts[day.PlusDays(-1)].Concat(shifts[day]), leave, members, shop.TimeZone) : [];
                if (parts.Count > 0)
                {
                    found.Add(new PlannedGap(day, rule.Name, rule.AtLeast, parts));
                }
            }
        }

        return [.. found.OrderBy(g => g.Date)];
    }

    private async Task<IReadOnlyList<(PresenceRule Rule, IReadOnlyList<PersonId> There)>> NowAsync(ShopId shop, CancellationToken ct)
    {
        var presence = (await rules.OfAsync(shop, ct)).Presence;
        if (presence.Count == 0 || await shops.FindAsync(shop, ct) is not { } card)
        {
            return [];
        }

        var local = clock.GetCurrentInstant().InZone(card.TimeZone).LocalDateTime;
        var holding = presence.Where(r => r.HoldsAt(local.TimeOfDay)).ToList();
        if (holding.Count == 0 || !PresenceRules.IsWorkday(card.Calendar, local.Date))
        {
            return [];
        }

        var duties = await duty.ListAsync(shop, ct);
        var places = holding.Exists(r => r.Place is not null)
            ? (await roster.ShiftsAsync(shop, local.Date, local.Date.PlusDays(1), ct)).Where(s => s.Place is not null).GroupBy(s => s.Person).ToDictionary(g => g.Key, g => (g.FirstOrDefault(s => s.Start <= local.TimeOfDay && s.End > local.TimeOfDay) ?? g.First()).Place!)
            : [];
        var found = new List<(PresenceRule, IReadOnlyList<PersonId>)>();
        foreach (var rule in holding)
        {
            found.Add((rule, PresenceRules.There(rule, duties, await MembersAsync(shop, rule.Team, ct), places)));
        }

        return found;
    }

    /// <summary>Null = everybody. Whoever serves the whole shop is in no team of it, as in routing.</summary>
    private async Task<IReadOnlySet<PersonId>?> MembersAsync(ShopId shop, string? team, CancellationToken ct)
    {
        if (team is null)
        {
            return null;
        }

        if ((await shops.TeamsAsync(shop, ct)).FirstOrDefault(t => t.Name == team && !t.IsClosed) is not { } card)
        {
            return new HashSet<PersonId>();
        }

        var ofShop = (await people.WithPermissionAsync(shop, Permissions.SetOwnDuty, null, ct)).Select(p => p.Id).ToHashSet();
        return (await people.WithPermissionAsync(shop, Permissions.SetOwnDuty, card.Id, ct)).Select(p => p.Id).Where(p => !ofShop.Contains(p)).ToHashSet();
    }
}
