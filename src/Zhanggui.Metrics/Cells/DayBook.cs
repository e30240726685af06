using System.Data.Common;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>Which days of a shop have been counted and which are asked for. A question that comes while the day is being counted stays.</summary>
internal sealed class DayBook(Database database)
{
    public const int MostDays = 400;

    private static readonly char[] Blank = [' '];

    public static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>Late facts come in heaps: a day is counted once nothing has come for it for so long ...</summary>
    public static readonly Duration Quiet = Duration.FromSeconds(3);

    /// <summary>... and at the latest so long after the first of them.</summary>
    public static readonly Duration Longest = Duration.FromMinutes(1);

    private const string Due = "answered < asked and (asked_at <= @quiet or waiting_since <= @longest)";

    /// <summary>Somebody looks at these days: they are counted at once.</summary>
    public Task AskAsync(ShopId shop, IEnumerable<LocalDate> days, CancellationToken ct) => AskAsync(shop, days, Instant.FromUnixTimeMilliseconds(0), ct);

    /// <summary>Something came at that instant that changes these days: they are counted when no more comes.</summary>
    public async Task AskAsync(ShopId shop, IEnumerable<LocalDate> days, Instant at, CancellationToken ct)
    {
        var rows = days.Take(MostDays).Select(d => (object?[])[shop.Value, Text(d), at.ToUnixTimeMilliseconds()]).ToList();
        if (rows.Count > 0)
        {
            await database.WriteAsync(async (c, t) =>
            {
                await ManyRows.ExecuteAsync(c, t,
                    "insert into metrics_day (shop_id, day, asked, answered, asked_at, waiting_since) values (@shop, @day, 1, 0, @at, @at) on conflict (shop_id, day) do update set asked = metrics_day.asked + 1, asked_at = excluded.asked_at, waiting_since = case when metrics_day.answered < metrics_day.asked then metrics_day.waiting_since else excluded.waiting_since end",
                    ["shop", "day", "at"], rows, ct);
                return 0;
            }, ct);
        }
    }

    /// <summary>Asks for every day that has ever been counted again: a new book, or facts about people that hold for all time.</summary>
    public Task AskAllAsync(ShopId shop, Instant at, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "update metrics_day set waiting_since = case when answered < asked then waiting_since else @at end, asked = asked + 1, asked_at = @at where shop_id = @shop", ct, ("shop", shop.Value), ("at", at.ToUnixTimeMilliseconds())), ct);

    /// <summary>The newest days that are due, of one shop and at most so many days apart; with the number under which they were asked.</summary>
    public async Task<(ShopId Shop, IReadOnlyDictionary<LocalDate, long> Days)?> NextAsync(int most, Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var newest = await connection.ReadAllAsync(null, $"select shop_id, day from metrics_day where {Due} order by day desc, shop_id limit 1", r => (Shop: r.GetGuid(0), Day: Day(r.GetString(1))), ct, At(now));
        return newest.Count == 0 ? null : (new ShopId(newest[0].Shop), await DueAsync(connection, new ShopId(newest[0].Shop), newest[0].Day.PlusDays(-most), newest[0].Day, now, ct));
    }

    /// <summary>All days of a shop that are due; null when there is none.</summary>
    public async Task<IReadOnlyDictionary<LocalDate, long>?> DueAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var days = await DueAsync(connection, shop, new LocalDate(1, 1, 1), LocalDate.MaxIsoValue, now, ct);
        return days.Count == 0 ? null : days;
    }

    private static async Task<IReadOnlyDictionary<LocalDate, long>> DueAsync(DbConnection connection, ShopId shop, LocalDate after, LocalDate until, Instant now, CancellationToken ct) =>
        (await connection.ReadAllAsync(null, $"select day, asked from metrics_day where shop_id = @shop and {Due} and day > @after and day <= @until order by day",
            r => (Day: Day(r.GetString(0)), Asked: r.GetInt64(1)), ct, [("shop", shop.Value), ("after", Text(after)), ("until", Text(until)), .. At(now)])).ToDictionary(d => d.Day, d => d.Asked);

    private static (string, object?)[] At(Instant now) => [("quiet", (now - Quiet).ToUnixTimeMilliseconds()), ("longest", (now - Longest).ToUnixTimeMilliseconds())];

    public static Task AnswerAsync(DbConnection c, DbTransaction t, ShopId shop, IEnumerable<(LocalDate Day, long Asked, BookName Book, IReadOnlyList<string> Missing)> days, Instant now, CancellationToken ct) =>
        ManyRows.ExecuteAsync(c, t, "update metrics_day set answered = @asked, counts = counts + 1, book = @book, book_version = @version, book_digest = @digest, missing = @missing, counted_at = @now where shop_id = @shop and day = @day",
            ["asked", "book", "version", "digest", "missing", "now", "shop", "day"],
            [.. days.Select(d => (object?[])[d.Asked, d.Book.Book, d.Book.Version, d.Book.Digest, string.Join(' ', d.Missing), now.ToUnixTimeMilliseconds(), shop.Value, Text(d.Day)])], ct);

    /// <summary>What is known of days [from, to); days nobody asked for are not among them.</summary>
    public async Task<IReadOnlyDictionary<LocalDate, CountedDay>> ReadAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select day, asked, answered, book, book_version, book_digest, missing, counted_at from metrics_day where shop_id = @shop and day >= @from and day < @to",
            r => new CountedDay(Day(r.GetString(0)), r.GetInt64(2) < r.GetInt64(1), r.IsDBNull(3) ? null : new BookName(r.GetString(3), r.GetInt32(4), r.GetString(5)),
                r.IsDBNull(6) ? [] : r.GetString(6).Split(Blank, StringSplitOptions.RemoveEmptyEntries), r.IsDBNull(7) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(7))), ct,
            ("shop", shop.Value), ("from", Text(from)), ("to", Text(to)));
        return rows.ToDictionary(d => d.Day);
    }

    public static IEnumerable<LocalDate> Days(LocalDate from, LocalDate to)
    {
        for (var day = from; day < to; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
