using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Pay;

/// <summary>What else is proposed where the book asks for it, and a recorded chase that speaks for the person.</summary>
public sealed partial class IncidentTests
{
    private const string Watching = Mural + """
        pay:
          penalties:
            offline_on_shift: {propose_from: 30}
            left_early: {name: 早退, amount: 20元, propose_from: 15}
            note_not_as_required: {note_parts: [size, ship_on]}
            complaint: {name: 投诉成立, amount: 50元}
            bad_review: {facts: incidents}
        """;

    [Theory, BothDatabases]
    public async Task Absence_within_a_shift_and_leaving_early_are_proposed_from_the_minutes_of_the_book(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await SowAsync(scene);
        var id = scene.Shop.Agent.Id;
        var rows = new[] { ("08:30", "12:00", "online"), ("12:00", "12:40", "offline"), ("12:40", "16:00", "online"), ("16:00", "17:00", "offline") };
        var file = $"account,from,to,state\n{string.Concat(rows.Select(r => $"{id},{scene.At(r.Item1)},{scene.At(r.Item2)},{r.Item3}\n"))}";
        (await scene.Boss.ImportAsync(scene.Shop, Encoding.UTF8.GetBytes(file), "facts-presence", "presence.csv")).ShouldBe("4/0/0/0");
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");

        var away = await scene.ProposedAsync("offline_on_shift");
        var left = await scene.ProposedAsync("left_early");

        (away.GetProperty("value").GetDecimal(), left.GetProperty("value").GetDecimal(), left.GetProperty("kindName").GetString()).ShouldBe((40, 60, "早退"));
        (await scene.Boss.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{Id(left)}")).GetProperty("evidence").GetProperty("presence").GetArrayLength().ShouldBe(4);
        (await scene.FinesAsync("offline_on_shift")).ShouldBe(0);
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(away)}/decide", new { confirm = true, reason = "没有报备" });
        (await scene.FinesAsync("offline_on_shift")).ShouldBe(-20000);
    }

    [Theory, BothDatabases]
    public async Task A_note_a_judged_review_and_an_upheld_complaint_are_proposed_with_their_rows(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await SowAsync(scene);
        var (shop, agent, owner) = (scene.Shop, scene.Shop.Agent.Id.ToString(), scene.Shop.Owner.Id.ToString());
        await ReportScene.TalkAsync(shop.House, shop.Id, "买家甲", agent, At(scene, "09:00"), 30);
        (await scene.Boss.ImportAsync(shop, OrdersHttp.Taobao(OrdersHttp.Row("A1", placed: $"{scene.Date} 09:10:00", paidAt: $"{scene.Date} 09:11:00")))).ShouldBe("1/0/0/0");
        await CreditHttp.WaitAsync<bool>(async () => (await scene.Boss.PageAsync(shop, "A1")).GetRawText().Contains(agent, StringComparison.Ordinal) ? true : null);
        var events = $"id,order_id,at,account,event,detail\ne1,A1,{scene.At("09:20")},{agent},note_changed,买家要得急\ne2,A1,{scene.At("10:00")},{agent},list_sent,\ne3,A1,{scene.At("09:30")},{agent},verified,\n";
        (await scene.Boss.ImportAsync(shop, Encoding.UTF8.GetBytes(events), "facts-order_events", "order_events.csv")).ShouldBe("3/0/0/0");

        var note = await scene.ProposedAsync("note_not_as_required");
        (note.GetProperty("orderId").GetString(), note.GetProperty("person").GetString()).ShouldBe(("A1", agent));
        var evidence = (await scene.Boss.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{Id(note)}")).GetProperty("evidence");
        evidence.GetProperty("missing").EnumerateArray().Select(m => m.GetString()).ShouldBe(["size", "ship_on"]);

        var review = new ReviewFact { OrderId = "A1", At = At(scene, "20:00"), Rating = "bad", Cause = "agent" };
        var complaint = new ComplaintFact { Id = $"c-{shop.Id}", At = At(scene, "19:00"), Account = agent, Cause = "agent", Upheld = true };
        await PayScene.AddAsync(shop, FactsFiles.Reviews, review);
        await PayScene.AddAsync(shop, FactsFiles.Complaints, complaint with { DecidedBy = owner });
        (await scene.ProposedAsync("complaint")).GetProperty("source").GetString().ShouldBe("ledger");
        (await scene.ListAsync(scene.Boss)).EnumerateArray().Select(i => i.GetProperty("kind").GetString()).ShouldNotContain("bad_review"); // nobody has judged it
        await PayScene.AddAsync(shop, FactsFiles.Reviews, review with { DecidedBy = owner });
        var judged = await scene.ProposedAsync("bad_review");
        (judged.GetProperty("orderId").GetString(), judged.GetProperty("person").GetString()).ShouldBe(("A1", agent));

        await PayScene.AddAsync(shop, FactsFiles.Reviews, review with { DecidedBy = owner, ChangedTo = "good", ChangedAt = At(scene, "21:00") });
        await CreditHttp.WaitAsync<bool>(async () => (await scene.ListAsync(scene.Boss)).EnumerateArray().All(i => i.GetProperty("kind").GetString() != "bad_review") ? true : null);
    }

    [Theory, BothDatabases]
    public async Task A_judged_review_of_the_mural_book_costs_nothing_before_a_person_decides_and_then_what_they_say(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await scene.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(scene.Shop.Organisation, scene.Shop.Owner.Id, Mural, new LocalDate(2026, 1, 1), default);
        var (shop, agent, owner) = (scene.Shop, scene.Shop.Agent.Id.ToString(), scene.Shop.Owner.Id.ToString());

        // Judged while nobody knows whose the order is: it is not on record yet.
        await PayScene.AddAsync(shop, FactsFiles.Reviews, new ReviewFact { OrderId = "A1", At = At(scene, "20:00"), Rating = "bad", Cause = "agent", DecidedBy = owner });
        await CreditHttp.WaitAsync<bool>(async () => await WaitingDaysAsync(scene) == 0 ? true : null);
        (await scene.ListAsync(scene.Boss)).GetArrayLength().ShouldBe(0);

        await ReportScene.TalkAsync(shop.House, shop.Id, "买家甲", agent, At(scene, "09:00"), 30);
        (await scene.Boss.ImportAsync(shop, OrdersHttp.Taobao(OrdersHttp.Row("A1", placed: $"{scene.Date} 09:10:00", paidAt: $"{scene.Date} 09:11:00")))).ShouldBe("1/0/0/0");
        var review = await scene.ProposedAsync("bad_review");
        (review.GetProperty("orderId").GetString(), review.GetProperty("person").GetString(), review.GetProperty("value").GetDecimal(), review.GetProperty("source").GetString(), review.GetProperty("kindName").GetString())
            .ShouldBe(("A1", agent, 100, "ledger", "客服原因的中差评未改"));
        (await scene.FinesAsync("bad_review")).ShouldBe(0);

        (await PeopleHttp.RefusedAsync(scene.Boss, $"/api/pay/incidents/{Id(review)}/decide", new { confirm = true, value = 200, reason = "要重罚" })).ShouldBe("pay.incident.raised");
        (await PeopleHttp.RefusedAsync(scene.Boss, "/api/pay/incidents", scene.Entry(shop.Agent, kind: "bad_review"))).ShouldBe("pay.incident.kind_unknown");
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(review)}/decide", new { confirm = true, value = 60, reason = "买家也有责任" });
        (await scene.FinesAsync("bad_review")).ShouldBe(-6000);
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{Id(review)}/decide", new { confirm = false, reason = "不罚" });
        (await scene.FinesAsync("bad_review")).ShouldBe(0);
        (await scene.FactsAsync()).Incidents.Single().Stage.ShouldBe("dropped");
    }

