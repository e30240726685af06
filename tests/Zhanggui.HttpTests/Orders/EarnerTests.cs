using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>The first afternoon: an export with numbers in the notes, nobody known yet, and who earned what a minute later.</summary>
public sealed class EarnerTests
{
    [Theory, BothDatabases]
    public async Task Numbers_of_the_notes_find_their_people_and_the_month_adds_up(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var rows = Enumerable.Range(1, 5).Select(i => Row($"N{i}", buyer: $"买家{i}", note: "6001 老客户"))
            .Concat(Enumerable.Range(6, 3).Select(i => Row($"N{i}", buyer: $"买家{i}", note: "6002/加急，12月19日发，3米*2.4米")))
            .Append(Row("N9", buyer: "买家9", note: "7777")).Append(Row("N10", buyer: "买家10", note: ""))
            .Append(Row("N11", buyer: "买家11", paidAt: "")).ToArray();
        (await http.ImportAsync(shop, Taobao(rows))).ShouldBe("11/0/0/0");

        var before = await UntilAsync(http, shop, e => e.GetProperty("waiting").GetInt64() == 0 && e.GetProperty("month").ValueKind == JsonValueKind.String);
        before.GetProperty("people").GetArrayLength().ShouldBe(0);
        before.GetProperty("silent").GetInt64().ShouldBe(100_000);
        // Paid without a time: in the sum, and said, because reports count by payment.
        (before.GetProperty("undated").GetInt64(), before.GetProperty("undatedOrders").GetInt64(), before.GetProperty("undecided").GetInt64()).ShouldBe((10_000, 1, 10_000));
        // What comes once only is no number, and neither are dates and sizes.
        before.GetProperty("numbers").EnumerateArray().Select(n => $"{n.GetProperty("number")} {n.GetProperty("orders")} {n.GetProperty("amount")} {n.GetProperty("since")}")
            .ShouldBe(["6001 5 50000 2026-10-15", "6002 3 30000 2026-10-15"]);

        using var told = await http.PostAsJsonAsync("/api/orders/credits/numbers", new
        {
            shop = shop.Id.Value,
            numbers = new object[] { new { number = "6001", since = "2026-10-15", name = "李佳怡" }, new { number = "6002", since = "2026-10-15", person = shop.Agents[0].Id.Value } },
        });
        told.IsSuccessStatusCode.ShouldBeTrue(await told.Content.ReadAsStringAsync());

        var after = await UntilAsync(http, shop, e => e.GetProperty("waiting").GetInt64() == 0 && e.GetProperty("people").GetArrayLength() == 2);
        after.GetProperty("people").EnumerateArray().Select(p => $"{p.GetProperty("name")} {p.GetProperty("orders")} {p.GetProperty("amount")}").ShouldBe(["李佳怡 5 50000", $"{shop.Agents[0].Name} 3 30000"]);
        after.GetProperty("numbers").GetArrayLength().ShouldBe(0);
        (after.GetProperty("credited").GetInt64() + after.GetProperty("silent").GetInt64() + after.GetProperty("undecided").GetInt64()).ShouldBe(after.GetProperty("paid").GetInt64());
        after.GetProperty("credited").GetInt64().ShouldBe(after.GetProperty("people").EnumerateArray().Sum(p => p.GetProperty("amount").GetInt64()));
    }

    [Theory, BothDatabases]
    public async Task Only_who_decides_credit_may_tell_numbers_and_wrong_ones_are_named(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.GetAsync(new Uri($"/api/orders/credits/earners?shop={shop.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
        (await agent.PostAsJsonAsync("/api/orders/credits/numbers", new { shop = shop.Id.Value, numbers = new[] { new { number = "1", name = "我" } } })).IsSuccessStatusCode.ShouldBeFalse();

        using var http = await shop.SignInAsync(shop.Owner);
        foreach (var (body, code) in new (object, string)[]
        {
            (new { shop = shop.Id.Value }, "orders.number.count_wrong"),
            (new { shop = shop.Id.Value, numbers = new[] { new { number = " ", name = "李" } } }, "orders.number.malformed"),
            (new { shop = shop.Id.Value, numbers = new[] { new { number = "6001" } } }, "orders.number.holder_wrong"),
            (new { shop = shop.Id.Value, numbers = new[] { new { number = "6001", person = Guid.NewGuid() } } }, "orders.number.holder_wrong"),
            (new { shop = Guid.NewGuid(), numbers = new[] { new { number = "6001", name = "李" } } }, "orders.shop.not_found"),
        })
        {
            using var refused = await http.PostAsJsonAsync("/api/orders/credits/numbers", body);
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(code);
        }

        (await http.JsonAsync($"/api/orders/credits/earners?shop={shop.Id}")).GetProperty("month").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<JsonElement> UntilAsync(HttpClient http, TestShop shop, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 900; i++)
        {
            var earners = await http.JsonAsync($"/api/orders/credits/earners?shop={shop.Id}");
            if (holds(earners))
            {
                return earners;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The month was not decided as expected.");
    }
}
