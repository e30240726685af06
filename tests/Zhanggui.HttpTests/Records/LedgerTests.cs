using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Records;

/// <summary>Facts that people enter by hand: checked, signed by who decides, kept with their history, and the same rows as those of files.</summary>
public sealed class LedgerTests
{
    [Theory, BothDatabases]
    public async Task Complaint_is_entered_by_one_and_decided_by_another_and_is_a_fact_with_its_history(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        using var owner = await shop.SignInAsync(shop.Owner);
        var key = await SetAsync(owner, shop, "complaints", null, new { at = "2026-10-05T10:00:00+08:00", buyer = "买家甲", account = shop.Agent.Id.ToString() });

        (await FactsAsync(shop)).Complaints.Single().DecidedBy.ShouldBeNull();
        (await RowsAsync(boss, shop, "complaints", "&open=true")).GetArrayLength().ShouldBe(1);
        await SetAsync(boss, shop, "complaints", key, new { upheld = "yes", cause = "service" });

        var fact = (await FactsAsync(shop)).Complaints.Single();
        (fact.Upheld, fact.Cause, fact.DecidedBy, fact.Buyer).ShouldBe((true, "service", shop.Supervisor.Id.ToString(), "买家甲"));
        (await RowsAsync(boss, shop, "complaints", "&open=true")).GetArrayLength().ShouldBe(0);
        (await RowsAsync(boss, shop, "complaints", $"&q={Uri.EscapeDataString(shop.Agent.Name)}&month=2026-10")).GetArrayLength().ShouldBe(1);
        (await RowsAsync(boss, shop, "complaints", "&month=2026-09")).GetArrayLength().ShouldBe(0);
        var history = await boss.GetFromJsonAsync<JsonElement>($"/api/records/ledger/complaints/history?shop={shop.Id}&key={key}");
        history.EnumerateArray().Select(v => v.GetProperty("by").GetString()).ShouldBe([shop.Supervisor.Name, shop.Owner.Name]);
    }

    [Theory, BothDatabases]
    public async Task Adjustment_counts_when_somebody_else_approved_it_and_a_change_asks_again(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        using var owner = await shop.SignInAsync(shop.Owner);
        var key = await SetAsync(boss, shop, "adjustments", null, new { period = "2026-10", person = shop.Agent.Id.ToString(), amount = "50.00", reason = "补上月漏发" });

        (await AdjustedAsync(shop)).ShouldBe(0);
        (await PeopleHttp.RefusedAsync(boss, "/api/records/ledger/adjustments/approve", new { shop = shop.Id.Value, key })).ShouldBe("records.entry.entered_by_you");
        await owner.PostOkAsync("/api/records/ledger/adjustments/approve", new { shop = shop.Id.Value, key });
        (await AdjustedAsync(shop)).ShouldBe(5000);
        await SetAsync(boss, shop, "adjustments", key, new { amount = "80.00" });
        (await AdjustedAsync(shop)).ShouldBe(0);

        var own = await SetAsync(boss, shop, "adjustments", null, new { period = "2026-10", person = shop.Owner.Id.ToString(), amount = "9.00", reason = "x" });
        (await PeopleHttp.RefusedAsync(owner, "/api/records/ledger/adjustments/approve", new { shop = shop.Id.Value, key = own })).ShouldBe("records.entry.is_own");
        (await RefusedAsync(boss, shop, "adjustments", null, new { period = "2026-10", person = shop.Supervisor.Id.ToString(), amount = "9.00" })).ShouldBe("records.entry.is_own");
    }

