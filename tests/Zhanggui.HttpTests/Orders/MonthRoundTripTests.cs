using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Credits;

namespace Zhanggui.HttpTests.Orders;

/// <summary>A generated month from its folder into the house and out again: the folder, the house and the exported folder say the same of every order.</summary>
public sealed class MonthRoundTripTests
{
    private const string Month = "2026-10";

    [Theory, BothDatabases]
    public async Task Folder_house_and_export_decide_every_order_alike(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var http = await shop.SignInAsync(shop.Owner);
        var work = Directory.CreateTempSubdirectory("zhanggui-month-").FullName;
        var (given, exported, book) = (Directory.CreateDirectory(Path.Combine(work, "given")).FullName, Path.Combine(work, "exported"), Path.Combine(work, "book.yaml"));
        using (var resource = typeof(CreditRules).Assembly.GetManifestResourceStream("Orders.without-book.yaml")!)
        await using (var file = File.Create(book))
        {
            await resource.CopyToAsync(file);
        }

        using (var writer = new FactsFolderWriter(given, FactsFolder.DefaultZone))
        {
            DemoMonth.Write(DemoScale.Tiny, new YearMonth(2026, 10), 3, writer);
            writer.Close();
        }

        var desk = house.Services.GetRequiredService<IImportDesk>();
        foreach (var path in FactsFiles.All.Where(f => f != FactsFiles.Shops).Select(f => Path.Combine(given, f.Name)).Where(File.Exists))
        {
            await using var stream = File.OpenRead(path);
            var ended = await desk.ImportAsync(new BroughtFile(shop.Id, [], null, Path.GetFileName(path)), stream, null, CancellationToken.None);
            ended.Refusal.ShouldBeNull();
            (ended.Value.State, ended.Value.Refused).ShouldBe(("done", 0), $"{path} {string.Join(' ', ended.Value.Problems.Take(3))}");
        }

        await DecidedAsync(house, shop);
        (await RunAsync(house, "export", "facts", "--shop", shop.Id.ToString(), "--month", Month, "--out", exported, "--data", house.DataDir)).Status.ShouldBe(0);

        var original = await AttributeAsync(house, given, book);
        var again = await AttributeAsync(house, exported, book);
        var served = await ServedAsync(house, shop);
        original.Count.ShouldBeGreaterThan(500);
        again.ShouldBe(original);
        served.ShouldBe(original);
    }

    /// <summary>Until every change was heard and then nothing waits for a decision any more.</summary>
    private static async Task DecidedAsync(TestHouse house, TestShop shop)
    {
        (string, object?)[] key = [("shop", shop.Id.Value)];
        for (var i = 0; i < 3000; i++)
        {
            await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
            var unheard = await connection.ReadLongAsync(null, "select count(*) from kernel_outbox where done_at is null and shop_id = @shop", CancellationToken.None, key);
            var waiting = await connection.ReadLongAsync(null, "select count(*) from orders_to_decide where shop_id = @shop", CancellationToken.None, key);
            if (unheard + waiting == 0)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The orders were not decided within five minutes.");
    }

    /// <summary>What the house says of each order of the month: who, why, how much.</summary>
    private static async Task<IReadOnlyList<string>> ServedAsync(TestHouse house, TestShop shop)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var names = await connection.ReadAllAsync(null, "select id, number from people_person", r => (Id: r.GetGuid(0), Number: r.GetString(1)), CancellationToken.None);
        var numbers = names.ToDictionary(n => n.Id, n => n.Number);
        var rows = await connection.ReadAllAsync(null, "select order_id, credit_basis, credit_person, credit_base from orders_order where shop_id = @shop and credit_month = @month",
            r => $"{r.GetString(0)} {r.GetString(1)} {(r.IsDBNull(2) ? "-" : numbers[r.GetGuid(2)])} {(r.IsDBNull(2) ? string.Empty : (r.GetInt64(3) / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture))}", CancellationToken.None,
            ("shop", shop.Id.Value), ("month", Month));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> AttributeAsync(TestHouse house, string facts, string book)
    {
        var (status, output) = await RunAsync(house, "attribute", "--facts", facts, "--book", book, "--month", Month, "--json");
        status.ShouldBe(0, output);
        var numbers = FactsFolder.Read(facts).Facts.People.Where(p => p.StaffNo is not null).GroupBy(p => p.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().StaffNo!, StringComparer.Ordinal);
        return
        [
            .. JsonSerializer.Deserialize<JsonElement>(output).GetProperty("orders").EnumerateArray().Select(o =>
            {
                var person = o.GetProperty("person").GetString();
                return $"{o.GetProperty("order_id").GetString()} {o.GetProperty("basis").GetString()} {(person is null ? "-" : numbers[person])} {(person is null ? string.Empty : o.GetProperty("amount").GetString())}";
            }).Order(StringComparer.Ordinal),
        ];
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
        var said = await error;
        return (process.ExitCode, process.ExitCode == 0 ? await output : said);
    }
}
