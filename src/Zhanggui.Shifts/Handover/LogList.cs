using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Store;
using Zhanggui.Tables;

namespace Zhanggui.Shifts.Handover;

/// <summary>The duty log: open items oldest first with how many there are of which age (HAND-20), closed ones latest first; as a page and as a file.</summary>
internal static class LogList
{
    private const int Page = 50;
    private const int MostExported = 10_000;
    private const int MostCounted = 10_000;
    private static readonly int[] AgeDays = [1, 3, 7];

    internal sealed record Act(Instant At, string? By, string What, string? Text, string? OwnerBefore, string? OwnerAfter);

    internal sealed record Line(Guid Id, LogSort Sort, LogLevel Level, string Cause, string Course, string Result, string? WrittenBy, Instant WrittenAt, PersonId Owner, string? OwnerName, Instant? HandledAt, Instant? ClosedAt, bool IsMine, IReadOnlyList<Act> Acts);

    /// <summary><paramref name="FromDays"/> up to and without <paramref name="ToDays"/> (null = no end); counted up to 10,000 items.</summary>
    internal sealed record Age(int FromDays, int? ToDays, int Count);

    internal sealed record Answer(IReadOnlyList<Line> Items, string? Next, IReadOnlyList<Age> Ages, bool SeesAll);

    /// <param name="state"><c>open</c> (default), <c>closed</c>.</param>
    /// <param name="whose"><c>mine</c> (default), <c>all</c> for who sees all.</param>
    /// <param name="sort"><c>event</c>, <c>instruction</c>, or nothing for both.</param>
    /// <param name="level">From this level up: <c>major</c>, <c>urgent</c>.</param>
    /// <param name="after">Where the page before ended.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? state, string? whose, string? sort, string? level, string? after, Actor actor, IShops shops, IPeople people, ShiftsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Handover, ct) is not { } card)
        {
            return new LogItemNotFound().ToProblem();
        }

        var (query, closed) = (Wanted(db, card.Id, state, whose, sort, level, actor), state == "closed");
        var ages = closed ? [] : await AgesAsync(query, clock.GetCurrentInstant(), ct);
        if (Cursor(after) is var (at, id))
        {
            query = closed ? query.Where(l => l.WrittenAt < at || (l.WrittenAt == at && l.Id.CompareTo(id) < 0)) : query.Where(l => l.WrittenAt > at || (l.WrittenAt == at && l.Id.CompareTo(id) > 0));
        }

