using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Import;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>What can happen to an import on its way: it breaks off, is paused, cancelled, done twice at once.</summary>
public sealed class ImportCourseTests
{
    private const int Rows = 2500;

    [Theory, BothDatabases]
    public async Task Import_whose_process_died_goes_on_where_it_stopped(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var id = await UploadManyAsync(shop, http, "DIED");
        var services = shop.House.Services;
        await HoldAsync(shop, id, "dead");

        await Should.ThrowAsync<InvalidDataException>(services.GetRequiredService<ImportRun>().RunAsync(id, "dead", _ => throw new InvalidDataException("killed"), CancellationToken.None));

        var stopped = await http.JsonAsync($"/api/orders/imports/{id}");
        (stopped.GetProperty("state").GetString(), stopped.GetProperty("progress").GetProperty("rowsDone").GetInt64()).ShouldBe(("running", 1000));
        (await CountAsync(http, shop)).ShouldBe(1000);
        await services.GetRequiredService<ImportBook>().LetGoAsync(id, "dead", CancellationToken.None); // its lease is over
        var ended = await http.WaitAsync(id);
        var p = ended.GetProperty("progress");
        (ended.GetProperty("state").GetString(), p.GetProperty("new").GetInt64(), p.GetProperty("unchanged").GetInt64(), p.GetProperty("refused").GetInt64(), p.GetProperty("rowsDone").GetInt64())
            .ShouldBe(("done", Rows, 0, 1, Rows + 1));
        (await CountAsync(http, shop)).ShouldBe(Rows);
    }

    [Theory, BothDatabases]
    public async Task Paused_import_waits_and_goes_on(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var id = await UploadManyAsync(shop, http, "PAUSE");
        var services = shop.House.Services;
        await HoldAsync(shop, id, "me");

        // Somebody presses pause while the first chunk is being written.
        await services.GetRequiredService<ImportRun>().RunAsync(id, "me", _ => http.PostAsJsonAsync($"/api/orders/imports/{id}/pause", new { }).GetAwaiter().GetResult().EnsureSuccessStatusCode(), CancellationToken.None);

        var paused = await http.JsonAsync($"/api/orders/imports/{id}");
        (paused.GetProperty("state").GetString(), paused.GetProperty("progress").GetProperty("rowsDone").GetInt64()).ShouldBe(("paused", 1000));
        (await http.RefusedAsync($"/api/orders/imports/{id}/pause", new { })).ShouldBe("orders.import.state_wrong");
        var ended = await http.RunAsync(id);
        (ended.GetProperty("state").GetString(), ended.GetProperty("progress").GetProperty("new").GetInt64()).ShouldBe(("done", Rows));
        (await CountAsync(http, shop)).ShouldBe(Rows);
    }

    [Theory, BothDatabases]
    public async Task Cancelled_import_keeps_what_it_wrote_and_can_be_taken_up_again(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var id = await UploadManyAsync(shop, http, "CANCEL");
        var services = shop.House.Services;
        await HoldAsync(shop, id, "me");

        await services.GetRequiredService<ImportRun>().RunAsync(id, "me", _ => http.PostAsJsonAsync($"/api/orders/imports/{id}/cancel", new { }).GetAwaiter().GetResult().EnsureSuccessStatusCode(), CancellationToken.None);

        (await http.JsonAsync($"/api/orders/imports/{id}")).GetProperty("state").GetString().ShouldBe("cancelled");
        (await CountAsync(http, shop)).ShouldBe(1000);
        (await http.RunAsync(id)).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(Rows);
        (await http.RefusedAsync($"/api/orders/imports/{id}/cancel", new { })).ShouldBe("orders.import.state_wrong");
    }

    [Theory, BothDatabases]
    public async Task Two_people_who_bring_the_same_file_at_once_get_every_order_once(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        using var second = await shop.SignInAsync(shop.Owner);

        var ended = await Task.WhenAll(ImportManyAsync(http), ImportManyAsync(second));

        ended.Sum(e => e.GetProperty("progress").GetProperty("new").GetInt64()).ShouldBe(Rows);
        ended.Sum(e => e.GetProperty("progress").GetProperty("unchanged").GetInt64()).ShouldBe(Rows);
        (await CountAsync(http, shop)).ShouldBe(Rows);

        async Task<JsonElement> ImportManyAsync(HttpClient by) => await by.RunAsync(await UploadManyAsync(shop, by, "BOTH"));
    }

    /// <summary>2,500 orders and a row that must be refused.</summary>
    private static async Task<Guid> UploadManyAsync(TestShop shop, HttpClient http, string prefix)
    {
        var rows = Enumerable.Range(1, Rows).Select(i => Row(string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:d6}"))).Append(Row($"{prefix}X", amount: "12a"));
        return (await http.UploadAsync(shop, Gbk(Taobao([.. rows])))).GetProperty("id").GetGuid();
    }

    /// <summary>Claims the import for a test, so that the house's own job leaves it alone.</summary>
    private static Task HoldAsync(TestShop shop, Guid id, string owner)
    {
        var until = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToUnixTimeMilliseconds() + 600_000;
        return shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "update orders_import set state = 'running', claimed_by = @owner, claimed_until = @until where id = @id", CancellationToken.None, ("owner", owner), ("until", until), ("id", id)), CancellationToken.None);
    }

    private static async Task<long> CountAsync(HttpClient http, TestShop shop) => (await http.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}")).GetProperty("count").GetInt64();

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }
}
