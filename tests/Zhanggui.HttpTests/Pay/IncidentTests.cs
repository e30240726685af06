using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.HttpTests.Pay;

/// <summary>From roster and presence to a proposal, to a decision, to the row of incidents.csv, to the fine on a slip.</summary>
public sealed partial class IncidentTests
{
    private const string Mural = "book: ours\ntitle: t\nextends: mural-shop\n";

    [Theory, BothDatabases]
    public async Task Lateness_is_proposed_confirmed_and_stands_on_the_slip_and_dropped_it_is_no_fact(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");
        await scene.PresenceAsync($"{scene.Shop.Agent.Id},{scene.At("09:00")},{scene.At("17:00")},online");
        var line = await scene.ProposedAsync("late");

        line.GetProperty("value").GetDecimal().ShouldBe(30);
        line.GetProperty("times").GetInt32().ShouldBe(1);
        (await scene.FactsAsync()).Incidents.Single().DecidedBy.ShouldBeNull();
        (await scene.FinesAsync()).ShouldBe(0);
        var page = await scene.Boss.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{Id(line)}");
        page.GetProperty("evidence").GetProperty("presence").GetArrayLength().ShouldBe(1);

        (await PeopleHttp.RefusedAsync(scene.Boss, $"/api/pay/incidents/{Id(line)}/decide", new { confirm = true, value = 40, reason = "核对过" })).ShouldBe("pay.incident.raised");
        (await PeopleHttp.RefusedAsync(scene.Boss, $"/api/pay/incidents/{Id(line)}/decide", new { confirm = true })).ShouldBe("pay.incident.reason_wrong");
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(line)}/decide", new { confirm = true, value = 20, reason = "路上堵车，算二十分钟" });

