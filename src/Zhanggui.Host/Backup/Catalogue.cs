using System.Data.Common;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Host.Backup;

/// <summary>A column of the live database; <paramref name="Type"/> is the database's own name for the type.</summary>
internal sealed record LiveColumn(string Name, string Type);

/// <summary>A table of the live database, without generated columns.</summary>
internal sealed record LiveTable(string Name, IReadOnlyList<LiveColumn> Columns);

/// <summary>What the database says it holds. Virtual tables and their shadows (search indexes) are rebuilt, never copied.</summary>
internal static class Catalogue
{
    /// <summary>The journal is rebuilt by the migrations; leases of jobs are of no use elsewhere.</summary>
    private static readonly string[] NotCarried = ["kernel_migration", "kernel_job"];

    public static async Task<IReadOnlyList<LiveTable>> ReadAsync(Database database, DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        var columns = await connection.ReadAllAsync(transaction, database.IsSqlite ? Sqlite : Postgres,
            r => (Table: r.GetString(0), Column: new LiveColumn(r.GetString(1), r.GetString(2))), ct);
        return
        [
            .. columns.Where(c => !NotCarried.Contains(c.Table)).GroupBy(c => c.Table, StringComparer.Ordinal)
                .Select(g => new LiveTable(g.Key, [.. g.Select(c => c.Column)])).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    private const string Sqlite =
        "select t.name, c.name, c.type from pragma_table_list t join pragma_table_xinfo(t.name) c " +
        "where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\' and c.hidden = 0 order by t.name, c.cid";

    private const string Postgres =
        "select c.relname::text, a.attname::text, format_type(a.atttypid, null)::text from pg_class c join pg_attribute a on a.attrelid = c.oid " +
        "where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' " +
        "order by c.relname, a.attnum";
}
