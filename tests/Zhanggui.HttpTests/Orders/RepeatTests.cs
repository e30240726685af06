using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Repeat;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class RepeatTests
{
    [Theory, BothDatabases]
    public async Task Repeat_buyers_are_listed_with_the_rate_and_a_group_fills_itself_by_rule(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        var known = await buyers.FindOrCreateAsync(shop.Id, "web", "老客", new BuyerProfile("老客", BuyerIdentity.Signed), CancellationToken.None);
        var day = shop.Today();
        string One(string id, string buyer, int daysAgo, string status = "交易成功", string paid = "100.00", string refunded = "0")
        {
            var at = day.PlusDays(-daysAgo).ToString("uuuu-MM-dd", null);
            return Row(id, buyer, "108.00", paid, status, $"{at} 10:00:00", status == "等待买家付款" ? string.Empty : $"{at} 10:00:35", refunded: refunded);
        }

        (await owner.ImportAsync(shop, Taobao(
            One("A1", "老客", 90), One("A2", "老客", 50, refunded: "20.00"), One("A3", "老客", 10), One("B1", "新客", 9), One("C1", "两次", 8), One("C2", "两次", 4),
            One("D1", "关了", 8), One("D2", "关了", 4, status: "交易关闭"), One("E1", "张**", 5), One("E2", "张**", 4), One("F1", "很久", 300), One("F2", "很久", 3)))).ShouldBe("12/0/0/0");
        var path = $"/api/orders/repeat?shop={shop.Id}&from={day.PlusDays(-100):uuuu-MM-dd}&to={day:uuuu-MM-dd}";

        var report = await owner.GetJsonAsync(path);
        (report.Number("buyers"), report.Number("repeating"), report.Number("loyal"), report.Number("orders"), report.Number("unnamed"), report.Number("rate")).ShouldBe((5, 2, 1, 8, 2, 4000));
        report["lines"]!.AsArray().Select(l => l!.Text("buyer")).ShouldBe(["老客", "两次"]);
        var first = report["lines"]![0]!;
        (first.Text("record"), first.Number("orders"), first.Number("everyDays"), first["value"]!.ToJsonString(), first["isLoyal"]!.GetValue<bool>()).ShouldBe((known.Id.ToString(), 3, 40, "28000", true));
        (await owner.GetJsonAsync($"{path}&least=1&sort=last"))["lines"]!.AsArray().Count.ShouldBe(5);
        (await owner.GetStringAsync(new Uri(path.Replace("/repeat?", "/repeat/export?", StringComparison.Ordinal), UriKind.Relative))).ShouldContain("老客,3,");
        (await agent.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.GetAsync(new Uri($"/api/orders/repeat?shop={shop.Id}&from=2020-01-01&to=2026-01-01", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var group = Guid.CreateVersion7();
        await Guarding.GuardedShop.PostAsync(owner, "/api/shop/buyer-groups", new { id = group, shop = shop.Id.Value, name = "忠实粉丝", purpose = "上新先告诉", ruleOrders = 3, ruleDays = 100 });
        var job = shop.House.Services.GetServices<IJob>().OfType<RuledGroupsJob>().Single();
        await job.RunOnceAsync(Now(shop), CancellationToken.None);
        (await owner.GetJsonAsync($"/api/shop/buyers?shop={shop.Id}&group={group}"))["buyers"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(known.Id.ToString());
        var line = (await owner.GetJsonAsync($"/api/shop/buyer-groups?shop={shop.Id}"))["groups"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Number("members"), line.Number("ruleOrders")).ShouldBe((1, 3));
    }

    private static Instant Now(TestShop shop) => shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
}
