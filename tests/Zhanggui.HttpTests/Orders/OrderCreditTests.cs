using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class OrderCreditTests
{
    [Theory, BothDatabases]
    public async Task Staff_number_in_the_note_earns_the_order_and_the_page_says_why(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var numbers = await NumbersAsync(shop);
        var (first, second) = (numbers[shop.Agents[0].Id], numbers[shop.Agents[1].Id]);

        var day = shop.Today().PlusDays(1).ToString("uuuu-MM-dd", null);
        string Of(string id, string note) => Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", note: note);
        (await http.ImportAsync(shop, Taobao(Of("E1000001", $"工号{first} 已核对"), Of("E1000002", $"工号{first} 工号{second}"), Of("E1000003", "工号99999"), Of("E1000004", "")))).ShouldBe("4/0/0/0");
        var list = await DecidedAsync(http, shop, 4);

        list["E1000001"].GetProperty("person").GetGuid().ShouldBe(shop.Agents[0].Id.Value);
        list["E1000001"].GetProperty("basis").GetString().ShouldBe("remark");
        list["E1000002"].GetProperty("basis").GetString().ShouldBe("undecided");
        list["E1000003"].GetProperty("basis").GetString().ShouldBe("undecided");
        list["E1000004"].GetProperty("basis").GetString().ShouldBe("silent");
        var page = await http.JsonAsync($"/api/orders/orders/one/E1000001?shop={shop.Id}");
        var decision = page.GetProperty("decisions").EnumerateArray().Single();
        decision.GetProperty("zh").GetString()!.ShouldContain(shop.Agents[0].Name);
        decision.GetProperty("credits")[0].GetProperty("amount").GetInt64().ShouldBe(10000);
        (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}&basis=undecided")).GetProperty("orders").GetArrayLength().ShouldBe(2);

        using var agent = await shop.SignInAsync(shop.Agents[0]);
        var own = await agent.JsonAsync($"/api/orders/orders?shop={shop.Id}");
        own.GetProperty("onlyOwn").GetBoolean().ShouldBeTrue();
        own.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ShouldBe(["E1000001"]);
        // "Why not me?" is asked of other people's orders.
        (await agent.JsonAsync($"/api/orders/orders/one/E1000002?shop={shop.Id}")).GetProperty("decisions").GetArrayLength().ShouldBe(1);

        // A number that is written over a later one does not move the order; the same file decides nothing anew.
        (await http.ImportAsync(shop, Taobao(Of("E1000001", $"工号{second}")))).ShouldBe("0/1/0/0");
        await Task.Delay(2500);
        (await http.JsonAsync($"/api/orders/orders/one/E1000001?shop={shop.Id}")).GetProperty("order").GetProperty("credit").GetProperty("person").GetGuid().ShouldBe(shop.Agents[0].Id.Value);
    }

    private static async Task<IReadOnlyDictionary<PersonId, string>> NumbersAsync(TestShop shop) =>
        (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).ToDictionary(s => s.Person, s => s.Number);

    /// <summary>The credits by order, once all are there.</summary>
    internal static async Task<IReadOnlyDictionary<string, JsonElement>> DecidedAsync(HttpClient http, TestShop shop, int count)
    {
        for (var i = 0; i < 900; i++)
        {
            var orders = (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}")).GetProperty("orders").EnumerateArray()
                .Where(o => o.GetProperty("credit").ValueKind == JsonValueKind.Object).ToDictionary(o => o.GetProperty("orderId").GetString()!, o => o.GetProperty("credit"), StringComparer.Ordinal);
            if (orders.Count == count)
            {
                return orders;
            }

            await Task.Delay(150);
        }

        throw new TimeoutException("Not all orders were decided.");
    }
}
