using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class OfferTests
{
    [Theory, BothDatabases]
    public async Task Promotion_goes_live_with_the_warehouses_yes_is_read_and_told_and_is_refused_once_it_ended(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var shop = await TestShop.OpenAsync(house);
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var (id, now) = (Guid.CreateVersion7(), clock.GetCurrentInstant());
        var form = Form("今晚赠收边条", now - Duration.FromMinutes(1), now + Duration.FromHours(3), left: 5);

        (await PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form })).Text("state").ShouldBe("draft");
        (await PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form })).Number("version").ShouldBe(1);
        (await RefusedAsync(agent, $"/promotions/{id}/words")).ShouldBe("shop.promotion.not_running");
        await PostAsync(planner, $"/promotions/{id}/submit");
        foreach (var department in new[] { "planning", "customer-service" })
        {
            await PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department, isAgreed = true });
        }

        (await RefusedAsync(planner, $"/promotions/{id}/release", new { reason = "加人" })).ShouldBe("shop.promotion.not_agreed");
        (await RefusedAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = false })).ShouldBe("shop.promotion.reason_missing");
        await PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = false, reason = "收边条只剩 5 条" });
        (await RefusedAsync(planner, $"/promotions/{id}/release", new { reason = "加人" })).ShouldBe("shop.promotion.not_agreed");
        (await agent.GetJsonAsync($"/api/shop/promotions/today?shop={shop.Id}"))["open"]!.AsArray().ShouldBeEmpty();
        await PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = true });
        (await RefusedAsync(planner, $"/promotions/{id}/release")).ShouldBe("shop.promotion.falls_short");
        (await PostAsync(planner, $"/promotions/{id}/release", new { reason = "晚班加两人" })).Number("releasedVersion").ShouldBe(1);

        var today = await agent.GetJsonAsync($"/api/shop/promotions/today?shop={shop.Id}");
        today["open"]!.AsArray().ShouldHaveSingleItem()!.Text("name").ShouldBe("今晚赠收边条");
        today.Number("unread").ShouldBe(1);
        (await GetAsync(agent, $"/promotions/{id}/words")).Text("text").ShouldBe("今晚12点前付款送收边条");
        var waiting = await planner.GetJsonAsync($"/api/shop/briefings?shop={shop.Id}&all=true");
        waiting["all"]!.AsArray().ShouldHaveSingleItem()!["unread"]!.AsArray().Select(p => p!.Text("name")).ShouldContain(shop.Agent.Name);
        (await RefusedAsync(agent, $"/briefings/{id}/read", new { shop = shop.Id.Value, version = 9 })).ShouldBe("shop.briefing.changed");
        await PostAsync(agent, $"/briefings/{id}/read", new { shop = shop.Id.Value, version = 1 });
        await PostAsync(agent, $"/briefings/{id}/read", new { shop = shop.Id.Value, version = 1 });
        (await agent.GetJsonAsync($"/api/shop/briefings?shop={shop.Id}"))["mine"]!.AsArray().ShouldBeEmpty();
        (await planner.GetJsonAsync($"/api/shop/promotions/{id}"))["readers"]!["unread"]!.AsArray().Select(p => p!.Text("name")).ShouldNotContain(shop.Agent.Name);

        await PostAsync(planner, $"/promotions/{id}/gifts", new { left = 0 });
        (await RefusedAsync(agent, $"/promotions/{id}/words")).ShouldBe("shop.promotion.gift_gone");
        await PostAsync(planner, $"/promotions/{id}/gifts", new { left = 2, reason = "又找到两条" });
        (await GetAsync(agent, $"/promotions/{id}/words")).Text("text").ShouldNotBeEmpty();
        var contract = house.Services.GetRequiredService<IPromotions>();
        (await contract.CheckAsync(shop.Id, id, clock.GetCurrentInstant(), CancellationToken.None)).ShouldBeNull();

        clock.Move(TimeSpan.FromHours(3));
        (await RefusedAsync(agent, $"/promotions/{id}/words")).ShouldBe("shop.promotion.over");
        today = await agent.GetJsonAsync($"/api/shop/promotions/today?shop={shop.Id}");
        (today["open"]!.AsArray().Count, today["over"]!.AsArray().Count).ShouldBe((0, 1));
        (await contract.OpenAsync(shop.Id, clock.GetCurrentInstant(), null, null, CancellationToken.None)).ShouldBeEmpty();
        (await contract.OpenAsync(shop.Id, clock.GetCurrentInstant() - Duration.FromHours(2), null, null, CancellationToken.None)).ShouldHaveSingleItem().Terms.Gift.ShouldBe("收边条");
        (await planner.GetJsonAsync($"/api/shop/promotions/{id}"))["changes"]!.AsArray().Select(c => c!.Text("what")).Reverse().ShouldBe(["made", "submitted", "agreed", "agreed", "refused", "agreed", "released", "gifts", "gifts"]);
    }

    [Theory, BothDatabases]
    public async Task Change_after_release_asks_all_departments_anew_and_agents_keep_what_was_released(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var planner = await shop.SignInAsync(shop.Supervisor);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var id = Guid.CreateVersion7();
        await LiveAsync(planner, shop, id, Form("赠品", now - Duration.FromHours(1), now + Duration.FromDays(1), left: 9), round: 1);

        var changed = Form("赠品", now - Duration.FromHours(1), now + Duration.FromDays(2), left: 9);
        (await RefusedAsync(planner, $"/promotions/{id}/edit", new { version = 1, form = changed })).ShouldBe("shop.promotion.reason_missing");
        (await RefusedAsync(planner, $"/promotions/{id}/edit", new { version = 7, form = changed, reason = "x" })).ShouldBe("shop.promotion.changed");
        (await PostAsync(planner, $"/promotions/{id}/edit", new { version = 1, form = changed, reason = "再做一天" })).Text("state").ShouldBe("draft");
        (await RefusedAsync(planner, $"/promotions/{id}/release", new { reason = "x" })).ShouldBe("shop.promotion.state_wrong");
        await PostAsync(planner, $"/promotions/{id}/submit");
        (await RefusedAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = true })).ShouldBe("shop.promotion.changed");
        (await RefusedAsync(planner, $"/promotions/{id}/release", new { reason = "x" })).ShouldBe("shop.promotion.not_agreed");
        var contract = house.Services.GetRequiredService<IPromotions>();
        (await contract.OpenAsync(shop.Id, now + Duration.FromHours(30), null, null, CancellationToken.None)).ShouldBeEmpty();

        await SignAllAsync(planner, id, round: 2);
        await PostAsync(planner, $"/promotions/{id}/release", new { reason = "够人" });
        (await contract.OpenAsync(shop.Id, now + Duration.FromHours(30), null, null, CancellationToken.None)).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await RefusedAsync(planner, $"/promotions/{id}/withdraw", new { })).ShouldBe("shop.promotion.reason_missing");
        (await PostAsync(planner, $"/promotions/{id}/withdraw", new { reason = "平台不让做" })).Text("state").ShouldBe("withdrawn");
        (await RefusedAsync(planner, $"/promotions/{id}/words")).ShouldBe("shop.promotion.not_running");
    }

    [Theory, BothDatabases]
    public async Task Departments_are_the_shops_own_their_people_sign_and_the_warehouse_stays(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var id = Guid.CreateVersion7();
        object Department(string key, string name, params Guid[] people) => new { key, name, people };

        (await RefusedAsync(owner, "/promotions/departments", new { shop = shop.Id.Value, departments = new[] { Department("planning", "运营") } })).ShouldBe("shop.promotion.departments_wrong");
        (await RefusedAsync(owner, "/promotions/departments", new { shop = shop.Id.Value, departments = new[] { Department("warehouse", "仓库", shop.Agent.Id.Value) } })).ShouldBe("shop.promotion.departments_wrong");
        await PostAsync(owner, "/promotions/departments", new { shop = shop.Id.Value, departments = new[] { Department("production", "制作部"), Department("warehouse", "仓库", shop.Owner.Id.Value) } });
        await PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form = Form("套餐周", now, now + Duration.FromDays(1), left: 9) });
        await PostAsync(planner, $"/promotions/{id}/submit");
        (await RefusedAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = true })).ShouldBe("shop.promotion.not_your_department");
        await PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "production", isAgreed = true });
        await PostAsync(owner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = true });
        await PostAsync(planner, $"/promotions/{id}/release", new { reason = "够人" });
        (await planner.GetJsonAsync($"/api/shop/promotions/{id}"))["signs"]!.AsArray().Select(s => s!.Text("person")).ShouldBe([shop.Supervisor.Name, shop.Owner.Name]);
    }

    [Theory, BothDatabases]
    public async Task Policy_is_drafted_approved_by_somebody_else_read_changed_and_the_change_is_shown(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var writer = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var clock = house.Services.GetRequiredService<TimeProvider>();
        var id = Guid.CreateVersion7();
        object Policy(string text, string value) => new
        {
            key = "invoice",
            topic = "发票",
            title = "发票口径",
            from = InstantJson.Format(clock.GetCurrentInstant() - Duration.FromDays(3)),
            text,
            answers = new[] { new { @case = "能开发票吗", answer = "可以的，随时可开" } },
            facts = new[] { new { name = "invoice", value } },
            notToSay = new[] { "没有发票" },
        };

        (await PostAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 0, form = Policy("随时可开，一个月内寄出。", "always") })).Number("version").ShouldBe(1);
        (await agent.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}"))["policies"]!.AsArray().ShouldBeEmpty();
        await PostAsync(writer, $"/policies/{id}/submit", new { version = 1, edition = 1 });
        (await RefusedAsync(writer, $"/policies/{id}/approve", new { version = 1, edition = 1 })).ShouldBe("shop.policy.own_approval");
        await PostAsync(owner, $"/policies/{id}/approve", new { version = 1, edition = 1 });
        var shown = (await agent.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}&q={Uri.EscapeDataString("一个月")}"))["policies"]!.AsArray().ShouldHaveSingleItem()!;
        (shown.Text("title"), shown["isUnread"]!.GetValue<bool>(), shown["changes"]).ShouldBe(("发票口径", true, null));
        var contract = house.Services.GetRequiredService<IPolicies>();
        (await contract.FactsAsync(shop.Id, clock.GetCurrentInstant(), null, null, CancellationToken.None))["invoice"].ShouldBe("always");
        (await contract.InForceAsync(shop.Id, clock.GetCurrentInstant() - Duration.FromHours(1), null, null, CancellationToken.None)).ShouldBeEmpty();
        await PostAsync(agent, $"/briefings/{id}/read", new { shop = shop.Id.Value, version = 1 });

        (await RefusedAsync(writer, "/policies", new { shop = shop.Id.Value, id = Guid.CreateVersion7(), edition = 0, form = Policy("x", "no") })).ShouldBe("shop.policy.key_taken");
        await PostAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 0, form = Policy("随时可开，七天内寄出。", "always") });
        (await RefusedAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 0, form = Policy("y", "always") })).ShouldBe("shop.policy.changed");
        await PostAsync(writer, $"/policies/{id}/submit", new { version = 2, edition = 1 });
        (await RefusedAsync(owner, $"/policies/{id}/return", new { version = 2, edition = 1 })).ShouldBe("shop.policy.reason_missing");
        await PostAsync(owner, $"/policies/{id}/return", new { version = 2, edition = 1, reason = "改成十天" });
        await PostAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 1, form = Policy("随时可开，十天内寄出。", "always") });
        await PostAsync(writer, $"/policies/{id}/submit", new { version = 2, edition = 2 });
        await PostAsync(owner, $"/policies/{id}/approve", new { version = 2, edition = 2 });

        var unread = (await agent.GetJsonAsync($"/api/shop/briefings?shop={shop.Id}"))["mine"]!.AsArray().ShouldHaveSingleItem()!;
        unread["changes"]!.AsArray().Single(c => c!.Text("what") == "text")!["pieces"]!.AsArray().Select(p => (p!.Text("op"), p!.Text("text"))).ShouldBe([("same", "随时可开，"), ("removed", "一个月内寄出。"), ("added", "十天内寄出。")]);
        (await agent.GetJsonAsync($"/api/shop/policies/{id}"))["versions"]!.AsArray().Count.ShouldBe(2);
        (await contract.InForceAsync(shop.Id, clock.GetCurrentInstant(), null, null, CancellationToken.None)).ShouldHaveSingleItem().Version.ShouldBe(2);
        await PostAsync(owner, $"/policies/{id}/end", new { reason = "并入新口径" });
        (await agent.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}"))["policies"]!.AsArray().ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Answer_bound_to_a_gift_is_given_only_while_the_gift_is(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var writer = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var (gift, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        object Policy(Guid promotion) => new
        {
            key = "bargaining",
            topic = "议价",
            from = InstantJson.Format(now),
            text = "先讲质量，再送小礼。",
            answers = new[] { new { @case = "能送点什么吗", answer = "平时没有的，今晚送您收边条", promotion } },
        };

        await PostAsync(writer, "/promotions", new { id = gift, shop = shop.Id.Value, form = Form("赠收边条", now, now + Duration.FromDays(1), left: 1) });
        (await RefusedAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 0, form = Policy(Guid.CreateVersion7()) })).ShouldBe("shop.policy.promotion_wrong");
        await PostAsync(writer, "/policies", new { shop = shop.Id.Value, id, edition = 0, form = Policy(gift) });
        await PostAsync(writer, $"/policies/{id}/submit", new { version = 1, edition = 1 });
        await PostAsync(owner, $"/policies/{id}/approve", new { version = 1, edition = 1 });
        (await RefusedAsync(writer, $"/policies/{id}/answers/0")).ShouldBe("shop.promotion.not_running");
        await PostAsync(writer, $"/promotions/{gift}/submit");
        await SignAllAsync(writer, gift, round: 1);
        await PostAsync(writer, $"/promotions/{gift}/release", new { reason = "够" });
        (await GetAsync(writer, $"/policies/{id}/answers/0")).Text("text").ShouldBe("平时没有的，今晚送您收边条");
        await PostAsync(writer, $"/promotions/{gift}/gifts", new { left = 0 });
        var answer = (await writer.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}"))["policies"]![0]!["answers"]![0]!;
        (answer["isOpen"]!.GetValue<bool>(), answer.Text("promotionName")).ShouldBe((false, "赠收边条"));
        (await RefusedAsync(writer, $"/policies/{id}/answers/0")).ShouldBe("shop.promotion.gift_gone");
    }

    [Theory, BothDatabases]
    public async Task Strangers_to_a_shop_see_neither_its_promotions_nor_its_policies(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (shop, other) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var stranger = await other.SignInAsync(other.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var id = Guid.CreateVersion7();
        await PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form = Form("秘密", now, now + Duration.FromDays(1), left: 1) });

        (await RefusedAsync(stranger, $"/promotions/{id}")).ShouldBe("shop.promotion.not_found");
        (await RefusedAsync(stranger, $"/promotions?shop={shop.Id}")).ShouldBe("shop.promotion.not_found");
        (await RefusedAsync(stranger, $"/policies/in-force?shop={shop.Id}")).ShouldBe("shop.policy.not_found");
        (await RefusedAsync(stranger, $"/promotions/{id}/withdraw", new { reason = "x" })).ShouldBe("shop.promotion.not_found");
        (await RefusedAsync(planner, "/promotions", new { id = Guid.CreateVersion7(), shop = shop.Id.Value, form = Form(" ", now, now + Duration.FromDays(1), left: 1) })).ShouldBe("shop.promotion.field_wrong");
        using var refused = await agent.PostAsJsonAsync(new Uri($"/api/shop/promotions/{id}/withdraw", UriKind.Relative), new { reason = "x" });
        ((int)refused.StatusCode).ShouldBe(403);
    }

    [Theory, BothDatabases]
    public async Task Releases_and_policies_are_facts_with_the_days_they_held(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var planner = await shop.SignInAsync(shop.Supervisor);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var seed = house.Services.GetRequiredService<IOffersSeed>();
        var gift = new PromotionSeed("赠品", new PromotionTerms(PromotionKind.Gift) { Gift = "收边条" }, ItemScope.Everything, now - Duration.FromDays(1), now + Duration.FromDays(1), 4, "送收边条", "送完为止", 10, 10, 10);
        var waiting = gift with { Name = "等仓库", WaitsForWarehouse = true };
        var policy = new PolicySeed("invoice", "发票", "发票", "随时可开。", [("能送吗", "送收边条", "赠品")], [("invoice", "always")], ["没有发票", "不能开票"]);
        for (var twice = 0; twice < 2; twice++)
        {
            await seed.SowAsync(shop.Id, shop.Supervisor.Id, shop.Owner.Id, [gift, waiting], [policy], CancellationToken.None);
        }

        var facts = await house.Services.GetRequiredService<FactsGatherer>().GatherAsync(
            new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = now - Duration.FromHours(1), To = now + Duration.FromHours(1), Files = new HashSet<string> { "promotions.csv", "policies.csv" } }, CancellationToken.None);

        var promotion = facts.Promotions.ShouldHaveSingleItem();
        (promotion.Kind, promotion.Gift, promotion.From, promotion.To, promotion.Items).ShouldBe(("gift", "收边条", gift.From, gift.To, null));
        facts.Policies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Policy.ShouldBe("invoice"), p => p.NotToSay.ShouldBe("没有发票\n不能开票"), p => p.To.ShouldBeNull());
        var planning = (await planner.GetJsonAsync($"/api/shop/promotions?shop={shop.Id}&show=planning"))["promotions"]!.AsArray().ShouldHaveSingleItem()!;
        planning["open"]!.AsArray().Select(o => o!.GetValue<string>()).ShouldBe(["仓库物流"]);
        (await RefusedAsync(planner, $"/promotions/{planning.Text("id")}/release", new { reason = "等不及" })).ShouldBe("shop.promotion.not_agreed");
        (await planner.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}"))["policies"]![0]!["answers"]![0]!["isOpen"]!.GetValue<bool>().ShouldBeTrue();
    }

    internal static object Form(string name, Instant from, Instant to, int left) => new
    {
        name,
        kind = "gift",
        scope = new { kind = "all", targets = Array.Empty<string>() },
        from = InstantJson.Format(from),
        to = InstantJson.Format(to),
        gift = "收边条",
        giftStock = left,
        isPaidToday = true,
        text = "今晚12点前付款送收边条",
        briefing = "今晚付款的都送一条收边条，送完为止。",
        plan = new { buyersPerDay = 100, buyersPerPerson = 50, units = 20 },
    };

    internal static async Task LiveAsync(HttpClient http, TestShop shop, Guid id, object form, int round)
    {
        await PostAsync(http, "/promotions", new { id, shop = shop.Id.Value, form });
        await PostAsync(http, $"/promotions/{id}/submit");
        await SignAllAsync(http, id, round);
        await PostAsync(http, $"/promotions/{id}/release", new { reason = "够人" });
    }

    private static async Task SignAllAsync(HttpClient http, Guid id, int round)
    {
        foreach (var department in new[] { "planning", "customer-service", "warehouse" })
        {
            await PostAsync(http, $"/promotions/{id}/sign", new { round, department, isAgreed = true });
        }
    }

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object? body = null)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/shop{path}", UriKind.Relative), body ?? new { });
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<JsonObject> GetAsync(HttpClient http, string path) => (await http.GetJsonAsync($"/api/shop{path}")).AsObject();

    private static async Task<string> RefusedAsync(HttpClient http, string path, object? body = null)
    {
        using var response = body is null && !path.EndsWith("/release", StringComparison.Ordinal) ? await http.GetAsync(new Uri($"/api/shop{path}", UriKind.Relative)) : await http.PostAsJsonAsync(new Uri($"/api/shop{path}", UriKind.Relative), body ?? new { });
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("code");
    }
}
