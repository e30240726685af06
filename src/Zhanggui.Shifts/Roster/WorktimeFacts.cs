using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Roster;

/// <summary>Shifts and leave as rows of the facts folder; leave that was refused or withdrawn is none.</summary>
internal sealed class WorktimeFacts(IRoster roster) : IFactsSource
{
    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (wanted.Wants(FactsFiles.Roster.Name))
        {
            // Days are the shop's; a night belongs to the day it began.
            foreach (var shift in await roster.ShiftsAsync(wanted.Shop, Day(wanted.From).PlusDays(-1), Day(wanted.To).PlusDays(2), ct))
            {
                sink.Add(FactsFiles.Roster, new RosterFact { Person = shift.Person.ToString(), Date = shift.Date, Shift = shift.Shift, Start = shift.Start, End = shift.End, Place = shift.Place });
            }
        }

        if (wanted.Wants(FactsFiles.Leave.Name))
        {
            foreach (var leave in await roster.LeaveAsync(wanted.Shop, new Interval(wanted.From, wanted.To), ct))
            {
                sink.Add(FactsFiles.Leave, new LeaveFact { Person = leave.Person.ToString(), From = leave.From, To = leave.To, Kind = leave.Kind, SignedBy = leave.SignedBy?.ToString(), SignedAt = leave.SignedAt });
            }
        }
    }

    private static LocalDate Day(Instant at) => at.InUtc().Date;
}
