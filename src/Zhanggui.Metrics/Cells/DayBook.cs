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

    /// <summary>Asks for days [from, to) again, known or not.</summary>
    public Task AskAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct) => AskAsync(shop, Days(from, to), ct);

    public async Task AskAsync(ShopId shop, IEnumerable<LocalDate> days, CancellationToken ct)
    {
        var rows = days.Take(MostDays).Select(d => (object?[])[shop.Value, Text(d)]).ToList();
        if (rows.Count > 0)
        {
            await database.WriteAsync(async (c, t) =>
            {
                await ManyRows.ExecuteAsync(c, t, "insert into metrics_day (shop_id, day, asked, answered) values (@shop, @day, 1, 0) on conflict (shop_id, day) do update set asked = metrics_day.asked + 1", ["shop", "day"], rows, ct);
                return 0;
            }, ct);
        }
    }

    /// <summary>Asks for every day that has ever been counted again: a new book, or facts about people that hold for all time.</summary>
    public Task AskAllAsync(ShopId shop, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "update metrics_day set asked = asked + 1 where shop_id = @shop", ct, ("shop", shop.Value)), ct);

    /// <summary>The newest days that wait, of one shop and at most so many days apart; with the number under which they were asked.</summary>
    public async Task<(ShopId Shop, IReadOnlyDictionary<LocalDate, long> Days)?> NextAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var newest = await connection.ReadAllAsync(null, "select shop_id, day from metrics_day where answered < asked order by day desc, shop_id limit 1", r => (Shop: r.GetGuid(0), Day: Day(r.GetString(1))), ct);
        if (newest.Count == 0)
        {
            return null;
        }

        var days = await connection.ReadAllAsync(null, "select day, asked from metrics_day where shop_id = @shop and answered < asked and day > @after and day <= @until order by day",
            r => (Day: Day(r.GetString(0)), Asked: r.GetInt64(1)), ct, ("shop", newest[0].Shop), ("after", Text(newest[0].Day.PlusDays(-most))), ("until", Text(newest[0].Day)));
        return (new ShopId(newest[0].Shop), days.ToDictionary(d => d.Day, d => d.Asked));
    }

    public static Task AnswerAsync(DbConnection c, DbTransaction t, ShopId shop, IEnumerable<(LocalDate Day, long Asked, BookName Book, IReadOnlyList<string> Missing)> days, Instant now, CancellationToken ct) =>
        ManyRows.ExecuteAsync(c, t, "update metrics_day set answered = @asked, book = @book, book_version = @version, book_digest = @digest, missing = @missing, counted_at = @now where shop_id = @shop and day = @day",
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
