using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;

namespace Zhanggui.HttpTests.Metrics;

public sealed class FigureTests
{
    [Theory, BothDatabases]
    public async Task Figures_of_shop_and_persons_stand_on_talks_orders_and_decisions(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        var scope = $"shop:{shop.Id}";
        var figures = await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", scope) == "10000" && f.Figure("silent_sales", scope) == "10000");

        figures.Figure("shop_sales", scope).ShouldBe("20000");
        figures.Figure("undecided_sales", scope).ShouldBe("0");
        figures.Figure("conversion_final", scope).ShouldBe("1 of 3");
        figures.Figure("lost_at_inquiry", scope).ShouldBe("1");
        figures.Figure("lost_at_payment", scope).ShouldBe("1");
        figures.Figure("order_to_pay_rate", scope).ShouldBe("1 of 2");
        figures.Figure("three_minute_rate", scope, "tb-2023").ShouldBe("2 of 3");
        figures.Figure("satisfaction", scope).ShouldBe("none"); // nobody was asked to rate
        figures.GetProperty("counting").GetProperty("books")[0].GetProperty("book").GetString().ShouldNotBeNullOrEmpty();

        var persons = await http.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=person&before=true");
        persons.Figure("agent_sales", $"person:{shop.Agents[0].Id}").ShouldBe("10000");
        persons.Figure("received_buyers", $"person:{shop.Agents[0].Id}").ShouldBe("2");
        persons.Figure("received_buyers", $"person:{shop.Agents[1].Id}").ShouldBe("1");
        persons.GetProperty("scopes").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["张小美", "陈小明"], ignoreOrder: true);
        persons.GetProperty("beforeFrom").GetString().ShouldBe("2026-10-14");
    }

    [Theory, BothDatabases]
    public async Task Late_facts_change_the_day_they_belong_to(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        var scope = $"shop:{shop.Id}";
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("consulting_buyers", scope) == "3");

        await ReportScene.TalkAsync(shop, "买家戊", shop.Agents[1], "2026-10-15T03:00:00Z", 20);
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("consulting_buyers", scope) == "4");
        (await http.ImportAsync(shop, OrdersHttp.Taobao(OrdersHttp.Row("T9", buyer: "买家戊", placed: "2026-10-15 12:00:00", paidAt: "2026-10-15 12:00:35")))).ShouldBe("1/0/0/0");
        await http.UntilAsync(shop, "person", ReportScene.Range, f => f.Figure("conversion_final", $"person:{shop.Agents[1].Id}") == "1 of 2");
    }

    [Theory, BothDatabases]
    public async Task Rows_add_up_to_their_figure_and_name_the_messages_and_orders(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "10000");

        var rate = await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=three_minute_rate&set=tb-2023&scope=shop");
        var rows = rate.GetProperty("rows").EnumerateArray().ToList();
        (rows.Sum(r => r.GetProperty("numerator").GetInt64()), rows.Sum(r => r.GetProperty("denominator").GetInt64())).ShouldBe((2, 3));
        (rate.GetProperty("numerator").GetInt64(), rate.GetProperty("denominator").GetInt64()).ShouldBe((2, 3));
        rows.Single(r => r.GetProperty("buyer").GetString() == "买家丙").GetProperty("toMessage").GetString().ShouldBe("买家丙-2026-10-15T02:00:00Z-有的");
        rows[0].GetProperty("name").GetString().ShouldBe("张小美");

        var one = await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=three_minute_rate&set=tb-2023&scope=shop&limit=2");
        var two = await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=three_minute_rate&set=tb-2023&scope=shop&limit=2&after={one.GetProperty("next").GetString()}");
        (one.GetProperty("rows").GetArrayLength(), two.GetProperty("rows").GetArrayLength()).ShouldBe((2, 1));
        two.GetProperty("rows")[0].GetProperty("buyer").GetString().ShouldBe("买家丙");

        var sales = await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=agent_sales&scope=person:{shop.Agents[0].Id}");
        sales.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("kind").GetString(), r.GetProperty("id").GetString(), r.GetProperty("numerator").GetInt64())).ShouldBe([("order", "T1", 10000L)]);
        var lost = await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=lost_at_payment&scope=shop");
        lost.GetProperty("rows")[0].GetProperty("buyer").GetString().ShouldBe("买家乙");
        lost.GetProperty("rows")[0].GetProperty("item").GetString().ShouldBe("T2");
    }

    [Theory, BothDatabases]
    public async Task An_agent_sees_the_own_figures_and_nobody_else_s(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "10000");
        using var agent = await shop.SignInAsync(shop.Agents[0]);

        (await agent.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=me")).Figure("agent_sales", $"person:{shop.Agents[0].Id}").ShouldBe("10000");
        (await agent.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=shop")).GetProperty("rows").GetArrayLength().ShouldBe(0);
        (await agent.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=person")).GetProperty("scopes").GetArrayLength().ShouldBe(1);
        await RefusedAsync(agent, $"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=agent_sales&scope=person:{shop.Agents[1].Id}", HttpStatusCode.NotFound, "metrics.figure.not_found");
        await RefusedAsync(agent, $"/api/metrics/figures/series?shop={shop.Id}&{ReportScene.Range}&metrics=shop_sales&scope=shop", HttpStatusCode.NotFound, "metrics.figure.not_found");
        (await agent.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=agent_sales&scope=me")).GetProperty("numerator").GetInt64().ShouldBe(10000);

        var other = await TestShop.OpenAsync(shop.House);
        await RefusedAsync(agent, $"/api/metrics/figures?shop={other.Id}&{ReportScene.Range}&by=me", HttpStatusCode.NotFound, "metrics.shop.not_found");
        await RefusedAsync(http, $"/api/metrics/figures?shop={shop.Id}&from=2026-10-15&to=2026-10-15", HttpStatusCode.BadRequest, "metrics.period.wrong");
    }

    [Theory, BothDatabases]
    public async Task A_leader_of_one_team_sees_that_team_and_its_people_only(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var tag = Guid.CreateVersion7().ToString("n")[^10..];
        PersonSeed Person(string key, string name, string preset, string team) => new(key, name, $"{key}-{tag}", TestShop.Password, [new RoleSeed(preset, "shop", team)]);
        var sown = await house.Services.GetRequiredService<IPeopleSeed>().SowAsync(new OrganisationSeed($"分组公司 {tag}", [new ShopSeed("shop", $"分组店 {tag}", Teams: ["早班", "晚班"])],
        [
            Person("leader", "周组长", "leader", "早班"), Person("early", "早早", "pre-sales", "早班"), Person("late", "晚晚", "pre-sales", "晚班"),
            new("owner", "王掌柜", $"owner-{tag}", TestShop.Password, [new RoleSeed("owner", null)]),
        ]), default);
        var shop = sown.Shops["shop"];
        // Teams are those of today: people who came into the house today were in none before, and just after midnight five minutes ago was yesterday.
        var now = NodaTime.Instant.FromDateTimeOffset(house.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = NodaTime.DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var day = now.InZone(zone).Date;
        var at = NodaTime.Instant.Max(now - NodaTime.Duration.FromMinutes(5), zone.AtStartOfDay(day).ToInstant());
        await ReportScene.TalkAsync(house, shop, "买家早", sown.People["early"].ToString(), at, 20);
        await ReportScene.TalkAsync(house, shop, "买家晚", sown.People["late"].ToString(), at, 20);
        using var owner = await ReportScene.SignInAsync(house, $"owner-{tag}");
        using var leader = await ReportScene.SignInAsync(house, $"leader-{tag}");
        var range = $"from={day:yyyy-MM-dd}&to={day.PlusDays(1):yyyy-MM-dd}";
        await owner.UntilAsync(shop, "person", range, f => f.GetProperty("scopes").GetArrayLength() == 2);

        (await leader.JsonAsync($"/api/metrics/figures?shop={shop}&{range}&by=person")).GetProperty("scopes").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["早早"]);
        (await leader.JsonAsync($"/api/metrics/figures?shop={shop}&{range}&by=team")).GetProperty("scopes").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["早班"]);
        (await leader.JsonAsync($"/api/metrics/figures/rows?shop={shop}&{range}&metric=received_buyers&scope=person:{sown.People["early"]}")).GetProperty("numerator").GetInt64().ShouldBe(1);
        await RefusedAsync(leader, $"/api/metrics/figures/rows?shop={shop}&{range}&metric=received_buyers&scope=person:{sown.People["late"]}", HttpStatusCode.NotFound, "metrics.figure.not_found");
        await RefusedAsync(leader, $"/api/metrics/figures/rows?shop={shop}&{range}&metric=received_buyers&scope=team:晚班", HttpStatusCode.NotFound, "metrics.figure.not_found");
        await RefusedAsync(leader, $"/api/metrics/figures/series?shop={shop}&{range}&metrics=shop_sales&scope=shop", HttpStatusCode.NotFound, "metrics.figure.not_found");
    }

    [Theory, BothDatabases]
    public async Task The_export_says_what_the_screen_says(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        var figures = await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "10000");

        var csv = await http.GetStringAsync(new Uri($"/api/metrics/figures/export?shop={shop.Id}&{ReportScene.Range}&by=shop&format=csv", UriKind.Relative));
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(figures.GetProperty("rows").GetArrayLength() + 1);
        lines.Single(l => l.Contains(",conversion_final", StringComparison.Ordinal)).ShouldContain(",33.33%,1,3,");
        lines.Single(l => l.Contains(",agent_sales", StringComparison.Ordinal)).ShouldContain(",100.00,");

        using var xlsx = await http.GetAsync(new Uri($"/api/metrics/figures/export?shop={shop.Id}&{ReportScene.Range}", UriKind.Relative));
        xlsx.EnsureSuccessStatusCode();
        (await xlsx.Content.ReadAsByteArrayAsync())[..2].ShouldBe("PK"u8.ToArray());
    }

    [Theory, BothDatabases]
    public async Task Another_book_shows_before_and_after_per_person_and_stores_nothing(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "10000");

        using var response = await http.PostAsJsonAsync("/api/metrics/figures/recount", new { shop = shop.Id.Value, from = "2026-10-15", to = "2026-10-16", preset = "tea-oil-shop" }); // numbers in notes only
        var recount = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        var sales = recount.GetProperty("differences").EnumerateArray().Single(d => d.GetProperty("metric").GetString() == "agent_sales" && d.GetProperty("scope").GetString() == $"person:{shop.Agents[0].Id}");
        (sales.GetProperty("beforeNumerator").GetInt64(), sales.GetProperty("afterNumerator").ValueKind).ShouldBe((10000L, System.Text.Json.JsonValueKind.Null));
        (await http.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=shop")).Figure("agent_sales", $"shop:{shop.Id}").ShouldBe("10000");

        using var wrong = await http.PostAsJsonAsync("/api/metrics/figures/recount", new { shop = shop.Id.Value, from = "2026-10-15", to = "2026-10-16", preset = "no-such-book" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task Days_and_hours_make_a_series(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        await http.UntilAsync(shop, "shop", ReportScene.Range, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "10000");

        var line = await http.JsonAsync($"/api/metrics/figures/series?shop={shop.Id}&from=2026-10-14&to=2026-10-17&metrics=consulting_buyers,agent_sales");
        line.GetProperty("points").EnumerateArray().Select(p => (p.GetProperty("day").GetString(), p.GetProperty("metric").GetString(), p.GetProperty("numerator").GetInt64())).ShouldBe([("2026-10-15", "agent_sales", 10000L), ("2026-10-15", "consulting_buyers", 3L)]);
        var hours = await http.JsonAsync($"/api/metrics/figures/series?shop={shop.Id}&{ReportScene.Range}&metrics=consulting_buyers&scope=hours");
        hours.GetProperty("points").EnumerateArray().Select(p => (p.GetProperty("scope").GetString(), p.GetProperty("numerator").GetInt64())).ShouldBe([("hour:09", 2L), ("hour:10", 1L)]);
    }

    [Theory, BothDatabases]
    public async Task Week_account_and_reasons_of_lost_sales_are_kept_and_read_by_the_leader(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        using var owner = await shop.SignInAsync(shop.Owner);

        (await agent.PutAsJsonAsync("/api/metrics/weeks", new { shop = shop.Id.Value, monday = "2026-10-12", done = "接待 120 人", next = "首响再快一点" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await agent.PutAsJsonAsync("/api/metrics/weeks", new { shop = shop.Id.Value, monday = "2026-10-13", done = "x", next = "y" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.JsonAsync($"/api/metrics/weeks?shop={shop.Id}&monday=2026-10-12")).EnumerateArray().Select(a => (a.GetProperty("name").GetString(), a.GetProperty("next").GetString())).ShouldBe([("张小美", "首响再快一点")]);
        (await other.JsonAsync($"/api/metrics/weeks?shop={shop.Id}&monday=2026-10-12")).GetArrayLength().ShouldBe(0);

        (await agent.PutAsJsonAsync("/api/metrics/losses", new { shop = shop.Id.Value, buyer = "买家丙", day = "2026-10-15", reason = "price", note = "比别家贵 5 块" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await agent.PutAsJsonAsync("/api/metrics/losses", new { shop = shop.Id.Value, buyer = "买家丙", day = "2026-10-15", reason = "weather" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.JsonAsync($"/api/metrics/losses?shop={shop.Id}&{ReportScene.Range}"))[0].GetProperty("reason").GetString().ShouldBe("price");
        (await other.JsonAsync($"/api/metrics/losses?shop={shop.Id}&{ReportScene.Range}")).GetArrayLength().ShouldBe(0);

        var personal = shop.House.Services.GetServices<Zhanggui.Shop.Contracts.IPersonalData>().Single(p => p.Section == "losses");
        var subject = new Zhanggui.Shop.Contracts.DataSubject(shop.Id, default, [], [Zhanggui.Shop.Contracts.DataSubject.MarkOf(shop.Id, "买家丙")]);
        (await personal.CountAsync(subject, default))["losses"].ShouldBe(1);
        await personal.EraseAsync(subject, default);
        (await owner.JsonAsync($"/api/metrics/losses?shop={shop.Id}&{ReportScene.Range}")).GetArrayLength().ShouldBe(0);
    }

    private static async Task RefusedAsync(HttpClient http, string path, HttpStatusCode status, string code)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain(code);
    }
}
