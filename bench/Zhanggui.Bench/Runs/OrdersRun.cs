using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Npgsql;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Orders;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>orders</c>: the list of orders of one shop that has very many: the page of every filter and sort that the screen offers, from SQLite or (<c>--db postgres</c>)
/// PostgreSQL, in turn, with the plan of each (<c>--plans</c>) and its sums (<c>--sums</c>). <c>--keep FOLDER</c> keeps the orders of SQLite for the next run.
/// </summary>
internal static class OrdersRun
{
    private const int Page = 101;
    private const int SumRows = 50_000;
    private const int WordsRows = 100_000;
    private const int Agents = 50;
    private const long Minute = 60_000;
    private static readonly Instant End = Instant.FromUtc(2026, 11, 1, 0, 0);

    private static readonly string[] Asked =
    [
        "", "sort=placed", "sort=-paid", "sort=paid", "sort=-amount", "sort=amount",
        "status=unpaid", "status=closed&sort=-amount", "status=paid&status=shipped", "status=paid&sort=-paid",
        "person=@7", "person=@7&sort=-amount", "person=@7&sort=-paid", "person=@49&status=closed&flag=blue",
        "basis=undecided", "basis=undecided&sort=-amount", "basis=chase", "basis=chase&sort=-paid",
        "doubt=flag-shared", "doubt=flag-shared&sort=-amount", "doubt=none", "credited=2026-03", "credited=2026-03&sort=-amount", "credited=none", "credited=none&sort=-amount",
        "flag=red", "flag=blue&sort=-amount", "flag=none", "flag=gold", "flag=gold&sort=-amount",
        "from=2026-03-01&to=2026-04-01", "from=2026-03-01&to=2026-04-01&sort=-amount", "from=2026-03-01&to=2026-04-01&sort=-paid", "from=2026-03-01&to=2026-04-01&status=unpaid&flag=gold",
        "q=300000000000", "q=30000000000001234", "q=buyer77", "q=nobody", "q=%E5%8A%A0%E6%80%A5", "q=%E5%A2%99%E5%B8%83",
    ];

