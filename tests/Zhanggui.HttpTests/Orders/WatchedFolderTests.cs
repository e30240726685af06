using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Files that are laid into a shop's folder.</summary>
public sealed class WatchedFolderTests
{
    [Theory, BothDatabases]
    public async Task Quiet_files_are_taken_once_and_put_away_with_a_report(DatabaseKind db)
    {
        var root = Directory.CreateTempSubdirectory("zhanggui-watch-").FullName;
        await using var house = await TestHouse.OpenAsync(db, b => b.Configuration["Orders:WatchFolder"] = root);
        var shop = await TestShop.OpenAsync(house);
        var folder = Directory.CreateDirectory(Path.Combine(root, shop.Id.ToString())).FullName;
        var quiet = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToDateTimeUtc().AddMinutes(-1);
        async Task LayAsync(string name, byte[] content, bool isQuiet)
        {
            var path = Path.Combine(root, name);
            await File.WriteAllBytesAsync(path, content);
            if (isQuiet)
            {
                File.SetLastWriteTimeUtc(path, quiet);
            }

            File.Move(path, Path.Combine(folder, name));
        }

        await LayAsync("orders.csv", Gbk(Taobao(Row("W1"), Row("W2", amount: "12a"))), isQuiet: true);
        await LayAsync("picture.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], isQuiet: true);
        await LayAsync("growing.csv", Gbk(Taobao(Row("W3"))), isQuiet: false);
        var job = house.Services.GetServices<IJob>().Single(j => j.Name == "orders.watch_folder");
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => job.RunOnceAsync(now, CancellationToken.None)));
        for (var i = 0; i < 200 && !(File.Exists(Path.Combine(folder, "done", "orders.csv.txt")) && File.Exists(Path.Combine(folder, "failed", "picture.csv.txt"))); i++)
        {
            await Task.Delay(100); // the house's own round may have taken one of them
        }

        (await File.ReadAllTextAsync(Path.Combine(folder, "done", "orders.csv.txt"))).ShouldContain("新增 1，更新 0，不变 0，退回 1");
        (await File.ReadAllTextAsync(Path.Combine(folder, "failed", "picture.csv.txt"))).ShouldContain("这不是表格文件");
        Directory.GetFiles(Path.Combine(folder, "taken")).ShouldBeEmpty();
        using var http = await shop.SignInAsync(shop.Owner);
        (await http.JsonAsync($"/api/orders/imports?shop={shop.Id}")).GetProperty("imports").GetArrayLength().ShouldBe(1);
    }
}
