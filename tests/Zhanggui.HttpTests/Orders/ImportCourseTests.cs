using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

    [Theory, BothDatabases]
    public async Task Same_file_again_during_its_import_is_told_of_waits_and_finds_everything_there(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        using var second = await shop.SignInAsync(shop.Owner);
        var first = await UploadManyAsync(shop, http, "AGAIN");
        await HoldAsync(shop, first, "me");

        var again = await UploadManyAsync(shop, second, "AGAIN");
        (await second.JsonAsync($"/api/orders/imports/{again}")).GetProperty("sameFileMoving").GetGuid().ShouldBe(first);
        using (var started = await second.PostAsJsonAsync($"/api/orders/imports/{again}/run", new { }))
        {
            started.IsSuccessStatusCode.ShouldBeTrue();
        }

        // Whoever asks, the second does not begin while the first is at work.
        var book = shop.House.Services.GetRequiredService<ImportBook>();
        (await book.ClaimAsync(again, "other", shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CancellationToken.None)).ShouldBeFalse();
        await shop.House.Services.GetRequiredService<ImportRun>().RunAsync(first, "me", progress =>
        {
            if (progress.RowsDone > 0)
            {
                second.JsonAsync($"/api/orders/imports/{again}").GetAwaiter().GetResult().GetProperty("state").GetString().ShouldBe("queued");
            }
        }, CancellationToken.None);

        Counts(await http.WaitAsync(first)).ShouldBe((Rows, 0, 0, 1));
        Counts(await second.WaitAsync(again)).ShouldBe((0, 0, Rows, 1));
        (await CountAsync(http, shop)).ShouldBe(Rows);
    }

    [Theory, BothDatabases]
    public async Task Import_of_a_dead_process_goes_on_when_its_few_seconds_are_over_and_a_living_one_keeps_it(DatabaseKind db)
    {
        const int LeaseSeconds = 60;
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b =>
        {
            b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            b.Configuration["Orders:ImportLeaseSeconds"] = LeaseSeconds.ToString(CultureInfo.InvariantCulture);
        });
        var shop = await TestShop.OpenAsync(house);
        using var http = await shop.SignInAsync(shop.Owner);
        var id = await UploadManyAsync(shop, http, "LEASE");
        var (book, run) = (house.Services.GetRequiredService<ImportBook>(), house.Services.GetRequiredService<ImportRun>());
        (await book.ClaimAsync(id, "dead", clock.GetCurrentInstant(), CancellationToken.None)).ShouldBeTrue();

        await Should.ThrowAsync<InvalidDataException>(run.RunAsync(id, "dead", progress =>
        {
            if (progress.RowsDone == 0)
            {
                return;
            }

            // A chunk that takes half the lease: the sign of life comes by itself.
            clock.Move(TimeSpan.FromSeconds(LeaseSeconds / 2));
            var wanted = clock.GetCurrentInstant() + NodaTime.Duration.FromSeconds(LeaseSeconds - 10);
            CreditHttp.WaitAsync<bool>(async () => await UntilAsync(shop, id) >= wanted ? true : null).GetAwaiter().GetResult();
            throw new InvalidDataException("killed");
        }, CancellationToken.None));
        (await book.ClaimAsync("other", clock.GetCurrentInstant(), CancellationToken.None)).ShouldBeNull();

        clock.Move(TimeSpan.FromSeconds(LeaseSeconds + 1));

        Counts(await http.WaitAsync(id)).ShouldBe((Rows, 0, 0, 1));
        (await CountAsync(http, shop)).ShouldBe(Rows);
    }

    private static async Task<NodaTime.Instant> UntilAsync(TestShop shop, Guid id)
    {
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return NodaTime.Instant.FromUnixTimeMilliseconds((await connection.ReadLongAsync(null, "select claimed_until from orders_import where id = @id", CancellationToken.None, ("id", id)))!.Value);
    }

    private static (long New, long Changed, long Unchanged, long Refused) Counts(JsonElement ended)
    {
        ended.GetProperty("state").GetString().ShouldBe("done", ended.GetRawText());
        long Count(string name) => ended.GetProperty("progress").GetProperty(name).GetInt64();
        return (Count("new"), Count("changed"), Count("unchanged"), Count("refused"));
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
