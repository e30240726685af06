using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Files that are laid into a shop's folder.</summary>
public sealed class WatchedFolderTests
{
    private const int QuietSeconds = 300;
    private readonly string root = Directory.CreateTempSubdirectory("zhanggui-watch-").FullName;

    [Theory, BothDatabases]
    public async Task Whole_files_are_taken_once_put_away_with_a_report_and_listed(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var http = await shop.SignInAsync(shop.Owner);
        var folder = await WatchAsync(http, shop, "旗舰店");
        await LayAsync(folder, "orders.csv", Gbk(Taobao(Row("W1"), Row("W2", amount: "12a"))));
        await LayAsync(folder, "picture.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        File.CreateSymbolicLink(Path.Combine(folder, "link.csv"), Path.Combine(root, "elsewhere.csv"));
        await File.WriteAllBytesAsync(Path.Combine(root, "elsewhere.csv"), Gbk(Taobao(Row("W9"))));
        await LayAsync(folder, "~$orders.csv", Gbk(Taobao(Row("W8"))));

        await RoundsAsync(house, () => File.Exists(Path.Combine(folder, "done", "orders.csv.txt")) && File.Exists(Path.Combine(folder, "failed", "picture.csv.txt")));

        (await File.ReadAllTextAsync(Path.Combine(folder, "done", "orders.csv.txt"))).ShouldContain("新增 1，更新 0，不变 0，退回 1");
        (await File.ReadAllTextAsync(Path.Combine(folder, "failed", "picture.csv.txt"))).ShouldContain("这不是表格文件");
        Directory.GetFiles(Path.Combine(folder, "taken")).ShouldBeEmpty();
        (await http.JsonAsync($"/api/orders/imports?shop={shop.Id}")).GetProperty("imports").GetArrayLength().ShouldBe(1);
        File.Exists(Path.Combine(root, "elsewhere.csv")).ShouldBeTrue();

        // The same name again, with other rows: both are kept.
        await LayAsync(folder, "orders.csv", Gbk(Taobao(Row("W3"))));
        await RoundsAsync(house, () => File.Exists(Path.Combine(folder, "done", "orders (2).csv.txt")));
        var view = await http.JsonAsync($"/api/orders/watched?shop={shop.Id}");
        view.GetProperty("files").EnumerateArray().Select(f => $"{f.GetProperty("fileName").GetString()} {f.GetProperty("isDone").GetBoolean()} {f.GetProperty("import").ValueKind}").Order(StringComparer.Ordinal)
            .ShouldBe(["orders.csv True String", "orders.csv True String", "picture.csv False Null"]);
        view.GetProperty("waiting").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task File_that_still_grows_is_left_alone_whatever_time_it_bears(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var http = await shop.SignInAsync(shop.Owner);
        var folder = await WatchAsync(http, shop, "店/收件");
        var path = Path.Combine(folder, "growing.csv");
        var whole = Gbk(Taobao(Row("G1"), Row("G2")));
        for (var i = 1; i <= 4; i++)
        {
            // Copying sets the time to that of the original.
            await File.WriteAllBytesAsync(path, whole[..(whole.Length * i / 5)]);
            File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            (await Job(house).RunOnceAsync(Now(house) + Duration.FromSeconds(QuietSeconds / 2), CancellationToken.None)).ShouldBe(0);
        }

        await File.WriteAllBytesAsync(path, whole);
        (await http.JsonAsync($"/api/orders/watched?shop={shop.Id}")).GetProperty("waiting").EnumerateArray().Select(w => w.GetString()).ShouldBe(["growing.csv"]);
        await RoundsAsync(house, () => File.Exists(Path.Combine(folder, "done", "growing.csv.txt")));

        (await http.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}")).GetProperty("count").GetInt64().ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Folder_stays_inside_the_root_and_is_one_shops(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        var (shop, other) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var http = await shop.SignInAsync(shop.Owner);
        using var second = await other.SignInAsync(other.Owner);
        Directory.CreateSymbolicLink(Path.Combine(root, "out"), Path.GetTempPath());

        foreach (var wrong in new[] { "..", "../x", "a/../../b", "/etc", "C:\\x", "\\\\host\\share", "a//b", ".hidden", "done", "a/taken", "CON", "nul.txt", "a ", "x\u0000y", "a:b", "out", "out/x", new string('x', 200), string.Empty })
        {
            var asked = new { shop = shop.Id.Value, isOn = true, folder = wrong };
            if (wrong.Trim() != "a")
            {
                (await http.RefusedAsync("/api/orders/watched", asked)).ShouldBe("orders.watch.folder_outside", wrong);
            }
        }

        await WatchAsync(http, shop, "甲店");
        foreach (var taken in new[] { "甲店", "甲店/里", "甲店\\里" })
        {
            (await second.RefusedAsync("/api/orders/watched", new { shop = other.Id.Value, isOn = true, folder = taken })).ShouldBe("orders.watch.folder_taken");
        }

        (await second.RefusedAsync("/api/orders/watched", new { shop = shop.Id.Value, isOn = true, folder = "别人" })).ShouldBe("orders.shop.not_found");
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.GetAsync(new Uri($"/api/orders/watched?shop={shop.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();

        // Switched off: nothing is taken.
        var folder = await WatchAsync(http, shop, "甲店", isOn: false);
        await LayAsync(folder, "orders.csv", Gbk(Taobao(Row("O1"))));
        (await Job(house).RunOnceAsync(Now(house), CancellationToken.None)).ShouldBe(0);
        (await Job(house).RunOnceAsync(Now(house) + Duration.FromSeconds(QuietSeconds + 1), CancellationToken.None)).ShouldBe(0);
        File.Exists(Path.Combine(folder, "orders.csv")).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_shops_of_one_name_get_a_folder_each()
    {
        await using var house = await OpenAsync(DatabaseKind.Sqlite);
        var (shop, other) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var http = await shop.SignInAsync(shop.Owner);
        using var second = await other.SignInAsync(other.Owner);

        var one = await WatchAsync(http, shop, null);
        var two = await WatchAsync(second, other, null);

        two.ShouldNotBe(one);
        Directory.Exists(two).ShouldBeTrue();
    }

    private static async Task<string> WatchAsync(HttpClient http, TestShop shop, string? folder, bool isOn = true)
    {
        await http.PostJsonAsync("/api/orders/watched", new { shop = shop.Id.Value, isOn, folder });
        return (await http.JsonAsync($"/api/orders/watched?shop={shop.Id}")).GetProperty("path").GetString()!;
    }

    private async Task LayAsync(string folder, string name, byte[] content)
    {
        var path = Path.Combine(root, $"{name}.laying");
        await File.WriteAllBytesAsync(path, content);
        File.Move(path, Path.Combine(folder, name));
    }

    /// <summary>Rounds now and when a file that was seen is quiet, several at once as several processes do, until it is so; the house's own rounds go on meanwhile.</summary>
    private static async Task RoundsAsync(TestHouse house, Func<bool> isSo)
    {
        for (var i = 0; i < 300 && !isSo(); i++)
        {
            foreach (var later in new[] { Duration.Zero, Duration.FromSeconds(QuietSeconds + 1) })
            {
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Job(house).RunOnceAsync(Now(house) + later, CancellationToken.None)));
            }

            await Task.Delay(isSo() ? 0 : 100);
        }

        isSo().ShouldBeTrue();
    }

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static IJob Job(TestHouse house) => house.Services.GetServices<IJob>().Single(j => j.Name == "orders.watch_folder");

    // The house's own clock never finds a file quiet in the time of a test: only the rounds of the test do.
    private Task<TestHouse> OpenAsync(DatabaseKind db) => TestHouse.OpenAsync(db, b =>
    {
        b.Configuration["Orders:WatchFolder"] = root;
        b.Configuration["Orders:WatchQuietSeconds"] = QuietSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    });
}
