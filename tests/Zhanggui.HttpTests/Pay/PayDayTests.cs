using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using static Zhanggui.HttpTests.Pay.PayScene;

namespace Zhanggui.HttpTests.Pay;

/// <summary>A month from open to paid, what people doubt on the way, and what later facts do to the next one.</summary>
public sealed class PayDayTests
{
    [Theory, BothDatabases]
    public async Task Month_is_proposed_doubted_corrected_agreed_closed_and_paid_and_the_next_one_carries_what_came_later(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var body = new { shop = shop.Id.Value };
        (await owner.RefusedAsync($"/api/pay/months/{Month}/propose", body)).ShouldBe("pay.month.not_found");

        var page = await owner.ComputeAsync(shop, Month);
        page.GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null, page.GetRawText());
        page.GetProperty("people").GetArrayLength().ShouldBe(3);
        // 1500 base + 10.00 commission + 150 score + 100 attendance + 200 living − 20 fine
        var own = (await owner.SlipAsync(shop, Month, shop.Agent)).Amounts();
        own.ShouldBe(new Dictionary<string, long> { ["base"] = 150000, ["commission"] = 1000, ["team_score"] = 15000, ["attendance"] = 10000, ["living"] = 20000, ["content_error"] = -2000 }, ignoreOrder: true);
        page.GetProperty("run").GetProperty("total").GetInt64().ShouldBe(194000 + (2 * 195000));
        (await agent.GetAsync(new Uri($"/api/pay/months/{Month}/slips/{shop.Agent.Id}?shop={shop.Id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound); // not proposed yet
        (await agent.JsonAsync($"/api/pay/slips?shop={shop.Id}")).GetProperty("slips").GetArrayLength().ShouldBe(0);

        await owner.PostAsync($"/api/pay/months/{Month}/propose", body);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/propose", body)).ShouldBe("pay.month.step_taken");
        var slip = await agent.SlipAsync(shop, Month, shop.Agent);
        var fine = slip.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("code").GetString() == "content_error");
        fine.GetProperty("group").GetString().ShouldBe("deduction");
        fine.GetProperty("facts").EnumerateArray().ShouldContain(f => f.GetString()!.StartsWith("incidents:", StringComparison.Ordinal));
        fine.GetProperty("ruleText").GetArrayLength().ShouldBeGreaterThan(0);
        slip.GetProperty("progress").GetProperty("events").EnumerateArray().Single().GetProperty("order").GetString().ShouldBe("A1");
        (await agent.JsonAsync($"/api/pay/badge?shop={shop.Id}")).GetProperty("toConfirm").GetInt64().ShouldBe(1);

        var doubt = new { shop = shop.Id.Value, month = Month, code = "content_error", reason = "是美工改的尺寸", evidence = new[] { "orders:A1", "看群里的截图" } };
        (await agent.RefusedAsync("/api/pay/objections", new { shop = shop.Id.Value, month = Month, code = "content_error", reason = " " })).ShouldBe("pay.reason.wrong");
        (await agent.RefusedAsync("/api/pay/objections", new { shop = shop.Id.Value, month = Month, code = "nothing", reason = "?" })).ShouldBe("pay.objection.line_unknown");
        var first = (await agent.PostAsync("/api/pay/objections", doubt)).GetProperty("id").GetGuid();
        (await agent.RefusedAsync("/api/pay/objections", doubt)).ShouldBe("pay.objection.already_open");
        (await owner.JsonAsync($"/api/pay/badge?shop={shop.Id}")).GetProperty("toDecide").GetInt64().ShouldBe(1);

        (await owner.RefusedAsync($"/api/pay/months/{Month}/agree", body)).ShouldBe("pay.month.not_agreed");
        (await owner.RefusedAsync($"/api/pay/months/{Month}/close", body)).ShouldBe("pay.month.not_agreed_yet");
        await AgreeAllAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/agree", body);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/close", body)).ShouldBe("pay.month.waits");
        Waits(await owner.ComputedAsync(shop, Month)).ShouldContain("objections");

