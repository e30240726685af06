using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Npgsql;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Store;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>ingest</c>: rows of orders as an import stores them, in its chunks, each looked up under its number first, beside one prepared insert run row by row in
/// transactions of the same size. Both begin each round with an empty table that has all its indexes, from SQLite or (<c>--db postgres</c>) PostgreSQL, in turn;
/// <c>again</c> stores the same rows once more, which changes nothing.
/// </summary>
internal static class IngestRun
{
    private const int ChunkRows = 1000;
    private static readonly TableShape Shape = TableShape.Orders;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 0, 0);
    private static readonly ShopId Shop = new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    private static readonly Guid Import = new(2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    public static async Task<int> RunAsync(Options options)
    {
        var (rows, isPostgres) = (options.Number("rows", 200_000), options.Text("db", "sqlite") == "postgres");
        using var folder = new TempFolder("ingest");
        await using var postgres = isPostgres ? await ThrowawayPostgres.StartAsync() : null;
        var text = isPostgres ? new NpgsqlConnectionStringBuilder(await postgres!.CreateDatabaseAsync()) { CommandTimeout = 0 }.ToString() : null;
        await Stage.MigrateAsync(folder.Path, text);
        await using var database = new Database(isPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite, text ?? $"Data Source={folder["zhanggui.db"]}");
        var rounds = new List<RoundResult>();
        for (var round = 0; round <= options.Number("rounds", 3); round++)
        {
            foreach (var side in (string[])["bare", "zhanggui", "again"])
            {
                if (side != "again")
                {
                    await EmptyAsync(database);
                }

                var spin = SpinLoop.Milliseconds();
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var started = Stopwatch.GetTimestamp();
                for (var first = 0; first < rows; first += ChunkRows)
                {
                    var chunk = Enumerable.Range(first, Math.Min(ChunkRows, rows - first)).Select(Row).ToList();
                    await database.WriteAsync<int>(async (c, t) =>
                    {
                        await (side == "bare" ? BareAsync(c, t, chunk) : new RowUpsert(Shape, Shop, Import, Now).RunAsync(c, t, chunk, default));
                        return 0;
                    }, default);
                }

                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                var stored = await StoredAsync(database);
                Console.WriteLine($"round {round}{(round == 0 ? " (warming up)" : string.Empty)}  {side,-10} {rows / seconds,10:N0} rows/s  {rows / used,10:N0} rows/cpu-s of this process  {stored:N0} stored  spin {spin:F0} ms");
                if (round > 0)
                {
                    rounds.Add(new RoundResult(side, rows / seconds, rows / used, 0, 0, spin, stored == rows ? 0 : 1));
                }
            }
        }

        Console.WriteLine($"stored with the check for doubles / bare insert: {rounds.Ratio("zhanggui", "bare", r => r.PerSecond):F2} x by the clock (goal 0.7); the same rows again: {rounds.Ratio("again", "bare", r => r.PerSecond):F2} x");
        return rounds.All(r => r.Errors == 0) ? 0 : 1;
    }

    private static async Task BareAsync(DbConnection connection, DbTransaction transaction, List<IncomingRow> rows)
    {
        string[] names = ["shop_id", .. Shape.Key, .. Shape.Columns, "changed_by_import", "changed_at", "version", "created_by_import", "created_at"];
        var at = Now.ToUnixTimeMilliseconds();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"insert into {Shape.Table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(n => "@" + n))})";
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, TypeOf(name));
            command.Parameters.Add(parameter);
        }

        var isPrepared = false;
        foreach (var row in rows)
        {
            object?[] values = [Shop.Value, .. row.Key, .. row.Values, Import, at, 1L, Import, at];
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            if (!isPrepared)
            {
                await command.PrepareAsync();
                isPrepared = true;
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private static DbType TypeOf(string column) => column switch
    {
        "shop_id" or "changed_by_import" or "created_by_import" => DbType.Guid,
        "amount" or "postage" or "paid" or "refunded" or "quantity" or "version" => DbType.Int64,
        _ => column.EndsWith("_at", StringComparison.Ordinal) ? DbType.Int64 : DbType.String,
    };

    private static Task EmptyAsync(Database database) => database.WriteAsync<int>(async (c, t) =>
    {
        await c.ExecuteAsync(t, $"delete from {Shape.Table}", default);
        return 0;
    }, default);

    private static async Task<long> StoredAsync(Database database)
    {
        await using var connection = await database.OpenAsync(default);
        return await connection.ReadLongAsync(null, $"select cast(count(*) as bigint) from {Shape.Table}", default) ?? 0;
    }

    private static IncomingRow Row(int i)
    {
        var values = new object?[Shape.Columns.Count];
        void Set(string column, object? value) => values[Shape.At(column)] = value;
        var placed = Now.ToUnixTimeMilliseconds() - (i * 60_000L);
        Set("platform", "taobao");
        Set("buyer", $"buyer{i * 7919L % 300_017}");
        Set("status", "success");
        Set("status_said", "交易成功");
        Set("placed_at", placed);
        Set("paid_at", placed + 60_000);
        Set("shipped_at", placed + 3_600_000);
        Set("signed_at", placed + 90_000_000);
        Set("amount", i * 7919L % 50_021);
        Set("postage", 0L);
        Set("paid", i * 7919L % 50_021);
        Set("title", $"示例墙布 3*2.4 米 定制尺寸 第{i % 1000}款");
        Set("quantity", 1L + (i % 3));
        Set("seller_note", i % 3 == 0 ? $"工号 60{i % 50} 加急" : null);
        Set("flag", i % 10 == 3 ? "red" : null);
        return new IncomingRow([(30_000_000_000_000_000L + (i * 37L)).ToString(CultureInfo.InvariantCulture)], values);
    }
}
