using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>The floor checklist of the book (DISC-08): ticked with name and time, read by whom it is about.</summary>
public sealed class FloorCheckTests
{
    [Theory, BothDatabases]
    public async Task A_check_carries_a_note_and_a_desk_can_be_checked_too(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var zone = (await desk.Shop.House.Services.GetRequiredService<IShops>().FindAsync(desk.Id, CancellationToken.None))!.TimeZone;
        var today = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(zone).Date;
        string Iso(NodaTime.LocalDate day) => day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string Path(NodaTime.LocalDate day) => $"/api/reception/floor/checks?shop={desk.Id}&day={Iso(day)}";
        var rule = (await supervisor.GetJsonAsync(Path(today)))["rules"]![0]!.GetValue<string>();
        async Task<HttpStatusCode> WriteAsync(NodaTime.LocalDate day, string subject, string? note)
        {
            using var answer = await supervisor.PostAsJsonAsync("/api/reception/floor/checks", new { shop = desk.Id.Value, day = Iso(day), subject, rule, isKept = false, note });
            return answer.StatusCode;
        }

        (await WriteAsync(today.PlusDays(-1), "desk: A3 ", "桌上有杯子")).ShouldBe(HttpStatusCode.NoContent);
        (await WriteAsync(today, "desk:靠窗", null)).ShouldBe(HttpStatusCode.NoContent);
        (await WriteAsync(today, "desk:靠窗", " 线没理 ")).ShouldBe(HttpStatusCode.NoContent); // a note added to what was ticked
        (await WriteAsync(today, "desk: ", null)).ShouldBe(HttpStatusCode.BadRequest);
        (await WriteAsync(today, $"desk:{new string('长', 21)}", null)).ShouldBe(HttpStatusCode.BadRequest);
        (await WriteAsync(today, "floor", new string('长', 201))).ShouldBe(HttpStatusCode.BadRequest);

        foreach (var reader in new[] { supervisor, agent }) // who sits at a desk is not known: everybody reads it
        {
            var now = await reader.GetJsonAsync(Path(today));
            now["desks"]!.AsArray().Select(d => d!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(["A3", "靠窗"]);
            now["lines"]!.AsArray().Select(l => $"{l!.Text("subject")}|{l!.Text("note")}").ShouldBe(["desk:靠窗|线没理"]);
        }

        (await supervisor.GetJsonAsync(Path(today.PlusDays(-1))))["desks"]!.AsArray().Select(d => d!.GetValue<string>()).ShouldBe(["A3"]);
    }

    [Theory, BothDatabases]
    public async Task A_supervisor_ticks_the_rules_of_the_book_and_everybody_reads_their_own(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var zone = (await desk.Shop.House.Services.GetRequiredService<IShops>().FindAsync(desk.Id, CancellationToken.None))!.TimeZone;
        var day = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(zone).Date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var path = $"/api/reception/floor/checks?shop={desk.Id}&day={day}";
        async Task<HttpStatusCode> TickAsync(HttpClient http, string? subject, string rule, bool? isKept, string? on = null)
        {
            using var answer = await http.PostAsJsonAsync("/api/reception/floor/checks", new { shop = desk.Id.Value, day = on ?? day, subject, rule, isKept });
            return answer.StatusCode;
        }

        var rules = (await supervisor.GetJsonAsync(path))["rules"]!.AsArray().Select(r => r!.GetValue<string>()).ToList();
        rules.ShouldContain("电话不用免提"); // of rulebooks/new-shop.yaml
        (await TickAsync(supervisor, desk.Shop.Agent.Id.ToString(), rules[0], true)).ShouldBe(HttpStatusCode.NoContent);
        (await TickAsync(supervisor, desk.Shop.Agent.Id.ToString(), rules[0], false)).ShouldBe(HttpStatusCode.NoContent); // the last word stands
        (await TickAsync(supervisor, desk.Shop.Agents[1].Id.ToString(), rules[1], true)).ShouldBe(HttpStatusCode.NoContent);
        (await TickAsync(supervisor, null, rules[0], true)).ShouldBe(HttpStatusCode.NoContent);
        (await TickAsync(supervisor, null, rules[1], true)).ShouldBe(HttpStatusCode.NoContent);
        (await TickAsync(supervisor, null, rules[1], null)).ShouldBe(HttpStatusCode.NoContent); // taken back

        (await TickAsync(supervisor, null, "不在表里", true)).ShouldBe(HttpStatusCode.BadRequest);
        (await TickAsync(supervisor, Guid.NewGuid().ToString(), rules[0], true)).ShouldBe(HttpStatusCode.BadRequest);
        (await TickAsync(supervisor, null, rules[0], true, "2999-01-01")).ShouldBe(HttpStatusCode.BadRequest);
        (await TickAsync(agent, null, rules[0], true)).ShouldBe(HttpStatusCode.Forbidden);

        string Lines(System.Text.Json.Nodes.JsonObject answer) => string.Join(' ', answer["lines"]!.AsArray().Select(l => $"{Who(l!.Text("subject"))}:{rules.IndexOf(l!.Text("rule"))}:{l!["isKept"]}:{l!.Text("byName")}").Order(StringComparer.Ordinal));
        string Who(string subject) => subject == desk.Shop.Agent.Id.ToString() ? "me" : subject == "floor" ? "floor" : "other";
        var by = desk.Shop.Supervisor.Name;
        Lines(await supervisor.GetJsonAsync(path)).ShouldBe($"floor:0:true:{by} me:0:false:{by} other:1:true:{by}");
        Lines(await agent.GetJsonAsync(path)).ShouldBe($"floor:0:true:{by} me:0:false:{by}");
        Lines(await other.GetJsonAsync(path)).ShouldBe($"floor:0:true:{by} other:1:true:{by}");
        (await desk.CountAsync("select count(*) from kernel_audit where shop_id = @shop and act = @act", ("shop", desk.Id.Value), ("act", "reception.check.write"))).ShouldBe(6);
    }
}
