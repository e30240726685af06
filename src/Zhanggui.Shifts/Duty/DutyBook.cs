using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Duty;

/// <summary>Keeps who is on duty, and every state there was, as half-open intervals without gaps or overlaps per person and shop.</summary>
internal sealed class DutyBook(RoomDbTools tools) : IDuty
{
    /// <summary>The kind of its events in the feed; the topic is the shop, so that a listener hears nothing else.</summary>
    public const string FeedKind = "duty";

    private const int ListLimit = 1000;

    public async Task<DutyNow> GetAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var row = await db.Duties.AsNoTracking().SingleOrDefaultAsync(d => d.ShopId == shop && d.PersonId == person, ct);
        return row?.Now() ?? Never(shop, person);
    }

    public async Task<IReadOnlyDictionary<PersonId, DutyNow>> GetManyAsync(ShopId shop, IReadOnlyCollection<PersonId> people, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Count, ListLimit);
        if (people.Count == 0)
        {
            return new Dictionary<PersonId, DutyNow>();
        }

        await using var db = new ShiftsDb(tools);
        var rows = await db.Duties.AsNoTracking().Where(d => d.ShopId == shop && people.Contains(d.PersonId)).ToListAsync(ct);
        var found = rows.ToDictionary(r => r.PersonId, r => r.Now());
        return people.Distinct().ToDictionary(p => p, p => found.GetValueOrDefault(p) ?? Never(shop, p));
    }

    public async Task<IReadOnlyList<DutyNow>> ListAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var rows = await db.Duties.AsNoTracking()
            .Where(d => d.ShopId == shop && d.State != DutyState.Off)
            .OrderBy(d => d.Since).Take(ListLimit).ToListAsync(ct);
        return [.. rows.Select(r => r.Now())];
    }

    public async Task<DutyNow> SetAsync(ShopId shop, PersonId person, DutyState state, string? reason, PersonId? by, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.InTransactionAsync(() => SetAsync(db, shop, person, state, reason, by, ct), ct);
    }

    public async Task<IReadOnlyList<DutySpan>> HistoryAsync(ShopId shop, PersonId person, Interval within, int limit, CancellationToken ct)
    {
        var (from, until) = (within.Start, within.End);
        await using var db = new ShiftsDb(tools);
        var rows = await db.Spans.AsNoTracking()
            .Where(s => s.ShopId == shop && s.PersonId == person && s.FromAt < until && (s.UntilAt == null || s.UntilAt > from))
            .OrderBy(s => s.FromAt).ThenBy(s => s.UntilAt == null).Take(limit).ToListAsync(ct);
        return [.. rows.Select(s => s.Span())];
    }

    /// <summary>Everywhere off, as when a person signs out or leaves; what was set after <paramref name="asOf"/> stands.</summary>
    public async Task GoOffEverywhereAsync(PersonId person, Instant asOf, string? reason, PersonId? by, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        var shops = await db.Duties.AsNoTracking().Where(d => d.PersonId == person && d.State != DutyState.Off && d.Since <= asOf).Select(d => d.ShopId).ToListAsync(ct);
        foreach (var shop in shops)
        {
            await SetAsync(shop, person, DutyState.Off, reason, by, ct);
        }
    }

    internal static async Task<DutyNow> SetAsync(ShiftsDb db, ShopId shop, PersonId person, DutyState state, string? reason, PersonId? by, CancellationToken ct)
    {
        // The upsert takes the row's lock on both databases: two devices of one person follow each other, and spans never overlap.
        await db.Database.ExecuteSqlAsync(
            $"insert into shifts_duty (shop_id, person_id, state, since) values ({shop.Value}, {person.Value}, {nameof(DutyState.Off)}, 0) on conflict (shop_id, person_id) do update set since = shifts_duty.since", ct);
        var row = await db.Duties.SingleAsync(d => d.ShopId == shop && d.PersonId == person, ct);
        var next = DutyChange.Decide(row.Now(), state, reason, by, db.Now);
        if (next is null)
        {
            return row.Now();
        }

        var open = await db.Spans.SingleOrDefaultAsync(s => s.ShopId == shop && s.PersonId == person && s.UntilAt == null, ct);
        if (open is not null)
        {
            open.UntilAt = next.Since;
            await db.SaveChangesAsync(ct); // closed before the next one opens: at most one open span is a rule of the schema
        }

        db.Spans.Add(new DutySpanRow { Id = db.Fresh(), ShopId = shop, PersonId = person, State = state, FromAt = next.Since, Reason = reason, SetBy = by });
        (row.State, row.Since, row.Reason, row.SetBy) = (next.State, next.Since, next.Reason, next.SetBy);
        db.Tell(new FeedEntry(shop.Value, FeedKind, person.Value, 0, shop.Value));
        db.Publish(new DutyChanged(shop, person, state, next.Since), shop);
        return next;
    }

    private static DutyNow Never(ShopId shop, PersonId person) => new(person, shop, DutyState.Off, Instant.FromUnixTimeMilliseconds(0), null, null);
}
