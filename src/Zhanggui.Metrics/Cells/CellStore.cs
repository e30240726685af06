using System.Data.Common;
using System.Runtime.InteropServices;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Measuring;

namespace Zhanggui.Metrics.Cells;

/// <summary>A stored cell with its names.</summary>
internal sealed record StoredCell(string Metric, string Set, string Scope, LocalDate Day, MetricCell Cell);

/// <summary>Keeps the cells of days. A day is written whole, so that counting it twice changes nothing.</summary>
internal sealed class CellStore(Database database)
{
    private const int ScopesPerQuery = 200;
    private static readonly string[] Names = ["shop_id", "scope", "day", "metric", "set_name", "numerator", "denominator", "open_until", "numerator_keys", "denominator_keys"];

    public static async Task WriteAsync(DbConnection c, DbTransaction t, ShopId shop, IEnumerable<LocalDate> days, IEnumerable<Figure> figures, IReadOnlyDictionary<string, string?> teams, CancellationToken ct)
    {
        foreach (var day in days)
        {
            await c.ExecuteAsync(t, "delete from metrics_cell where shop_id = @shop and day = @day", ct, ("shop", shop.Value), ("day", DayBook.Text(day)));
        }

        var rows = new List<object?[]>();
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            foreach (var ((scope, day), cell) in figure.Cells)
            {
                scopes.Add(scope);
                rows.Add([shop.Value, scope, DayBook.Text(day), figure.Definition.Metric, figure.Set, cell.Numerator, cell.Denominator, cell.OpenUntil is { } open ? DayBook.Text(open) : null, Bytes(cell.NumeratorKeys), Bytes(cell.DenominatorKeys)]);
            }
        }

        await ManyRows.ExecuteAsync(c, t, $"insert into metrics_cell ({string.Join(", ", Names)}) values ({string.Join(", ", Names.Select(n => "@" + n))})", Names, rows, ct);
        await ManyRows.ExecuteAsync(c, t, "insert into metrics_scope (shop_id, scope, team) values (@shop, @scope, @team) on conflict (shop_id, scope) do update set team = coalesce(excluded.team, metrics_scope.team)",
            ["shop", "scope", "team"], [.. scopes.Order(StringComparer.Ordinal).Select(s => (object?[])[shop.Value, s, teams.GetValueOrDefault(s)])], ct);
    }

    /// <summary>Scopes of a kind (<c>person</c>) that the shop has ever had a figure of, with the team a person was in last.</summary>
    public async Task<IReadOnlyList<(string Scope, string? Team)>> ScopesAsync(ShopId shop, string kind, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select scope, team from metrics_scope where shop_id = @shop and scope >= @from and scope < @to order by scope limit 20000",
            r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1)), ct, ("shop", shop.Value), ("from", $"{kind}:"), ("to", $"{kind};"));
    }

    /// <summary>Cells of these scopes over days [from, to); of some metrics or of all.</summary>
    public async Task<IReadOnlyList<StoredCell>> ReadAsync(ShopId shop, IReadOnlyCollection<string> scopes, LocalDate from, LocalDate to, IReadOnlyCollection<string>? metrics, CancellationToken ct)
    {
        var cells = new List<StoredCell>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in scopes.Chunk(ScopesPerQuery))
        {
            var (where, parameters) = Where(shop, some, from, to, metrics);
            cells.AddRange(await connection.ReadAllAsync(null,
                $"select metric, set_name, scope, day, numerator, denominator, open_until, numerator_keys, denominator_keys from metrics_cell where {where}", Read, ct, parameters));
        }

        return cells;
    }

    /// <summary>
    /// The cells of these scopes over days [from, to), joined: the database adds what can be added, and only what counts once is read day by day. A
    /// figure that a later version no longer knows is left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<(string Metric, string Set, string Scope), MetricCell>> SumAsync(ShopId shop, IReadOnlyCollection<string> scopes, LocalDate from, LocalDate to, IReadOnlyCollection<string>? metrics, CancellationToken ct)
    {
        var sums = new Dictionary<(string, string, string), MetricCell>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in scopes.Chunk(ScopesPerQuery))
        {
            var (where, parameters) = Where(shop, some, from, to, metrics);
            var added = await connection.ReadAllAsync(null,
                $"select metric, set_name, scope, cast(sum(numerator) as bigint), cast(sum(denominator) as bigint), max(numerator), max(open_until) from metrics_cell where {where} group by scope, metric, set_name",
                r => (Metric: r.GetString(0), Set: r.GetString(1), Scope: r.GetString(2), Numerator: r.GetInt64(3), Denominator: r.GetInt64(4), Highest: r.GetInt64(5), Open: r.IsDBNull(6) ? (LocalDate?)null : DayBook.Day(r.GetString(6))), ct, parameters);
            foreach (var sum in added)
            {
                if (MetricCatalogue.Find(sum.Metric) is { } definition)
                {
                    sums[(sum.Metric, sum.Set, sum.Scope)] = MetricCell.Stored(definition.Merge == MetricMerge.Most ? sum.Highest : sum.Numerator, sum.Denominator, sum.Open, null, null);
                }
            }

            foreach (var (key, numerators, denominators) in await connection.ReadAllAsync(null,
                $"select metric, set_name, scope, numerator_keys, denominator_keys from metrics_cell where {where} and (numerator_keys is not null or denominator_keys is not null)",
                r => (Key: (r.GetString(0), r.GetString(1), r.GetString(2)), Numerators: Blob(r, 3), Denominators: Blob(r, 4)), ct, parameters))
            {
                if (sums.TryGetValue(key, out var cell))
                {
                    cell.JoinMarks(numerators, denominators);
                }
            }
        }

        return sums;
    }

    private static (string Where, (string, object?)[] Parameters) Where(ShopId shop, IReadOnlyList<string> scopes, LocalDate from, LocalDate to, IReadOnlyCollection<string>? metrics)
    {
        var only = metrics is null ? string.Empty : $" and metric in ({string.Join(", ", metrics.Select((_, i) => $"@m{i}"))})";
        return ($"shop_id = @shop and scope in ({string.Join(", ", scopes.Select((_, i) => $"@s{i}"))}) and day >= @from and day < @to{only}",
            [("shop", shop.Value), ("from", DayBook.Text(from)), ("to", DayBook.Text(to)), .. scopes.Select((s, i) => ($"s{i}", (object?)s)), .. (metrics ?? []).Select((m, i) => ($"m{i}", (object?)m))]);
    }

    private static StoredCell Read(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), DayBook.Day(r.GetString(3)),
        MetricCell.Stored(r.GetInt64(4), r.GetInt64(5), r.IsDBNull(6) ? null : DayBook.Day(r.GetString(6)), Marks(r, 7), Marks(r, 8)));

    private static byte[]? Bytes(HashSet<ulong>? keys) => keys is null ? null : MemoryMarshal.AsBytes<ulong>(keys.Order().ToArray()).ToArray();

    private static HashSet<ulong>? Marks(DbDataReader r, int at) => Blob(r, at) is { } marks ? [.. MemoryMarshal.Cast<byte, ulong>(marks).ToArray()] : null;

    private static byte[]? Blob(DbDataReader r, int at) => r.IsDBNull(at) ? null : (byte[])r.GetValue(at);
}
