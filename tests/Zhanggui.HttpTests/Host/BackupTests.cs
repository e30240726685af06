using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Host;
using Zhanggui.Host.Backup;
using Zhanggui.Host.Commands;
using Zhanggui.Host.Doctor;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Host;

public sealed class BackupTests
{
    public static TheoryData<DatabaseKind, DatabaseKind> Pairs { get; } = new()
    {
        { DatabaseKind.Sqlite, DatabaseKind.Sqlite },
        { DatabaseKind.Postgres, DatabaseKind.Postgres },
        { DatabaseKind.Sqlite, DatabaseKind.Postgres },
        { DatabaseKind.Postgres, DatabaseKind.Sqlite },
    };

    [Theory, MemberData(nameof(Pairs))]
    public async Task A_backup_of_a_running_house_comes_back_whole_with_a_new_epoch(DatabaseKind from, DatabaseKind into)
    {
        SkipWithoutPostgres(from, into);
        await using var house = await TestHouse.OpenAsync(from);
        var (shop, buyer) = await FillAsync(house.Services);
        var staff = await TestShop.OpenAsync(house);
        using var agent = await staff.SignInAsync(staff.Agent);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(house.DataDir, "files", "ab")).FullName, "x.0"), "a piece of a file");
        var file = await BackUpAsync(house.Services);

        var (dataDir, postgres) = await EmptyAsync(into);
        await using var target = Build(dataDir, postgres);
        var report = await RestoreAsync(target.Services, file);
        await HouseServer.PrepareAsync(target, CancellationToken.None);

        report.Rows.ShouldBeGreaterThan(10);
        File.ReadAllText(Path.Combine(dataDir, "files", "ab", "x.0")).ShouldBe("a piece of a file");
        var found = await target.Services.CreateScope().ServiceProvider.GetRequiredService<IBuyers>().FindAsync(buyer, CancellationToken.None);
        found.ShouldNotBeNull().Name.ShouldBe("林晓燕"); // sealed with the buyer's key, which the master key wraps
        var before = await HeadAsync(house.Services, shop.Value);
        var after = await HeadAsync(target.Services, shop.Value);
        after.Last.ShouldBe(before.Last);
        after.Epoch.ShouldNotBe(before.Epoch);
        (await LiveSessionsAsync(house.Services)).ShouldBe(1);
        (await LiveSessionsAsync(target.Services)).ShouldBe(0); // everybody signs in again
        (await CountsAsync(target.Services)).ShouldBe(await CountsAsync(house.Services));
        var doctor = await target.Services.GetRequiredService<HouseDoctor>().RunAsync(CancellationToken.None);
        doctor.Checks.SelectMany(c => c.Findings.Where(f => f.Level == FindingLevel.Error)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Files_of_talks_can_be_read_in_the_restored_house_whichever_database_it_has(DatabaseKind from, DatabaseKind into)
    {
        SkipWithoutPostgres(from, into);
        await using var house = await TestHouse.OpenAsync(from);
        var place = await Visitors.VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        var picture = Visitors.VisitorFileTests.Png(8, 8, 200_000); // several pieces
        (await visitor.UploadAsync(picture, "尺寸图.png")).ShouldBe(System.Net.HttpStatusCode.OK);
        var id = visitor.Answer.GetProperty("file").GetProperty("id").GetGuid();
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = string.Empty, fileId = id })).ShouldBe(System.Net.HttpStatusCode.OK);
        var file = await BackUpAsync(house.Services);

        var (dataDir, postgres) = await EmptyAsync(into);
        await using (var target = Build(dataDir, postgres))
        {
            await RestoreAsync(target.Services, file);
        }

        await using var restored = await TestHouse.StartAsync(dataDir, postgres);
        using var owner = restored.Client();
        (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(owner, "/api/people/session", new { account = place.Shop.Owner.Account, password = TestShop.Password })).EnsureSuccessStatusCode();
        (await owner.GetByteArrayAsync(new Uri($"/api/reception/files/{id}", UriKind.Relative))).ShouldBe(picture);
        // Kept in one place only: in rows or in the folder.
        var rows = await ReceptionDesk.CountAsync(restored, "select count(*) from reception_file_chunk");
        var pieces = Directory.Exists(Path.Combine(dataDir, "files")) ? Directory.GetFiles(Path.Combine(dataDir, "files"), "*", SearchOption.AllDirectories).Length : 0;
        (rows > 0, pieces > 0).ShouldBe(into == DatabaseKind.Postgres ? (true, false) : (false, true));
    }

    private static async Task<long?> LiveSessionsAsync(IServiceProvider services)
    {
        await using var connection = await services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadLongAsync(null, "select count(*) from people_session where ended_at is null", CancellationToken.None);
    }

    [Theory, BothDatabases]
    public async Task A_restore_into_a_house_that_has_something_is_refused_and_changes_nothing(DatabaseKind db)
    {
        SkipWithoutPostgres(db, db);
        await using var house = await TestHouse.OpenAsync(db);
        await FillAsync(house.Services);
        var file = await BackUpAsync(house.Services);
        var (dataDir, postgres) = await EmptyAsync(db);
        await using (var target = Build(dataDir, postgres))
        {
            await RestoreAsync(target.Services, file);
        }

        Npgsql.NpgsqlConnection.ClearAllPools();
        await using var again = Build(dataDir, postgres);
        await Should.ThrowAsync<RefusedException>(() => RestoreAsync(again.Services, file));
        var counts = await CountsAsync(again.Services);
        await Close(again);
        await using var replacing = Build(dataDir, postgres);
        await RestoreAsync(replacing.Services, file, replace: true);
        (await CountsAsync(replacing.Services)).ShouldBe(counts);
    }

    [Fact]
    public async Task A_damaged_or_unfinished_backup_is_refused_and_leaves_the_folder_empty()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        await FillAsync(house.Services);
        var file = await BackUpAsync(house.Services);
        var altered = file + ".altered";
        File.Copy(file, altered);
        using (var zip = ZipFile.Open(altered, ZipArchiveMode.Update))
        {
            zip.GetEntry("rows/people_person.jsonl")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("rows/people_person.jsonl").Open());
            writer.Write("[]\n");
        }

        var cut = file + ".cut";
        File.WriteAllBytes(cut, File.ReadAllBytes(file)[..^200]);
        foreach (var bad in new[] { altered, cut, file + ".absent" })
        {
            var (dataDir, _) = await EmptyAsync(DatabaseKind.Sqlite);
            await using var target = Build(dataDir, null);
            await Should.ThrowAsync<RefusedException>(() => RestoreAsync(target.Services, bad));
            DataFolder.Top(dataDir).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_backup_does_not_overwrite_unless_told()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        var file = await BackUpAsync(house.Services);
        var writer = ActivatorUtilities.CreateInstance<BackupWriter>(house.Services);

        await Should.ThrowAsync<RefusedException>(() => writer.WriteAsync(file, overwrite: false, _ => { }, CancellationToken.None));
    }

    [Fact]
    public async Task A_restore_beside_a_running_server_is_refused()
    {
        var (dataDir, _) = await EmptyAsync(DatabaseKind.Sqlite);
        using var running = DataFolderLock.Take(dataDir, alone: false);
        await using var target = Build(dataDir, null);

        await Should.ThrowAsync<RefusedException>(() => RestoreAsync(target.Services, "any"));
    }

    private static async Task<(ShopId Shop, BuyerId Buyer)> FillAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var seeded = await scope.ServiceProvider.GetRequiredService<IPeopleSeed>().SowAsync(new OrganisationSeed("备份测试", [new ShopSeed("s", "备份店", Teams: ["售前"])],
            [new PersonSeed("o", "掌柜", $"o{Guid.CreateVersion7():n}", "correct horse battery", [new RoleSeed("owner")])]), CancellationToken.None);
        var shop = seeded.Shops["s"];
        var buyer = await scope.ServiceProvider.GetRequiredService<IBuyers>().FindOrCreateAsync(shop, "web", "b-1", new BuyerProfile("林晓燕", BuyerIdentity.Signed), CancellationToken.None);
        await services.GetRequiredService<Database>().WriteAsync((c, t) => services.GetRequiredService<FeedStore>().AppendAsync(c, t, shop.Value,
            [new FeedEntry(shop.Value, "test", Guid.CreateVersion7(), 0, Guid.Empty)], CancellationToken.None), CancellationToken.None);
        return (shop, buyer.Id);
    }

    private static async Task<string> BackUpAsync(IServiceProvider services)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("zhanggui-backup-").FullName, "house.zip");
        await ActivatorUtilities.CreateInstance<BackupWriter>(services).WriteAsync(file, overwrite: false, _ => { }, CancellationToken.None);
        return file;
    }

    private static Task<BackupReport> RestoreAsync(IServiceProvider services, string file, bool replace = false) =>
        ActivatorUtilities.CreateInstance<Restorer>(services).RestoreAsync(file, replace, _ => { }, CancellationToken.None);

    private static WebApplication Build(string dataDir, string? postgres) =>
        HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = dataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
        });

    private static async Task<(string DataDir, string? Postgres)> EmptyAsync(DatabaseKind db) =>
        (Directory.CreateTempSubdirectory("zhanggui-restore-").FullName, db == DatabaseKind.Postgres ? await TestHouse.CreateDatabaseAsync() : null);

    private static async Task Close(WebApplication app)
    {
        await app.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    private static async Task<FeedHead> HeadAsync(IServiceProvider services, Guid stream)
    {
        await using var connection = await services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await FeedStore.ReadHeadAsync(connection, null, stream, CancellationToken.None);
    }

    /// <summary>What the house's own jobs write and take away at any moment, also after the backup; lists that only move with orders or records have none here.</summary>
    private static readonly HashSet<string> OwnWork = new(["kernel_outbox", "kernel_outbox_effect", "pay_watch", "metrics_wave_day"], StringComparer.Ordinal);

    // Rows of every table, as "name count" lines.
    private static async Task<string> CountsAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var lines = new List<string>();
        foreach (var table in (await Catalogue.ReadAsync(database, connection, null, CancellationToken.None)).Where(t => !OwnWork.Contains(t.Name)))
        {
            lines.Add($"{table.Name} {await connection.ReadLongAsync(null, $"select count(*) from \"{table.Name}\"", CancellationToken.None)}");
        }

        return string.Join('\n', lines);
    }

    private static void SkipWithoutPostgres(params DatabaseKind[] kinds) =>
        Assert.SkipWhen(kinds.Contains(DatabaseKind.Postgres) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ZHANGGUI_TEST_POSTGRES")), "PostgreSQL is absent.");
}
