using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Host.Backup;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Host;

/// <summary>What the owner does with the house from the workbench.</summary>
public sealed class HouseRouteTests
{
    [Theory, BothDatabases]
    public async Task The_owner_has_the_house_examined_and_it_is_recorded(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);

        var report = await owner.PostJsonAsync("/api/house/doctor", new { });

        report.GetProperty("database").GetString().ShouldBe(db == DatabaseKind.Sqlite ? "sqlite" : "postgres");
        report.GetProperty("ok").GetBoolean().ShouldBeTrue(report.ToString());
        report.GetProperty("checks").GetArrayLength().ShouldBeGreaterThan(5);
        (await AuditsAsync(house, "house.doctor.run")).ShouldBe(1);
        (await owner.RefusedAsync("/api/house/doctor", new { })).ShouldBe("house.run.too_soon");
    }

    [Theory, BothDatabases]
    public async Task A_backup_needs_the_password_and_comes_as_a_whole_file_that_leaves_nothing_behind(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        (await owner.RefusedAsync("/api/house/backup", new { })).ShouldBe("people.password.wrong");
        (await owner.RefusedAsync("/api/house/backup", new { password = "not it" })).ShouldBe("people.password.wrong");
        (await FetchCodeAsync(owner, "")).ShouldBe("house.backup.ticket_expired");
        var ticket = (await owner.PostJsonAsync("/api/house/backup", new { password = TestShop.Password })).GetProperty("ticket").GetString()!;
        using var elsewhere = await shop.SignInAsync(shop.Owner);
        (await FetchCodeAsync(elsewhere, ticket)).ShouldBe("house.backup.ticket_expired"); // another session of the same person

        using (var answer = await owner.GetAsync($"/api/house/backup?ticket={ticket}"))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            answer.Content.Headers.ContentDisposition.FileName!.ShouldEndWith(".zip");
            var file = Path.Combine(Directory.CreateTempSubdirectory("zhanggui-fetched-").FullName, "backup.zip");
            await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
            using var archive = await BackupArchive.OpenAsync(file, _ => { }, CancellationToken.None); // checks every hash
            archive.Manifest.Tables.Single(t => t.Name == "people_person").Rows.ShouldBe(5);
            archive.Manifest.Entries.ShouldNotContain(e => e.Name.Contains(".backup-", StringComparison.Ordinal));
        }

        (await AuditsAsync(house, "house.backup.run")).ShouldBe(1);
        for (var i = 0; i < 50 && Directory.EnumerateFiles(house.DataDir, ".backup-*").Any(); i++)
        {
            await Task.Delay(100); // the server closes its file a moment after the last byte
        }

        Directory.EnumerateFiles(house.DataDir, ".backup-*").ShouldBeEmpty();
        (await FetchCodeAsync(owner, ticket)).ShouldBe("house.run.too_soon");
    }

    [Fact]
    public async Task Nobody_without_the_right_for_the_whole_house_gets_in()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Host:HouseRestSeconds"] = "0");
        var shop = await TestShop.OpenAsync(house);
        using var stranger = shop.Stranger();
        using var agent = await shop.SignInAsync(shop.Agent);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        foreach (var (who, code) in new[] { (stranger, "people.session.missing"), (agent, "people.permission.missing"), (supervisor, "people.permission.missing") })
        {
            (await who.RefusedAsync("/api/house/doctor", new { })).ShouldBe(code);
            (await who.RefusedAsync("/api/house/backup", new { password = TestShop.Password })).ShouldBe(code);
            (await FetchCodeAsync(who, "1.2")).ShouldBe(code);
        }

        // An owner of one shop only: the acts reach every shop.
        await owner.PostOkAsync($"/api/people/persons/{shop.Supervisor.Id}/roles", new { preset = "owner", shopId = shop.Id.Value });
        using var ofOneShop = await shop.SignInAsync(shop.Supervisor);
        (await ofOneShop.RefusedAsync("/api/house/doctor", new { })).ShouldBe("house.request.not_allowed");
        (await ofOneShop.RefusedAsync("/api/house/backup", new { password = TestShop.Password })).ShouldBe("house.request.not_allowed");
    }

    [Fact]
    public async Task No_organisation_may_carry_away_another()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        var shop = await TestShop.OpenAsync(house);
        await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);

        (await owner.RefusedAsync("/api/house/backup", new { password = TestShop.Password })).ShouldBe("house.backup.several_organisations");
    }

    private static async Task<string> FetchCodeAsync(HttpClient http, string ticket)
    {
        using var answer = await http.GetAsync($"/api/house/backup?ticket={ticket}");
        return await answer.CodeAsync();
    }

    private static async Task<long?> AuditsAsync(TestHouse house, string act)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadLongAsync(null, "select count(*) from kernel_audit where act = @act", CancellationToken.None, ("act", act));
    }
}
