using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests;

public sealed class SchemaTests
{
    [Theory, BothDatabases]
    public async Task Every_mapped_column_is_in_the_migrated_database_with_its_kind(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var rooms = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name!.StartsWith("Zhanggui.", StringComparison.Ordinal))
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(RoomDb)) && !t.IsAbstract && !t.IsNested).ToList();
        rooms.Count.ShouldBeGreaterThan(2);

        foreach (var room in rooms)
        {
            await using var context = (RoomDb)ActivatorUtilities.CreateInstance(house.Services, room);
            Wrong(Mapped(context), await ColumnsAsync(house), db).ShouldBeEmpty(room.Name);
        }
    }

    [Fact]
    public void Missing_column_and_wrong_kind_are_found() => Wrong(
        [("shop_buyer", "id", typeof(Guid)), ("shop_buyer", "number", typeof(long)), ("shop_buyer", "nick", typeof(byte[])), ("shop_buyer", "colour", typeof(string))],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["shop_buyer.id"] = "uuid", ["shop_buyer.number"] = "text", ["shop_buyer.nick"] = "bytea" },
        DatabaseKind.Postgres).ShouldBe(["shop_buyer.number is text, not bigint", "shop_buyer.colour is missing"]);

    private static IEnumerable<string> Wrong(IEnumerable<(string Table, string Column, Type Stored)> mapped, IReadOnlyDictionary<string, string> columns, DatabaseKind db)
    {
        foreach (var (table, column, stored) in mapped)
        {
            var expected = Expected(stored, db);
            if (!columns.TryGetValue($"{table}.{column}", out var kind))
            {
                yield return $"{table}.{column} is missing";
            }
            else if (!expected.Contains(kind))
            {
                yield return $"{table}.{column} is {kind}, not {string.Join(" or ", expected)}";
            }
        }
    }

    private static string[] Expected(Type stored, DatabaseKind db) => (db, Type.GetTypeCode(stored)) switch
    {
        (DatabaseKind.Sqlite, _) when stored == typeof(Guid) => ["text"],
        (DatabaseKind.Sqlite, _) when stored == typeof(byte[]) => ["blob"],
        (DatabaseKind.Sqlite, TypeCode.Int32) => ["int", "integer"],
        (_, _) when stored == typeof(Guid) => ["uuid"],
        (_, _) when stored == typeof(byte[]) => ["bytea"],
        (_, TypeCode.Int32) => ["integer"],
        (_, TypeCode.Int64) => ["bigint"],
        (_, TypeCode.String) => ["text"],
        _ => ["no kind known for " + stored.Name],
    };

    [Theory, BothDatabases]
    public async Task No_index_of_conversations_holds_what_a_message_moves(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var database = house.Services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var indexes = await connection.ReadAllAsync(null, database.IsSqlite
            ? "select coalesce(sql, '') from sqlite_master where type = 'index' and tbl_name = 'reception_conversation'"
            : "select indexdef from pg_indexes where tablename = 'reception_conversation'", r => r.GetString(0), CancellationToken.None);
        var moved = Reception.Writing.PostgresSql.QuietColumns.Split(',').Select(c => c.Split('=')[0].Trim()).ToList();

        indexes.Count.ShouldBeGreaterThan(5);
        moved.ShouldContain("last_at");
        (from index in indexes from column in moved where Regex.IsMatch(index, $@"\b{column}\b", RegexOptions.None, TimeSpan.FromSeconds(1)) select $"{column}: {index}").ShouldBeEmpty();
    }

    private static IEnumerable<(string Table, string Column, Type Stored)> Mapped(RoomDb context) =>
        from entity in context.Model.GetEntityTypes()
        where entity.GetTableName() is not null
        let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
        from property in entity.GetProperties()
        let clr = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType
        select (table.Name, property.GetColumnName(table)!, Nullable.GetUnderlyingType(clr) ?? clr);

    private static async Task<IReadOnlyDictionary<string, string>> ColumnsAsync(TestHouse house)
    {
        var database = house.Services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var sql = database.IsSqlite
            ? "select m.name || '.' || c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
            : "select table_name || '.' || column_name, data_type from information_schema.columns where table_schema = 'public'";
        return (await connection.ReadAllAsync(null, sql, (DbDataReader r) => KeyValuePair.Create(r.GetString(0), r.GetString(1)), CancellationToken.None))
            .ToDictionary(StringComparer.Ordinal);
    }
}
