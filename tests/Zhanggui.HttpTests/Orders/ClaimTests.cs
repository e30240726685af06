using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class ClaimTests
{
    [Theory, BothDatabases]
    public async Task Agent_claims_an_order_and_the_leader_gives_it(DatabaseKind db)
    {
        var (shop, owner) = await OpenAsync(db, ("C1", 0), ("C2", null));
        using var agent = await shop.SignInAsync(shop.Agents[1]);

        await using var screen = await TestSocket.ConnectAsync(shop.House, await shop.CookieAsync(shop.Supervisor), $"/api/shifts/duty/socket?shop={shop.Id}");
        await screen.HearAsync("ready");
        var claim = await agent.ClaimAsync(shop, "C1", "claim", "是我用旺旺聊的", messages: ["m17"], account: "买家乙");
        (await screen.HearAsync("told"))["kinds"]!.AsArray().Select(k => (string?)k).ShouldContain("claim");
        (await agent.RefusedAsync("/api/orders/claims", new { shop = shop.Id.Value, order = "C1", kind = "claim", reason = "再说一次" })).ShouldBe("orders.claim.already_open");
        (await agent.JsonAsync($"/api/orders/claims?shop={shop.Id}")).GetProperty("claims").GetArrayLength().ShouldBe(1);
        // Somebody without the right to decide, and the claimant, cannot.
        (await agent.StatusAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "是我的" })).ShouldBe(HttpStatusCode.Forbidden);

        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        (await supervisor.RefusedAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "" })).ShouldBe("orders.claim.reason_wrong");
        (await supervisor.RefusedAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "给我", shares = new[] { new { person = shop.Supervisor.Id.Value, weight = 1 } } })).ShouldBe("orders.credit.own");
        (await supervisor.RefusedAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "给谁", shares = new[] { new { person = Guid.CreateVersion7(), weight = 1 } } })).ShouldBe("orders.credit.person_unknown");
        (await supervisor.PostAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "看过聊天，是她接待的" })).GetProperty("state").GetString().ShouldBe("approved");
        (await supervisor.RefusedAsync($"/api/orders/claims/{claim}/decide", new { approve = false, reason = "反悔" })).ShouldBe("orders.claim.already_ended");

        var page = await owner.PageAsync(shop, "C1");
        page.GetProperty("order").GetProperty("credit").GetProperty("basis").GetString().ShouldBe("manual");
        page.GetProperty("order").GetProperty("credit").GetProperty("person").GetGuid().ShouldBe(shop.Agents[1].Id.Value);
        var decisions = page.GetProperty("decisions").EnumerateArray().ToList();
        decisions.Select(d => d.GetProperty("basis").GetString()).ShouldBe(["manual", "remark"]);
        decisions[0].GetProperty("by").GetString().ShouldBe(shop.Supervisor.Name);
        decisions[0].GetProperty("reason").GetString().ShouldBe("看过聊天，是她接待的");
        decisions[0].GetProperty("credits")[0].GetProperty("amount").GetInt64().ShouldBe(10000);
        // The rules would say otherwise, and it is said.
        page.GetProperty("aside").GetProperty("cause").GetString().ShouldBe("manual");
        page.GetProperty("aside").GetProperty("credits")[0].GetProperty("person").GetString().ShouldBe(shop.Agents[0].Id.ToString());
        var kept = page.GetProperty("claims").EnumerateArray().Single();
        kept.GetProperty("messages")[0].GetString().ShouldBe("m17");
        kept.GetProperty("buyerAccount").GetString().ShouldBe("买家乙");
        kept.GetProperty("answer").GetString().ShouldBe("看过聊天，是她接待的");
        page.GetProperty("rules").GetProperty("zh").GetArrayLength().ShouldBeGreaterThan(1);
        (await AuditAsync(shop)).ShouldBe(["orders.claim.approved", "orders.claim.make", "orders.credit.decide"]);
        owner.Dispose();
    }

    [Theory, BothDatabases]
    public async Task Refusal_and_withdrawal_stay_to_be_read_and_change_nothing(DatabaseKind db)
    {
        var (shop, owner) = await OpenAsync(db, ("R1", 0), ("R2", 0));
        using var agent = await shop.SignInAsync(shop.Agents[1]);
        using var other = await shop.SignInAsync(shop.Agents[2]);
        var refused = await agent.ClaimAsync(shop, "R1", "dispute", "旗是我插的");
        var withdrawn = await agent.ClaimAsync(shop, "R2", "claim", "我的");
        (await other.RefusedAsync($"/api/orders/claims/{withdrawn}/withdraw", new { })).ShouldBe("orders.claim.not_yours");

        (await owner.PostAsync($"/api/orders/claims/{refused}/decide", new { approve = false, reason = "插旗在付款以后" })).GetProperty("state").GetString().ShouldBe("refused");
        (await agent.PostAsync($"/api/orders/claims/{withdrawn}/withdraw", new { })).GetProperty("state").GetString().ShouldBe("withdrawn");

        // Whoever looks at the order sees how it went; it can be said again.
        var page = await other.PageAsync(shop, "R1");
        page.GetProperty("claims").EnumerateArray().Single().GetProperty("answer").GetString().ShouldBe("插旗在付款以后");
        page.GetProperty("decisions").GetArrayLength().ShouldBe(1);
        (await other.JsonAsync($"/api/orders/claims?shop={shop.Id}")).GetProperty("claims").GetArrayLength().ShouldBe(0);
        await agent.ClaimAsync(shop, "R1", "dispute", "有新的证据");
        (await owner.JsonAsync($"/api/orders/claims?shop={shop.Id}&open=true")).GetProperty("claims").GetArrayLength().ShouldBe(1);
        owner.Dispose();
    }

    [Theory, BothDatabases]
    public async Task Decision_by_hand_stands_when_facts_change_and_goes_back_to_the_rules_when_asked(DatabaseKind db)
    {
        var (shop, owner) = await OpenAsync(db, ("M1", null), ("M2", null));
        var shares = new[] { new { person = shop.Agents[0].Id.Value, weight = 1 }, new { person = shop.Agents[1].Id.Value, weight = 2 } };
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.StatusAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "M1" }, shares, reason = "x" })).ShouldBe(HttpStatusCode.Forbidden);
        (await owner.RefusedAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "M1", "absent" }, shares, reason = "合作的" })).ShouldBe("orders.order.not_found");

        (await owner.PostAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "M1", "M2" }, shares, reason = "合作的" })).GetProperty("decided").GetInt32().ShouldBe(2);
        var page = await owner.PageAsync(shop, "M1");
        var parts = page.GetProperty("decisions")[0].GetProperty("credits").EnumerateArray().ToDictionary(c => c.GetProperty("share").GetString()!, c => c.GetProperty("amount").GetInt64(), StringComparer.Ordinal);
        // The spare cent goes to the first by id, whoever that is today.
        parts["1/3"].ShouldBeInRange(3333, 3334);
        parts["2/3"].ShouldBe(10000 - parts["1/3"]);

        // A later file brings a number: the hand decision stands, what the rules say is shown.
        var numbers = await NumbersAsync(shop);
        (await owner.ImportAsync(shop, Taobao(Of(shop, "M1", $"工号{numbers[shop.Agents[2].Id]}")))).ShouldBe("0/1/0/0");
        var aside = await WaitAsync(async () => (await owner.PageAsync(shop, "M1")).GetProperty("aside") is { ValueKind: JsonValueKind.Object } said && said.GetProperty("basis").GetString() == "remark" ? said : (JsonElement?)null);
        aside.GetProperty("credits")[0].GetProperty("person").GetString().ShouldBe(shop.Agents[2].Id.ToString());
        (await owner.PageAsync(shop, "M1")).GetProperty("order").GetProperty("credit").GetProperty("basis").GetString().ShouldBe("manual");

        (await owner.PostAsync("/api/orders/credits/give-back", new { shop = shop.Id.Value, orders = new[] { "M1" }, reason = "以工号为准" })).GetProperty("decided").GetInt32().ShouldBe(1);
        page = await owner.PageAsync(shop, "M1");
        page.GetProperty("order").GetProperty("credit").GetProperty("person").GetGuid().ShouldBe(shop.Agents[2].Id.Value);
        page.GetProperty("aside").ValueKind.ShouldBe(JsonValueKind.Null);
        page.GetProperty("decisions").EnumerateArray().Select(d => d.GetProperty("basis").GetString()).ShouldBe(["remark", "manual", "silent"]);
        owner.Dispose();
    }

    [Theory, BothDatabases]
    public async Task Claims_of_another_shop_look_absent(DatabaseKind db)
    {
        var (shop, owner) = await OpenAsync(db, ("X1", 0));
        var strange = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var stranger = await strange.SignInAsync(strange.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[1]);
        var claim = await agent.ClaimAsync(shop, "X1", "claim", "我的");

        (await stranger.RefusedAsync("/api/orders/claims", new { shop = shop.Id.Value, order = "X1", kind = "claim", reason = "我的" })).ShouldBe("orders.shop.not_found");
        (await stranger.RefusedAsync($"/api/orders/claims/{claim}/decide", new { approve = true, reason = "给" })).ShouldBe("orders.claim.not_found");
        (await stranger.RefusedAsync($"/api/orders/claims/{claim}/withdraw", new { })).ShouldBe("orders.claim.not_found");
        (await stranger.RefusedAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "X1" }, shares = new[] { new { person = shop.Agents[0].Id.Value, weight = 1 } }, reason = "x" })).ShouldBe("orders.shop.not_found");
        (await agent.RefusedAsync("/api/orders/claims", new { shop = shop.Id.Value, order = "absent", kind = "claim", reason = "我的" })).ShouldBe("orders.order.not_found");
        owner.Dispose();
    }

    /// <summary>A shop with decided orders of 100 yuan; the number says whose staff number stands in the note.</summary>
    private static async Task<(TestShop Shop, HttpClient Owner)> OpenAsync(DatabaseKind db, params (string Id, int? Agent)[] orders)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var http = await shop.SignInAsync(shop.Owner);
        var numbers = await NumbersAsync(shop);
        (await http.ImportAsync(shop, Taobao([.. orders.Select(o => Of(shop, o.Id, o.Agent is { } a ? $"工号{numbers[shop.Agents[a].Id]}" : ""))]))).ShouldBe($"{orders.Length}/0/0/0");
        await WaitAsync(async () => (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}")).GetProperty("orders") is var list && list.EnumerateArray().Count(o => o.GetProperty("credit").ValueKind == JsonValueKind.Object) == orders.Length ? list : (JsonElement?)null);
        return (shop, http);
    }

    private static string Of(TestShop shop, string id, string note)
    {
        var day = shop.Today().PlusDays(1).ToString("uuuu-MM-dd", null);
        return Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", note: note);
    }

    private static async Task<IReadOnlyDictionary<PersonId, string>> NumbersAsync(TestShop shop) =>
        (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).ToDictionary(s => s.Person, s => s.Number);

    private static async Task<IReadOnlyList<string>> AuditAsync(TestShop shop)
    {
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadAllAsync(null, "select act from kernel_audit where shop_id = @shop and (act like 'orders.claim.%' or act like 'orders.credit.%') order by act", r => r.GetString(0), CancellationToken.None, ("shop", shop.Id.Value));
    }
}
