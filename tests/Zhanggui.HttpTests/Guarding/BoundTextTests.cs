using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Guarding;

/// <summary>Words that tell of promotions: offered while those run, and checked against what runs when they are sent.</summary>
public sealed class BoundTextTests
{
    private const string Running = "全店八折";
    private const string Yesterday = "昨天的九折";
    private const string Tomorrow = "明天的七折";
    private const string GiftGone = "送完的赠品";

    [Theory, BothDatabases]
    public async Task A_phrase_is_offered_while_its_promotion_is_open_and_promotions_without_phrases_are_listed(DatabaseKind db)
    {
        var shop = await OpenAsync(db);
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        var before = await OffersAsync(supervisor, shop);
        before.ToDictionary(o => o.Text("name"), o => (o.Text("standing"), o.Number("phrases"))).ShouldBe(new Dictionary<string, (string, long)>
        {
            [Running] = ("open", 0),
            [Yesterday] = ("ended", 0),
            [Tomorrow] = ("coming", 0),
            [GiftGone] = ("gift-gone", 0),
        }, ignoreOrder: true);

        foreach (var name in new[] { Running, Yesterday, GiftGone })
        {
            await GuardedShop.PostAsync(supervisor, "/api/reception/phrases", Phrase(shop, name, before.Single(o => o.Text("name") == name).Text("id")));
        }

        (await supervisor.RefusedAsync("/api/reception/phrases", Phrase(shop, "没有的", Guid.CreateVersion7().ToString()))).ShouldBe("reception.phrase.field_wrong");
        var phrases = (await supervisor.GetJsonAsync($"/api/reception/phrases?shop={shop.Desk.Id}"))["phrases"]!.AsArray().ToDictionary(p => p!.Text("title"), p => p!.Text("offer", "standing"));
        phrases.ShouldBe(new Dictionary<string, string> { [Running] = "open", [Yesterday] = "ended", [GiftGone] = "gift-gone" }, ignoreOrder: true);
        (await OffersAsync(supervisor, shop)).Single(o => o.Text("name") == Running).Number("phrases").ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_signature_that_tells_of_a_promotion_has_its_days_and_is_not_shown_when_that_is_over(DatabaseKind db)
    {
        var shop = await OpenAsync(db);
        var me = shop.Desk.Shop.Agent;
        using var agent = await shop.Desk.Shop.SignInAsync(me);
        var offers = await OffersAsync(agent, shop);
        async Task<JsonNode> SetAsync(string name, int version)
        {
            using var response = await agent.PutAsJsonAsync(new Uri($"/api/reception/accounts/{me.Id}", UriKind.Relative),
                new { shop = shop.Desk.Id.Value, version, texts = new[] { "欢迎光临", "活动进行中" }, carries = "promotion", promotion = offers.Single(o => o.Text("name") == name).Text("id"), friends = "free" });
            var text = await response.Content.ReadAsStringAsync();
            response.IsSuccessStatusCode.ShouldBeTrue(text);
            return JsonNode.Parse(text)!;
        }

        var mine = await SetAsync(Running, 0);
        (mine.Text("offer"), mine.Text("shown").Length > 0, mine["to"] is not null).ShouldBe((Running, true, true));
        mine["flags"]!.AsArray().ShouldBeEmpty();
        foreach (var (name, version) in new[] { (GiftGone, 1), (Yesterday, 2) })
        {
            mine = await SetAsync(name, version);
            mine["shown"].ShouldBeNull();
            mine["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldContain("ended");
        }
    }

    [Theory, BothDatabases]
    public async Task A_discount_that_ended_yesterday_is_stopped_and_a_withdrawn_one_from_that_moment_on(DatabaseKind db)
    {
        var shop = await OpenAsync(db);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var talk = await shop.TalkAsync(agent);

        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "现在给您打9折" })).ShouldBe("guard.message.blocked");
        (await shop.CheckAsync(agent, talk, "现在给您打8折"))["hits"]!.AsArray().ShouldNotContain(h => h!.Text("rule") == "discount");
        (await agent.RefusedAsync("/api/reception/phrases", new { shop = shop.Desk.Id.Value, level = "own", group = "活动", title = "打折吗", text = "现在给您打9折" })).ShouldBe("guard.text.blocked");