    [Theory, BothDatabases]
    public async Task Imported_approval_counts_only_by_somebody_who_may_give_it(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        var (agent, other, owner) = (shop.Agent.Id, shop.Agents[1].Id, shop.Owner.Id);
        var file = System.Text.Encoding.UTF8.GetBytes($"id,period,person,amount,reason,approved_by\nj1,2026-10,{agent},50.00,补发,{owner}\nj2,2026-10,{agent},60.00,补发,{other}\nj3,2026-10,{owner},70.00,补发,{owner}\nj4,2026-10,{agent},80.00,补发,\n");

        (await boss.ImportAsync(shop, file, "facts-adjustments", "adjustments.csv")).ShouldBe("2/0/0/2");

        (await FactsAsync(shop)).Adjustments.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a.Id, a.ApprovedBy)).ShouldBe([("j1", owner.ToString()), ("j4", null)]);
        (await AdjustedAsync(shop)).ShouldBe(5000);
        var list = (await boss.JsonAsync($"/api/orders/imports?shop={shop.Id}")).GetProperty("imports");
        var refused = (await boss.JsonAsync($"/api/orders/imports/{list[0].GetProperty("id").GetGuid()}/refused")).GetRawText();
        refused.ShouldContain("not_approver");
        refused.ShouldContain("own_approval");
        refused.ShouldContain("approved_by");
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_is_refused_with_its_field_and_nothing_is_kept(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        using var agent = await shop.SignInAsync(shop.Agent);

        (await RefusedAsync(agent, shop, "costs", null, new { })).ShouldBe("people.permission.missing");
        using var response = await boss.PostAsJsonAsync("/api/records/ledger/costs", new { shop = shop.Id.Value, cells = new { at = "2026-10-05T10:00:00+08:00", amount = "12.345" } });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()).ShouldBe(("records.entry.cell_wrong", "amount"));
        (await RefusedAsync(boss, shop, "costs", null, new { at = "昨天" })).ShouldBe("records.entry.cell_wrong");
        (await RefusedAsync(boss, shop, "costs", null, new { decided_by = "me" })).ShouldBe("records.entry.column_wrong");
        (await RefusedAsync(boss, shop, "scores", null, new { period = "2026-10", person = "不认识", kind = "team_score" })).ShouldBe("records.entry.cell_wrong");
        (await RefusedAsync(boss, shop, "orders", null, new { })).ShouldBe("records.entry.not_found");
        (await RowsAsync(boss, shop, "costs")).GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Rows_of_files_and_of_hands_are_the_same_rows_and_removed_ones_stay_in_the_history(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        var key = await SetAsync(boss, shop, "scores", null, new { period = "2026-10", person = shop.Agent.Id.ToString(), kind = "team_score", value = "80" });
        (await RefusedAsync(boss, shop, "scores", null, new { period = "2026-10", person = shop.Agent.Id.ToString(), kind = "team_score", value = "70" })).ShouldBe("records.entry.row_there");

        var csv = await boss.GetStringAsync($"/api/records/ledger/scores/export?shop={shop.Id}");
        (await boss.ImportAsync(shop, Encoding.UTF8.GetBytes(csv), "facts-scores", "scores.csv")).ShouldBe("0/0/1/0");
        (await boss.ImportAsync(shop, Encoding.UTF8.GetBytes(csv.Replace(",80", ",90", StringComparison.Ordinal)), "facts-scores", "scores.csv")).ShouldBe("0/1/0/0");
        (await FactsAsync(shop)).Scores.Single().Value.ShouldBe(90);
        (await PeopleHttp.RefusedAsync(boss, "/api/records/ledger/scores/remove", new { shop = shop.Id.Value, key })).ShouldBe("records.entry.reason_wrong");
        await boss.PostOkAsync("/api/records/ledger/scores/remove", new { shop = shop.Id.Value, key, reason = "评错月份" });

        (await FactsAsync(shop)).Scores.ShouldBeEmpty();
        var history = await boss.GetFromJsonAsync<JsonElement>($"/api/records/ledger/scores/history?shop={shop.Id}&key={Uri.EscapeDataString(key)}");
        history.EnumerateArray().Select(v => v.GetProperty("reason").GetString()).ShouldBe(["评错月份", null]);
    }

    [Theory, BothDatabases]
    public async Task Costs_of_a_month_are_added_up_per_person(DatabaseKind db)
    {
        var (shop, boss) = await OpenAsync(db);
        foreach (var (person, amount, at) in new[] { (shop.Agents[0], "12.50", "2026-10-05"), (shop.Agents[0], "7.50", "2026-10-31"), (shop.Agents[1], "3.00", "2026-10-06"), (shop.Agents[0], "99.00", "2026-11-01") })
        {
            await SetAsync(boss, shop, "costs", null, new { at = $"{at}T00:30:00+08:00", amount, responsible = "agent", person = person.Id.ToString() });
        }

        var page = await boss.GetFromJsonAsync<JsonElement>($"/api/records/ledger/costs?shop={shop.Id}&month=2026-10");
        page.GetProperty("totals").EnumerateArray().Select(t => $"{t.GetProperty("name").GetString()} {t.GetProperty("amount").GetString()} {t.GetProperty("count").GetInt32()}").ShouldBe([$"{shop.Agents[0].Name} 20.00 2", $"{shop.Agents[1].Name} 3.00 1"]);
        (await FactsAsync(shop)).Costs.ShouldAllBe(c => c.DecidedBy == shop.Supervisor.Id.ToString());
    }

    private static async Task<(TestShop Shop, HttpClient Boss)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Supervisor));
    }

    private static async Task<string> SetAsync(HttpClient http, TestShop shop, string tab, string? key, object cells) =>
        (await http.PostJsonAsync($"/api/records/ledger/{tab}", new { shop = shop.Id.Value, key, cells })).GetProperty("key").GetString()!;

    private static Task<string> RefusedAsync(HttpClient http, TestShop shop, string tab, string? key, object cells) =>
        PeopleHttp.RefusedAsync(http, $"/api/records/ledger/{tab}", new { shop = shop.Id.Value, key, cells });

    private static async Task<JsonElement> RowsAsync(HttpClient http, TestShop shop, string tab, string query = "") =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/records/ledger/{tab}?shop={shop.Id}{query}")).GetProperty("rows");

    private static async Task<FactSet> FactsAsync(TestShop shop) => await shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted
    {
        Organisation = shop.Organisation,
        Shop = shop.Id,
        From = Instant.FromUtc(2026, 9, 30, 16, 0),
        To = Instant.FromUtc(2026, 11, 10, 16, 0),
    }, CancellationToken.None);

    /// <summary>What approved adjustments give the agent, in fen.</summary>
    private static async Task<long> AdjustedAsync(TestShop shop) =>
        (await FactsAsync(shop)).Adjustments.Where(a => a.Person == shop.Agent.Id.ToString() && a.ApprovedBy is not null).Sum(a => a.Amount!.Value.Value);
}
