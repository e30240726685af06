using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Waves;

/// <summary>What is known of a day: whether it still waits, and by which sayings it was counted.</summary>
internal sealed record KeptDay(LocalDate Day, bool IsWaiting, Instant? CountedAt, int Buyers, string? Mark);

/// <summary>Counts of what buyers asked, by day. A day is counted once when it is over, again only when its talk or the sayings change.</summary>
internal sealed class WaveBook(Database database)
{
    /// <summary>Late talk of a past day comes in heaps: it is counted when no more comes.</summary>
    public static readonly Duration Quiet = Duration.FromSeconds(3);

    /// <summary>The running day is counted again for a reader once its count is so old.</summary>
    public static readonly Duration Fresh = Duration.FromMinutes(1);

    /// <summary>Asks for days; such as wait already go on waiting.</summary>
    public async Task AskAsync(ShopId shop, IEnumerable<LocalDate> days, CancellationToken ct)
    {
        var rows = days.Take(DayBook.MostDays).Select(d => (object?[])[shop.Value, DayBook.Text(d)]).ToList();
        if (rows.Count > 0)
        {
            await database.WriteAsync(async (c, t) =>
            {
                await ManyRows.ExecuteAsync(c, t,
                    "insert into metrics_wave_day (shop_id, day, asked, answered, asked_at) values (@shop, @day, 1, 0, 0) on conflict (shop_id, day) do update set asked = case when metrics_wave_day.answered < metrics_wave_day.asked then metrics_wave_day.asked else metrics_wave_day.asked + 1 end, asked_at = 0",
                    ["shop", "day"], rows, ct);
                return 0;
            }, ct);
        }
    }

    /// <summary>Talk of these days came late; days that were never counted are left until somebody wants them.</summary>
    public Task ChangedAsync(ShopId shop, LocalDate first, LocalDate last, Instant at, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "update metrics_wave_day set asked = asked + 1, asked_at = @at where shop_id = @shop and day >= @first and day <= @last", ct,
            ("shop", shop.Value), ("at", at.ToUnixTimeMilliseconds()), ("first", DayBook.Text(first)), ("last", DayBook.Text(last))), ct);

    /// <summary>The newest day that is due, with the number under which it was asked.</summary>
    public async Task<(ShopId Shop, LocalDate Day, long Asked)?> NextAsync(Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select shop_id, day, asked from metrics_wave_day where answered < asked and asked_at <= @quiet order by day desc limit 1",
            r => (new ShopId(r.GetGuid(0)), DayBook.Day(r.GetString(1)), r.GetInt64(2)), ct, ("quiet", (now - Quiet).ToUnixTimeMilliseconds()));
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<IReadOnlyDictionary<LocalDate, KeptDay>> DaysAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select day, asked, answered, counted_at, buyers, mark from metrics_wave_day where shop_id = @shop and day >= @from and day < @to",
            r => new KeptDay(DayBook.Day(r.GetString(0)), r.GetInt64(2) < r.GetInt64(1), r.IsDBNull(3) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), (int)r.GetInt64(4), r.IsDBNull(5) ? null : r.GetString(5)), ct,
            ("shop", shop.Value), ("from", DayBook.Text(from)), ("to", DayBook.Text(to)));
        return rows.ToDictionary(d => d.Day);
    }

    public async Task<IReadOnlyList<(LocalDate Day, string Topic, string Name, int Buyers)>> TopicsAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select day, topic, name, buyers from metrics_wave_topic where shop_id = @shop and day >= @from and day < @to order by day, topic",
            r => (DayBook.Day(r.GetString(0)), r.GetString(1), r.GetString(2), (int)r.GetInt64(3)), ct, ("shop", shop.Value), ("from", DayBook.Text(from)), ("to", DayBook.Text(to)));
    }

    /// <summary>The lines that asked about a topic on days [from, to), in order, behind a place; empty = from the beginning.</summary>
    public async Task<IReadOnlyList<(LocalDate Day, Asked Asked)>> AskedAsync(ShopId shop, LocalDate from, LocalDate to, string topic, (string Day, long At, string Message) after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select day, at, message_id from metrics_wave_asked where shop_id = @shop and topic = @topic and day >= @from and day < @to and (day > @day or (day = @day and (at > @at or (at = @at and message_id > @message)))) order by day, at, message_id limit @limit",
            r => (DayBook.Day(r.GetString(0)), new Asked(topic, Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(2))), ct,
            ("shop", shop.Value), ("from", DayBook.Text(from)), ("to", DayBook.Text(to)), ("topic", topic), ("day", after.Day), ("at", after.At), ("message", after.Message), ("limit", limit));
    }

    /// <summary>Writes a day whole.</summary>
    public static async Task WriteAsync(DbConnection c, DbTransaction t, ShopId shop, LocalDate day, long asked, WaveCount count, string mark, Instant now, CancellationToken ct)
    {
        var text = DayBook.Text(day);
        foreach (var table in new[] { "metrics_wave_topic", "metrics_wave_asked" })
        {
            await c.ExecuteAsync(t, $"delete from {table} where shop_id = @shop and day = @day", ct, ("shop", shop.Value), ("day", text));
        }

        await ManyRows.ExecuteAsync(c, t, "insert into metrics_wave_topic (shop_id, day, topic, name, buyers) values (@shop, @day, @topic, @name, @buyers)", ["shop", "day", "topic", "name", "buyers"],
            [.. count.Asked.GroupBy(a => a.Topic, StringComparer.Ordinal).Select(g => (object?[])[shop.Value, text, g.Key, count.Names[g.Key], (long)g.Count()])], ct);
        await ManyRows.ExecuteAsync(c, t, "insert into metrics_wave_asked (shop_id, day, topic, at, message_id) values (@shop, @day, @topic, @at, @message)", ["shop", "day", "topic", "at", "message"],
            [.. count.Asked.Select(a => (object?[])[shop.Value, text, a.Topic, a.At.ToUnixTimeMilliseconds(), a.Message])], ct);
        await c.ExecuteAsync(t, "update metrics_wave_day set answered = @asked, counted_at = @now, buyers = @buyers, mark = @mark where shop_id = @shop and day = @day and answered < @asked", ct,
            ("asked", asked), ("now", now.ToUnixTimeMilliseconds()), ("buyers", (long)count.Buyers), ("mark", mark), ("shop", shop.Value), ("day", text));
    }
}