    public static async Task<int> RunAsync(Options options)
    {
        var (rows, isPostgres) = (options.Number("rows", 10_000_000), options.Text("db", "sqlite") == "postgres");
        var kept = options.Text("keep", string.Empty);
        using var folder = kept.Length > 0 ? null : new TempFolder("orders");
        var path = folder?.Path ?? Directory.CreateDirectory(kept).FullName;
        await using var postgres = isPostgres ? await ThrowawayPostgres.StartAsync() : null;
        var text = isPostgres ? new NpgsqlConnectionStringBuilder(await postgres!.CreateDatabaseAsync()) { CommandTimeout = 0 }.ToString() : null;
        await Stage.MigrateAsync(path, text);
        await using var database = new Database(isPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite, text ?? $"Data Source={Path.Combine(path, "zhanggui.db")}");
        // Always the same, so that what was kept is found again.
        var (shop, people) = (new ShopId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), Enumerable.Range(0, Agents).Select(i => new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)).ToArray());
        var started = Stopwatch.GetTimestamp();
        await using (var connection = await database.OpenAsync(default))
        {
            if (await connection.ReadLongAsync(null, "select cast(count(*) as bigint) from (select 1 from orders_order limit 1) one", default) == 0)
            {
                await FillAsync(database, isPostgres, shop, people, rows);
            }
        }

        Console.WriteLine($"{rows:N0} orders of one shop made and indexed in {Figures.Text(Stopwatch.GetElapsedTime(started).TotalSeconds)} s");
        var worst = 0d;
        foreach (var asked in Asked.Append("after"))
        {
            var filter = Filter(shop, asked, people);
            var times = new List<double>();
            var (found, spin) = (0, SpinLoop.Milliseconds());
            for (var round = 0; round < options.Number("rounds", 3); round++)
            {
                (found, var took) = await ReadAsync(database, filter);
                times.Add(took);
            }

            var median = times.Order().ElementAt(times.Count / 2);
            worst = Math.Max(worst, median);
            Console.WriteLine($"{(asked.Length == 0 ? "(all)" : asked),-60} {found,4} rows {Figures.Text(median),8} ms, first {Figures.Text(times[0])} ms; fixed loop {Figures.Text(spin)} ms");
            if (options.Text("sums", string.Empty).Length > 0 && asked != "after")
            {
                await SumAsync(database, filter);
            }

            if (options.Text("plans", string.Empty).Length > 0)
            {
                await PlanAsync(database, isPostgres, filter);
            }
        }

        Console.WriteLine($"slowest median {Figures.Text(worst)} ms (goal 200)");
        return 0;
    }

    private static OrderFilter Filter(ShopId shop, string asked, Guid[] people)
    {
        var isDeep = asked == "after";
        var at = asked.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            var end = asked.IndexOf('&', at) is var next and >= 0 ? next : asked.Length;
            asked = string.Concat(asked.AsSpan(0, at), people[int.Parse(asked.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture)].ToString(), asked.AsSpan(end));
        }

        var filter = OrderFilter.Of(shop, DateTimeZoneProviders.Tzdb["Asia/Shanghai"], null, End, new QueryCollection(QueryHelpers.ParseQuery(isDeep ? string.Empty : asked))).Value;
        if (isDeep)
        {
            filter.Behind(End.ToUnixTimeMilliseconds() - (200 * 1440 * Minute), "3");
        }

        return filter;
    }

    private static async Task<(int Rows, double Milliseconds)> ReadAsync(Database database, OrderFilter filter)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenAsync(default);
        await OrderReader.NarrowWordsAsync(connection, filter, WordsRows, default);
        filter.Way = await OrderReader.WayAsync(connection, filter, default);
        var rows = await connection.ReadAllAsync(null, OrderReader.Sql(filter, Page), OrderRow.Read, default, [.. filter.Parameters]);
        return (rows.Count, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task SumAsync(Database database, OrderFilter filter)
    {
        var started = Stopwatch.GetTimestamp();
        var sums = await OrderReader.SumAsync(database, filter, SumRows, default);
        Console.WriteLine($"      sums in {Figures.Text(Stopwatch.GetElapsedTime(started).TotalMilliseconds)} ms: {sums}");
    }

    private static async Task PlanAsync(Database database, bool isPostgres, OrderFilter filter)
    {
        await using var connection = await database.OpenAsync(default);
        foreach (var line in await connection.ReadAllAsync(null, $"{(isPostgres ? "explain" : "explain query plan")} {OrderReader.Sql(filter, Page)}", r => r.GetString(isPostgres ? 0 : 3), default, [.. filter.Parameters]))
        {
            Console.WriteLine($"      {line}");
        }
    }

    /// <summary>Two years of orders; the rarest flag stands on one of 100,000, the rarest doubt on one of 50,000.</summary>
    private static async Task FillAsync(Database database, bool isPostgres, ShopId shop, Guid[] people, int rows)
    {
        await using var connection = await database.OpenAsync(default);
        var indexes = await connection.ReadAllAsync(null, isPostgres
            ? "select indexname, indexdef from pg_indexes where tablename = 'orders_order' and indexname like 'orders_order_%' and indexname not like '%_pkey'"
            : "select name, sql from sqlite_master where type = 'index' and tbl_name = 'orders_order' and sql is not null", r => (Name: r.GetString(0), Sql: r.GetString(1)), default);
        foreach (var index in indexes)
        {
            await connection.ExecuteAsync(null, $"drop index {index.Name}", default);
        }

        await connection.ExecuteAsync(null, $"create table bench_person (n int primary key, id {(isPostgres ? "uuid" : "text")})", default);
        foreach (var (id, n) in people.Select((p, i) => (p, i)))
        {
            await connection.ExecuteAsync(null, "insert into bench_person values (@n, @id)", default, ("n", n), ("id", id));
        }

        var numbers = isPostgres ? $"(select i from generate_series(0, {rows} - 1) i) n" : $"(with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {rows}) select i from n) n";
        var (first, step) = (End.ToUnixTimeMilliseconds() - (730L * 1440 * Minute), 730L * 1440 * Minute / rows);
        var month = $"i / {Math.Max(1, rows / 24)} + 10";
        await connection.ExecuteAsync(null, $"""
            insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, paid_at, amount, postage, paid, title, quantity, seller_note, flag, credit_person, credit_basis, credit_doubt, credit_month, credit_base, version, created_at, changed_at)
            select @shop, cast(30000000000000000 + cast(i as bigint) * 37 as text), 'taobao', 'buyer' || (cast(i as bigint) * 7919 % 3000017),
              case i % 20 when 0 then 'unpaid' when 1 then 'closed' when 2 then 'paid' when 3 then 'shipped' else 'success' end,
              {first} + cast(i as bigint) * {step}, case when i % 20 < 2 then null else {first} + cast(i as bigint) * {step} + (i % 600) * 60000 end,
              cast(i as bigint) * 7919 % 50021, 0, cast(i as bigint) * 7919 % 50021, '示例墙布 3*2.4 米 定制尺寸 第' || (i % 1000) || '款', 1 + i % 3, case when i % 10 = 0 then '工号 60' || (i % 50) || ' 加急' end,
              case when i % 100000 = 7 then 'gold' when i % 10 = 3 then 'red' when i % 50 = 4 then 'blue' end,
              case when i % 4 > 0 then p.id end, case when i % 4 > 0 then (case when i % 1000 = 1 then 'chase' else 'order' end) when i % 200 = 0 then 'undecided' else 'silent' end,
              case when i % 200 = 0 then (case when i % 50000 = 0 then 'flag-shared' else 'no-number' end) end,
              case when i % 20 < 2 then null else (2024 + ({month}) / 12) || '-' || {(isPostgres ? $"right('0' || (({month}) % 12 + 1), 2)" : $"substr('0' || (({month}) % 12 + 1), -2)")} end,
              cast(i as bigint) * 7919 % 50021, 1, {first}, {first}
            from {numbers} join bench_person p on p.n = (i / 4) % {Agents}
            """, default, ("shop", shop.Value));
        foreach (var index in indexes)
        {
            await connection.ExecuteAsync(null, index.Sql, default);
        }

        // As in a running house: PostgreSQL takes its statistics itself, SQLite has none.
        if (isPostgres)
        {
            await connection.ExecuteAsync(null, "analyze orders_order", default);
        }
    }
}
