using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests;

/// <summary>Buyers, agents who come and go, and the queue between them.</summary>
public sealed class ReceptionFloorTests
{
    [Theory, BothDatabases]
    public async Task Open_conversations_of_whoever_goes_off_duty_go_back_to_the_queue_with_the_reason(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await DutyAsync(desk, desk.Shop.Agent, DutyState.Ready);
        var talk = await desk.OpenConversationAsync();
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == desk.Shop.Agent.Id);

        await DutyAsync(desk, desk.Shop.Agent, DutyState.Off);

        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).State == ConversationState.Waiting);
        var head = await HeadAsync(desk, talk);
        head.Reason.ShouldBe("张小美已下班，回到排队");
        head.Routing!.Why!.Code.ShouldBe(Why.OwnerLeft);
        head.QueuedAt.ShouldBe(head.WaitingSince); // the place their wait has earned

        // Somebody else comes on, and has them.
        await DutyAsync(desk, desk.Shop.Agents[1], DutyState.Ready);
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == desk.Shop.Agents[1].Id);
    }

    [Theory, BothDatabases]
    public async Task Agent_who_does_not_answer_in_time_loses_the_buyer_to_somebody_else(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await DutyAsync(desk, desk.Shop.Agent, DutyState.Ready);
        var talk = await desk.OpenConversationAsync();
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == desk.Shop.Agent.Id);
        var returns = desk.Shop.House.Services.GetRequiredService<ReturnJob>();
        var later = Now() + Duration.FromSeconds(90);

        await returns.RunShopAsync(desk.Shop.Id, later, CancellationToken.None);
        (await HeadAsync(desk, talk)).Assignee.ShouldBe(desk.Shop.Agent.Id); // nobody else is there: going round in circles helps nobody

        await DutyAsync(desk, desk.Shop.Agents[1], DutyState.Ready);
        await returns.RunShopAsync(desk.Shop.Id, later + Duration.FromSeconds(1), CancellationToken.None);
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == desk.Shop.Agents[1].Id);
        (await HeadAsync(desk, talk)).Routing!.PassedBy!.ShouldBe([desk.Shop.Agent.Id]);
    }

    [Theory, BothDatabases]
    public async Task An_answer_keeps_the_buyer(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await DutyAsync(desk, desk.Shop.Agent, DutyState.Ready);
        await DutyAsync(desk, desk.Shop.Agents[1], DutyState.Ready);
        var buyer = Guid.CreateVersion7();
        var talk = await desk.OpenConversationAsync(buyer: buyer);
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee is not null);
        var owner = (await HeadAsync(desk, talk)).Assignee;
        using var http = await desk.Shop.SignInAsync(desk.Shop.Agents.Single(a => a.Id == owner));
        await http.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        await desk.SayAsync(buyer, "有货吗"); // waits again, but somebody is with them

        await desk.Shop.House.Services.GetRequiredService<ReturnJob>().RunShopAsync(desk.Shop.Id, Now() + Duration.FromHours(1), CancellationToken.None);

        (await HeadAsync(desk, talk)).Assignee.ShouldBe(owner);
    }

    [Theory, BothDatabases]
    public async Task Transfer_is_taken_on_turned_back_with_a_reason_or_comes_back_by_itself(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var (from, to) = (desk.Shop.Agent, desk.Shop.Agents[1]);
        await DutyAsync(desk, from, DutyState.Busy);
        var talk = await desk.OpenConversationAsync();
        using var sender = await desk.Shop.SignInAsync(from);
        using var receiver = await desk.Shop.SignInAsync(to);
        await sender.ActAsync(talk, "take");
        var give = new { personId = to.Id.Value, reason = "他懂壁画" };

        // Taken on: then it stays.
        (await sender.ActAsync(talk, "assign", give)).Text("head", "offer", "from", "name").ShouldBe(from.Name);
        (await sender.RefusedAsync(talk, "accept")).ShouldBe("reception.transfer.none");
        (await receiver.ActAsync(talk, "accept"))["head"]!["offer"].ShouldBeNull();
        (await receiver.RefusedAsync(talk, "return", new { reason = "忙" })).ShouldBe("reception.transfer.none");

        // Turned back: to the sender, who is on duty.
        await receiver.ActAsync(talk, "assign", new { personId = from.Id.Value, reason = "还给你" });
        await sender.ActAsync(talk, "accept");
        await sender.ActAsync(talk, "assign", give);
        (await receiver.RefusedAsync(talk, "return", new { reason = " " })).ShouldBe("reception.reason.missing");
        var back = await receiver.ActAsync(talk, "return", new { reason = "我在忙" });
        back.Text("head", "assignee", "id").ShouldBe(from.Id.ToString());
        back.Text("head", "reason").ShouldBe("我在忙");

        // Not taken: it comes back by itself; with nobody to come back to, into the queue.
        await sender.ActAsync(talk, "assign", give);
        await desk.Shop.House.Services.GetRequiredService<ReturnJob>().RunShopAsync(desk.Shop.Id, Now() + Duration.FromSeconds(61), CancellationToken.None);
        (await HeadAsync(desk, talk)).Assignee.ShouldBe(from.Id);
        await sender.ActAsync(talk, "assign", give);
        await DutyAsync(desk, from, DutyState.Off);
        await desk.Shop.House.Services.GetRequiredService<ReturnJob>().RunShopAsync(desk.Shop.Id, Now() + Duration.FromSeconds(61), CancellationToken.None);
        (await HeadAsync(desk, talk)).State.ShouldBe(ConversationState.Waiting);
    }

    [Theory, BothDatabases]
    public async Task Weights_are_set_by_the_supervisor_with_a_reason_and_an_audit_row(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var path = new Uri($"/api/reception/routing/shares/{desk.Shop.Agent.Id}", UriKind.Relative);
        object Body(int weight, string? reason = "新人", string group = "after_sales") => new { shop = desk.Id.Value, weight, capacity = 5, groups = new[] { group }, reason };

        using (var refused = await agent.PutAsync(path, System.Net.Http.Json.JsonContent.Create(Body(50))))
        {
            refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        }

        foreach (var wrong in new[] { Body(1001), Body(50, " "), Body(50, group: "nobody") })
        {
            using var refused = await supervisor.PutAsync(path, System.Net.Http.Json.JsonContent.Create(wrong));
            refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        }

        using (var set = await supervisor.PutAsync(path, System.Net.Http.Json.JsonContent.Create(Body(50))))
        {
            set.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        }

        var line = (await agent.GetJsonAsync($"/api/reception/routing/shares?shop={desk.Id}"))["people"]!.AsArray().Single(p => p!["person"]!.GetValue<Guid>() == desk.Shop.Agent.Id.Value)!;
        (line["weight"]!.GetValue<int>(), line["capacity"]!.GetValue<int>(), line["groups"]![0]!.GetValue<string>()).ShouldBe((50, 5, "after_sales"));
        (await desk.CountAsync("select count(*) from kernel_audit where act = 'reception.routing.share' and shop_id = @shop", ("shop", desk.Id.Value))).ShouldBe(1);
    }

    /// <summary>
    /// Random schedules: buyers with and without orders write and close, agents come, go, take, answer, pass on, put aside, turn transfers back, the main
    /// account goes round, one is on leave, and two processes deal. When all is quiet, every conversation that goes on has an owner on duty or a place in
    /// the queue, no queue stands beside an agent who could take one, and routing gave nobody to whoever is on leave.
    /// </summary>
    [Theory, BothDatabases]
    public async Task Whatever_people_and_processes_do_nobody_is_left_without_owner_or_place(DatabaseKind db)
    {
        await using var first = await TestHouse.OpenAsync(db);
        await using var second = db == DatabaseKind.Postgres ? await TestHouse.StartAsync(first.DataDir, first.Postgres) : null;
        TestHouse[] houses = second is null ? [first] : [first, second];
        var desk = await ReceptionDesk.OpenAsync(first);
        const int Seed = 20261122;
        await PrepareAsync(desk);

        var buyers = Enumerable.Range(0, 12).Select(i => BuyerAsync(desk, houses, i, new Random(Seed + i))).ToList();
        var agents = desk.Shop.Agents.Select((a, i) => AgentAsync(desk, houses, a, new Random(Seed + 100 + i))).ToList();
        await Task.WhenAll([.. buyers, .. agents]);

        foreach (var house in houses)
        {
            await house.Services.GetRequiredService<ReturnJob>().RunOnceAsync(Now(), CancellationToken.None);
        }

        await UntilAsync(desk, async () => (await FaultsAsync(desk)).Count == 0, () => FaultsAsync(desk));
        (await desk.CountAsync("select count(*) from reception_conversation where shop_id = @shop", ("shop", desk.Id.Value)))!.Value.ShouldBeGreaterThan(0);
    }

    private const string Book = """
        book: schedules
        title: 随机日程
        extends: new-shop
        routing:
          orders_within: 30 d
          groups:
            after_sales:
              name: 售后
              topics: [退货]
              order_states: [已发货]
              overflow_after: 1 s
          transfer_within: 5 s
          main_account: 200
        """;

    /// <summary>The second agent serves the group of after-sales, the third is on leave with a signature and comes all the same.</summary>
    private static async Task PrepareAsync(ReceptionDesk desk)
    {
        var services = desk.Shop.House.Services;
        await services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var set = await supervisor.PutAsync(new Uri($"/api/reception/routing/shares/{desk.Shop.Agents[1].Id}", UriKind.Relative),
            System.Net.Http.Json.JsonContent.Create(new { shop = desk.Id.Value, weight = 100, groups = new[] { "after_sales" }, reason = "售后" }));
        set.IsSuccessStatusCode.ShouldBeTrue();
        await services.GetRequiredService<IRoster>().TakeLeaveAsync(desk.Id,
            [new LeaveSpell(desk.Shop.Agents[2].Id, Now() - Duration.FromHours(1), Now() + Duration.FromDays(1), "事假", desk.Shop.Supervisor.Id, Now() - Duration.FromHours(2))], desk.Shop.Supervisor.Id, CancellationToken.None);
    }

    /// <summary>Every third buyer has an order that was shipped.</summary>
    private static async Task<Guid> BuyerOfAsync(ReceptionDesk desk, int number)
    {
        var name = $"买家{number}";
        var services = desk.Shop.House.Services;
        var buyer = await services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);
        if (number % 3 == 0)
        {
            await services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
                "insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, version, created_at, changed_at) values (@shop, @id, 'taobao', @buyer, 'shipped', @at, 1, @at, @at)", CancellationToken.None,
                ("shop", desk.Id.Value), ("id", $"S{number}"), ("buyer", name), ("at", Now().ToUnixTimeMilliseconds())), CancellationToken.None);
        }

        return buyer.Id.Value;
    }

    private static async Task BuyerAsync(ReceptionDesk desk, TestHouse[] houses, int number, Random random)
    {
        var buyer = await BuyerOfAsync(desk, number);
        for (var i = 0; i < 8; i++)
        {
            var via = houses[random.Next(houses.Length)];
            var said = await desk.SayAsync(buyer, random.Next(3) == 0 ? "我要退货" : "在吗", via: via);
            said.Refusal.ShouldBeNull();
            if (random.Next(4) == 0)
            {
                await ReceptionDesk.Writer(via).ActAsync(new Close(Party.House, "完成") { Conversation = said.Head!.Id }, CancellationToken.None);
            }
        }
    }

    /// <summary>Acts only while on duty, as a person at a screen does; each act may be refused because somebody was quicker.</summary>
    private static async Task AgentAsync(ReceptionDesk desk, TestHouse[] houses, TestPerson person, Random random)
    {
        var http = await desk.Shop.SignInAsync(person);
        try
        {
            for (var i = 0; i < 8; i++)
            {
                await DutyAsync(desk, person, DutyState.Ready, houses[random.Next(houses.Length)]);
                for (var act = random.Next(4); act > 0; act--)
                {
                    var via = houses[random.Next(houses.Length)];
                    await via.Services.GetRequiredService<QueueRouter>().RunOnceAsync(desk.Id, Now(), CancellationToken.None);
                    await via.Services.GetRequiredService<MainAccountJob>().OneAsync((await via.Services.GetRequiredService<IShops>().FindAsync(desk.Id, CancellationToken.None))!, Now(), CancellationToken.None);
                    var open = await MineAsync(desk, random.Next(2) == 0 ? person.Id : null);
                    if (open.Count > 0)
                    {
                        var talk = open[random.Next(open.Count)];
                        string[] acts = ["take", "messages", "release", "close", "assign", "assign", "accept", "return", "snooze", "wake"];
                        var colleague = desk.Shop.Agents[random.Next(desk.Shop.Agents.Count)].Id.Value; // on duty or not
                        using var _ = await http.PostAsync(new Uri($"/api/reception/conversations/{talk}/{acts[random.Next(acts.Length)]}", UriKind.Relative),
                            System.Net.Http.Json.JsonContent.Create(new { id = Guid.CreateVersion7(), kind = "text", text = "您好", reason = "试试", outcome = "完成", personId = colleague, until = (Now() + Duration.FromHours(1)).ToString() }));
                    }
                }

                await DutyAsync(desk, person, random.Next(3) == 0 ? DutyState.Away : DutyState.Off, houses[random.Next(houses.Length)]);
            }

            await DutyAsync(desk, person, random.Next(2) == 0 ? DutyState.Ready : DutyState.Off, houses[0]);
        }
        finally
        {
            http.Dispose();
        }
    }

    private static async Task<List<string>> FaultsAsync(ReceptionDesk desk)
    {
        var services = desk.Shop.House.Services;
        var on = (await services.GetRequiredService<IDuty>().ListAsync(desk.Id, CancellationToken.None)).ToDictionary(d => d.Person, d => d.State);
        await using var c = await services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var live = await services.GetRequiredService<ConversationReader>().HeadsAsync(c, null, "where c.shop_id = @shop and c.state <> 3", CancellationToken.None, ("shop", desk.Id.Value));
        var faults = live.Where(h => h.State == ConversationState.Open && (h.Assignee is not { } owner || !on.ContainsKey(owner))).Select(h => $"#{h.Number} has an owner who is not on duty: {h.Reason}").ToList();
        faults.AddRange(live.Where(h => h.State == ConversationState.Waiting && (h.QueuedAt is null || h.Assignee is not null)).Select(h => $"#{h.Number} waits without a place"));
        var onLeave = desk.Shop.Agents[2].Id;
        faults.AddRange(live.Where(h => h.Assignee == onLeave && h.Routing?.GivenAt is not null && h.State == ConversationState.Open).Select(h => $"#{h.Number} was given to somebody on leave: {h.Reason}"));
        if (on.Any(o => o.Value == DutyState.Ready && o.Key != onLeave))
        {
            faults.AddRange(live.Where(h => h.State == ConversationState.Waiting).Select(h => $"#{h.Number} waits beside somebody who is ready: {h.Reason}"));
        }

        return faults;
    }

    private static async Task<List<Guid>> MineAsync(ReceptionDesk desk, PersonId? owner)
    {
        await using var c = await desk.Shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var where = owner is null ? "state = 0" : "state = 1 and assignee_id = @owner";
        return await c.ReadAllAsync(null, $"select id from reception_conversation where shop_id = @shop and {where} limit 50", r => r.GetGuid(0), CancellationToken.None,
            owner is { } some ? [("shop", desk.Id.Value), ("owner", some.Value)] : [("shop", (object?)desk.Id.Value)]);
    }

    private static Task DutyAsync(ReceptionDesk desk, TestPerson person, DutyState state, TestHouse? via = null) =>
        (via ?? desk.Shop.House).Services.GetRequiredService<IDuty>().SetAsync(desk.Id, person.Id, state, null, person.Id, CancellationToken.None);

    private static async Task<Conversation> HeadAsync(ReceptionDesk desk, ConversationId talk) =>
        (await desk.Shop.House.Services.GetRequiredService<ConversationReader>().FindAsync(talk, CancellationToken.None))!;

    private static Instant Now() => TimeProvider.System.GetCurrentInstant();

    private static async Task UntilAsync(ReceptionDesk desk, Func<Task<bool>> isSo, Func<Task<List<string>>>? else_ = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await isSo())
        {
            if (patience.IsCancellationRequested)
            {
                throw new ShouldAssertException(else_ is null ? "It never came." : string.Join('\n', await else_()));
            }

            desk.Shop.House.Services.GetRequiredService<QueueRouter>().Ask(desk.Id);
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
