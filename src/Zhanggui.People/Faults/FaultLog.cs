using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.People.Store;

namespace Zhanggui.People.Faults;

/// <inheritdoc cref="IFaultLog"/>
internal sealed class FaultLog(RoomDbTools tools) : IFaultLog
{
    private const int Most = 1000;

    public async Task<IReadOnlyList<LoggedFault>> WithinAsync(OrganisationId organisation, Interval within, CancellationToken ct)
    {
        var (from, until) = (within.Start, within.End);
        await using var db = new PeopleDb(tools);
        var rows = await db.Faults.AsNoTracking()
            .Where(f => f.OrganisationId == organisation && f.PersonId != null && f.At < until && (f.HandledAt == null || f.HandledAt > from))
            .OrderBy(f => f.At).Take(Most).ToListAsync(ct);
        return [.. rows.Select(f => new LoggedFault(f.Id, f.PersonId!.Value, f.At, f.HandledAt))];
    }
}
