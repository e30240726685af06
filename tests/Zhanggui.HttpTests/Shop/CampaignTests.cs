using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Shop;

public sealed class CampaignTests
{
    [Theory, BothDatabases]
    public async Task Posts_are_kept_with_their_promotion_and_refused_without_a_place(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var (promotion, id, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Now(shop));
        await PostAsync(planner, "/promotions", new { id = promotion, shop = shop.Id.Value, form = OfferTests.Form("双11", now, now + Duration.FromDays(2), 5) });

        (await SendAsync(planner, "/posts", new { id, shop = shop.Id.Value, place = "" })).ShouldBe("shop.post.field_wrong");
        (await SendAsync(planner, "/posts", new { id, shop = shop.Id.Value, place = "群", link = "javascript:alert(1)" })).ShouldBe("shop.post.field_wrong");
        (await SendAsync(planner, "/posts", new { id, shop = shop.Id.Value, place = "群", promotion = Guid.CreateVersion7() })).ShouldBe("shop.promotion.not_found");
        for (var twice = 0; twice < 2; twice++)
        {
            (await SendAsync(planner, "/posts", new { id, shop = shop.Id.Value, promotion, place = "装修交流群", link = "https://example.com/t/1" })).ShouldBeNull();
        }

        var post = (await agent.GetJsonAsync($"/api/shop/posts?shop={shop.Id}&promotion={promotion}"))["posts"]!.AsArray().ShouldHaveSingleItem()!;
        (post.Text("place"), post.Text("promotionName"), post.Text("by")).ShouldBe(("装修交流群", "双11", shop.Supervisor.Name));
        (await SendAsync(agent, "/posts", new { id = Guid.CreateVersion7(), shop = shop.Id.Value, place = "群" })).ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Preparations_are_ticked_without_asking_the_departments_anew(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var planner = await shop.SignInAsync(shop.Supervisor);
        var (id, now) = (Guid.CreateVersion7(), Now(shop));
        var form = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(OfferTests.Form("双11", now, now + Duration.FromDays(2), 5)))!;
        form["items"] = new JsonArray(new JsonObject { ["item"] = "店铺装修", ["isDone"] = false }, new JsonObject { ["item"] = "产品培训", ["isDone"] = false });
        await PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form });
        await PostAsync(planner, $"/promotions/{id}/submit", new { });

        await PostAsync(planner, $"/promotions/{id}/items", new { index = 1, item = "产品培训", isDone = true });
        (await SendAsync(planner, $"/promotions/{id}/items", new { index = 0, item = "产品培训", isDone = true })).ShouldBe("shop.promotion.changed");

        var story = await planner.GetJsonAsync($"/api/shop/promotions/{id}");
        story["promotion"]!.Text("state").ShouldBe("signing");
        story["promotion"]!["form"]!["items"]!.AsArray().Select(i => i!["isDone"]!.GetValue<bool>()).ShouldBe([false, true]);
        story["changes"]!.AsArray().Select(c => c!.Text("what")).ShouldContain("prepared");
    }

    [Theory, BothDatabases]
    public async Task Change_of_the_platforms_rules_is_a_promise_of_whoever_acts_and_is_kept_when_it_was_done(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var lead = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var (id, now) = (Guid.CreateVersion7(), Now(shop));
        object Change(string? what) => new { id, shop = shop.Id.Value, source = "淘宝规则中心", from = InstantJson.Format(now), what, means = "改发货口径", owner = shop.Agent.Id.Value, due = InstantJson.Format(now + Duration.FromDays(3)) };

        (await SendAsync(lead, "/rule-changes", Change(null))).ShouldBe("shop.rule_change.field_wrong");
        (await SendAsync(agent, "/rule-changes", Change("48 小时发货"))).ShouldNotBeNull();
        for (var twice = 0; twice < 2; twice++)
        {
            (await SendAsync(lead, "/rule-changes", Change("48 小时发货"))).ShouldBeNull();
        }

        (await agent.GetJsonAsync($"/api/shop/rule-changes?shop={shop.Id}"))["changes"]!.AsArray().ShouldHaveSingleItem()!.Text("owner").ShouldBe(shop.Agent.Name);
        await UntilAsync("open");
        (await SendAsync(agent, $"/rule-changes/{id}/done", new { text = "" })).ShouldBe("shop.rule_change.field_wrong");
        (await SendAsync(agent, $"/rule-changes/{id}/done", new { text = "口径已改，客服读过" })).ShouldBeNull();
        await UntilAsync("kept");

        async Task UntilAsync(string state)
        {
            for (var i = 0; i < 300; i++)
            {
                using var found = await agent.GetAsync(new Uri($"/api/promises/{id}", UriKind.Relative));
                if (found.IsSuccessStatusCode && (await found.Content.ReadAsStringAsync()).Contains($"\"{state}\"", StringComparison.Ordinal))
                {
                    return;
                }

                await Task.Delay(100);
            }

            Assert.Fail($"The promise never was {state}.");
        }
    }

    private static Instant Now(TestShop shop) => shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static async Task PostAsync(HttpClient http, string path, object body) => (await SendAsync(http, path, body)).ShouldBeNull();

    /// <summary>The code of the refusal; null when it was done.</summary>
    private static async Task<string?> SendAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/shop{path}", UriKind.Relative), body);
        return response.IsSuccessStatusCode ? null : JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
    }
}
