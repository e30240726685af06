using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests;

public sealed class MigrationTests
{
    [Theory, BothDatabases]
    public async Task Server_starts_on_an_empty_database_and_answers(DatabaseKind db)
    {
        TestHouse.SkipWithout(db);
        var postgres = db == DatabaseKind.Postgres ? await TestHouse.CreateDatabaseAsync() : null;
        await using var house = await TestHouse.StartAsync(Directory.CreateTempSubdirectory("zhanggui-test-").FullName, postgres);
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(house.Url + "/health"))).ShouldBe("ok");
    }

    [Theory, BothDatabases]
    public async Task Migrating_twice_changes_nothing(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var database = house.Services.GetRequiredService<Database>();
        await house.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);

        await using var connection = await database.OpenAsync(CancellationToken.None);
        var rows = await connection.ReadLongAsync(null, "select count(*) from kernel_migration", CancellationToken.None);
        rows.ShouldBe(house.Services.GetRequiredService<Migrator>().Known().Count);
    }
}
