using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Shifts;

/// <summary>Shifts and leave as they are entered, imported, signed, and read as facts.</summary>
public sealed class RosterTests
{
    [Theory, BothDatabases]
    public async Task Leader_sets_days_and_the_grid_the_history_and_the_facts_say_so(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var leader = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);

        (await SetAsync(leader, shop, shop.Agent, "2026-10-05", null, ("早班", "08:30", "17:00", "office"))).ShouldBe(1);
        (await SetAsync(leader, shop, shop.Agent, "2026-10-05", null, ("早班", "08:30", "17:00", "office"))).ShouldBe(0);
        (await SetAsync(leader, shop, shop.Agent, "2026-10-05", "换班", ("夜班", "22:00", "06:00", null))).ShouldBe(1);

        var day = (await GridAsync(agent, shop)).GetProperty("days").EnumerateArray().Single();
        day.GetProperty("shifts")[0].GetProperty("shift").GetString().ShouldBe("夜班");
        var acts = await agent.GetFromJsonAsync<JsonElement>($"/api/shifts/roster/history?shop={shop.Id}&person={shop.Agent.Id}&date=2026-10-05");
        acts.EnumerateArray().Select(a => $"{a.GetProperty("by").GetString()} {a.GetProperty("before").GetArrayLength()} {a.GetProperty("reason").GetString()}").ShouldBe([$"{shop.Supervisor.Name} 1 换班", $"{shop.Supervisor.Name} 0 "]);
        var fact = (await FactsAsync(shop)).Roster.Single();
        (fact.Person, fact.Date, fact.Shift, fact.Start, fact.End).ShouldBe((shop.Agent.Id.ToString(), new LocalDate(2026, 10, 5), "夜班", new LocalTime(22, 0), new LocalTime(6, 0)));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_is_refused_whole_and_by_name(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var other = await TestShop.OpenAsync(shop.House);
        using var leader = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);

        (await RefusedAsync(agent, shop, shop.Agent, ("早班", "08:30", "17:00"))).ShouldBe("people.permission.missing");
        (await RefusedAsync(leader, shop, shop.Agent, ("早班", "25:30", "17:00"))).ShouldBe("shifts.roster.time_wrong");
        (await RefusedAsync(leader, shop, shop.Agent, ("早班", "08:30", "17:00"), ("晚班", "16:30", "23:00"))).ShouldBe("shifts.roster.overlap");
        (await RefusedAsync(leader, shop, shop.Agent, (null, null, null))).ShouldBe("shifts.roster.shift_empty");
        (await RefusedAsync(leader, shop, other.Agent, ("早班", "08:30", "17:00"))).ShouldBe("shifts.roster.person_unknown");
        (await RefusedAsync(leader, other, other.Agent, ("早班", "08:30", "17:00"))).ShouldBe("shifts.roster.not_found");
        (await GridAsync(leader, shop)).GetProperty("days").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Grid_of_a_spreadsheet_and_rows_of_a_csv_are_understood_and_nothing_doubles(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var leader = await shop.SignInAsync(shop.Supervisor);
        await PutAsync(leader, "/api/shifts/kinds", new { shop = shop.Id.Value, shifts = new[] { new { shift = "早班", start = "08:30", end = "17:00", place = "office" } }, leave = new[] { "事假" } });
        var grid = $"姓名,1日,2日,10/3\n{shop.Agent.Name},早班,休,13:00-22:00\n{shop.Agents[1].Name},中班,,早班\n不认识,早班,,\n";

        var shown = await ImportRosterAsync(leader, shop, grid, run: false);
        (shown.GetProperty("days").GetInt32(), shown.GetProperty("changed").GetInt32()).ShouldBe((4, 0));
        shown.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("zh").GetString()!).ShouldBe(["不认识「中班」：先在「班次与假别」里加上它，或写时间，如 08:30-17:00。", "本店没有「不认识」。"]);
        (await ImportRosterAsync(leader, shop, grid, run: true)).GetProperty("changed").GetInt32().ShouldBe(3);
        (await ImportRosterAsync(leader, shop, grid, run: true)).GetProperty("changed").GetInt32().ShouldBe(0);

