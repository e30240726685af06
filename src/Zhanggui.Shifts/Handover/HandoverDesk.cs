using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <summary>Gathers what a handover is about: the leaver's items, what other rooms say is open, equipment, preparation, counts of the day.</summary>
internal sealed class HandoverDesk(RoomDbTools tools, IEnumerable<IOpenMatters> rooms, IDuty duty, IRoster roster, IPeople people, DutyRules rules, TimeProvider clock)
{
    public const int MostLines = 300;

    internal sealed record Line(Guid? Id, string Kind, string Ref, string Title, Instant Since, Instant? DueAt, bool IsUrgent, string? Link, string? Refused, LogList.Line? Item);

    internal sealed record Point(string Name, Instant? DoneAt, string? DoneBy);

    internal sealed record Machine(string Name, EquipmentState? State, Instant? Since, string? SetBy);

    internal sealed record Block(string Code, string Zh, string En, bool IsExcepted);

    internal sealed record Allowed(string? By, Instant At, string Reason);

    internal sealed record Candidate(PersonId Person, string Name, string Number, bool IsOnDuty, string? Shift);

    internal sealed record Act(Instant At, string? By, string What, string? Text);

    /// <summary><paramref name="Role"/>: <c>leaver</c>, <c>receiver</c> or <c>lead</c>. Before the leaver signs, lines and counts are those of this moment.</summary>
    internal sealed record View(Guid? Id, PersonId Leaver, string? LeaverName, PersonId? Receiver, string? ReceiverName, HandoverState State, string Role, string? Summary, IReadOnlyList<DayCount> Counts, IReadOnlyList<Line> Lines, bool HasMore,
        IReadOnlyList<Point> Preparation, IReadOnlyList<Machine> Equipment, IReadOnlyList<Block> Blocks, Allowed? Exception, Instant? LeaverSignedAt, Instant? ReceiverSignedAt, IReadOnlyList<Act> Acts, IReadOnlyList<Candidate> Candidates, bool MayExcept);

    /// <summary>What stands open now, with what the blocks look at.</summary>
    internal sealed record Gathered(IReadOnlyList<LogItemRow> Log, IReadOnlyList<(string Kind, OpenMatter Matter)> Matters, IReadOnlyList<DayCount> Counts, IReadOnlyList<EquipmentRow> Equipment, HandoverBookRules Book)
    {
        public int Count => Log.Count + Matters.Count;
    }

    public async Task<Gathered> GatherAsync(ShopCard shop, PersonId leaver, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var now = clock.GetCurrentInstant();
        var log = await db.Log.AsNoTracking().Where(l => l.Owner == leaver && l.ShopId == shop.Id && l.ClosedAt == null).OrderBy(l => l.WrittenAt).ThenBy(l => l.Id).Take(MostLines + 1).ToListAsync(ct);
        var (matters, counts) = (new List<(string, OpenMatter)>(), new List<DayCount>());
        var day = new Interval(shop.TimeZone.AtStartOfDay(now.InZone(shop.TimeZone).Date).ToInstant(), now);
        foreach (var room in rooms.OrderBy(r => r.Kind, StringComparer.Ordinal))
        {
            matters.AddRange((await room.OfAsync(shop.Id, leaver, MostLines + 1, ct)).Select(m => (room.Kind, m)));
            counts.AddRange(await room.CountsAsync(shop.Id, leaver, day, ct));
        }

        return new Gathered(log, matters, counts, await db.Equipment.AsNoTracking().Where(e => e.ShopId == shop.Id).Take(100).ToListAsync(ct), (await rules.OfAsync(shop.Id, ct)).Handover);
    }

    /// <summary>The lines as they will be handed over: events and instructions first, then what is urgent, then by when it is due.</summary>
    public static IReadOnlyList<HandoverLineRow> Lines(Guid handover, Gathered gathered, Func<Guid> fresh) =>
    [
        .. gathered.Log.OrderByDescending(l => l.HandledAt is null).ThenByDescending(l => l.Level).ThenBy(l => l.WrittenAt).Select(l => (Kind: HandoverLineRow.Log, Matter: new OpenMatter(l.Id.ToString(), l.Cause, l.WrittenAt, null, l.Level > LogLevel.Normal && l.HandledAt is null, null)))
            .Concat(gathered.Matters.OrderByDescending(m => m.Matter.IsUrgent).ThenBy(m => m.Matter.DueAt ?? Instant.MaxValue).ThenBy(m => m.Matter.Since).Select(m => (m.Kind, m.Matter)))
            .Select((m, i) => new HandoverLineRow { Id = fresh(), HandoverId = handover, Place = i, Kind = m.Kind, Ref = m.Matter.Ref, Title = m.Matter.Name, Since = m.Matter.Since, DueAt = m.Matter.DueAt, IsUrgent = m.Matter.IsUrgent, Link = m.Matter.Link }),
    ];

    public static HandoverLook Look(Gathered gathered, IReadOnlyCollection<string> done) => new(gathered.Log, gathered.Equipment, done);