        // Facts are kept in memory for a moment; what this process changes is known at once.
        var id = (await OffersAsync(agent, shop)).Single(o => o.Text("name") == Running).Text("id");
        await owner.PostOkAsync($"/api/shop/promotions/{id}/withdraw", new { reason = "标错了" });
        (await shop.CheckAsync(agent, talk, "现在给您打8折")).Text("verdict").ShouldBe("block");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "现在给您打8折" })).ShouldBe("guard.message.blocked");
    }

    [Theory, BothDatabases]
    public async Task What_begins_or_ends_while_facts_are_kept_does_so_on_the_instant(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var turn = now + Duration.FromMilliseconds(1000);
        await house.Services.GetRequiredService<IOffersSeed>().SowAsync(shop.Id, shop.Supervisor.Id, shop.Owner.Id,
            [Seed("前一个", now - Duration.FromDays(1), turn, 0.9m), Seed("后一个", turn, now + Duration.FromDays(1), 0.8m)], [], CancellationToken.None);
        var facts = house.Services.GetRequiredService<IGuardFacts>();
        async Task<string> AtAsync(Instant at) => (await facts.ForAsync(shop.Id, null, null, at, CancellationToken.None)).Promotions!.Single().Name;

        (await AtAsync(now)).ShouldBe("前一个");
        (await AtAsync(turn - Duration.FromMilliseconds(1))).ShouldBe("前一个");
        (await AtAsync(turn)).ShouldBe("后一个");
        (await AtAsync(now)).ShouldBe("前一个");
    }

    [Theory, BothDatabases]
    public async Task Captions_and_the_lines_of_cards_pass_the_gate_like_words(DatabaseKind db)
    {
        var shop = await GuardedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var talk = await shop.TalkAsync(agent);
        object Card(string title, string text = "") => new { id = Guid.CreateVersion7(), kind = "card", text, card = new { kind = "product", id = "6001", title } };
        object Order(string line) => new { id = Guid.CreateVersion7(), kind = "card", text = "", card = new { kind = "order", id = "1001", title = "订单", lines = new[] { line } } };

        (await agent.RefusedAsync(talk, "messages", Card("送给蠢货的墙布"))).ShouldBe("guard.message.blocked");
        (await agent.RefusedAsync(talk, "messages", Card("墙布", "你这蠢货"))).ShouldBe("guard.message.blocked");
        (await agent.RefusedAsync(talk, "messages", Card("这个不行"))).ShouldBe("guard.message.reason_missing");
        (await agent.RefusedAsync(talk, "messages", Order("留给蠢货"))).ShouldBe("guard.message.blocked");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "image", text = "蠢货看图", fileId = Guid.CreateVersion7() })).ShouldBe("guard.message.blocked");
        await agent.ActAsync(talk, "messages", Card("星空墙布"));

        // A product's own title is its name and not something that somebody says.
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        await supervisor.PostOkAsync("/api/shop/products", new { shop = shop.Desk.Id.Value, item = "6001", sheet = new { title = "不行动墙布" } });
        await agent.ActAsync(talk, "messages", Card("不行动墙布"));
        (await agent.GetJsonAsync($"/api/reception/conversations/{talk}"))["messages"]!.ToJsonString().ShouldNotContain("蠢货");
    }

    private static PromotionSeed Seed(string name, Instant from, Instant to, decimal rate) =>
        new(name, new PromotionTerms(PromotionKind.Discount) { Rate = rate }, ItemScope.Everything, from, to, null, name, name, 10, 10, 10);

    private static async Task<GuardedShop> OpenAsync(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, "extends: new-shop");
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var day = Duration.FromDays(1);
        await house.Services.GetRequiredService<IOffersSeed>().SowAsync(shop.Desk.Id, shop.Desk.Shop.Supervisor.Id, shop.Desk.Shop.Owner.Id,
        [
            Seed(Running, now - day, now + (3 * day), 0.8m), Seed(Yesterday, now - (4 * day), now - day, 0.9m), Seed(Tomorrow, now + day, now + (2 * day), 0.7m),
            new(GiftGone, new PromotionTerms(PromotionKind.Gift) { Gift = "收边条" }, ItemScope.Everything, now - day, now + day, 0, "送收边条", "送完为止", 10, 10, 10),
        ], [], CancellationToken.None);
        return shop;
    }

    private static object Phrase(GuardedShop shop, string title, string promotion) => new { shop = shop.Desk.Id.Value, level = "shop", group = "活动", title, text = "欢迎了解活动", promotion };

    private static async Task<List<JsonNode>> OffersAsync(HttpClient http, GuardedShop shop) =>
        [.. JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/reception/phrases/promotions?shop={shop.Desk.Id}", UriKind.Relative)))!.AsArray().Select(o => o!)];
}