    [Theory, BothDatabases]
    public async Task A_fault_that_the_person_reported_and_somebody_handled_excuses_being_offline(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await SowAsync(scene);
        using var agent = await scene.Shop.SignInAsync(scene.Shop.Agent);
        using var owner = await scene.Shop.SignInAsync(scene.Shop.Owner);
        await agent.PostOkAsync("/api/people/faults", new { what = "电脑蓝屏", page = "/reception" });
        var fault = (await owner.GetFromJsonAsync<JsonElement>("/api/people/faults")).GetProperty("faults")[0].GetProperty("id").GetGuid();
        await owner.PostOkAsync($"/api/people/faults/{fault}/handle", new { answer = "换了电脑" });
        await scene.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update people_fault set at = @at, handled_at = @handled where id = @id", default,
            ("at", At(scene, "12:10").ToUnixTimeMilliseconds()), ("handled", At(scene, "12:35").ToUnixTimeMilliseconds()), ("id", fault)), default);
        var id = scene.Shop.Agent.Id;
        var rows = new[] { ("08:30", "12:00", "online"), ("12:00", "12:40", "offline"), ("12:40", "16:00", "online"), ("16:00", "17:00", "offline") };
        var file = $"account,from,to,state\n{string.Concat(rows.Select(r => $"{id},{scene.At(r.Item1)},{scene.At(r.Item2)},{r.Item3}\n"))}";
        (await scene.Boss.ImportAsync(scene.Shop, Encoding.UTF8.GetBytes(file), "facts-presence", "presence.csv")).ShouldBe("4/0/0/0");
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");

        var left = await scene.ProposedAsync("left_early"); // comes with the same look at the shift

        (await scene.ListAsync(scene.Boss)).EnumerateArray().Select(i => i.GetProperty("kind").GetString()).ShouldNotContain("offline_on_shift");
        (await scene.Boss.GetFromJsonAsync<JsonElement>($"/api/pay/incidents/{Id(left)}")).GetProperty("evidence").GetProperty("faults").GetArrayLength().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_fault_handled_days_after_the_shift_takes_the_proposal_back(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await SowAsync(scene);
        using var agent = await scene.Shop.SignInAsync(scene.Shop.Agent);
        using var owner = await scene.Shop.SignInAsync(scene.Shop.Owner);
        await agent.PostOkAsync("/api/people/faults", new { what = "电脑开不了机", page = "/reception" });
        var fault = (await owner.GetFromJsonAsync<JsonElement>("/api/people/faults")).GetProperty("faults")[0].GetProperty("id").GetGuid();
        await scene.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update people_fault set at = @at where id = @id", default,
            ("at", At(scene, "08:40").ToUnixTimeMilliseconds()), ("id", fault)), default);
        var file = $"account,from,to,state\n{scene.Shop.Agent.Id},{scene.At("09:30")},{scene.At("17:00")},online\n";
        (await scene.Boss.ImportAsync(scene.Shop, Encoding.UTF8.GetBytes(file), "facts-presence", "presence.csv")).ShouldBe("1/0/0/0");
        await scene.RosterAsync(scene.Shop.Agent, "08:30", "17:00");
        await scene.ProposedAsync("late");

        await owner.PostOkAsync($"/api/people/faults/{fault}/handle", new { answer = "换了电源" });

        await CreditHttp.WaitAsync<bool>(async () => (await scene.ListAsync(scene.Boss)).GetArrayLength() == 0 ? true : null);
    }

    private static async Task<long?> WaitingDaysAsync(Scene scene)
    {
        await using var c = await scene.Shop.House.Services.GetRequiredService<Database>().OpenAsync(default);
        return await c.ReadLongAsync(null, "select case when exists (select 1 from pay_watch where shop_id = @shop and day = @day and answered = asked and answered > 0) then 0 else 1 end", default, ("shop", scene.Shop.Id.Value), ("day", scene.Date));
    }

    [Theory, BothDatabases]
    public async Task A_recorded_chase_speaks_for_the_person_unless_it_is_refused_with_a_reason(DatabaseKind db)
    {
        var scene = await Scene.OpenAsync(db);
        await SowAsync(scene);
        (await scene.Boss.ImportAsync(scene.Shop, OrdersHttp.Taobao(OrdersHttp.Row("A1")))).ShouldBe("1/0/0/0");
        var events = $"id,order_id,at,account,event,detail\ne1,A1,{scene.At("09:00")},{scene.Shop.Agent.Id},chased_internal,phone\ne2,A2,{scene.At("08:00")},{scene.Shop.Agent.Id},chased_internal,phone\n";
        (await scene.Boss.ImportAsync(scene.Shop, Encoding.UTF8.GetBytes(events), "facts-order_events", "order_events.csv")).ShouldBe("2/0/0/0");

        // Before the chase nothing speaks for anybody; from it on it does.
        (await EnterAsync("08:59")).GetProperty("exemption").ValueKind.ShouldBe(JsonValueKind.Null);
        var page = await EnterAsync("09:00");
        (page.GetProperty("exemption").GetProperty("kind").GetString(), page.GetProperty("exemption").GetProperty("fact").GetString()).ShouldBe(("chase", "order_events:e1"));
        var id = Id(page.GetProperty("incident"));

        await scene.Boss.PostOkAsync($"/api/pay/incidents/{id}/decide", new { confirm = true, reason = "没有跟到底" });
        var line = (await scene.LinesAsync("not_followed_up")).Single();
        (line.Amount.Value, line.Facts.Contains("order_events:e1")).ShouldBe((0, true));

        (await PeopleHttp.RefusedAsync(scene.Boss, $"/api/pay/incidents/{id}/decide", new { confirm = true, reason = "属实", exemptionRefused = new string('长', 501) })).ShouldBe("pay.incident.reason_wrong");
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{id}/decide", new { confirm = true, reason = "属实", exemptionRefused = "催的是另一件货" });
        (await scene.FactsAsync()).Incidents.Single(i => i.Id == id.ToString()).ExemptionRefused.ShouldBe("催的是另一件货");
        (await scene.FinesAsync("not_followed_up")).ShouldBe(-3000);
        (await scene.AuditAsync(id)).Count(a => a == "pay.incident.confirmed").ShouldBe(2);

        // A later decision that does not say so again lets the chase hold.
        await scene.Boss.PostOkAsync($"/api/pay/incidents/{id}/decide", new { confirm = true, reason = "催货记录属实" });
        (await scene.FinesAsync("not_followed_up")).ShouldBe(0);

        Task<JsonElement> EnterAsync(string time) => scene.Boss.PostJsonAsync("/api/pay/incidents",
            new { shop = scene.Shop.Id.Value, person = scene.Shop.Agent.Id.Value, at = $"{scene.Date}T{time}", kind = "not_followed_up", orderId = "A1", note = "没有跟" });
    }

    private static Task SowAsync(Scene scene) => scene.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(scene.Shop.Organisation, scene.Shop.Owner.Id, Watching, new LocalDate(2026, 1, 1), default);

    private static Instant At(Scene scene, string time) => NodaTime.Text.OffsetDateTimePattern.GeneralIso.Parse(scene.At(time)).Value.ToInstant();
}
