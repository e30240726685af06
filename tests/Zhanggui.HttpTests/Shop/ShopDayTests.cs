using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopDayTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Theory, BothDatabases]
    public async Task One_list_holds_promises_care_talks_and_orders_in_one_order_and_later_and_done_need_a_reason(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        var shop = desk.Shop;
        MoveTo(clock, house, new LocalTime(10, 0));
        using var agent = await shop.SignInAsync(shop.Agent);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        using var leader = await shop.SignInAsync(shop.Supervisor);
        var now = Now(house);
        var buyer = await BuyerAsync(shop, "小雨");
        await ConsentAsync(agent, buyer);
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/care", new { months = 3, first = Text(now.InZone(Zone).Date) });
        var (soon, far) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PostAsync(agent, "/api/promises", new { id = soon, shop = shop.Id.Value, what = "下午三点回电", due = InstantJson.Format(now + Duration.FromHours(5)) });
        await PostAsync(agent, "/api/promises", new { id = far, shop = shop.Id.Value, what = "后天寄样", due = InstantJson.Format(now + Duration.FromDays(2)) });
        await house.Services.GetRequiredService<IOrdersSeed>().SowAsync(shop.Id, "tmall", Orders(now), CancellationToken.None);
        using var owner = await shop.SignInAsync(shop.Owner);
        await PostAsync(owner, "/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "D3", "D4" }, shares = new[] { new { person = shop.Agent.Id.Value, weight = 1 } }, reason = "都是她接待的" });
        var talk = await desk.OpenConversationAsync("还有货吗", await BuyerAsync(shop, "阿明"));
        await agent.ActAsync(talk, "take");

        // Decisions come when they come.
        for (var left = 600; left > 0 && (await ListAsync(other, shop)).Count > 1; left--)
        {
            await Task.Delay(100);
        }

        var list = await ListAsync(agent, shop);
        list.Select(m => (m!.Text("kind"), m!["state"]?.GetValue<string>())).ShouldBe([("talk", "waiting"), ("promise", null), ("care", null), ("order", "unverified"), ("order", "unpaid"), ("order", "unpaid")]);
        list[1]!.Text("link").ShouldBe($"/promises?one={soon}");
        // Nobody's order is everybody's until somebody has dealt with it.
        var order = (await ListAsync(other, shop)).ShouldHaveSingleItem()!;
        (order.Text("ref"), order["ownerName"]).ShouldBe(("unpaid.D5", null));
        (await ListAsync(leader, shop, "all")).Count.ShouldBe(6);

        (await RefusedAsync(agent, Mark(shop, order, "done", " "))).ShouldBe("shop.day.reason_missing");
        (await RefusedAsync(agent, Mark(shop, list[1]!, "done", "回了"))).ShouldBe("shop.day.ends_elsewhere");
        (await RefusedAsync(agent, Mark(shop, list[1]!, "later", "等仓库"))).ShouldBe("shop.day.until_wrong");
        (await RefusedAsync(other, Mark(shop, list[1]!, "later", "等仓库", now + Duration.FromHours(1)))).ShouldBe("shop.day.gone");
        await PostAsync(agent, "/api/shop/day/mark", Mark(shop, order, "done", "已联系，买家会付款"));
        await PostAsync(agent, "/api/shop/day/mark", Mark(shop, list[1]!, "later", "等仓库", now + Duration.FromHours(1)));
        var answer = await agent.GetJsonAsync($"/api/shop/day?shop={shop.Id}");
        answer["matters"]!.AsArray().Select(m => m!.Text("kind")).ShouldBe(["talk", "care", "order", "order"]);
        (await ListAsync(other, shop)).ShouldBeEmpty();
        answer["later"]!.AsArray().ShouldHaveSingleItem()!.Text("laterReason").ShouldBe("等仓库");
        answer["dealt"]!.AsArray().Count.ShouldBe(2);
        // Done is done for everybody; later is only one's own.
        (await ListAsync(leader, shop, "all")).Select(m => m!.Text("kind")).ShouldBe(["talk", "promise", "care", "order", "order"]);

        clock.Move(TimeSpan.FromHours(6));
        using var evening = await shop.SignInAsync(shop.Agent);
        var late = (await ListAsync(evening, shop)).Single(m => m!.Text("kind") == "promise")!;
        late.Text("rank").ShouldBe("late");
        await PostAsync(evening, $"/api/promises/{soon}/keep", new { evidence = "已回电" });
        (await ListAsync(evening, shop)).Select(m => m!.Text("kind")).ShouldNotContain("promise");
    }

    [Theory, BothDatabases]
    public async Task In_a_rush_hundreds_of_a_colleagues_orders_and_what_was_dealt_with_keep_none_of_ones_own_off_the_list(DatabaseKind db)
    {
        const int Many = 600;
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        var shop = desk.Shop;
        MoveTo(clock, house, new LocalTime(10, 0));
        using var agent = await shop.SignInAsync(shop.Agent);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        await agent.ActAsync(await desk.OpenConversationAsync("还有货吗", await BuyerAsync(shop, "阿明")), "take");
        await other.ActAsync(await desk.OpenConversationAsync("几天到", await BuyerAsync(shop, "批发商")), "take");
        var facts = new FactSetBuilder();
        var first = Now(house) - Duration.FromDays(2);
        for (var i = 0; i < Many; i++)
        {
            facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "批发商", OrderId = $"W{i}", Status = OrderStatus.Unpaid, PlacedAt = first + Duration.FromSeconds(i) });
        }

        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "阿明", OrderId = "OWN", Status = OrderStatus.Unpaid, PlacedAt = Now(house) - Duration.FromHours(1) });
        await house.Services.GetRequiredService<IOrdersSeed>().SowAsync(shop.Id, "tmall", facts.Build(), CancellationToken.None);

        (await ListAsync(agent, shop)).Where(m => m!.Text("kind") == "order").Select(m => m!.Text("ref")).ShouldBe(["unpaid.OWN"]);

        var theirs = (await ListAsync(other, shop)).Where(m => m!.Text("kind") == "order").ToList();
        theirs.Count.ShouldBe(100);
        foreach (var one in theirs)
        {
            await PostAsync(other, "/api/shop/day/mark", Mark(shop, one!, "done", "已联系，买家会付款"));
        }

        var next = (await ListAsync(other, shop)).Where(m => m!.Text("kind") == "order").Select(m => m!.Text("ref")).ToList();
        next.Count.ShouldBe(100);
        next.ShouldNotContain(theirs[0]!.Text("ref"));
    }

    [Theory, BothDatabases]
    public async Task Member_is_called_by_the_books_process_until_reached_or_as_often_as_it_says(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var shop = await TestShop.OpenAsync(house);
        MoveTo(clock, house, new LocalTime(10, 0));
        using var agent = await shop.SignInAsync(shop.Agent);
        var job = house.Services.GetServices<IJob>().OfType<OpenMemberCallbacks>().Single();
        var (called, silent, cared) = (await BuyerAsync(shop, "小雨"), await BuyerAsync(shop, "不愿接电话的"), await BuyerAsync(shop, "有专人照看的"));
        foreach (var one in new[] { called, silent, cared })
        {
            await PostAsync(agent, $"/api/shop/buyers/{one}/membership", new { level = "gold", since = "2026-01-01" });
        }

        await ConsentAsync(agent, called);
        await ConsentAsync(agent, cared);
        await PostAsync(agent, $"/api/shop/buyers/{cared}/care", new { months = 3, first = Text(Now(house).InZone(Zone).Date.PlusMonths(2)) });
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        await job.RunOnceAsync(Now(house), CancellationToken.None);

        var line = (await ListAsync(agent, shop)).ShouldHaveSingleItem()!;
        (line.Text("kind"), line.Text("buyer"), line.Text("state")).ShouldBe(("callback", called.ToString(), "first"));
        var path = $"/api/shop/member-callbacks/{line.Text("ref")}";
        var view = await agent.GetJsonAsync(path);
        var steps = view["steps"]!.AsArray().Select(s => s!.GetValue<string>()).ToArray();
        (steps.Length > 0, view.Number("attemptsLeft"), view.Text("dueOn")).ShouldBe((true, 3, Text(Now(house).InZone(Zone).Date.PlusDays(7))));
        object Attempt(string result, string[]? done = null, string? note = null) => new { id = Guid.CreateVersion7(), version = view.Number("version"), result, steps = done, note };

        (await RefusedAsync(agent, Attempt("reached", [steps[0]]), $"{path}/try")).ShouldBe("shop.callback.step_open");
        var first = Attempt("missed");
        view = await PostAsync(agent, $"{path}/try", first);
        await PostAsync(agent, $"{path}/try", first);
        (view.Number("tries"), view.Number("attemptsLeft"), view["attempts"]!.AsArray().Count).ShouldBe((1, 2, 1));
        (await RefusedAsync(agent, Attempt("missed"), $"{path}/try")).ShouldBe("shop.callback.too_soon");
        clock.Move(TimeSpan.FromHours(5));
        using var later = await shop.SignInAsync(shop.Agent);
        (await ListAsync(later, shop)).ShouldHaveSingleItem()!.Text("state").ShouldBe("again");
        view = await PostAsync(later, $"{path}/try", Attempt("reached", steps, "用得很好，想再做一面墙"));
        view.Text("state").ShouldBe("reached");
        (await ListAsync(later, shop)).ShouldBeEmpty();
        (await RefusedAsync(later, Attempt("missed"), $"{path}/try")).ShouldBe("shop.buyer.care_not_there");
        (await later.GetJsonAsync($"/api/shop/buyers/{called}/timeline?kind=callback"))["entries"]!.AsArray().Select(e => e!.Text("state")).ShouldBe(["reached", "missed"]);
        (await later.GetJsonAsync($"/api/shop/day?shop={shop.Id}"))["standard"]!.ToJsonString().ShouldContain("\"reached\":1,\"inTime\":1");
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await ListAsync(later, shop)).ShouldBeEmpty();

        // The next round, half a year on: three times nobody answers.
        clock.Move(TimeSpan.FromDays(185));
        using var next = await shop.SignInAsync(shop.Agent);
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        path = $"/api/shop/member-callbacks/{(await ListAsync(next, shop)).Single(m => m!.Text("kind") == "callback")!.Text("ref")}";
        for (var i = 1; i <= 3; i++)
        {
            view = await next.GetJsonAsync(path);
            view = await PostAsync(next, $"{path}/try", Attempt("missed"));
            view.Text("state").ShouldBe(i < 3 ? "open" : "unreached");
            clock.Move(TimeSpan.FromHours(5));
        }

        // Whoever took the consent back is on no list.
        clock.Move(TimeSpan.FromDays(185));
        using var last = await shop.SignInAsync(shop.Agent);
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        var open = (await ListAsync(last, shop)).Single(m => m!.Text("kind") == "callback")!;
        await ConsentAsync(last, called, given: false);
        (await ListAsync(last, shop)).ShouldNotContain(m => m!.Text("kind") == "callback");
        view = await last.GetJsonAsync($"/api/shop/member-callbacks/{open.Text("ref")}");
        (await RefusedAsync(last, Attempt("missed"), $"/api/shop/member-callbacks/{open.Text("ref")}/try")).ShouldBe("shop.buyer.no_consent");
    }

    private static FactSet Orders(Instant now)
    {
        var facts = new FactSetBuilder();
        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "阿明", OrderId = "D1", Status = OrderStatus.Unpaid, PlacedAt = now - Duration.FromHours(2) });
        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "买家甲", OrderId = "D2", Status = OrderStatus.Unpaid, PlacedAt = now - Duration.FromMinutes(5) });
        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "买家乙", OrderId = "D5", Status = OrderStatus.Unpaid, PlacedAt = now - Duration.FromHours(1) });
        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "买家甲", OrderId = "D3", Status = OrderStatus.Paid, PlacedAt = now - Duration.FromHours(8), PaidAt = now - Duration.FromHours(7) });
        facts.Add(FactsFiles.Orders, new OrderFact { Shop = "shop", Buyer = "买家甲", OrderId = "D4", Status = OrderStatus.Shipped, PlacedAt = now - Duration.FromHours(8), PaidAt = now - Duration.FromHours(7) });
        return facts.Build();
    }

    private static object Mark(TestShop shop, JsonNode line, string state, string reason, Instant? until = null) =>
        new { id = Guid.CreateVersion7(), shop = shop.Id.Value, kind = line.Text("kind"), @ref = line.Text("ref"), state, reason, until = until is { } at ? InstantJson.Format(at) : null };

    private static async Task<JsonArray> ListAsync(HttpClient http, TestShop shop, string whose = "mine") => (await http.GetJsonAsync($"/api/shop/day?shop={shop.Id}&whose={whose}"))["matters"]!.AsArray();

    private static async Task<Guid> BuyerAsync(TestShop shop, string name) =>
        (await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None)).Id.Value;

    private static Task ConsentAsync(HttpClient agent, Guid buyer, bool given = true) =>
        PostAsync(agent, $"/api/shop/buyers/{buyer}/consents", new { id = Guid.CreateVersion7(), purpose = "care", channel = "phone", given, how = "phone", note = "电话里问过" });

    private static void MoveTo(MovedClock clock, TestHouse house, LocalTime time)
    {
        var day = Now(house).InZone(Zone).Date.PlusDays(1);
        clock.Move((Zone.AtStrictly(day + time).ToInstant() - Now(house)).ToTimeSpan());
    }

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<string> RefusedAsync(HttpClient http, object body, string path = "/api/shop/day/mark")
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("code");
    }
}