        var fact = (await scene.FactsAsync()).Incidents.Single();
        (fact.Kind, fact.Value, fact.DecidedBy).ShouldBe(("late", 20m, scene.Shop.Supervisor.Id.ToString()));
        (await scene.FinesAsync()).ShouldBe(-2000);
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(line)}/decide", new { confirm = false, reason = "查明是系统故障" });
        (await scene.FactsAsync()).Incidents.ShouldBeEmpty();
        (await scene.FinesAsync()).ShouldBe(0);
        var acts = (await scene.Boss.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{Id(line)}")).GetProperty("acts").EnumerateArray().Select(a => a.GetProperty("what").GetString()).ToList();
        acts.ShouldBe(["proposed", "lowered", "dropped"]);
        (await scene.AuditAsync(Id(line))).ShouldBe(["pay.incident.lowered", "pay.incident.dropped"]);
    }

    [Theory, BothDatabases]
    public async Task Later_facts_change_a_proposal_and_never_a_decision(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");
        await scene.PresenceAsync($"{scene.Shop.Agent.Id},{scene.At("08:00")},{scene.At("18:00")},offline");
        var line = await scene.ProposedAsync("offline_on_shift");

        await scene.PresenceAsync($"店:甲,{scene.At("09:00")},{scene.At("17:00")},online", $"店:甲,{scene.Shop.Agent.Id}");
        (await scene.ProposedAsync("late")).GetProperty("id").GetGuid().ShouldBe(Id(line));
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(line)}/decide", new { confirm = true, reason = "核对过" });
        await scene.PresenceAsync($"店:甲,{scene.At("08:30")},{scene.At("09:00")},online");
        await scene.LookedAgainAsync();

        (await scene.FactsAsync()).Incidents.Single().Value.ShouldBe(30);
    }

    [Theory, BothDatabases]
    public async Task Signed_leave_takes_the_ground_from_a_proposal(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");
        await scene.PresenceAsync($"{scene.Shop.Agent.Id},{scene.At("08:00")},{scene.At("18:00")},offline");
        await scene.ProposedAsync("offline_on_shift");
        using var agent = await scene.Shop.SignInAsync(scene.Shop.Agent);
        var leave = Id(await agent.PostJsonAsync("/api/shifts/leave", new { shop = scene.Shop.Id.Value, from = $"{scene.Date}T08:00", to = $"{scene.Date}T18:00", kind = "personal" }));

        await scene.Boss.PostOkAsync($"/api/shifts/leave/{leave}/decide", new { approve = true });

        await CreditHttp.WaitAsync<bool>(async () => (await scene.ListAsync(scene.Boss)).GetArrayLength() == 0 ? true : null);
        (await scene.FactsAsync()).Incidents.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Nobody_decides_about_oneself_and_others_see_nothing_of_it(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        using var agent = await scene.Shop.SignInAsync(scene.Shop.Agent);
        using var other = await scene.Shop.SignInAsync(scene.Shop.Agents[1]);
        var mine = Id((await scene.EnterAsync(scene.Boss, scene.Shop.Supervisor)).GetProperty("incident"));
        var hers = Id((await scene.EnterAsync(scene.Boss, scene.Shop.Agent)).GetProperty("incident"));

        (await PeopleHttp.RefusedAsync(scene.Boss, $"/api/pay/incidents/{mine}/decide", new { confirm = true, reason = "是我" })).ShouldBe("pay.incident.is_own");
        (await PeopleHttp.RefusedAsync(agent, $"/api/pay/incidents/{hers}/decide", new { confirm = false, reason = "不算" })).ShouldBe("people.permission.missing");
        (await other.GetAsync($"/api/pay/incidents/{hers}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await scene.ListAsync(other)).GetArrayLength().ShouldBe(0);
        (await agent.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/unseen?shop={scene.Shop.Id}")).GetProperty("count").GetInt32().ShouldBe(1);
        (await PeopleHttp.RefusedAsync(other, $"/api/pay/incidents/{hers}/comment", new { text = "她没错" })).ShouldBe("pay.incident.not_found");
        await agent.PostOkAsync($"/api/pay/incidents/{hers}/comment", new { text = "买家改过尺寸" });
        var page = await agent.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{hers}");
        page.GetProperty("incident").GetProperty("comment").GetString().ShouldBe("买家改过尺寸");
        (await agent.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/unseen?shop={scene.Shop.Id}")).GetProperty("count").GetInt32().ShouldBe(0);
        (await scene.Boss.PostJsonAsync("/api/pay/incidents/drop", new { ids = new[] { mine, hers }, reason = "都撤销" })).GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task What_is_entered_must_say_what_the_book_asks_for(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);

        (await PeopleHttp.RefusedAsync(scene.Boss, "/api/pay/incidents", scene.Entry(scene.Shop.Agent, kind: "no_such"))).ShouldBe("pay.incident.kind_unknown");
        (await PeopleHttp.RefusedAsync(scene.Boss, "/api/pay/incidents", scene.Entry(scene.Shop.Agent, stage: null))).ShouldBe("pay.incident.stage_wrong");
        (await PeopleHttp.RefusedAsync(scene.Boss, "/api/pay/incidents", scene.Entry(scene.Shop.Agent, loss: "很多"))).ShouldBe("pay.incident.value_wrong");
        (await PeopleHttp.RefusedAsync(scene.Boss, "/api/pay/incidents", scene.Entry(scene.Shop.Agent, at: "2999-01-01T00:00"))).ShouldBe("pay.incident.time_wrong");
        var second = await scene.EnterAsync(scene.Boss, scene.Shop.Agent);
        var third = await scene.EnterAsync(scene.Boss, scene.Shop.Agent);
        new[] { second, third }.Select(i => i.GetProperty("incident").GetProperty("times").GetInt32()).ShouldBe([1, 2]);
        (await scene.Boss.GetStringAsync($"/api/pay/incidents/export?shop={scene.Shop.Id}")).ShouldContain("订单内容错误");
    }

    [Theory, BothDatabases]
    public async Task Imported_incidents_are_decided_like_all_others_and_nothing_doubles(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        using var owner = await scene.Shop.SignInAsync(scene.Shop.Owner);
        var file = Encoding.UTF8.GetBytes($"id,at,person,kind,order_id,stage,value,loss,note,decided_by,exemption_refused\ni1,{scene.At("10:00")},{scene.Shop.Agent.Id},late,,,12,,来晚了,,\ni2,{scene.At("11:00")},{scene.Shop.Agent.Id},late,,,3,,,{scene.Shop.Owner.Id},\n");
        (await owner.ImportAsync(scene.Shop, file, "facts-incidents", "incidents.csv")).ShouldBe("2/0/0/0");
        var line = await scene.ProposedAsync("late");

        (await owner.ImportAsync(scene.Shop, file, "facts-incidents", "incidents.csv")).ShouldBe("0/0/2/0");
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(line)}/decide", new { confirm = true, reason = "属实" });

        (await scene.FactsAsync()).Incidents.OrderBy(i => i.Id, StringComparer.Ordinal).Select(i => $"{i.Id} {i.Value} {i.DecidedBy}").ShouldBe([$"i1 12 {scene.Shop.Supervisor.Id}", $"i2 3 {scene.Shop.Owner.Id}"]);
    }

    [Theory, BothDatabases]
    public async Task List_that_was_sent_unverified_is_proposed_with_its_order(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        (await scene.Boss.ImportAsync(scene.Shop, OrdersHttp.Taobao(OrdersHttp.Row("A1"), OrdersHttp.Row("A2")))).ShouldBe("2/0/0/0");
        var events = Encoding.UTF8.GetBytes($"id,order_id,at,account,event,detail\ne1,A1,{scene.At("09:00")},{scene.Shop.Agent.Id},verified,\ne2,A1,{scene.At("10:00")},{scene.Shop.Agent.Id},list_sent,\ne3,A2,{scene.At("10:00")},{scene.Shop.Agent.Id},list_sent,\n");

        (await scene.Boss.ImportAsync(scene.Shop, events, "facts-order_events", "order_events.csv")).ShouldBe("3/0/0/0");

        var line = await scene.ProposedAsync("not_verified");
        (line.GetProperty("orderId").GetString(), line.GetProperty("person").GetGuid(), line.GetProperty("source").GetString()).ShouldBe(("A2", scene.Shop.Agent.Id.Value, "orders"));
        (await scene.ListAsync(scene.Boss)).GetArrayLength().ShouldBe(1);
    }

    private static Guid Id(JsonElement element) => element.GetProperty("id").GetGuid();

    private sealed class Scene(TestShop shop, HttpClient boss, LocalDate day)
    {
        public TestShop Shop => shop;

        public HttpClient Boss => boss;

        public string Date => LocalDatePattern.Iso.Format(day);

        public static async Task<Scene> OpenAsync(DatabaseKind db)
        {
            var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
            var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
            return new Scene(shop, await shop.SignInAsync(shop.Supervisor), now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(-2));
        }

        public string At(string time) => $"{Date}T{time}:00+08:00";

        public async Task RosterAsync(TestPerson person, string start, string end)
        {
            using var response = await boss.PutAsJsonAsync("/api/shifts/roster", new { shop = shop.Id.Value, days = new[] { new { person = person.Id.Value, date = Date, shifts = new[] { new { shift = "早班", start, end, place = "office" } } } } });
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        }

        public async Task PresenceAsync(string row, string? account = null)
        {
            if (account is not null)
            {
                (await boss.ImportAsync(shop, Encoding.UTF8.GetBytes($"account,person,shop,from,to\n{account},,2020-01-01,\n"), "facts-accounts", "accounts.csv")).ShouldBe("1/0/0/0");
            }

            (await boss.ImportAsync(shop, Encoding.UTF8.GetBytes($"account,from,to,state\n{row}\n"), "facts-presence", "presence.csv")).ShouldBe("1/0/0/0");
        }

        public Task<JsonElement> ProposedAsync(string kind) => CreditHttp.WaitAsync<JsonElement>(async () =>
            (await ListAsync(boss)).EnumerateArray().Where(i => i.GetProperty("kind").GetString() == kind && i.GetProperty("state").GetString() == "proposed").Cast<JsonElement?>().FirstOrDefault());

        public async Task<JsonElement> ListAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonElement>($"/api/pay/incidents?shop={shop.Id}")).GetProperty("incidents");

        /// <summary>A second shift whose proposal comes with the same look at the day.</summary>
        public async Task LookedAgainAsync()
        {
            await RosterAsync(shop.Agents[1], "08:30", "17:00");
            await PresenceAsync($"{shop.Agents[1].Id},{At("08:00")},{At("18:00")},offline");
            await ProposedAsync("offline_on_shift");
            var decided = (await FactsAsync()).Incidents.Single(i => i.Person == shop.Agents[1].Id.ToString());
            await boss.PostOkAsync($"/api/pay/incidents/{decided.Id}/decide", new { confirm = false, reason = "只为等这一天再看过" });
        }

        public object Entry(TestPerson person, string kind = "content_error", string? stage = "at_factory", string? loss = "12.50", string? at = null) =>
            new { shop = shop.Id.Value, person = person.Id.Value, at = at ?? $"{Date}T10:00", kind, stage, loss, note = "尺寸写错" };

        public Task<JsonElement> EnterAsync(HttpClient http, TestPerson person) => http.PostJsonAsync("/api/pay/incidents", Entry(person));

        public async Task<FactSet> FactsAsync() => await shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = Instant.FromUtc(2020, 1, 1, 0, 0),
            To = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant(),
        }, CancellationToken.None);

        /// <summary>What the agent's slip of the month takes by the mural book, in fen.</summary>
        public async Task<long> FinesAsync(string code = "late") => (await LinesAsync(code)).Sum(l => l.Amount.Value);

        public async Task<IReadOnlyList<SlipLine>> LinesAsync(string code)
        {
            var settled = shop.House.Services.GetRequiredService<IPayDesk>().Settle(await FactsAsync(), Mural, null, day.ToYearMonth(), null);
            return settled.Slips.Where(s => s.Person == shop.Agent.Id.ToString()).SelectMany(s => s.Lines).Where(l => l.Code == code).ToList();
        }

        public async Task<IReadOnlyList<string>> AuditAsync(Guid incident)
        {
            await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
            return await connection.ReadAllAsync(null, "select act from kernel_audit where subject_kind = 'incident' and subject_id = @id order by at, id", r => r.GetString(0), CancellationToken.None, ("id", incident.ToString()));
        }
    }
}
