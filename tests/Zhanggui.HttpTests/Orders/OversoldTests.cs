using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class OversoldTests
{
    [Theory, BothDatabases]
    public async Task Order_for_goods_that_the_last_count_did_not_find_is_marked_also_when_the_count_comes_later(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        string At(int hours) => (now + Duration.FromHours(hours)).ToString("uuuu-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        byte[] Csv(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));

        (await http.ImportAsync(shop, Csv($"item,at,quantity,listed\n77,{At(-48)},5,yes\n77,{At(-24)},0,yes\n"), "facts-stock", "stock.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, Csv($"order_id,shop,buyer,placed_at,paid_at,status,amount,paid\nOS1,,a,{At(-30)},{At(-30)},paid,9,9\nOS2,,b,{At(-2)},{At(-2)},paid,9,9\nOS3,,c,{At(-1)},{At(-1)},paid,9,9\n"), "facts-orders", "orders.csv")).ShouldBe("3/0/0/0");
        (await http.ImportAsync(shop, Csv("order_id,line,item,title,quantity,amount,paid\nOS1,1,77,壁画,1,9,9\nOS2,1,77,壁画,1,9,9\nOS3,1,88,胶,1,9,9\n"), "facts-lines", "order_lines.csv")).ShouldBe("3/0/0/0");
        await OversoldAsync(["OS2"]);
        var page = await http.JsonAsync($"/api/orders/orders/one/OS2?shop={shop.Id}");
        page.GetProperty("order").GetProperty("isOversold").GetBoolean().ShouldBeTrue();
        page.GetProperty("lines")[0].GetProperty("oversold").GetProperty("quantity").GetInt64().ShouldBe(0);
        (await http.JsonAsync($"/api/orders/orders/one/OS1?shop={shop.Id}")).GetProperty("order").GetProperty("isOversold").GetBoolean().ShouldBeFalse();

        // Counts brought later speak of orders that are there; more goods found take the mark away.
        (await http.ImportAsync(shop, Csv($"item,at,quantity,listed\n88,{At(-3)},0,yes\n77,{At(-4)},6,yes\n"), "facts-stock", "stock.csv")).ShouldBe("2/0/0/0");
        await OversoldAsync(["OS3"]);

        async Task OversoldAsync(string[] expected)
        {
            for (var i = 0; i < 300; i++)
            {
                var found = (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}&oversold=yes")).GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ToList();
                if (found.SequenceEqual(expected))
                {
                    return;
                }

                await Task.Delay(100);
            }

            Assert.Fail($"Never only {string.Join(", ", expected)}");
        }
    }
}