        // Upheld while the month is open: the correction stands on the same slip, and everybody whose slip changed is asked again.
        (await agent.StatusAsync($"/api/pay/objections/{first}/decide", new { uphold = true, reason = "我说了算" })).ShouldBe(HttpStatusCode.Forbidden);
        (await owner.RefusedAsync($"/api/pay/objections/{first}/decide", new { uphold = true, amount = 0, reason = "0" })).ShouldBe("pay.objection.amount_wrong");
        (await owner.PostAsync($"/api/pay/objections/{first}/decide", new { uphold = true, reason = "确实是美工" })).GetProperty("correctionMonth").GetString().ShouldBe(Month);
        (await owner.RefusedAsync($"/api/pay/objections/{first}/decide", new { uphold = false, reason = "再想想" })).ShouldBe("pay.objection.already_ended");
        page = await owner.ComputedAsync(shop, Month);
        page.GetProperty("state").GetString().ShouldBe("proposed");
        page.GetProperty("agreed").GetInt32().ShouldBe(2);
        var mended = await agent.SlipAsync(shop, Month, shop.Agent);
        mended.GetProperty("total").GetInt64().ShouldBe(196000);
        mended.GetProperty("before").GetInt64().ShouldBe(194000);
        var given = mended.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("group").GetString() == "adjustment");
        (given.GetProperty("amount").GetInt64(), given.GetProperty("aboutMonth").GetString(), given.GetProperty("aboutCode").GetString()).ShouldBe((2000, Month, "content_error"));
        (await agent.JsonAsync($"/api/pay/badge?shop={shop.Id}")).GetProperty("answered").GetInt64().ShouldBe(1);

        await AgreeAllAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/agree", body);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/paid", new { shop = shop.Id.Value, on = "2026-09-10" })).ShouldBe("pay.month.not_closed");
        Waits(await owner.ComputedAsync(shop, Month)).ShouldBeEmpty();
        await owner.PostAsync($"/api/pay/months/{Month}/close", body);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/compute", body)).ShouldBe("pay.month.closed");
        (await owner.RefusedAsync($"/api/pay/months/{Month}/paid", new { shop = shop.Id.Value, on = "2099-01-01" })).ShouldBe("pay.month.paid_on_wrong");
        await owner.PostAsync($"/api/pay/months/{Month}/paid", new { shop = shop.Id.Value, on = "2026-09-10" });
        (await owner.RefusedAsync($"/api/pay/months/{Month}/paid", new { shop = shop.Id.Value, on = "2026-09-10" })).ShouldBe("pay.month.step_taken");

        // Within the days one may still doubt; what is upheld now, and a mistake that was found late, stand on the next slip.
        var second = (await agent.PostAsync("/api/pay/objections", new { shop = shop.Id.Value, month = Month, code = "attendance", reason = "还应有加班" })).GetProperty("id").GetGuid();
        (await owner.PostAsync($"/api/pay/objections/{second}/decide", new { uphold = true, amount = 3000, reason = "补加班" })).GetProperty("correctionMonth").GetString().ShouldBe(Next);
        await MistakeAsync(shop, Mistake(shop, "I2", "offline_on_shift", "2026-08-20T02:00:00Z"));
        await owner.ComputeAsync(shop, Next);
        var next = await owner.SlipAsync(shop, Next, shop.Agent);
        var lines = next.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("group").GetString() == "adjustment").OrderBy(l => l.GetProperty("amount").GetInt64()).ToList();
        lines.Select(l => (l.GetProperty("amount").GetInt64(), l.GetProperty("aboutMonth").GetString(), l.GetProperty("aboutCode").GetString())).ShouldBe([(-20000, Month, "offline_on_shift"), (3000, Month, "attendance")]);
        next.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("code").GetString()).ShouldContain($"adjust:{Month}:offline_on_shift");
        (await agent.SlipAsync(shop, Month, shop.Agent)).GetProperty("total").GetInt64().ShouldBe(196000); // never rewritten

        (await CheckAsync(shop)).Where(f => f.Subject!.StartsWith(shop.Id.ToString(), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Closed_month_cannot_be_altered_in_the_database_and_an_open_one_that_was_is_found(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var body = new { shop = shop.Id.Value };
        await owner.ComputeAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/propose", body);
        await AgreeAllAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/agree", body);
        await owner.PostAsync($"/api/pay/months/{Month}/close", body);

        var database = shop.House.Services.GetRequiredService<Database>();
        foreach (var sql in new[]
        {
            "update pay_line set amount = amount + 1 where shop_id = @shop", "update pay_slip set total = 0 where shop_id = @shop", "update pay_run set total = 0 where shop_id = @shop", "delete from pay_line where shop_id = @shop",
            "delete from pay_slip where shop_id = @shop", "delete from pay_run where shop_id = @shop", "delete from pay_month where shop_id = @shop", "update pay_month set state = 'open' where shop_id = @shop", "update pay_month set run = 7 where shop_id = @shop",
            "insert into pay_line select shop_id, month, run, person, place + 100, code, amount, quantity, rate, rule, facts, words from pay_line where shop_id = @shop",
        })
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(() => database.WriteAsync((c, t) => c.ExecuteAsync(t, sql, default, ("shop", shop.Id.Value)), default), sql);
        }

        (await CheckAsync(shop)).Where(f => f.Subject!.StartsWith(shop.Id.ToString(), StringComparison.Ordinal)).ShouldBeEmpty();
        await owner.ComputeAsync(shop, Next);
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from pay_line where shop_id = @shop and month = @month and code = 'living'", default, ("shop", shop.Id.Value), ("month", Next)), default);
        (await CheckAsync(shop)).Where(f => f.Subject!.StartsWith(shop.Id.ToString(), StringComparison.Ordinal)).Select(f => f.Code).ShouldBe(["pay.run.does_not_add_up"]);
    }

    [Theory, BothDatabases]
    public async Task Pay_is_seen_by_the_person_and_by_those_entitled_and_every_look_is_in_the_audit(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        var other = await TestShop.OpenAsync(shop.House);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var stranger = await other.SignInAsync(other.Owner);
        await owner.ComputeAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/propose", new { shop = shop.Id.Value });

        var (mine, theirs) = ($"/api/pay/months/{Month}/slips/{shop.Agent.Id}?shop={shop.Id}", $"/api/pay/months/{Month}/slips/{shop.Agents[1].Id}?shop={shop.Id}");
        (await StatusAsync(agent, mine)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(agent, theirs)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(agent, $"/api/pay/months/{Month}/slips/{shop.Agents[1].Id}/export?shop={shop.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(agent, $"/api/pay/months/{Month}/slips/{shop.Agents[1].Id}/facts/0?shop={shop.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(agent, $"/api/pay/months/{Month}?shop={shop.Id}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(agent, $"/api/pay/months/{Month}/settlement.json?shop={shop.Id}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(supervisor, mine)).ShouldBe(HttpStatusCode.NotFound); // leads them, and still does not see their pay
        (await StatusAsync(supervisor, $"/api/pay/months?shop={shop.Id}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(stranger, mine)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, $"/api/pay/months/{Month}?shop={shop.Id}")).ShouldBe(HttpStatusCode.NotFound);

        (await StatusAsync(owner, mine)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(owner, $"/api/pay/months/{Month}/slips/{shop.Agent.Id}/export?shop={shop.Id}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(owner, $"/api/pay/months/{Month}/export?shop={shop.Id}")).ShouldBe(HttpStatusCode.OK);
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(default);
        var acts = await connection.ReadAllAsync(null, "select act, actor_id from kernel_audit where shop_id = @shop and act like 'pay.%'", r => (Act: r.GetString(0), By: r.GetGuid(1)), default, ("shop", shop.Id.Value));
        acts.Where(a => a.By == shop.Owner.Id.Value).Select(a => a.Act).Distinct().Order(StringComparer.Ordinal).ShouldBe(["pay.month.propose", "pay.month.read", "pay.month.settle", "pay.slip.export", "pay.slip.read"]);
        acts.Count(a => a.Act == "pay.slip.export").ShouldBe(2);
        acts.ShouldNotContain(a => a.By == shop.Agent.Id.Value); // the own slip is nobody else's business
    }

    [Theory, BothDatabases]
    public async Task Two_processes_compute_a_month_once(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.PostAsync($"/api/pay/months/{Month}/compute", new { shop = shop.Id.Value });
        var job = shop.House.Services.GetServices<IJob>().Single(j => j.Name == "pay.settle");
        var now = SystemClock.Instance.GetCurrentInstant();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => job.RunOnceAsync(now, default))));

        (await owner.ComputedAsync(shop, Month)).GetProperty("run").GetProperty("number").GetInt32().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Without_a_book_the_month_says_so(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var page = await owner.ComputeAsync(shop, Month);
        page.GetProperty("problem").GetString()!.ShouldContain("制度");
        page.GetProperty("run").ValueKind.ShouldBe(JsonValueKind.Null);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/propose", new { shop = shop.Id.Value })).ShouldBe("pay.month.not_computed");
        (await owner.RefusedAsync("/api/pay/months/2099-01/compute", new { shop = shop.Id.Value })).ShouldBe("pay.month.not_begun");
        (await owner.RefusedAsync("/api/pay/months/october/compute", new { shop = shop.Id.Value })).ShouldBe("pay.month.unknown");
    }

    private static IEnumerable<string> Waits(JsonElement page) => page.GetProperty("waits").EnumerateArray().Select(w => w.GetProperty("kind").GetString()!);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(TestShop shop) => shop.House.Services.GetServices<IHouseCheck>().Single(c => c.Name == "pay.closed").RunAsync(default);
}
