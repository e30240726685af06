using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Guarding;

public sealed class TopicTests
{
    [Theory, BothDatabases]
    public async Task What_the_buyer_asks_opens_the_shops_policy_and_the_answer_that_fits(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var policy = await ReleaseAsync(house, shop, owner, "payment", "付款", [("怎么付款", "在订单页付款就可以"), ("能货到付款吗", "本店先付款后发货")]);

        var asked = await AskAsync(agent, shop, "你好\n可以货到付款吗");
        var topic = asked["topics"]!.AsArray()[0]!;
        (topic.Text("topic"), topic["proposal"]).ShouldBe(("cash_on_delivery", null));
        var rang = topic["rang"]!.AsArray().ShouldHaveSingleItem()!;
        (rang.Number("start"), rang.Number("length")).ShouldBe((5, 4));
        var opened = topic["policies"]!.AsArray().ShouldHaveSingleItem()!;
        (opened.Text("id"), opened.Number("version"), opened.Number("fitting"), opened["scope"]!.Text("kind")).ShouldBe((policy, 1, 1, "all"));
        opened["answers"]!.AsArray().Select(a => (a!.Text("answer"), a!["isOpen"]!.GetValue<bool>())).ShouldBe([("在订单页付款就可以", true), ("本店先付款后发货", true)]);
        (opened["facts"]!.Text("cash_on_delivery"), opened["notToSay"]!.AsArray()[0]!.GetValue<string>()).ShouldBe(("no", "不支持信用卡"));

        (await AskAsync(agent, shop, "在吗"))["topics"]!.AsArray().ShouldBeEmpty();
        (await agent.RefusedAsync("/api/guard/topics", new { shop = shop.Id.Value, text = "" })).ShouldBe("guard.check.text_wrong");
        var elsewhere = await TestShop.OpenAsync(house);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Agent);
        (await stranger.RefusedAsync("/api/guard/topics", new { shop = shop.Id.Value, text = "发票" })).ShouldBe("guard.hit.shop_not_found");
    }

    [Theory, BothDatabases]
    public async Task Book_only_proposes_what_the_shop_has_not_released_and_the_proposal_becomes_a_draft(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);

        var topic = (await AskAsync(agent, shop, "能开发票吗"))["topics"]!.AsArray().ShouldHaveSingleItem()!;
        topic["policies"]!.AsArray().ShouldBeEmpty();
        var proposal = topic["proposal"]!;
        (proposal.Text("key"), proposal.Text("book"), proposal.Number("bookVersion"), proposal["mayAdopt"]!.GetValue<bool>()).ShouldBe(("invoice", "new-shop", 0, false));
        proposal["bookTitle"]!.Text("zh").ShouldNotBe("new-shop"); // people read its title, not its code
        (await AskAsync(owner, shop, "能开发票吗"))["topics"]!.AsArray()[0]!["proposal"]!["mayAdopt"]!.GetValue<bool>().ShouldBeTrue();

        // As the screen adopts it: the proposal as it came, with a beginning.
        var form = proposal.DeepClone().AsObject();
        form["from"] = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToString();
        form["scope"] = new JsonObject { ["kind"] = "all", ["targets"] = new JsonArray() };
        var draft = await GuardedShop.PostAsync(owner, "/api/shop/policies", new { shop = shop.Id.Value, id = Guid.CreateVersion7(), edition = 0, form });
        draft.Text("state").ShouldBe("draft");
        (await AskAsync(agent, shop, "能开发票吗"))["topics"]!.AsArray()[0]!["policies"]!.AsArray().ShouldBeEmpty(); // a draft answers nobody

        var id = draft.Text("id")!;
        await owner.PostOkAsync($"/api/shop/policies/{id}/submit", new { version = 1, edition = 1 });
        await owner.PostOkAsync("/api/shop/policies/setting", new { shop = shop.Id.Value, isOwnApproval = true });
        await owner.PostOkAsync($"/api/shop/policies/{id}/approve", new { version = 1, edition = 1 });
        var released = (await AskAsync(agent, shop, "能开发票吗"))["topics"]!.AsArray()[0]!;
        (released["policies"]!.AsArray()[0]!.Text("id"), released["proposal"]).ShouldBe((id, null));
        released["policies"]!.AsArray()[0]!["facts"]!.Text("invoice").ShouldBe("always");
    }

    [Theory, BothDatabases]
    public async Task Facts_of_the_moment_stand_beside_the_answer(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var guarded = await GuardedShop.OpenAsync(house);
        var shop = guarded.Desk.Shop;
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        await owner.PostOkAsync("/api/shop/products", new { shop = shop.Id.Value, item = "7001", sheet = new { title = "墙布", price = 8800, freeShipping = true, sevenDayReturn = false } });
        await owner.PostOkAsync("/api/shop/delivery", new { shop = shop.Id.Value, rows = new[] { new { region = "新疆", isReached = true, days = "7-9天", courier = "邮政", surcharge = 2000 } } });
        var talk = await guarded.TalkAsync(agent, "在吗", "7001");

        var answer = await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Id.Value, conversation = talk.Value, text = "发到新疆包邮吗" });
        var topic = answer["topics"]!.AsArray().Single(t => t!.Text("topic") == "postage")!;
        topic["live"]!.AsArray().Select(l => $"{l!["kind"]} {l["value"]} {l["text"]}").ShouldBe(["postage yes ", "delivery 7-9天 新疆"]);
        (await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Id.Value, conversation = talk.Value, text = "能退吗" }))["topics"]!.AsArray()[0]!["live"]!.AsArray().ShouldHaveSingleItem()!.Text("value").ShouldBe("no");
        (await agent.RefusedAsync("/api/guard/topics", new { shop = shop.Id.Value, conversation = Guid.CreateVersion7(), text = "能退吗" })).ShouldBe("guard.check.conversation_not_found");
    }

    [Theory, BothDatabases]
    public async Task Where_the_words_name_no_region_the_newest_order_or_the_record_does(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var guarded = await GuardedShop.OpenAsync(house);
        var shop = guarded.Desk.Shop;
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        await owner.PostOkAsync("/api/shop/delivery", new { shop = shop.Id.Value, rows = new[] { new { region = "新疆", isReached = true, days = "7-9天", courier = "邮政", surcharge = 2000 }, new { region = "四川省成都市", isReached = true, days = "2-3天", courier = "中通", surcharge = 0 } } });
        var buyers = house.Services.GetRequiredService<Zhanggui.Shop.Contracts.IBuyers>();
        var name = $"tb{Guid.CreateVersion7():N}";
        var buyer = await buyers.FindOrCreateAsync(shop.Id, "web", name, new Zhanggui.Shop.Contracts.BuyerProfile(name, Zhanggui.Shop.Contracts.BuyerIdentity.Signed), CancellationToken.None);
        var talk = await guarded.TalkAsync(agent, buyer: buyer.Id.Value);
        async Task<string> AskedAsync(string text)
        {
            var answer = await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Id.Value, conversation = talk.Value, text });
            return string.Join(' ', answer["topics"]!.AsArray().SelectMany(t => t!["live"]!.AsArray()).Where(l => l!.Text("kind") == "delivery").Select(l => $"{l!["text"]} {l["value"]} {l["from"]}").Distinct());
        }

        (await AskedAsync("包邮吗")).ShouldBe(string.Empty); // nothing is known of them
        var record = await owner.GetJsonAsync($"/api/shop/buyers/{buyer.Id}");
        await owner.PostOkAsync($"/api/shop/buyers/{buyer.Id}/edit", new { version = record["version"]!.GetValue<long>(), address = "新疆乌鲁木齐市天山区 1 号" });
        (await AskedAsync("包邮吗")).ShouldBe("新疆 7-9天 record");

        async Task OrderAsync(string id, int day, string? region) => await house.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, version, created_at, changed_at, region) values (@shop, @id, 'taobao', @buyer, 'paid', @at, 1, @at, @at, @region)", CancellationToken.None,
            [("shop", shop.Id.Value), ("id", id), ("buyer", name), ("at", Instant.FromUtc(2026, 10, day, 0, 0).ToUnixTimeMilliseconds()), ("region", region)]), CancellationToken.None);
        await OrderAsync("R1", 1, "新疆");
        await OrderAsync("R2", 2, "四川省成都市武侯区");
        await OrderAsync("R3", 3, null);
        (await AskedAsync("包邮吗")).ShouldBe("四川省成都市 2-3天 order");
        (await AskedAsync("寄到新疆包邮吗")).ShouldBe("新疆 7-9天 "); // what they say counts first
    }

    [Theory, BothDatabases]
    public async Task What_the_book_promises_is_recorded_with_the_day_that_the_server_worked_out(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var guarded = await GuardedShop.OpenAsync(house, Promising("due_months: 1, due_from: request"));
        var shop = guarded.Desk.Shop;
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var talk = await guarded.TalkAsync(agent, "在吗\n能开发票吗");
        var today = Today(house);

        var offer = (await OfferAsync(agent, shop, talk.Value))!;
        var (on, due) = (offer.Text("on")!, offer.Text("due")!);
        on.ShouldBeOneOf(Iso(today.PlusMonths(1)), Iso(today.PlusDays(-1).PlusMonths(1))); // midnight may lie between
        (offer.Text("policy"), offer.Text("what"), offer.Text("from"), offer["order"], offer["why"]).ShouldBe(("x", "寄出发票", "request", null, null));
        (await AskAsync(agent, shop, "能开发票吗"))["topics"]!.AsArray()[0]!["promise"].ShouldBeNull(); // of nobody's conversation

        // As the button makes it: pressed twice it is one promise of this conversation, and it can be taken back.
        var body = new { id = Guid.CreateVersion7(), shop = shop.Id.Value, what = offer.Text("what"), due, conversation = talk.Value, told = false };
        await agent.PostOkAsync("/api/promises", body);
        await agent.PostOkAsync("/api/promises", body);
        async Task<JsonNode> MadeAsync() => (await agent.GetJsonAsync($"/api/promises?shop={shop.Id}&conversation={talk.Value}"))["promises"]!.AsArray().ShouldHaveSingleItem()!;
        var made = await MadeAsync();
        (made.Text("what"), made.Text("due"), made.Text("state"), made["isMine"]!.GetValue<bool>(), made["isTold"]!.GetValue<bool>()).ShouldBe(("寄出发票", due, "open", true, false));
        await agent.PostOkAsync($"/api/promises/{body.id}/withdraw", new { reason = "记错了", agreed = false });
        (await MadeAsync()).Text("state").ShouldBe("withdrawn");

        // The shop's own words do not take it away: it stands in the book.
        await ReleaseAsync(house, shop, owner, "x", "发票", [("能开发票吗", "可以开")]);
        var opened = (await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Id.Value, conversation = talk.Value, text = "能开发票吗" }))["topics"]!.AsArray()[0]!;
        (opened["policies"]!.AsArray().Count, opened["proposal"], opened["promise"]!.Text("on")).ShouldBe((1, null, on));
    }

    [Theory, BothDatabases]
    public async Task Where_the_book_does_not_say_from_when_no_day_is_filled_in(DatabaseKind db)
    {
        var guarded = await GuardedShop.OpenAsync(await TestHouse.SharedAsync(db), Promising("due_months: 1"));
        var shop = guarded.Desk.Shop;
        using var agent = await shop.SignInAsync(shop.Agent);
        var talk = await guarded.TalkAsync(agent, "能开发票吗");
        var offer = (await OfferAsync(agent, shop, talk.Value))!;
        (offer.Text("what"), offer["on"], offer["due"], offer["from"], offer.Text("why")).ShouldBe(("寄出发票", null, null, null, "start"));
    }

    [Theory, BothDatabases]
    public async Task Counted_from_the_order_it_takes_the_newest_that_is_not_closed_and_says_where_none_is_known(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var guarded = await GuardedShop.OpenAsync(house, Promising("due: 60 d, due_from: order"));
        var shop = guarded.Desk.Shop;
        using var agent = await shop.SignInAsync(shop.Agent);
        var buyers = house.Services.GetRequiredService<Zhanggui.Shop.Contracts.IBuyers>();
        var name = $"tb{Guid.CreateVersion7():N}";
        var buyer = await buyers.FindOrCreateAsync(shop.Id, "web", name, new Zhanggui.Shop.Contracts.BuyerProfile(name, Zhanggui.Shop.Contracts.BuyerIdentity.Signed), CancellationToken.None);
        var talk = await guarded.TalkAsync(agent, "能开发票吗", buyer: buyer.Id.Value);
        var none = (await OfferAsync(agent, shop, talk.Value))!;
        (none["on"], none["order"], none.Text("why")).ShouldBe((null, null, "order"));

        var today = Today(house);
        async Task OrderAsync(string id, int daysAgo, string status) => await house.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, version, created_at, changed_at) values (@shop, @id, 'taobao', @buyer, @status, @at, 1, @at, @at)", CancellationToken.None,
            [("shop", shop.Id.Value), ("id", id), ("buyer", name), ("status", status), ("at", DateTimeZoneProviders.Tzdb["Asia/Shanghai"].AtStartOfDay(today.PlusDays(-daysAgo)).ToInstant().ToUnixTimeMilliseconds())]), CancellationToken.None);
        await OrderAsync("P1", 70, "success");
        var late = (await OfferAsync(agent, shop, talk.Value))!;
        (late.Text("on"), late["due"], late.Text("order"), late.Text("why")).ShouldBe((Iso(today.PlusDays(-10)), null, "P1", "past"));

        await OrderAsync("P2", 20, "paid");
        await OrderAsync("P3", 5, "closed"); // was never to have an invoice
        var offer = (await OfferAsync(agent, shop, talk.Value))!;
        (offer.Text("on"), offer.Text("order"), offer["why"]).ShouldBe((Iso(today.PlusDays(40)), "P2", null));
        offer.Text("due").ShouldNotBeNull();

        // Counted from the request it is about the same order, so that the next order's is another matter.
        await GuardedShop.PutInForceAsync(shop, Promising("due_months: 1, due_from: request"));
        var asked = (await OfferAsync(agent, shop, talk.Value))!;
        (asked.Text("from"), asked.Text("order"), asked["why"]).ShouldBe(("request", "P2", null));
    }

    private static string Promising(string due) => $"policy: {{topics: {{a: {{sayings: [发票], opens: [x]}}}}, policies: {{x: {{topic: 发票, text: 开, promise: 寄出发票, {due}}}}}}}";

    private static async Task<JsonNode?> OfferAsync(HttpClient http, TestShop shop, Guid talk) =>
        (await GuardedShop.PostAsync(http, "/api/guard/topics", new { shop = shop.Id.Value, conversation = talk, text = "能开发票吗" }))["topics"]!.AsArray()[0]!["promise"];

    private static LocalDate Today(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", null);

    private static Task<JsonObject> AskAsync(HttpClient http, TestShop shop, string text) => GuardedShop.PostAsync(http, "/api/guard/topics", new { shop = shop.Id.Value, text });

    private static async Task<string> ReleaseAsync(TestHouse house, TestShop shop, HttpClient owner, string key, string topic, (string Case, string Answer)[] answers)
    {
        var id = Guid.CreateVersion7();
        var form = new
        {
            key,
            topic,
            title = topic,
            from = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToString(),
            text = "照实说",
            answers = answers.Select(a => new { @case = a.Case, answer = a.Answer }),
            facts = new[] { new { name = "cash_on_delivery", value = "no" } },
            notToSay = new[] { "不支持信用卡" },
        };
        await owner.PostOkAsync("/api/shop/policies", new { shop = shop.Id.Value, id, edition = 0, form });
        await owner.PostOkAsync("/api/shop/policies/setting", new { shop = shop.Id.Value, isOwnApproval = true });
        await owner.PostOkAsync($"/api/shop/policies/{id}/submit", new { version = 1, edition = 1 });
        await owner.PostOkAsync($"/api/shop/policies/{id}/approve", new { version = 1, edition = 1 });
        return id.ToString();
    }
}
