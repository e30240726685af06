using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>Rules of the book that lead a buyer to an agent: order states, the main account.</summary>
public sealed class RoutingTests
{
    private const string Book = """
        book: routing-test
        title: 分流测试
        extends: new-shop
        routing:
          orders_within: 30 d
          groups:
            after_sales:
              name: 售后
              topics: [退货]
              order_states: [已发货, 退款中]
              overflow_after: 1 h
          main_account: 200
        """;

    [Theory, BothDatabases]
    public async Task A_buyer_whose_order_was_shipped_goes_to_the_group_the_book_names(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        var (general, after) = (desk.Shop.Agent, desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using (var set = await supervisor.PutAsync(new Uri($"/api/reception/routing/shares/{after.Id}", UriKind.Relative), JsonContent.Create(new { shop = desk.Id.Value, weight = 100, groups = new[] { "after_sales" }, reason = "售后" })))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var (shipped, fresh, old) = (await BuyerAsync(desk, "shipped"), await BuyerAsync(desk, "none"), await BuyerAsync(desk, "old"));
        await OrderAsync(desk, "shipped", "S1", "shipped", Now() - Duration.FromDays(2));
        await OrderAsync(desk, "shipped", "S0", "closed", Now() - Duration.FromDays(1));
        await OrderAsync(desk, "old", "O1", "shipped", Now() - Duration.FromDays(40)); // before the days the book looks at
        await DutyAsync(desk, general, DutyState.Ready);
        await DutyAsync(desk, after, DutyState.Ready);

        var talks = new[] { await desk.OpenConversationAsync(buyer: shipped), await desk.OpenConversationAsync(buyer: fresh), await desk.OpenConversationAsync(buyer: old) };

        await UntilAsync(desk, async () => (await HeadsAsync(desk, talks)).TrueForAll(h => h.Assignee is not null));
        var heads = await HeadsAsync(desk, talks);
        heads.Select(h => h.Assignee).ShouldBe([after.Id, general.Id, general.Id]);
        heads[0].Reason.ShouldBe($"订单已发货，售后：{after.Name}是当前唯一可接待的客服");
        heads[0].Routing!.Why!.Args["order"].ShouldBe("shipped");
        heads[1].Routing!.Why!.Args.ContainsKey("order").ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task A_buyer_who_writes_english_goes_to_somebody_who_can_and_the_reason_names_the_skill(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, """
            book: routing-skills
            title: 外语分流
            extends: new-shop
            routing:
              groups:
                foreign: {name: 外语, skills: [英语], languages: [英语], topics: [海外]}
            """, new LocalDate(2020, 1, 1), CancellationToken.None);
        var (general, able) = (desk.Shop.Agent, desk.Shop.Agents[1]);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using (var set = await owner.PutAsJsonAsync($"/api/people/persons/{able.Id}/skills", new { skills = new[] { new { kind = "language", name = "英语" } } }))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await DutyAsync(desk, general, DutyState.Ready);
        await DutyAsync(desk, able, DutyState.Ready);

        var talks = new[] { await desk.OpenConversationAsync("Do you ship to Canada?"), await desk.OpenConversationAsync("能寄海外吗"), await desk.OpenConversationAsync("在吗") };

        await UntilAsync(desk, async () => (await HeadsAsync(desk, talks)).TrueForAll(h => h.Assignee is not null));
        var heads = await HeadsAsync(desk, talks);
        heads.Take(2).Select(h => h.Assignee).ShouldBe([able.Id, able.Id]); // by the language, by a topic
        heads[0].Reason.ShouldBe($"外语（会英语）：{able.Name}是当前唯一可接待的客服");
        heads[0].Routing!.Why!.Args["skill"].ShouldBe("英语");
        heads[2].Assignee.ShouldBe(general.Id); // whoever knows languages takes others too, and has two already
        heads[2].Routing!.Why!.Args.ContainsKey("skill").ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task An_open_refund_counts_before_the_state_of_its_order_and_one_that_is_over_does_not(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        var (open, over) = (await BuyerAsync(desk, "open"), await BuyerAsync(desk, "over"));
        await OrderAsync(desk, "open", "R1", "success", Now() - Duration.FromDays(2));
        await OrderAsync(desk, "over", "R2", "success", Now() - Duration.FromDays(2));
        await RefundAsync(desk, "F1", "R1", "买家已经申请退款");
        await RefundAsync(desk, "F2", "R2", "退款关闭");

        var states = await desk.Shop.House.Services.GetRequiredService<IBuyerOrders>().StatesAsync(desk.Id, [new BuyerId(open), new BuyerId(over), new BuyerId(Guid.CreateVersion7())], null, CancellationToken.None);

        states[new BuyerId(open)].ShouldBe(["refunding"]);
        states[new BuyerId(over)].ShouldBe(["success"]);
        states.Count.ShouldBe(2); // whom nobody knows is not said to have no order
    }

    [Theory, BothDatabases]
    public async Task The_main_account_goes_round_is_handed_over_with_a_reason_and_weighs(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        var people = desk.Shop.Agents;
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(people[0]);
        var path = new Uri("/api/reception/routing/main-account", UriKind.Relative);
        await DutyAsync(desk, people[0], DutyState.Ready);
        await DutyAsync(desk, people[1], DutyState.Ready);
        await TurnAsync(desk);

        var first = await HolderAsync(desk);
        await TurnAsync(desk); // looking again changes nothing
        (await HolderAsync(desk)).Id.ShouldBe(first.Id);
        var view = await agent.GetJsonAsync($"/api/reception/routing/main-account?shop={desk.Id}");
        (view.Text("holder", "person"), view["percent"]!.GetValue<long>(), view["maySet"]!.GetValue<bool>()).ShouldBe((first.Person.ToString(), 200, false));
        var other = people.Take(2).Single(p => p.Id != first.Person);
        view.Text("next", "person").ShouldBe(other.Id.ToString());

        // Handed over: only with the right, a reason, and to somebody who is there.
        object Body(Guid to, string reason) => new { shop = desk.Id.Value, person = to, reason };
        (await StatusAsync(agent, path, Body(other.Id.Value, "换人"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(supervisor, path, Body(other.Id.Value, " "))).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(supervisor, path, Body(people[2].Id.Value, "换人"))).ShouldBe(HttpStatusCode.Conflict);
        (await StatusAsync(supervisor, path, Body(first.Person.Value, "换人"))).ShouldBe(HttpStatusCode.Conflict);
        (await HolderAsync(desk)).Id.ShouldBe(first.Id);
        (await StatusAsync(supervisor, path, Body(other.Id.Value, "要带新人"))).ShouldBe(HttpStatusCode.OK);
        (await HolderAsync(desk)).Person.ShouldBe(other.Id);
        (await desk.CountAsync("select count(*) from kernel_audit where act = 'reception.routing.main_account' and shop_id = @shop", ("shop", desk.Id.Value))).ShouldBe(1);

        // The holder goes: it goes to whoever is left, and the history says all of it.
        await DutyAsync(desk, other, DutyState.Off);
        await TurnAsync(desk);
        (await HolderAsync(desk)).Person.ShouldBe(first.Person);
        var history = (await agent.GetJsonAsync($"/api/reception/routing/main-account/history?shop={desk.Id}"))["turns"]!.AsArray();
        history.Select(h => h!["why"]!.GetValue<string>()).ShouldBe(["rule", "hand", "rule"]);
        history[1]!.Text("reason").ShouldBe("要带新人");

        // Whoever holds it counts twice their weight.
        var services = desk.Shop.House.Services;
        var rule = await services.GetRequiredService<ShopRules>().RoutingAsync(desk.Id, Now(), CancellationToken.None);
        var candidates = (await services.GetRequiredService<FloorReader>().AgentsAsync(desk.Id, rule, Now(), CancellationToken.None)).Candidates;
        candidates.Where(c => c.HoldsMainAccount).Select(c => (c.Person, Turns.Weight(c, rule.MainPercent))).ShouldBe([(first.Person, 200)]);
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_handed_a_buyer_who_is_off_duty_and_signed_leave_gives_buyers_back(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var (owner, gone) = (desk.Shop.Agent, desk.Shop.Agents[1]);
        await DutyAsync(desk, gone, DutyState.Ready);
        await DutyAsync(desk, gone, DutyState.Off);
        await DutyAsync(desk, owner, DutyState.Ready);
        var talk = await desk.OpenConversationAsync();
        await UntilAsync(desk, async () => (await HeadsAsync(desk, [talk]))[0].Assignee == owner.Id);
        using var http = await desk.Shop.SignInAsync(owner);

        (await http.RefusedAsync(talk, "assign", new { personId = gone.Id.Value, reason = "交班" })).ShouldBe("reception.transfer.off_duty");

        // It holds already: the house's own routing must not hand the buyer to the owner once more.
        var since = Now() - Duration.FromSeconds(1);
        await desk.Shop.House.Services.GetRequiredService<IRoster>().TakeLeaveAsync(desk.Id, [new LeaveSpell(owner.Id, since, since + Duration.FromHours(2), "事假", desk.Shop.Supervisor.Id, since)], null, CancellationToken.None);
        await desk.Shop.House.Services.GetRequiredService<ReturnJob>().RunOnceAsync(Now(), CancellationToken.None);
        (await HeadsAsync(desk, [talk]))[0].Routing!.Why!.Code.ShouldBe(Why.OwnerLeft);
    }

    [Theory, BothDatabases]
    public async Task A_past_day_is_replayed_under_two_books_for_supervisors_only(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        await DutyAsync(desk, desk.Shop.Agent, DutyState.Ready);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var talks = new[] { await desk.OpenConversationAsync("我要退货"), await desk.OpenConversationAsync(), await desk.OpenConversationAsync() };
        await UntilAsync(desk, async () => (await HeadsAsync(desk, talks)).TrueForAll(h => h.Assignee is not null));
        foreach (var talk in talks)
        {
            await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
            await agent.ActAsync(talk, "close", new { outcome = "完成" });
        }

        await WriteAsync(desk, "update reception_conversation set opened_at = opened_at - 86400000 where shop_id = @shop");
        var zone = (await desk.Shop.House.Services.GetRequiredService<People.Contracts.IShops>().FindAsync(desk.Id, CancellationToken.None))!.TimeZone;
        var opened = (await HeadsAsync(desk, [talks[0]]))[0].OpenedAt; // the day of the talks as they now stand
        var yesterday = opened.InZone(zone).Date.ToString("yyyy-MM-dd", null);
        object Body(string day, params string[] books) => new { shop = desk.Id.Value, day, books };
        var path = "/api/reception/routing/trial";

        using (var no = await agent.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(Body(yesterday, "in-force"))))
        {
            no.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await PeopleHttp.RefusedAsync(supervisor, path, Body("2999-01-01", "in-force"))).ShouldBe("reception.trial.day_wrong");
        (await PeopleHttp.RefusedAsync(supervisor, path, Body(yesterday))).ShouldBe("reception.trial.book_wrong");
        (await PeopleHttp.RefusedAsync(supervisor, path, Body(yesterday, "preset:no-such"))).ShouldBe("reception.trial.book_wrong");

        using var answer = await supervisor.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(Body(yesterday, "in-force", "preset:new-shop")));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        (view["buyers"]!.GetValue<int>(), view["agents"]!.GetValue<int>(), view["isFromAnswers"]!.GetValue<bool>()).ShouldBe((3, 1, true));
        var books = view["books"]!.AsArray();
        books.Select(b => b!["which"]!.GetValue<string>()).ShouldBe(["in-force", "preset:new-shop"]);
        foreach (var book in books)
        {
            (book!["served"]!.GetValue<int>() + book["lost"]!.GetValue<int>() + book["stillWaiting"]!.GetValue<int>()).ShouldBe(3);
            book["people"]![0]!["name"]!.GetValue<string>().ShouldBe(desk.Shop.Agent.Name);
            book["hours"]!.AsArray().Sum(h => h!["buyers"]!.GetValue<int>()).ShouldBe(3);
        }
    }

    private static async Task<ReceptionDesk> DeskAsync(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        return desk;
    }

    private static async Task<Guid> BuyerAsync(ReceptionDesk desk, string name) =>
        (await desk.Shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None)).Id.Value;

    private static Task OrderAsync(ReceptionDesk desk, string buyer, string id, string status, Instant placed) => WriteAsync(desk,
        "insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, version, created_at, changed_at) values (@shop, @id, 'taobao', @buyer, @status, @at, 1, @at, @at)",
        ("id", id), ("buyer", buyer), ("status", status), ("at", placed.ToUnixTimeMilliseconds()));

    private static Task RefundAsync(ReceptionDesk desk, string id, string order, string said) => WriteAsync(desk,
        "insert into orders_refund (shop_id, refund_id, order_id, applied_at, status_said, changed_at) values (@shop, @id, @order, @at, @said, @at)",
        ("id", id), ("order", order), ("said", said), ("at", Now().ToUnixTimeMilliseconds()));

    private static Task WriteAsync(ReceptionDesk desk, string sql, params (string, object?)[] values) =>
        desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, sql, CancellationToken.None, [("shop", desk.Id.Value), .. values]), CancellationToken.None);

    private static async Task TurnAsync(ReceptionDesk desk) => await desk.Shop.House.Services.GetRequiredService<MainAccountJob>().OneAsync(
        (await desk.Shop.House.Services.GetRequiredService<People.Contracts.IShops>().FindAsync(desk.Id, CancellationToken.None))!, Now(), CancellationToken.None);

    private static async Task<MainTurn> HolderAsync(ReceptionDesk desk) => (await desk.Shop.House.Services.GetRequiredService<MainBook>().HeldAsync(desk.Id, CancellationToken.None))!;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri path, object body)
    {
        using var answer = await http.PutAsync(path, JsonContent.Create(body));
        return answer.StatusCode;
    }

    private static Task DutyAsync(ReceptionDesk desk, TestPerson person, DutyState state) =>
        desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, person.Id, state, null, person.Id, CancellationToken.None);

    private static async Task<List<Conversation>> HeadsAsync(ReceptionDesk desk, IReadOnlyList<ConversationId> talks)
    {
        var heads = new List<Conversation>();
        foreach (var talk in talks)
        {
            heads.Add((await desk.Shop.House.Services.GetRequiredService<ConversationReader>().FindAsync(talk, CancellationToken.None))!);
        }

        return heads;
    }

    private static Instant Now() => TimeProvider.System.GetCurrentInstant();

    private static async Task UntilAsync(ReceptionDesk desk, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await isSo())
        {
            patience.IsCancellationRequested.ShouldBeFalse("It never came.");
            desk.Shop.House.Services.GetRequiredService<QueueRouter>().Ask(desk.Id);
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
