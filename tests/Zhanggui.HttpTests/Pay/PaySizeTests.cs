using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Pay;

/// <summary>A month of three hundred people: what the pages of pay take. Runs where <c>ZHANGGUI_LONG_TESTS</c> is set and says its figures.</summary>
public sealed class PaySizeTests(ITestOutputHelper output)
{
    private const int People = 300;
    private const int OrdersEach = 4;
    private const int RowsAtOnce = 2000;

    [Theory, BothDatabases]
    public async Task Three_hundred_people_are_settled_seen_and_compared(DatabaseKind db)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ZHANGGUI_LONG_TESTS") is { Length: > 0 }, "Takes minutes: set ZHANGGUI_LONG_TESTS.");
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var people = await FillAsync(shop, owner);

        await TimedAsync("settlement, until it is computed", () => owner.ComputeAsync(shop, PayScene.Month), 1);
        var page = await TimedAsync("month page", () => owner.JsonAsync($"/api/pay/months/{PayScene.Month}?shop={shop.Id}"), 5);
        page.GetProperty("people").GetArrayLength().ShouldBe(People);
        page.GetProperty("people").EnumerateArray().Count(p => p.GetProperty("amounts").TryGetProperty("commission", out _)).ShouldBe(People);
        output.WriteLine($"month page: {page.GetRawText().Length / 1024} KB");
        await TimedAsync("one slip", () => owner.JsonAsync($"/api/pay/months/{PayScene.Month}/slips/{people[0]}?shop={shop.Id}"), 5);
        await TimedAsync("months", () => owner.JsonAsync($"/api/pay/months?shop={shop.Id}"), 5);
        await TimedAsync("owner's page, 12 months, first look", () => owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from=2025-11&to=2026-11"), 1);
        await TimedAsync("owner's page, 12 months, kept", () => owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from=2025-11&to=2026-11"), 5);
        var draft = (await owner.PostAsync("/api/rules/books", new { text = "book: tried\ntitle: 试\nextends: mural-shop\npay:\n  components:\n    commission: {rate: 0.6%}\n" })).GetProperty("book").GetProperty("id").GetString();
        var id = (await owner.PostAsync("/api/pay/whatifs", new { shop = shop.Id.Value, before = "in-force", after = draft, from = PayScene.Month, to = PayScene.Next })).GetProperty("id").GetGuid();
        await TimedAsync("what-if of a month, until it is done", () => CreditHttp.WaitAsync<JsonElement>(async () => await owner.JsonAsync($"/api/pay/whatifs/{id}") is var view && view.GetProperty("state").GetString() == "done" ? view : null), 1);
        await TimedAsync("what-if page", () => owner.JsonAsync($"/api/pay/whatifs/{id}"), 5);
    }

    private static async Task<IReadOnlyList<PersonId>> FillAsync(TestShop shop, HttpClient owner)
    {
        var (books, staff, records) = (shop.House.Services.GetRequiredService<IBookSeed>(), shop.House.Services.GetRequiredService<IStaffIntake>(), shop.House.Services.GetRequiredService<IRecordStore>());
        await books.SowAsync(shop.Organisation, shop.Owner.Id, PayScene.BookText(shop.House), new LocalDate(2026, 1, 1), default);
        var (from, people, mark) = (new LocalDate(2026, 1, 1), new List<PersonId>(), shop.Id.Value.ToString("n")[^6..]);
        for (var i = 0; i < People; i++)
        {
            var taken = await staff.TakePersonAsync(shop.Id, new StaffRow(null, $"客服{i}-{mark}", $"{mark}{i}", "agent", null, "junior", from, null, from, null), null, default);
            taken.IsDone.ShouldBeTrue();
            people.Add(taken.Value.Person);
        }

        var start = Instant.FromUtc(2026, 8, 3, 1, 0);
        var messages = people.SelectMany((p, i) => Enumerable.Range(0, OrdersEach).SelectMany(k => new[] { (SenderKind.Buyer, 0), (SenderKind.Agent, 30) }.Select(s => new MessageFact
        {
            Id = $"m{i}-{k}-{s.Item1}",
            Shop = shop.Id.ToString(),
            Buyer = $"买家{i}-{k}",
            Account = p.ToString(),
            Sender = s.Item1,
            SentAt = start + Duration.FromDays(5 * k) + Duration.FromSeconds(s.Item2),
            Text = "在",
        }))).ToList();
        foreach (var some in messages.Chunk(RowsAtOnce))
        {
            await records.StoreAsync(shop.Id, FactsFiles.Messages, some, null, default);
        }

        var rows = people.SelectMany((_, i) => Enumerable.Range(0, OrdersEach).Select(k => Row($"S{i}x{k}", buyer: $"买家{i}-{k}", amount: "2008.00", paid: "2008.00", placed: $"2026-08-{3 + (5 * k):00} 10:00:00", paidAt: $"2026-08-{3 + (5 * k):00} 10:05:00"))).ToArray();
        (await owner.ImportAsync(shop, Taobao(rows))).ShouldBe($"{rows.Length}/0/0/0");
        return people;
    }

    private async Task<JsonElement> TimedAsync(string what, Func<Task<JsonElement>> ask, int times)
    {
        var (best, answer) = (double.MaxValue, default(JsonElement));
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            answer = await ask();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: {best:0} ms"));
        return answer;
    }
}
