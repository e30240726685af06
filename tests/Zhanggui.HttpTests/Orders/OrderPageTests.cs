using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>What a facts folder tells of an order stands on its page, with who decided it; what waits for somebody is counted.</summary>
public sealed class OrderPageTests
{
    [Theory, BothDatabases]
    public async Task Reviews_acts_and_judged_refunds_of_a_facts_folder_stand_on_the_page(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var number = (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).Single(s => s.Person == shop.Supervisor.Id).Number;
        (await http.ImportAsync(shop, Taobao(Row("P1")))).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("order_id,at,platform,rating,stars,text,cause,decided_by,decided_at,changed_to,changed_at\nP1,2026-10-20T10:00:00+08:00,taobao,bad,1,色差大,,,,,\n"), "facts-reviews", "reviews.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("id,order_id,at,account,event,detail\nev1,P1,2026-10-15T10:05:00+08:00,店铺:小王,verified,都核对了\n"), "facts-order_events", "order_events.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes($"refund_id,order_id,line,amount,applied_at,succeeded_at,reason_platform,reason_inspected,responsible,decided_by,decided_at\nR1,P1,,20.00,2026-10-21T10:00:00+08:00,2026-10-22T10:00:00+08:00,不想要了,,buyer,{number},2026-10-23T09:00:00+08:00\nR2,P1,,20.00,2026-10-21T10:00:00+08:00,2026-10-22T10:00:00+08:00,不想要了,,buyer,没有这个人,2026-10-23T09:00:00+08:00\n"), "facts-refunds", "refunds.csv")).ShouldBe("1/0/0/1");

        var page = await http.PageAsync(shop, "P1");
        var review = page.GetProperty("reviews").EnumerateArray().Single();
        (review.GetProperty("rating").GetString(), review.GetProperty("text").GetString(), review.GetProperty("cause").ValueKind).ShouldBe(("bad", "色差大", JsonValueKind.Null));
        var act = page.GetProperty("brought").EnumerateArray().Single();
        (act.GetProperty("event").GetString(), act.GetProperty("name").GetString(), act.GetProperty("detail").GetString()).ShouldBe(("verified", "店铺:小王", "都核对了"));
        var refund = page.GetProperty("refunds").EnumerateArray().Single();
        (refund.GetProperty("responsible").GetString(), refund.GetProperty("decidedBy").GetString()).ShouldBe(("buyer", shop.Supervisor.Name));
        (await http.JsonAsync($"/api/orders/refunds?shop={shop.Id}")).GetProperty("refunds").GetArrayLength().ShouldBe(0);

        // A person says what the review was about; a later file without a decision does not take the refund's away.
        (await http.RefusedAsync("/api/orders/reviews/decide", new { shop = shop.Id.Value, order = "P1", at = "2026-10-20T02:00:00Z", cause = "weather" })).ShouldBe("orders.review.cause_wrong");
        (await http.RefusedAsync("/api/orders/reviews/decide", new { shop = shop.Id.Value, order = "P1", at = "2026-10-20T02:00:01Z", cause = "goods" })).ShouldBe("orders.review.not_found");
        await http.PostAsync("/api/orders/reviews/decide", new { shop = shop.Id.Value, order = "P1", at = "2026-10-20T02:00:00Z", cause = "goods" });
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("refund_id,order_id,line,amount,applied_at,succeeded_at,reason_platform,reason_inspected,responsible,decided_by,decided_at\nR1,P1,,20.00,2026-10-21T10:00:00+08:00,2026-10-22T10:00:00+08:00,不想要了,,agent,,\n"), "facts-refunds", "refunds.csv")).ShouldBe("0/0/1/0");
        page = await http.PageAsync(shop, "P1");
        (page.GetProperty("reviews")[0].GetProperty("cause").GetString(), page.GetProperty("reviews")[0].GetProperty("decidedBy").GetString()).ShouldBe(("goods", shop.Owner.Name));
        page.GetProperty("refunds")[0].GetProperty("responsible").GetString().ShouldBe("buyer");
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.StatusAsync("/api/orders/reviews/decide", new { shop = shop.Id.Value, order = "P1", at = "2026-10-20T02:00:00Z", cause = "goods" })).ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task What_waits_is_counted_and_a_shared_order_is_found_under_each(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[1]);
        var day = shop.Today().PlusDays(1).ToString("uuuu-MM-dd", null);
        (await http.ImportAsync(shop, Taobao(Row("W1", placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00")))).ShouldBe("1/0/0/0");
        Task<JsonElement> WaitingAsync(HttpClient who) => who.JsonAsync($"/api/orders/claims/waiting?shop={shop.Id}");
        (await WaitingAsync(http)).GetProperty("open").GetInt64().ShouldBe(0);
        await WaitAsync(async () => (await http.PageAsync(shop, "W1")).GetProperty("decisions").GetArrayLength() > 0 ? 1 : (int?)null);

        var claim = await agent.ClaimAsync(shop, "W1", "claim", "我接待的");
        var waiting = await WaitingAsync(http);
        (waiting.GetProperty("open").GetInt64(), waiting.GetProperty("newest").GetProperty("orderId").GetString(), waiting.GetProperty("newest").GetProperty("name").GetString()).ShouldBe((1, "W1", shop.Agents[1].Name));
        (await WaitingAsync(agent)).GetProperty("open").GetInt64().ShouldBe(0);

        await http.PostAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "两个人一起", shares = new[] { new { person = shop.Agents[0].Id.Value, weight = 1 }, new { person = shop.Agents[1].Id.Value, weight = 1 } } });
        (await WaitingAsync(http)).GetProperty("open").GetInt64().ShouldBe(0);
        var answer = (await WaitingAsync(agent)).GetProperty("answers").EnumerateArray().Single();
        (answer.GetProperty("state").GetString(), answer.GetProperty("name").GetString()).ShouldBe(("approved", shop.Owner.Name));
        foreach (var person in shop.Agents.Take(2))
        {
            var found = await WaitAsync(async () => (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}&person={person.Id}")).GetProperty("orders") is var list && list.GetArrayLength() == 1 ? list[0] : (JsonElement?)null);
            found.GetProperty("credit").GetProperty("shares").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe([shop.Agents[0].Name, shop.Agents[1].Name], ignoreOrder: true);
        }

        (await agent.JsonAsync($"/api/orders/orders?shop={shop.Id}")).GetProperty("orders").GetArrayLength().ShouldBe(1);
    }
}
