using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary><c>zhanggui import</c> as a person runs it: on a data folder without a server, beside one, killed in the middle.</summary>
public sealed class ImportCommandTests
{
    private const int RowsOfEachFile = 1500;
    private readonly string folder = Directory.CreateTempSubdirectory("zhanggui-import-").FullName;

    [Fact]
    public async Task Files_are_checked_imported_and_repeated_without_a_server()
    {
        var data = await SetUpAsync();
        var orders = await FileAsync("orders.csv", Gbk(Taobao(Row("A1", note: "0115小王"), Row("A2"), Row("A3", amount: "12a"))));
        var jd = await FileAsync("jd.csv", PlatformFiles.Jd);

        var (status, output, error) = await RunAsync(data, "import", "orders", orders, jd, "--shop", "测试店", "--dry-run", "--json");
        status.ShouldBe(0, error);
        Files(output).ShouldBe(["checked taobao-orders 3 0/0/0/1", "checked jd-orders 3 0/0/0/0"]);

        (status, output, error) = await RunAsync(data, "import", "orders", orders, jd, "--shop", "测试店", "--json");
        status.ShouldBe(0, error);
        Files(output).ShouldBe(["done taobao-orders 3 2/0/0/1", "done jd-orders 3 2/0/1/0"]);
        var files = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("files");
        files[1].GetProperty("kept_columns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["商家自用编码"]);
        var problem = files[0].GetProperty("problems").EnumerateArray().Single();
        (problem.GetProperty("line").GetInt64(), problem.GetProperty("code").GetString(), problem.GetProperty("column").GetString()).ShouldBe((4, "not_money", "总金额"));

        (status, output, error) = await RunAsync(data, "import", "orders", orders, "--shop", "测试店");
        status.ShouldBe(0, error);
        output.ShouldContain("新增 0，更新 0，不变 2，退回 1");
        error.ShouldContain($"{orders}:4: “总金额”里的“12a”不是金额");
    }

    [Fact]
    public async Task What_cannot_be_imported_is_refused_with_status_1_and_wrong_usage_with_2()
    {
        var data = await SetUpAsync();
        var orders = await FileAsync("orders.csv", Gbk(Taobao(Row("A1"))));
        var own = await FileAsync("own.csv", Encoding.UTF8.GetBytes("单号,时间,钱\nD1,2026-10-03 08:00:00,12.5\n"));
        var picture = await FileAsync("p.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        var mapping = await FileAsync("own.json", Encoding.UTF8.GetBytes("""{"name":"own","kind":"orders","columns":{"orderId":["单号"],"placedAt":["时间"],"amount":["钱"]}}"""));

        (await RunAsync(data, "import", "refunds", orders, "--shop", "测试店")).Status.ShouldBe(1);
        (await RunAsync(data, "import", "orders", own, "--shop", "测试店")).Status.ShouldBe(1);
        (await RunAsync(data, "import", "orders", picture, "--shop", "测试店")).Error.ShouldContain("图片");
        (await RunAsync(data, "import", "orders", orders, "--shop", "没有的店")).Error.ShouldContain("测试店 (");
        (await RunAsync(data, "import", "orders", orders, "--shop", "测试店", "--mapping", "没有")).Error.ShouldContain("没有名为“没有”的对应关系");
        (await RunAsync(Path.Combine(folder, "none"), "import", "orders", orders, "--shop", "测试店")).Status.ShouldBe(1);
        (await RunAsync(data, "import", "strange", orders, "--shop", "测试店")).Status.ShouldBe(2);
        (await RunAsync(data, "import", "orders", orders)).Status.ShouldBe(2);
        (await RunAsync(data, "import", "orders", Path.Combine(folder, "no.csv"), "--shop", "测试店")).Status.ShouldBe(2);
        var (status, output, error) = await RunAsync(data, "import", "orders", own, "--shop", "测试店", "--mapping", mapping, "--json");
        status.ShouldBe(0, error);
        Files(output).ShouldBe(["done own 1 1/0/0/0"]);
    }

    [Fact]
    public async Task Day_of_a_report_without_a_day_is_told()
    {
        var data = await SetUpAsync();
        var report = await FileAsync("日报.csv", Encoding.UTF8.GetBytes("旺旺昵称,接待人数,询单人数\n示例店:小王,3,2\n"));

        (await RunAsync(data, "import", "service-report", report, "--shop", "测试店")).Error.ShouldContain("哪一天");
        (await RunAsync(data, "import", "service-report", report, "--shop", "测试店", "--day", "十五号")).Status.ShouldBe(2);
        var (status, output, error) = await RunAsync(data, "import", "service-report", report, "--shop", "测试店", "--day", "2026-10-15", "--dry-run", "--json");
        status.ShouldBe(0, error);
        Files(output).ShouldBe(["checked sycm-service-days 1 0/0/0/0"]);
        (status, output, error) = await RunAsync(data, "import", "service-report", report, "--shop", "测试店", "--day", "2026-10-15", "--json");
        status.ShouldBe(0, error);
        Files(output).ShouldBe(["done sycm-service-days 1 1/0/0/0"]);
    }

    [Theory, BothDatabases]
    public async Task Command_works_beside_a_running_server(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var http = await shop.SignInAsync(shop.Owner);
        var file = await FileAsync("orders.csv", Gbk(Taobao([.. Many(3000)])));

        var (status, output, error) = await RunOnAsync(house.DataDir, house.Postgres, "import", "orders", file, "--shop", shop.Name, "--json");

        status.ShouldBe(0, error);
        Files(output).ShouldBe(["done taobao-orders 3000 3000/0/0/0"]);
        (await http.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}")).GetProperty("count").GetInt64().ShouldBe(3000);
        var import = (await http.JsonAsync($"/api/orders/imports?shop={shop.Id}")).GetProperty("imports").EnumerateArray().Single();
        import.GetProperty("state").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task Killed_import_doubles_nothing_when_it_is_run_again()
    {
        var data = await SetUpAsync();
        var file = await FileAsync("orders.csv", Gbk(Taobao([.. Many(60_000)])));
        using (var process = Start(data, null, "import", "orders", file, "--shop", "测试店"))
        {
            var seen = 0L;
            for (var i = 0; i < 600 && seen == 0 && !process.HasExited; i++)
            {
                await Task.Delay(50);
                seen = await CountAsync(data);
            }

            seen.ShouldBeInRange(1, 59_999);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var kept = await CountAsync(data);
        (kept % 1000).ShouldBe(0); // whole chunks
        // The dead import holds the shop until its lease is over, so that a server beside could go on with it; here nobody does.
        await ExecuteAsync(data, "update orders_import set claimed_until = 0");
        var (status, output, error) = await RunAsync(data, "import", "orders", file, "--shop", "测试店", "--json");

        status.ShouldBe(0, error);
        Files(output).ShouldBe([string.Create(CultureInfo.InvariantCulture, $"done taobao-orders 60000 {60_000 - kept}/0/{kept}/0")]);
        (await CountAsync(data)).ShouldBe(60_000);
    }

    [Fact]
    public async Task Facts_folder_goes_in_whole_and_again_without_doubling()
    {
        var data = await SetUpAsync();
        var facts = Path.Combine(folder, "facts");
        (await RunAsync(data, "demo", "--size", "S", "--month", "2026-10", "--seed", "7", "--out", facts)).Status.ShouldBe(0);
        foreach (var path in Directory.EnumerateFiles(facts))
        {
            await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path)).Take(RowsOfEachFile + 1));
        }

        var (status, output, error) = await RunAsync(data, "import", "facts", facts, "--shop", "测试店", "--json");
        status.ShouldBe(0, error + output);
        var files = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("files").EnumerateArray().ToList();
        files.Sum(f => f.TryGetProperty("refused", out var n) ? n.GetInt64() : 0).ShouldBe(0, output);
        (status, output, error) = await RunAsync(data, "import", "facts", facts, "--shop", "测试店", "--json");
        status.ShouldBe(0, error);
        JsonSerializer.Deserialize<JsonElement>(output).GetProperty("files").EnumerateArray().Sum(f => f.GetProperty("new").GetInt64() + f.GetProperty("changed").GetInt64()).ShouldBe(0, output);

        var lines = files.Sum(f => File.ReadAllLines(f.GetProperty("file").GetString()!).Length - 1);
        files.Sum(f => f.GetProperty("new").GetInt64() + f.GetProperty("changed").GetInt64() + f.GetProperty("unchanged").GetInt64()).ShouldBe(lines);
    }

    private static IEnumerable<string> Many(int rows) => Enumerable.Range(1, rows).Select(i => Row(string.Create(CultureInfo.InvariantCulture, $"CMD{i:d7}")));

    private static IReadOnlyList<string> Files(string output) =>
    [
        .. JsonSerializer.Deserialize<JsonElement>(output).GetProperty("files").EnumerateArray().Select(f =>
            $"{f.GetProperty("state").GetString()} {f.GetProperty("format").GetString()} {f.GetProperty("rows")} {f.GetProperty("new")}/{f.GetProperty("changed")}/{f.GetProperty("unchanged")}/{f.GetProperty("refused")}"),
    ];

    /// <summary>A data folder with a shop and no server on it.</summary>
    private async Task<string> SetUpAsync()
    {
        var data = Path.Combine(folder, "data");
        await using var house = await TestHouse.StartAsync(data, null);
        await house.Services.GetRequiredService<IPeopleSeed>().SowAsync(new OrganisationSeed("测试公司", [new ShopSeed("shop", "测试店")], []), CancellationToken.None);
        return data;
    }

    private async Task<string> FileAsync(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, content);
        return path;
    }

    private static async Task<long> CountAsync(string data)
    {
        await using var connection = Open(data);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from orders_order";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string data, string sql)
    {
        await using var connection = Open(data);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static Microsoft.Data.Sqlite.SqliteConnection Open(string data) => new($"Data Source={Directory.EnumerateFiles(data, "*.db").Single()};Default Timeout=10;Pooling=False");

    private static Task<(int Status, string Output, string Error)> RunAsync(string data, params string[] arguments) => RunOnAsync(data, null, arguments);

    private static async Task<(int Status, string Output, string Error)> RunOnAsync(string data, string? postgres, params string[] arguments)
    {
        using var process = Start(data, postgres, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string data, string? postgres, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ZHANGGUI_DATA_DIR"] = data;
        start.Environment["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
        return Process.Start(start)!;
    }
}
