using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Records.Contracts;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>promotions.csv and policies.csv in and out.</summary>
public sealed class OfferImportTests
{
    [Theory, BothDatabases]
    public async Task Promotions_from_a_file_are_plans_unless_they_are_over_and_repeat_without_doubling(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        string At(int days) => (now + Duration.FromDays(days)).ToString("uuuu-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        var file = Encoding.UTF8.GetBytes($"""
            promotion,from,to,items,kind,value,gift,name,text,gift_stock
            d11,{At(-40)},{At(-30)},category:墙布 category:瓷 砖,满减,300-40,,双11满减,满300减40,
            d11,{At(-29)},{At(-28)},,full_reduction,300-50,,双11返场,满300减50,
            now,{At(-1)},{At(3)},6001 6002,discount,8.5折,,,,
            gift,{At(1)},{At(2)},,gift,99,收边条,,付款送收边条,20
            bad,{At(1)},{At(2)},,discount,1.5,,,,
            worse,{At(1)},{At(2)},,lottery,,,,,

            """.ReplaceLineEndings("\n"));

        (await http.ImportAsync(shop, file, "facts-promotions", "promotions.csv")).ShouldBe("3/1/0/2");
        (await http.ImportAsync(shop, file, "facts-promotions", "promotions.csv")).ShouldBe("0/0/4/2");

        var promotions = shop.House.Services.GetRequiredService<IPromotions>();
        (await promotions.OpenAsync(shop.Id, now, null, null, CancellationToken.None)).ShouldBeEmpty();
        var then = (await promotions.OpenAsync(shop.Id, now - Duration.FromDays(35), "1", "瓷 砖", CancellationToken.None)).ShouldHaveSingleItem();
        (then.Name, then.Terms.Minimum!.Value.Value, then.Terms.Amount!.Value.Value).ShouldBe(("双11满减", 30000L, 4000L));
        (await promotions.OpenAsync(shop.Id, now - Duration.FromHours(684), null, null, CancellationToken.None)).ShouldHaveSingleItem().Terms.Amount!.Value.Value.ShouldBe(5000);

        var planning = (await http.GetJsonAsync($"/api/shop/promotions?shop={shop.Id}&show=planning"))["promotions"]!.AsArray();
        planning.Select(p => (p!["form"]!.Text("kind"), p!.Text("state"))).ShouldBe([("gift", "draft"), ("discount", "draft")], ignoreOrder: true);
        var draft = planning.Single(p => p!["form"]!.Text("kind") == "gift")!;
        (await PostAsync(http, $"/api/shop/promotions/{draft.Text("id")}/release", """{"reason":"急"}""")).ShouldBe("shop.promotion.state_wrong");

        // A changed row changes the plan, never what is on record.
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("付款送收边条,20", "付款送收边条,30").Replace("300-40", "300-60"));
        (await http.ImportAsync(shop, changed, "facts-promotions", "promotions.csv")).ShouldBe("0/1/2/3");
    }

    [Theory, BothDatabases]
    public async Task Promotion_that_an_earlier_release_kept_as_a_record_counts_once_when_its_file_comes_again(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        Instant Day(int days) => Instant.FromUnixTimeSeconds((now + Duration.FromDays(days)).ToUnixTimeSeconds());
        string At(int days) => Day(days).ToString("uuuu-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        var records = shop.House.Services.GetRequiredService<IRecordStore>();
        await records.StoreAsync(shop.Id, FactsFiles.Promotions, [new PromotionFact { Promotion = "d11", From = Day(-40), To = Day(-30), Kind = "满减", Value = "300-40" }, new PromotionFact { Promotion = "alt", From = Day(-60), To = Day(-50), Kind = "gift", Gift = "抱枕" }], null, CancellationToken.None);
        var file = Encoding.UTF8.GetBytes($"promotion,from,to,items,kind,value,gift,name\nd11,{At(-40)},{At(-30)},,满减,300-40,,双11\n");
        (await http.ImportAsync(shop, file, "facts-promotions", "promotions.csv")).ShouldBe("1/0/0/0");

        var facts = await shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Day(-90), To = now, Files = new HashSet<string> { FactsFiles.Promotions.Name } }, CancellationToken.None);

        facts.Promotions.Select(p => p.Promotion).ShouldBe(["d11", "alt"], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task Offers_that_were_exported_come_back_the_same_in_another_shop(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (one, other) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var http = await one.SignInAsync(one.Supervisor);
        using var there = await other.SignInAsync(other.Supervisor);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        string At(int days) => (now + Duration.FromDays(days)).ToString("uuuu-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        var promotions = Encoding.UTF8.GetBytes($"""
            promotion,from,to,items,kind,value,gift,name,text,per_order
            券,{At(-9)},{At(-5)},,coupon,200-20,,店铺券,满200可用20元券,2
            买一送一,{At(4)},{At(6)},6001,gift,,壁纸胶,,送一支胶,

            """.ReplaceLineEndings("\n"));
        var policies = Encoding.UTF8.GetBytes($$"""
            policy,topic,from,to,scope,text,not_to_say,title,facts,answers
            invoice,发票,{{At(-90)}},{{At(-30)}},,下单后开票,没有发票;不能开票,发票,invoice=on_request,
            invoice,发票,{{At(-30)}},,,无理由开票,没有发票,发票,invoice=always,"[{""case"":""能开吗"",""answer"":""可以开""}]"
            货到 付款,支付,{{At(-1)}},,,不支持货到付款,,,,

            """.ReplaceLineEndings("\n"));

        (await http.ImportAsync(one, promotions, "facts-promotions", "promotions.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(one, policies, "facts-policies", "policies.csv")).ShouldBe("1/1/0/1");
        (await http.ImportAsync(one, policies, "facts-policies", "policies.csv")).ShouldBe("0/0/2/1");
        var told = house.Services.GetRequiredService<IPolicies>();
        (await told.InForceAsync(one.Id, now - Duration.FromDays(60), null, null, CancellationToken.None)).ShouldHaveSingleItem().Facts["invoice"].ShouldBe("on_request");
        (await told.InForceAsync(one.Id, now, null, null, CancellationToken.None)).ShouldBeEmpty("it waits for somebody's yes");

        foreach (var kind in new[] { "promotions", "policies" })
        {
            var file = await http.GetByteArrayAsync($"/api/shop/{kind}/export?shop={one.Id}");
            (await there.ImportAsync(other, file, $"facts-{kind}", $"{kind}.csv")).ShouldEndWith("/0/0");
            Encoding.UTF8.GetString(await there.GetByteArrayAsync($"/api/shop/{kind}/export?shop={other.Id}")).ShouldBe(Encoding.UTF8.GetString(file));
            (await http.ImportAsync(one, file, $"facts-{kind}", $"{kind}.csv")).ShouldBe("0/0/2/0");
        }
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_plan_promotions_may_not_by_a_file(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var role = await owner.PostJsonAsync("/api/people/roles", new { name = $"导入员 {shop.Name}", permissions = new[] { "orders.import.run", "orders.order.read" } });
        await owner.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/roles", new { roleId = role.GetProperty("id").GetGuid(), shopId = shop.Id.Value });
        using var http = await shop.SignInAsync(shop.Agent);

        var id = (await http.UploadAsync(shop, Encoding.UTF8.GetBytes("promotion,from,to,items,kind,value,gift\na,2026-01-01,2026-01-02,,price,9,\n"), "promotions.csv")).GetProperty("id").GetGuid();

        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.needs_offer_right");
        (await http.GetAsync($"/api/shop/promotions/export?shop={shop.Id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private static Task<string?> PostAsync(HttpClient http, string path, string json) => http.RefusedAsync(path, JsonNode.Parse(json)!);
}
