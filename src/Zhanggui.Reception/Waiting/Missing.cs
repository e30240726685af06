using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>Somebody whose shift has begun, who is off duty and not on signed leave.</summary>
internal sealed record MissingAgent(PersonId Person, string Name, string? Shift, LocalDateTime Since);

/// <summary>Who is rostered now and is not there (ATT-05). A shift without hours says no time to be missing from.</summary>
internal static class Missing
{
    public static IReadOnlyList<MissingAgent> Of(IReadOnlyList<RosterShift> shifts, IReadOnlySet<PersonId> onLeave, IEnumerable<(PersonId Person, string Name)> off, LocalDateTime now)
    {
        var running = shifts.Where(s => s is { Start: not null, End: not null }).Select(s => (Shift: s, From: s.Date + s.Start!.Value, To: (s.End > s.Start ? s.Date : s.Date.PlusDays(1)) + s.End!.Value))
            .Where(s => s.From <= now && now < s.To).ToLookup(s => s.Shift.Person);
        return
        [
            .. off.Where(p => running.Contains(p.Person) && !onLeave.Contains(p.Person))
                .Select(p => (p, First: running[p.Person].MinBy(s => s.From)))
                .Select(x => new MissingAgent(x.p.Person, x.p.Name, x.First.Shift.Shift, x.First.From)).OrderBy(m => m.Since).ThenBy(m => m.Name, StringComparer.Ordinal),
        ];
    }
}
