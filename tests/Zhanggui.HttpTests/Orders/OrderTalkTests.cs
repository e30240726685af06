using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Records.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Who earned an order by what was said: from copies of chats and from talks in the house.</summary>
public sealed class OrderTalkTests
{
    [Theory, BothDatabases]
    public async Task Copied_chat_that_comes_after_the_order_moves_it_from_silent_to_the_agent(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        (await http.ImportAsync(shop, Taobao(Row("T1", buyer: "买家甲", placed: "2026-10-15 10:00:00"), Row("T2", buyer: "买家乙", placed: "2026-10-15 10:00:00"), Row("T3", buyer: "买家丙", placed: "2026-10-15 10:00:00")))).ShouldBe("3/0/0/0");
        (await UntilAsync(http, shop, "T1", c => c.GetProperty("basis").GetString() == "silent")).GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);

        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        var (first, second) = (shop.Agents[0], shop.Agents[1]);
        await store.StoreAsync(shop.Id, FactsFiles.Messages,
        [
            .. Talk(shop, "买家甲", first, "2026-10-15T01:00:00Z"), .. Talk(shop, "买家甲", second, "2026-10-15T01:30:00Z"),
            .. Talk(shop, "买家乙", second, "2026-10-10T01:00:00Z"),
            .. Talk(shop, "买家丙", second, "2026-10-15T03:00:00Z"),
        ], null, default);

        var credit = await UntilAsync(http, shop, "T1", c => c.GetProperty("basis").GetString() != "silent");
        (credit.GetProperty("basis").GetString(), credit.GetProperty("person").GetGuid()).ShouldBe(("order", second.Id.Value));
        var page = await http.JsonAsync($"/api/orders/orders/one/T1?shop={shop.Id}");
        var decisions = page.GetProperty("decisions").EnumerateArray().ToList();
        decisions.Count.ShouldBe(2);
        decisions[0].GetProperty("losers").EnumerateArray().Select(l => l.GetProperty("person").GetString()).ShouldBe([first.Id.ToString()]);

        // A contact of five days before and one after the payment earn nothing.
        (await CreditAsync(http, shop, "T2"))!.Value.GetProperty("basis").GetString().ShouldBe("silent");
        (await CreditAsync(http, shop, "T3"))!.Value.GetProperty("basis").GetString().ShouldNotBe("order");
    }

    [Theory, BothDatabases]
    public async Task Number_that_a_file_tells_without_any_date_earns_the_order(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        (await http.ImportAsync(shop, Taobao(Row("P1", note: "6009")))).ShouldBe("1/0/0/0");
        await UntilAsync(http, shop, "P1", c => c.GetProperty("basis").GetString() == "silent");

        await shop.House.Services.GetRequiredService<IRecordStore>().StoreAsync(shop.Id, FactsFiles.People, [new PersonFact { Person = shop.Agents[0].Id.ToString(), StaffNo = "6009" }], null, default);

        (await UntilAsync(http, shop, "P1", c => c.GetProperty("basis").GetString() == "remark")).GetProperty("person").GetGuid().ShouldBe(shop.Agents[0].Id.Value);
    }

    private static IEnumerable<MessageFact> Talk(TestShop shop, string buyer, TestPerson agent, string at)
    {
        var start = NodaTime.Text.InstantPattern.General.Parse(at).Value;
        MessageFact Say(string id, SenderKind sender, int seconds) => new()
        {
            Id = $"{buyer}-{at}-{id}",
            Shop = shop.Id.ToString(),
            Buyer = buyer,
            Account = agent.Id.ToString(),
            Sender = sender,
            SentAt = start + Duration.FromSeconds(seconds),
            Text = id,
        };
        return [Say("有货吗", SenderKind.Buyer, 0), Say("有的", SenderKind.Agent, 20)];
    }

    private static async Task<JsonElement?> CreditAsync(HttpClient http, TestShop shop, string order)
    {
        var credit = (await http.JsonAsync($"/api/orders/orders/one/{order}?shop={shop.Id}")).GetProperty("order").GetProperty("credit");
        return credit.ValueKind == JsonValueKind.Object ? credit : null;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient http, TestShop shop, string order, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 900; i++)
        {
            if (await CreditAsync(http, shop, order) is { } credit && holds(credit))
            {
                return credit;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{order} was not decided as expected.");
    }
}