        var rows = await Ordered(query, closed).Take(Page).ToListAsync(ct);
        return Results.Json(new Answer(await LinesAsync(db, rows, actor.Person, people, ct), rows.Count == Page ? $"{rows[^1].WrittenAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null, ages, actor.Can(Permissions.ReadAllHandovers, card.Id)), HouseJson.Options);
    }

    /// <param name="format"><c>csv</c> (default), <c>xlsx</c>.</param>
    public static async Task<IResult> ExportAsync(Guid shop, string? state, string? whose, string? sort, string? level, string? format, Actor actor, IShops shops, IPeople people, ShiftsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Handover, ct) is not { } card)
        {
            return new LogItemNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rows = await Ordered(Wanted(db, card.Id, state, whose, sort, level, actor), state == "closed").Take(MostExported).ToListAsync(ct);
        var names = await NamesAsync(people, rows.SelectMany(r => new PersonId?[] { r.WrittenBy, r.Owner }), ct);
        string[] head = ["类别", "级别", "起因", "经过", "结果", "记录人", "记录时间", "负责人", "处理完", "办结", "已过天数"];
        var lines = rows.Select(r => (string?[])[r.Sort == LogSort.Event ? "事件" : "指示", r.Level switch { LogLevel.Urgent => "紧急", LogLevel.Major => "重大", LogLevel.Normal => "一般", _ => throw new ArgumentOutOfRangeException(nameof(shop)) },
            r.Cause, r.Course, r.Result, Name(r.WrittenBy), Local(r.WrittenAt), Name(r.Owner), Local(r.HandledAt), Local(r.ClosedAt), ((int)((r.ClosedAt ?? now) - r.WrittenAt).TotalDays).ToString(CultureInfo.InvariantCulture)]).ToList();
        using var stream = new MemoryStream();
        var isSheet = format == "xlsx";
        if (isSheet)
        {
            Sheet(stream, head, lines);
        }
        else
        {
            using var csv = new CsvWriter(stream);
            csv.Row(head);
            foreach (var line in lines)
            {
                csv.Row(line);
            }
        }

        return Results.File(stream.ToArray(), isSheet ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", $"值班日志-{Local(now)![..10]}.{(isSheet ? "xlsx" : "csv")}");

        string? Local(Instant? at) => at?.InZone(card.TimeZone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string? Name(PersonId person) => names.GetValueOrDefault(person)?.Name;
    }

    public static async Task<IReadOnlyList<Line>> LinesAsync(ShiftsDb db, IReadOnlyList<LogItemRow> rows, PersonId me, IPeople people, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var acts = (await db.LogActs.AsNoTracking().Where(a => ids.Contains(a.ItemId)).OrderBy(a => a.At).ThenBy(a => a.Id).Take(2000).ToListAsync(ct)).ToLookup(a => a.ItemId);
        var names = await NamesAsync(people, rows.SelectMany(r => new PersonId?[] { r.WrittenBy, r.Owner }).Concat(acts.SelectMany(g => g).SelectMany(a => new[] { a.PersonId, a.OwnerBefore, a.OwnerAfter })), ct);
        return [.. rows.Select(r => new Line(r.Id, r.Sort, r.Level, r.Cause, r.Course, r.Result, Name(r.WrittenBy), r.WrittenAt, r.Owner, Name(r.Owner), r.HandledAt, r.ClosedAt, r.Owner == me,
            [.. acts[r.Id].Select(a => new Act(a.At, Name(a.PersonId), a.Act, a.Text, Name(a.OwnerBefore), Name(a.OwnerAfter)))]))];

        string? Name(PersonId? person) => person is { } one ? names.GetValueOrDefault(one)?.Name : null;
    }

    public static async Task<IReadOnlyDictionary<PersonId, PersonCard>> NamesAsync(IPeople people, IEnumerable<PersonId?> some, CancellationToken ct) =>
        await people.FindManyAsync([.. some.OfType<PersonId>().Distinct().Take(1000)], ct);

    private static IQueryable<LogItemRow> Wanted(ShiftsDb db, ShopId shop, string? state, string? whose, string? sort, string? level, Actor actor)
    {
        var query = db.Log.AsNoTracking().Where(l => l.ShopId == shop);
        query = state == "closed" ? query.Where(l => l.ClosedAt != null) : query.Where(l => l.ClosedAt == null);
        query = whose == "all" && actor.Can(Permissions.ReadAllHandovers, shop) ? query : query.Where(l => l.Owner == actor.Person);
        query = sort switch { "event" => query.Where(l => l.Sort == LogSort.Event), "instruction" => query.Where(l => l.Sort == LogSort.Instruction), _ => query };
        return level switch { "major" => query.Where(l => l.Level != LogLevel.Normal), "urgent" => query.Where(l => l.Level == LogLevel.Urgent), _ => query };
    }

    private static IOrderedQueryable<LogItemRow> Ordered(IQueryable<LogItemRow> query, bool newestFirst) =>
        newestFirst ? query.OrderByDescending(l => l.WrittenAt).ThenByDescending(l => l.Id) : query.OrderBy(l => l.WrittenAt).ThenBy(l => l.Id);

    private static async Task<IReadOnlyList<Age>> AgesAsync(IQueryable<LogItemRow> query, Instant now, CancellationToken ct)
    {
        var since = await query.OrderBy(l => l.WrittenAt).Select(l => l.WrittenAt).Take(MostCounted).ToListAsync(ct);
        var days = since.Select(s => (int)(now - s).TotalDays).ToList();
        return [.. AgeDays.Prepend(0).Zip(AgeDays.Select(d => (int?)d).Append(null), (from, to) => new Age(from, to, days.Count(d => d >= from && (to is null || d < to))))];
    }

    internal static (Instant At, Guid Id)? Cursor(string? after) =>
        after?.Split('.') is [var ms, var id] && long.TryParse(ms, CultureInfo.InvariantCulture, out var at) && Math.Abs(at) < 8_640_000_000_000_000 / 100 && Guid.TryParse(id, out var guid)
            ? (Instant.FromUnixTimeMilliseconds(at), guid) : null;

    private static void Sheet(Stream stream, string[] head, IReadOnlyList<string?[]> lines)
    {
        const double Narrow = 10;
        const double Wide = 36;
        using var book = new XlsxWriter(stream);
        book.BeginSheet("值班日志", [.. head.Select(h => new XlsxColumn(h, h is "起因" or "经过" or "结果" ? Wide : Narrow))]);
        foreach (var line in lines)
        {
            book.BeginRow();
            foreach (var cell in line)
            {
                book.Text(cell);
            }
        }
    }
}
