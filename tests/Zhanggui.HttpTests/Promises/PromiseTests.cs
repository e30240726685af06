using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Promises.Book;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Promises;

public sealed class PromiseTests
{
    [Theory, BothDatabases]
    public async Task Promise_is_made_from_a_message_moved_chased_and_kept_and_every_step_stays(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var talk = await desk.OpenConversationAsync("什么时候发货");
        await agent.ActAsync(talk, "take");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), text = "明天下午3点前给您发" });
        var seq = (await agent.GetJsonAsync($"/api/reception/conversations/{talk}"))["messages"]!.AsArray().Last(m => m!.Text("sender") == "agent")!.Number("seq");

        var times = await agent.GetJsonAsync($"/api/promises/times?shop={desk.Id}&text={Uri.EscapeDataString("明天下午3点前给您发")}");
        times.Text("best", "words").ShouldBe("明天下午3点前");
        var due = times.Text("best", "due");
        var id = Guid.CreateVersion7();
        var body = new { id, shop = desk.Id.Value, what = "明天下午3点前发货", due, words = "明天下午3点前", conversation = talk.Value, seq };
        (await PostAsync(agent, "", body)).Text("state").ShouldBe("open");
        (await PostAsync(agent, "", body)).Text("id").ShouldBe(id.ToString());
        var line = (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Text("due"), line["isTold"]!.GetValue<bool>(), line.Number("seq")).ShouldBe((due, true, seq));
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}&conversation={talk}"))["promises"]!.AsArray().Count.ShouldBe(1);

        var later = InstantJson.Format(InstantOf(due) + Duration.FromHours(2));
        (await RefusedAsync(agent, $"/{id}/move", new { due = later, reason = "仓库排不过来" })).ShouldBe("promises.promise.needs_yes");
        (await RefusedAsync(agent, $"/{id}/move", new { due = later, agreed = true })).ShouldBe("promises.promise.reason_missing");
        (await PostAsync(agent, $"/{id}/move", new { due = later, reason = "仓库排不过来，买家同意", agreed = true })).Text("due").ShouldBe(later);
        await PostAsync(agent, $"/{id}/chase", new { by = "phone", note = "打给仓库催了" });
        (await RefusedAsync(agent, $"/{id}/keep", new { })).ShouldBe("promises.promise.reason_missing");
        (await PostAsync(agent, $"/{id}/keep", new { evidence = "已发出，单号 SF100" })).Text("state").ShouldBe("kept");
        (await RefusedAsync(agent, $"/{id}/break", new { reason = "再按一次" })).ShouldBe("promises.promise.ended");

        var story = await agent.GetJsonAsync($"/api/promises/{id}");
        story["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["made", "moved", "chased-phone", "kept"]);
        story["acts"]![1]!.Text("dueAfter").ShouldBe(later);
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().ShouldBeEmpty();
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}&state=ended"))["promises"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Promises_of_others_are_neither_seen_nor_ended_and_bad_ones_are_refused(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var leader = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var id = Guid.CreateVersion7();
        var due = InstantJson.Format(Now(house) + Duration.FromHours(3));
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "回电", due });

        (await other.GetJsonAsync($"/api/promises?shop={desk.Id}&whose=all"))["promises"]!.AsArray().ShouldBeEmpty();
        (await StatusAsync(other, $"/api/promises/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await RefusedAsync(other, $"/{id}/keep", new { evidence = "x" })).ShouldBe("promises.promise.not_found");
        (await leader.GetJsonAsync($"/api/promises?shop={desk.Id}&whose=all"))["promises"]!.AsArray().Count.ShouldBe(1);
        (await RefusedAsync(agent, $"/{id}/hand", new { to = desk.Shop.Agent.Id.Value, reason = "x" })).ShouldBe("promises.promise.person_wrong");
        (await PostAsync(leader, $"/{id}/hand", new { to = desk.Shop.Agents[1].Id.Value, reason = "他明天休息" })).Text("owner").ShouldBe(desk.Shop.Agents[1].Id.ToString());
        (await RefusedAsync(agent, $"/{id}/keep", new { evidence = "x" })).ShouldBe("promises.promise.not_found");
        (await PostAsync(other, $"/{id}/keep", new { evidence = "已回电" })).Text("state").ShouldBe("kept");

        (await RefusedAsync(agent, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = " ", due })).ShouldBe("promises.promise.what_wrong");
        (await RefusedAsync(agent, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = "过去", due = InstantJson.Format(Now(house) - Duration.FromMinutes(1)) })).ShouldBe("promises.promise.due_wrong");
        (await RefusedAsync(agent, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = "别的店的会话", due, conversation = Guid.CreateVersion7() })).ShouldBe("promises.promise.not_found");
        (await PostAsync(agent, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = "我去确认一下" })).Text("state").ShouldBe("open");
        var counts = await agent.GetJsonAsync($"/api/promises/count?shop={desk.Id}");
        (counts.Number("soon") + counts.Number("late") + counts.Number("today")).ShouldBeGreaterThan(0);
    }

    [Theory, BothDatabases]
    public async Task Promise_of_an_owner_who_goes_home_is_the_next_shifts(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var next = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var duty = house.Services.GetRequiredService<IDuty>();
        await duty.SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Ready, null, null, CancellationToken.None);
        await duty.SetAsync(desk.Id, desk.Shop.Agents[1].Id, DutyState.Ready, null, null, CancellationToken.None);
        var (id, far) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "下班前回复", due = InstantJson.Format(Now(house) + Duration.FromMinutes(20)) });
        await PostAsync(agent, "", new { id = far, shop = desk.Id.Value, what = "明天回复", due = InstantJson.Format(Now(house) + Duration.FromHours(20)) });
        var job = house.Services.GetServices<IJob>().OfType<HandOverJob>().Single();

        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Count.ShouldBe(2);
        await duty.SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Off, null, null, CancellationToken.None);
        await job.RunOnceAsync(Now(house), CancellationToken.None);

        (await next.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Select(p => p!.Text("id")).ShouldBe([id.ToString()]);
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Select(p => p!.Text("id")).ShouldBe([far.ToString()]);
        var handed = (await next.GetJsonAsync($"/api/promises/{id}"))["acts"]!.AsArray().Single(a => a!.Text("what") == "handed")!;
        (handed["by"], handed.Text("ownerAfter")).ShouldBe((null, desk.Shop.Agents[1].Name));
        await PostAsync(next, $"/{id}/keep", new { evidence = "已回复" });
    }

    [Theory, BothDatabases]
    public async Task Words_of_a_promise_go_with_the_buyer(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var talk = await desk.OpenConversationAsync("在吗", buyer);
        var id = Guid.CreateVersion7();
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "给王女士回电", due = InstantJson.Format(Now(house) + Duration.FromHours(3)), conversation = talk.Value });
        var data = house.Services.GetRequiredService<BuyerPromises>();
        var subject = new DataSubject(desk.Id, new BuyerId(buyer), []);

        (await data.CountAsync(subject, CancellationToken.None))["promises"].ShouldBe(1);
        await data.EraseAsync(subject, CancellationToken.None);

        (await agent.GetJsonAsync($"/api/promises/{id}")).ToJsonString().ShouldNotContain("王女士");
    }

    [Theory, BothDatabases]
    public async Task Overdue_promise_is_told_to_its_owner_then_to_the_leaders_and_taken_over_by_one_press(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var leader = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var job = house.Services.GetServices<IJob>().OfType<PromiseClock>().Single();
        var id = Guid.CreateVersion7();
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "查快递", due = InstantJson.Format(Now(house) + Duration.FromMinutes(60)) });
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await NoticesAsync(agent, desk)).ShouldBeEmpty();

        foreach (var (minutes, stage, toLeader) in new[] { (51, "before", false), (10, "due", false), (31, "escalated", true) })
        {
            clock.Move(TimeSpan.FromMinutes(minutes));
            await job.RunOnceAsync(Now(house), CancellationToken.None);
            await job.RunOnceAsync(Now(house), CancellationToken.None);
            (await NoticesAsync(agent, desk)).ShouldBe([(id.ToString(), stage)]);
            (await NoticesAsync(leader, desk)).Count.ShouldBe(toLeader ? 1 : 0);
            (await NoticesAsync(other, desk)).ShouldBeEmpty();
        }

        (await StatusOfAsync(other, $"/{id}/take")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(leader, $"/{id}/take", new { })).Text("owner").ShouldBe(desk.Shop.Supervisor.Id.ToString());
        (await RefusedAsync(leader, $"/{id}/take", new { })).ShouldBe("promises.promise.person_wrong");
        (await NoticesAsync(agent, desk)).ShouldBeEmpty();
        (await leader.GetJsonAsync($"/api/promises/{id}"))["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["made", "escalated", "taken"]);
    }

    /// <summary>Said at 17:50, service until 18:00, and the owner goes home: the clock is moved, nobody waits.</summary>
    [Theory, BothDatabases]
    public async Task Promise_made_at_ten_to_six_is_kept_by_the_next_shift(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var day = Now(house).InZone(zone).Date.PlusDays(1);
        clock.Move((zone.AtStrictly(day + new LocalTime(17, 50)).ToInstant() - Now(house)).ToTimeSpan());
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var next = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var duty = house.Services.GetRequiredService<IDuty>();
        var job = house.Services.GetServices<IJob>().OfType<HandOverJob>().Single();
        await duty.SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Ready, null, null, CancellationToken.None);
        var id = Guid.CreateVersion7();
        var read = await agent.GetJsonAsync($"/api/promises/times?shop={desk.Id}&text={Uri.EscapeDataString("明天上午10点给您回复")}");
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "回复库存", due = read.Text("best", "due") });

        clock.Move(TimeSpan.FromMinutes(10));
        await duty.SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Off, null, null, CancellationToken.None);
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Count.ShouldBe(1); // nobody is there: it stays

        clock.Move(TimeSpan.FromHours(15.6)); // 09:36 the next morning
        using var morning = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        await duty.SetAsync(desk.Id, desk.Shop.Agents[1].Id, DutyState.Ready, null, null, CancellationToken.None);
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await morning.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Select(p => p!.Text("id")).ShouldBe([id.ToString()]);
        (await PostAsync(morning, $"/{id}/keep", new { evidence = "已回复" })).Text("state").ShouldBe("kept");
    }

    [Theory, BothDatabases]
    public async Task What_was_urged_and_promised_about_an_order_is_seen_by_whoever_looks_at_the_order(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var first = await shop.SignInAsync(shop.Agents[0]);
        using var second = await shop.SignInAsync(shop.Agents[1]);
        (await owner.ImportAsync(shop, OrdersHttp.Taobao(OrdersHttp.Row("U1")))).ShouldBe("1/0/0/0");
        var due = InstantJson.Format(shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromHours(3));
        var urge = Guid.CreateVersion7();
        await PostAsync(first, "", new { id = urge, shop = shop.Id.Value, what = "催仓库今天发", due, order = "U1", owner = shop.Owner.Id.Value, department = "仓库" });
        await PostAsync(first, "", new { id = Guid.CreateVersion7(), shop = shop.Id.Value, what = "别的单", due, order = "U9" });

        var line = (await second.GetJsonAsync($"/api/promises?shop={shop.Id}&order=U1"))["promises"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Text("id"), line.Text("department"), line.Text("ownerName"), line.Text("state")).ShouldBe((urge.ToString(), "仓库", shop.Owner.Name, "open"));
        (await second.GetJsonAsync($"/api/promises/{urge}"))["promise"]!.Text("order").ShouldBe("U1");
        await PostAsync(owner, $"/{urge}/keep", new { evidence = "下午三点已揽收" });
        (await second.GetJsonAsync($"/api/promises?shop={shop.Id}&order=U1"))["promises"]![0]!.Text("state").ShouldBe("kept"); // ended ones stay
        (await second.GetJsonAsync($"/api/promises?shop={shop.Id}"))["promises"]!.AsArray().ShouldBeEmpty();

        var elsewhere = await TestShop.OpenAsync(shop.House);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Owner);
        using var refused = await stranger.GetAsync(new Uri($"/api/promises?shop={shop.Id}&order=U1", UriKind.Relative));
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var hidden = await stranger.GetAsync(new Uri($"/api/promises/{urge}", UriKind.Relative));
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Urge_is_a_colleagues_task_that_who_asked_can_follow(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var asked = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var id = Guid.CreateVersion7();
        var due = InstantJson.Format(Now(house) + Duration.FromHours(2));
        (await RefusedAsync(agent, "", new { id, shop = desk.Id.Value, what = "催发货", due, owner = Guid.CreateVersion7() })).ShouldBe("promises.promise.person_wrong");
        await PostAsync(agent, "", new { id, shop = desk.Id.Value, what = "催发货", due, owner = desk.Shop.Agents[1].Id.Value, department = "仓库", told = true });

        var task = (await asked.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().ShouldHaveSingleItem()!;
        (task["isUrge"]!.GetValue<bool>(), task["isTold"]!.GetValue<bool>(), task.Text("department"), task.Text("madeBy")).ShouldBe((true, false, "仓库", desk.Shop.Agent.Name));
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().ShouldBeEmpty();
        (await agent.GetJsonAsync($"/api/promises?shop={desk.Id}&whose=urged"))["promises"]!.AsArray().ShouldHaveSingleItem();
        (await RefusedAsync(agent, $"/{id}/keep", new { evidence = "x" })).ShouldBe("promises.promise.not_yours");
        await PostAsync(asked, $"/{id}/keep", new { evidence = "今天已发" });
        (await agent.GetJsonAsync($"/api/promises/{id}"))["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["urged", "kept"]);
    }

    [Theory, BothDatabases]
    public async Task List_goes_on_beyond_a_page_and_promises_and_chases_are_facts(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var from = Now(house) - Duration.FromSeconds(1);
        var ids = new List<string>();
        for (var i = 0; i < 53; i++)
        {
            var one = Guid.CreateVersion7();
            ids.Add(one.ToString());
            await PostAsync(agent, "", new { id = one, shop = desk.Id.Value, what = $"第 {i} 件", due = InstantJson.Format(Now(house) + Duration.FromHours(1 + (i / 10))), order = i == 0 ? "T100" : null });
        }

        var first = await agent.GetJsonAsync($"/api/promises?shop={desk.Id}");
        var second = await agent.GetJsonAsync($"/api/promises?shop={desk.Id}&after={first.Text("next")}");
        (first["promises"]!.AsArray().Count, second["promises"]!.AsArray().Count, second["next"]).ShouldBe((50, 3, null));
        first["promises"]!.AsArray().Concat(second["promises"]!.AsArray()).Select(p => p!.Text("id")).ShouldBe(ids, ignoreOrder: true);

        await PostAsync(agent, $"/{ids[0]}/chase", new { by = "phone", note = "打给仓库" });
        await PostAsync(agent, $"/{ids[0]}/keep", new { evidence = "已发出" });
        await PostAsync(agent, $"/{ids[1]}/break", new { reason = "缺货" });
        var gathered = new Zhanggui.Facts.FactSetBuilder();
        var source = house.Services.GetServices<Zhanggui.Facts.Gathering.IFactsSource>().OfType<PromiseFacts>().Single();
        await source.GiveAsync(new Zhanggui.Facts.Gathering.FactsWanted { Organisation = desk.Shop.Organisation, Shop = desk.Id, From = from, To = Now(house) + Duration.FromSeconds(1) }, gathered, CancellationToken.None);
        var facts = gathered.Build();
        facts.Promises.Count.ShouldBe(53);
        facts.Promises.Where(p => p.Outcome is not null).Select(p => (p.Id, p.Outcome)).ShouldBe([(ids[0], "kept"), (ids[1], "broken")], ignoreOrder: true);
        facts.OrderEvents.Select(e => (e.OrderId, e.Event, e.Detail, e.Account)).ShouldBe([("T100", "chased_internal", "phone", desk.Shop.Agent.Id.ToString())]);
    }

    private static async Task<IReadOnlyList<(string, string)>> NoticesAsync(HttpClient http, ReceptionDesk desk) =>
        [.. (await http.GetJsonAsync($"/api/promises/notices?shop={desk.Id}"))["notices"]!.AsArray().Select(n => (n!.Text("id"), n!.Text("stage")))];

    private static async Task<HttpStatusCode> StatusOfAsync(HttpClient http, string path)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/promises{path}", UriKind.Relative), new { });
        return response.StatusCode;
    }

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static Instant InstantOf(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/promises{path}", UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<string> RefusedAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/promises{path}", UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("code");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