    /// <summary>The handover as <paramref name="actor"/> sees it; before it was begun <paramref name="row"/> is null.</summary>
    public async Task<View> ViewAsync(ShopCard shop, PersonId leaver, HandoverRow? row, Actor actor, bool mayExcept, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var viewer = actor.Person;
        var isDraft = row is null or { State: HandoverState.Draft };
        var gathered = await GatherAsync(shop, leaver, ct);
        var id = row?.Id ?? Guid.Empty;
        var lines = isDraft ? Lines(id, gathered, Guid.CreateVersion7) : await db.HandoverLines.AsNoTracking().Where(l => l.HandoverId == id).OrderBy(l => l.Place).Take(MostLines + 1).ToListAsync(ct);
        var ticks = (await db.HandoverTicks.AsNoTracking().Where(t => t.HandoverId == id).Take(100).ToListAsync(ct)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var acts = await db.HandoverActs.AsNoTracking().Where(a => a.HandoverId == id).OrderBy(a => a.At).ThenBy(a => a.Id).Take(500).ToListAsync(ct);
        var refs = lines.Where(l => l.Kind == HandoverLineRow.Log).Select(l => Guid.Parse(l.Ref)).ToList();
        var items = (await LogList.LinesAsync(db, await db.Log.AsNoTracking().Where(l => refs.Contains(l.Id)).Take(MostLines + 1).ToListAsync(ct), viewer, people, ct)).ToDictionary(i => i.Id.ToString(), StringComparer.Ordinal);
        var titles = new Dictionary<(string, string), string>();
        foreach (var room in rooms)
        {
            foreach (var (of, title) in await room.TitlesAsync(actor, shop.Id, [.. lines.Where(l => l.Kind == room.Kind).Select(l => l.Ref)], ct))
            {
                titles[(room.Kind, of)] = title;
            }
        }

        var candidates = row?.State != HandoverState.Done && leaver == viewer && isDraft ? await CandidatesAsync(shop, leaver, ct) : ([], null);
        var receiver = row?.Receiver ?? (isDraft ? candidates.Suggested : null);
        var names = await LogList.NamesAsync(people, [leaver, receiver, row?.ExceptedBy, .. ticks.Values.Select(t => (PersonId?)t.PersonId), .. gathered.Equipment.Select(e => (PersonId?)e.SetBy), .. acts.Select(a => a.PersonId)], ct);
        var blocks = isDraft ? HandoverRules.Blocks(Look(gathered, ticks.Keys), gathered.Book) : [];
        return new View(row?.Id, leaver, Name(leaver), receiver, Name(receiver), row?.State ?? HandoverState.Draft, leaver == viewer ? "leaver" : receiver == viewer ? "receiver" : "lead", row?.Summary,
            isDraft ? gathered.Counts : JsonSerializer.Deserialize<List<DayCount>>(row!.Counts ?? "[]", HouseJson.Options) ?? [],
            [.. lines.Take(MostLines).Select(l => new Line(isDraft ? null : l.Id, l.Kind, l.Ref, titles.GetValueOrDefault((l.Kind, l.Ref)) ?? l.Title, l.Since, l.DueAt, l.IsUrgent, l.Link, l.Refused, items.GetValueOrDefault(l.Ref)))], lines.Count > MostLines,
            [.. gathered.Book.Preparation.Union(ticks.Keys).Select(p => new Point(p, ticks.GetValueOrDefault(p)?.At, ticks.GetValueOrDefault(p) is { } tick ? Name(tick.PersonId) : null))],
            [.. gathered.Book.Equipment.Select(n => (Name: n, Known: gathered.Equipment.FirstOrDefault(e => e.Name == n))).Select(e => new Machine(e.Name, e.Known?.State, e.Known?.Since, e.Known is { } known ? Name(known.SetBy) : null))],
            [.. blocks.Select(b => new Block(b.Code, b.Zh, b.En, row is not null && HandoverRules.IsExcepted(row, b)))],
            row is { ExceptedAt: { } at, Exception: { } reason } ? new Allowed(Name(row.ExceptedBy), at, reason) : null,
            row?.LeaverSignedAt, row?.ReceiverSignedAt, [.. acts.Select(a => new Act(a.At, Name(a.PersonId), a.Act, a.Text))], candidates.List, mayExcept && leaver != viewer && isDraft && row is not null);

        string? Name(PersonId? person) => person is { } one ? names.GetValueOrDefault(one)?.Name : null;
    }

    /// <summary>Who can take over here, whoever follows on the roster first.</summary>
    private async Task<(IReadOnlyList<Candidate> List, PersonId? Suggested)> CandidatesAsync(ShopCard shop, PersonId leaver, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant().InZone(shop.TimeZone).LocalDateTime;
        var able = (await people.WithPermissionAsync(shop.Id, Permissions.Handover, null, ct)).Where(p => p.Id != leaver).ToList();
        var on = (await duty.ListAsync(shop.Id, ct)).Select(d => d.Person).ToHashSet();
        var shifts = await roster.ShiftsAsync(shop.Id, now.Date.PlusDays(-1), now.Date.PlusDays(2), ct);
        var suggested = HandoverRules.Successor(leaver, now, shifts, [.. able.Select(p => (p.Id, p.Name, on.Contains(p.Id)))]);
        var today = shifts.Where(s => s.Date == now.Date).ToLookup(s => s.Person);
        return ([.. able.OrderByDescending(p => p.Id == suggested).ThenByDescending(p => on.Contains(p.Id)).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new Candidate(p.Id, p.Name, p.Number, on.Contains(p.Id), today[p.Id].Select(s => s.Shift).FirstOrDefault(s => s is not null)))], suggested);
    }
}
