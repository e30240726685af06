using System.Diagnostics;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Pay.PayScene;

namespace Zhanggui.HttpTests.Pay;

/// <summary>The server and the command line settle a month to the same bytes.</summary>
public sealed class SettlementFileTests
{
    [Theory, BothDatabases]
    public async Task Server_and_command_line_give_the_same_bytes(DatabaseKind db)
    {
        var house = await TestHouse.OpenAsync(db);
        var shop = await PayScene.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        var folder = Directory.CreateTempSubdirectory("zhanggui-settle-").FullName;
        var page = await owner.ComputeAsync(shop, Month);
        await File.WriteAllTextAsync(Path.Combine(folder, "book.yaml"), await owner.GetStringAsync(new Uri($"/api/rules/books/{page.GetProperty("run").GetProperty("bookId").GetGuid()}/file?effective=true", UriKind.Relative)));
        await SameAsync(Month);

        // With a closed month behind it: its lines and its facts are in the folder of the next one.
        var body = new { shop = shop.Id.Value };
        await owner.PostAsync($"/api/pay/months/{Month}/propose", body);
        await AgreeAllAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/agree", body);
        await owner.PostAsync($"/api/pay/months/{Month}/close", body);
        await MistakeAsync(shop, Mistake(shop, "I9", "offline_on_shift", "2026-08-21T02:00:00Z"));
        await owner.ComputeAsync(shop, Next);
        var next = await SameAsync(Next);
        next.ShouldContain($"adjust:{Month}:offline_on_shift");
        await house.DisposeAsync();

        async Task<string> SameAsync(string month)
        {
            var facts = Path.Combine(folder, month);
            (await RunAsync(house, "export", "facts", "--shop", shop.Id.ToString(), "--month", month, "--out", facts, "--data", house.DataDir)).Status.ShouldBe(0);
            var settled = await RunAsync(house, "settle", "--facts", facts, "--book", Path.Combine(folder, "book.yaml"), "--month", month, "--json");
            settled.Status.ShouldBe(0);
            var served = await owner.GetStringAsync(new Uri($"/api/pay/months/{month}/settlement.json?shop={shop.Id}", UriKind.Relative));
            served.ShouldBe(settled.Output);
            return served;
        }
    }

    private static async Task<(int Status, string Output)> RunAsync(TestHouse house, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ZHANGGUI_POSTGRES"] = house.Postgres ?? string.Empty;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, await output);
    }
}