        var csv = await leader.GetStringAsync($"/api/shifts/roster/export?shop={shop.Id}&from=2026-10-01&to=2026-11-01&format=csv");
        csv.ShouldContain("2026-10-03,,13:00,22:00,");
        (await ImportRosterAsync(leader, shop, csv, run: true)).GetProperty("changed").GetInt32().ShouldBe(0);
        (await leader.GetAsync($"/api/shifts/roster/export?shop={shop.Id}&from=2026-10-01&to=2026-11-01&format=xlsx")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Rosters_and_leave_of_the_facts_folder_stand_beside_what_was_entered(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        var roster = Encoding.UTF8.GetBytes($"person,date,shift,start,end,place\n{shop.Agent.Id},2026-10-05,早班,08:30,17:00,office\n");
        var leave = Encoding.UTF8.GetBytes($"person,from,to,kind,signed_by,signed_at\n{shop.Agent.Id},2026-10-06T00:00:00+08:00,2026-10-07T00:00:00+08:00,personal,{shop.Supervisor.Id},2026-10-01T10:00:00+08:00\n");

        (await http.ImportAsync(shop, roster, "facts-roster", "roster.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, roster, "facts-roster", "roster.csv")).ShouldBe("0/0/1/0");
        (await http.ImportAsync(shop, leave, "facts-leave", "leave.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, leave, "facts-leave", "leave.csv")).ShouldBe("0/0/1/0");

        var facts = await FactsAsync(shop);
        facts.Roster.Single().Place.ShouldBe("office");
        facts.Leave.Single().SignedBy.ShouldBe(shop.Supervisor.Id.ToString());
    }

    [Theory, BothDatabases]
    public async Task Leave_is_asked_for_signed_by_somebody_else_and_only_then_excuses(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        using var other = await shop.SignInAsync(shop.Agents[1]);

        var id = (await agent.PostJsonAsync("/api/shifts/leave", Ask(shop))).GetProperty("id").GetGuid();
        (await agent.RefusedAsync("/api/shifts/leave", Ask(shop))).ShouldBe("shifts.leave.overlaps");
        (await agent.RefusedAsync("/api/shifts/leave", Ask(shop, to: "2026-10-06T08:00"))).ShouldBe("shifts.leave.times_wrong");
        (await other.RefusedAsync("/api/shifts/leave", Ask(shop, person: shop.Agent))).ShouldBe("shifts.leave.for_others");
        (await FactsAsync(shop)).Leave.Single().SignedBy.ShouldBeNull();
        (await agent.RefusedAsync($"/api/shifts/leave/{id}/decide", new { approve = true })).ShouldBe("people.permission.missing");
        (await supervisor.RefusedAsync($"/api/shifts/leave/{id}/decide", new { approve = false })).ShouldBe("shifts.leave.reason_missing");
        await supervisor.PostOkAsync($"/api/shifts/leave/{id}/decide", new { approve = true });
        (await supervisor.RefusedAsync($"/api/shifts/leave/{id}/decide", new { approve = true })).ShouldBe("shifts.leave.already_ended");

        (await FactsAsync(shop)).Leave.Single().SignedBy.ShouldBe(shop.Supervisor.Id.ToString());
        (await agent.RefusedAsync($"/api/shifts/leave/{id}/withdraw", new { })).ShouldBe("shifts.leave.not_yours");
        (await other.GetFromJsonAsync<JsonElement>($"/api/shifts/leave?shop={shop.Id}")).GetProperty("leave").GetArrayLength().ShouldBe(0);
        await supervisor.PostOkAsync($"/api/shifts/leave/{id}/withdraw", new { reason = "改为上班" });
        (await FactsAsync(shop)).Leave.ShouldBeEmpty();
        var line = (await agent.GetFromJsonAsync<JsonElement>($"/api/shifts/leave?shop={shop.Id}")).GetProperty("leave")[0];
        line.GetProperty("acts").EnumerateArray().Select(a => a.GetProperty("what").GetString()).ShouldBe(["asked", "signed", "withdrawn"]);
    }

    [Theory, BothDatabases]
    public async Task Nobody_signs_for_themselves(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);

        var id = (await supervisor.PostJsonAsync("/api/shifts/leave", Ask(shop))).GetProperty("id").GetGuid();

        (await supervisor.RefusedAsync($"/api/shifts/leave/{id}/decide", new { approve = true })).ShouldBe("shifts.leave.is_own");
    }

    private static object Ask(TestShop shop, TestPerson? person = null, string to = "2026-10-06T18:00") =>
        new { shop = shop.Id.Value, person = person?.Id.Value, from = "2026-10-06T09:00", to, kind = "personal", note = "家里有事" };

    private static async Task<FactSet> FactsAsync(TestShop shop) =>
        await shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted
        {
            Organisation = shop.Organisation,
            Shop = shop.Id,
            From = Instant.FromUtc(2026, 9, 30, 16, 0),
            To = Instant.FromUtc(2026, 10, 31, 16, 0),
            Files = new HashSet<string> { "roster.csv", "leave.csv" },
        }, CancellationToken.None);

    private static async Task<JsonElement> GridAsync(HttpClient http, TestShop shop) =>
        await http.GetFromJsonAsync<JsonElement>($"/api/shifts/roster?shop={shop.Id}&from=2026-10-01&to=2026-11-01");

    private static async Task<int> SetAsync(HttpClient http, TestShop shop, TestPerson person, string date, string? reason, params (string? Shift, string? Start, string? End, string? Place)[] shifts) =>
        (await PutAsync(http, "/api/shifts/roster", new { shop = shop.Id.Value, reason, days = new[] { new { person = person.Id.Value, date, shifts = shifts.Select(s => new { shift = s.Shift, start = s.Start, end = s.End, place = s.Place }) } } })).GetProperty("changed").GetInt32();

    private static async Task<string> RefusedAsync(HttpClient http, TestShop shop, TestPerson person, params (string? Shift, string? Start, string? End)[] shifts)
    {
        using var response = await http.PutAsJsonAsync("/api/shifts/roster", new { shop = shop.Id.Value, days = new[] { new { person = person.Id.Value, date = "2026-10-05", shifts = shifts.Select(s => new { shift = s.Shift, start = s.Start, end = s.End }) } } });
        return await response.CodeAsync();
    }

    private static async Task<JsonElement> PutAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PutAsJsonAsync(path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> ImportRosterAsync(HttpClient http, TestShop shop, string text, bool run)
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        form.Add(content, "file", "班表.csv");
        using var response = await http.PostAsync($"/api/shifts/roster/import?shop={shop.Id}&month=2026-10&run={(run ? "true" : "false")}", form);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
