using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Orders;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class OrderSearchTests
{
    [Theory, BothDatabases]
    public async Task Search_finds_numbers_and_buyers_always_and_words_in_the_period_or_of_late(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var today = shop.Today().PlusDays(-1).ToString("uuuu-MM-dd", null);
        await owner.ImportAsync(shop, Taobao(
            Row("77000001", buyer: "老客", placed: "2020-02-01 10:00:00", paidAt: "2020-02-01 10:01:00", note: "要送胶"),
            Row("77000002", buyer: "新客", placed: $"{today} 10:00:00", paidAt: $"{today} 10:01:00", note: "要送胶"),
            Row("78000003", buyer: "新客", placed: $"{today} 11:00:00", paidAt: $"{today} 11:01:00", note: "100%羊毛_")));

        async Task<string> FindAsync(string query) => string.Join(',', (await owner.JsonAsync($"/api/orders/orders?shop={shop.Id}&{query}")).GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).Order(StringComparer.Ordinal));
        (await FindAsync("q=老客")).ShouldBe("77000001");
        (await FindAsync("q=送胶")).ShouldBe("77000002");
        (await FindAsync("q=送胶&from=2020-02-01&to=2020-03-01")).ShouldBe("77000001");
        (await FindAsync("q=送胶&from=2020-02-01&to=2020-03-01&sort=-paid")).ShouldBe("77000001");
        (await FindAsync("q=77000001")).ShouldBe("77000001");
        (await FindAsync("q=7700000")).ShouldBe("");
        (await FindAsync("q=77000002&sort=-amount")).ShouldBe("77000002");
        (await FindAsync("q=100%25")).ShouldBe("78000003");
        (await FindAsync("q=_")).ShouldBe("78000003");
        (await owner.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}&q=新客")).GetProperty("count").GetInt64().ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Every_filter_and_sort_reads_page_after_page_what_one_page_would(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.ImportAsync(shop, Taobao([.. Enumerable.Range(0, 7).Select(i =>
            Row($"8800000{i}", buyer: $"买家{i % 3}", placed: $"2026-03-0{1 + (i % 4)} 10:00:00", paidAt: $"2026-03-0{1 + (i % 4)} 10:0{i}:00"))]));
        await OrderCreditTests.DecidedAsync(owner, shop, 7); // who earned them would else change between two pages

        async Task<(List<string> Ids, string? Next)> PageAsync(string query)
        {
            var page = await owner.JsonAsync($"/api/orders/orders?shop={shop.Id}&{query}");
            return ([.. page.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()!)], page.TryGetProperty("next", out var next) ? next.GetString() : null);
        }

        foreach (var filter in new[] { "", "from=2026-03-01&to=2026-03-04", "flag=red&flag=blue", "basis=silent", "basis=none", "doubt=no-number", "credited=2026-03", $"person={Guid.NewGuid()}", $"person={Guid.NewGuid()}&basis=silent&from=2026-03-01" })
        {
            foreach (var sort in new[] { "placed", "-placed", "paid", "-paid", "amount", "-amount" })
            {
                var whole = await PageAsync($"{filter}&sort={sort}");
                (await owner.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}&{filter}&sort={sort}")).GetProperty("count").GetInt64().ShouldBe(whole.Ids.Count, $"{filter} {sort}");
                var (read, after) = (new List<string>(), (string?)null);
                do
                {
                    var page = await PageAsync($"{filter}&sort={sort}&limit=2{(after is null ? string.Empty : $"&after={after}")}");
                    read.AddRange(page.Ids);
                    after = page.Next;
                }
                while (after is not null);
                read.ShouldBe(whole.Ids, $"{filter} {sort}");
                whole.Ids.Count.ShouldBe(filter.StartsWith("person", StringComparison.Ordinal) ? 0 : filter.Length == 0 ? 7 : whole.Ids.Count, $"{filter} {sort}");
            }
        }
    }

    [Fact]
    public async Task Pages_of_the_list_are_read_from_an_index()
    {
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        foreach (var (order, index) in new[] { ("placed_at", "orders_order_placed"), ("coalesce(paid_at, 0)", "orders_order_paid_sort"), ("coalesce(paid, 0)", "orders_order_amount") })
        {
            var plan = await connection.ReadAllAsync(null, $"explain query plan select order_id, title from orders_order where shop_id = @shop and ({order}, order_id) < (5, 'x') order by {order} desc, order_id desc limit 100", r => r.GetString(3), CancellationToken.None, ("shop", Guid.Empty));
            string.Join(' ', plan).ShouldContain($"USING INDEX {index}");
            string.Join(' ', plan).ShouldNotContain("TEMP B-TREE");
        }
    }

    [Theory, BothDatabases]
    public async Task Of_very_many_orders_a_part_is_added_up_and_searched_and_that_is_said(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db, builder => builder.Configuration["Orders:SumRows"] = "2");
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.ImportAsync(shop, Taobao([.. Enumerable.Range(0, 5).Select(i => Row($"8900000{i}", placed: $"2026-03-0{1 + i} 10:00:00", paidAt: $"2026-03-0{1 + i} 10:01:00", note: "要送胶"))]));

        var some = await owner.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}");
        (some.GetProperty("count").GetInt64(), some.GetProperty("more").GetBoolean()).ShouldBe((2, true));
        var all = await owner.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}&all=true");
        (all.GetProperty("count").GetInt64(), all.GetProperty("more").GetBoolean()).ShouldBe((5, false));
        (await owner.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}&sort=-paid&to=2026-03-03")).GetProperty("count").GetInt64().ShouldBe(2);

        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        async Task<(string? Since, int Found)> FindAsync(int most)
        {
            var query = new Microsoft.AspNetCore.Http.QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("q=送胶&from=2026-03-01&to=2026-04-01"));
            var filter = OrderFilter.Of(shop.Id, DateTimeZoneProviders.Tzdb["Asia/Shanghai"], null, Instant.FromUtc(2026, 4, 1, 0, 0), query).Value;
            var since = await OrderReader.NarrowWordsAsync(connection, filter, most, TestContext.Current.CancellationToken);
            return (since?.ToString(), (await connection.ReadAllAsync(null, OrderReader.Sql(filter, 10), r => 0, TestContext.Current.CancellationToken, [.. filter.Parameters])).Count);
        }

        (await FindAsync(2)).ShouldBe(("2026-03-03T02:00:00Z", 3)); // three stand from that time on
        (await FindAsync(5)).ShouldBe((null, 5));
    }
}
