using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Queue;

namespace Zhanggui.HttpTests.Floor;

/// <summary>The roster planned together with the parts of the traffic (SHIFT-13), and weights that begin on a coming day.</summary>
public sealed class TrafficPlanTests
{
    [Theory, BothDatabases]
    public async Task The_page_shows_who_is_on_with_which_part_and_what_the_same_weekday_brought(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var day = Today().PlusDays(1);
        await RosterAsync(supervisor, desk, desk.Shop.Agent, day, "08:00", "12:00");
        await RosterAsync(supervisor, desk, desk.Shop.Agents[1], day, "10:00", "12:00");
        (await ShareAsync(supervisor, desk, desk.Shop.Agent, 300)).ShouldBe(HttpStatusCode.OK);
        await desk.OpenConversationAsync("上周来的");
        await MoveAsync(desk, day.PlusWeeks(-1) + new LocalTime(10, 15));

        var plan = await supervisor.GetJsonAsync($"/api/reception/routing/plan?shop={desk.Id}&day={Text(day)}");

        plan["based"]!.AsArray().Select(d => d!.GetValue<string>()).ShouldBe([Text(day.PlusWeeks(-1))]);
        plan["hours"]![10]!["arrivals"]!.GetValue<decimal>().ShouldBe(1m);
        plan["hours"]![10]!.Number("people").ShouldBe(2);
        var zhang = plan["people"]!.AsArray().Single(p => p!.Text("name") == desk.Shop.Agent.Name)!;
        zhang["hours"]!.AsArray().Select(h => h!.Number("share")).ShouldBe([1000, 1000, 750, 750]);
        zhang["shifts"]!.AsArray().Single()!.Text("start").ShouldStartWith("08:00");
        using var forbidden = await agent.GetAsync(new Uri($"/api/reception/routing/plan?shop={desk.Id}", UriKind.Relative));
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var wrong = await supervisor.GetAsync(new Uri($"/api/reception/routing/plan?shop={desk.Id}&day=soon", UriKind.Relative));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task A_weight_of_a_coming_day_holds_from_that_day_and_can_be_taken_back_before(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var (day, later) = (Today().PlusDays(2), Today().PlusDays(9));
        (await ShareAsync(supervisor, desk, desk.Shop.Agent, 50, "2020-01-01")).ShouldBe(HttpStatusCode.BadRequest);
        (await ShareAsync(supervisor, desk, desk.Shop.Agent, 250, Text(day))).ShouldBe(HttpStatusCode.OK);
        (await ShareAsync(supervisor, desk, desk.Shop.Agent, 0, Text(later))).ShouldBe(HttpStatusCode.OK);

        (await WeightAsync(supervisor, desk)).ShouldBe(100); // not yet
        (await PlanAsync(supervisor, desk, day.PlusDays(-1))).ShouldBe(100);
        (await PlanAsync(supervisor, desk, day)).ShouldBe(250);
        (await PlanAsync(supervisor, desk, later)).ShouldBe(0);
        using (var back = await supervisor.PostAsJsonAsync(new Uri("/api/reception/routing/plan/remove", UriKind.Relative), new { shop = desk.Id.Value, person = desk.Shop.Agent.Id.Value, from = Text(later) }))
        {
            back.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        using (var again = await supervisor.PostAsJsonAsync(new Uri("/api/reception/routing/plan/remove", UriKind.Relative), new { shop = desk.Id.Value, person = desk.Shop.Agent.Id.Value, from = Text(later) }))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        clock.Move(TimeSpan.FromDays(2));
        var job = house.Services.GetRequiredService<SharePlans>();
        await job.RunOnceAsync(clock.GetCurrentInstant(), CancellationToken.None);
        await job.RunOnceAsync(clock.GetCurrentInstant(), CancellationToken.None); // twice is once
        using var returned = await desk.Shop.SignInAsync(desk.Shop.Supervisor); // after two days one signs in again
        (await WeightAsync(returned, desk)).ShouldBe(250);
        (await desk.CountAsync("select count(*) from reception_share_change where shop_id = @shop", ("shop", desk.Id.Value))).ShouldBe(1);
        (await desk.CountAsync("select count(*) from reception_share_plan where shop_id = @shop", ("shop", desk.Id.Value))).ShouldBe(0);
        (await desk.CountAsync("select count(*) from kernel_audit where act = 'reception.routing.share' and shop_id = @shop", ("shop", desk.Id.Value))).ShouldBe(1);
    }

    private static async Task<HttpStatusCode> ShareAsync(HttpClient http, ReceptionDesk desk, TestPerson person, int weight, string? from = null)
    {
        using var set = await http.PutAsJsonAsync(new Uri($"/api/reception/routing/shares/{person.Id}", UriKind.Relative), new { shop = desk.Id.Value, weight, groups = Array.Empty<string>(), reason = "排班", from });
        return set.StatusCode;
    }

    private static async Task RosterAsync(HttpClient http, ReceptionDesk desk, TestPerson person, LocalDate day, string start, string end)
    {
        using var set = await http.PutAsJsonAsync(new Uri("/api/shifts/roster", UriKind.Relative), new { shop = desk.Id.Value, days = new[] { new { person = person.Id.Value, date = Text(day), shifts = new[] { new { shift = "班", start, end } } } } });
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync());
    }

    private static Task MoveAsync(ReceptionDesk desk, LocalDateTime at) => desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync(
        (c, t) => c.ExecuteAsync(t, "update reception_conversation set opened_at = @at where shop_id = @shop", CancellationToken.None, ("shop", desk.Id.Value), ("at", at.InZoneLeniently(Zone).ToInstant().ToUnixTimeMilliseconds())), CancellationToken.None);

    private static async Task<long> WeightAsync(HttpClient http, ReceptionDesk desk) =>
        (await http.GetJsonAsync($"/api/reception/routing/shares?shop={desk.Id}"))["people"]!.AsArray().Single(p => p!.Text("name") == desk.Shop.Agent.Name)!.Number("weight");

    private static async Task<long> PlanAsync(HttpClient http, ReceptionDesk desk, LocalDate day) =>
        (await http.GetJsonAsync($"/api/reception/routing/plan?shop={desk.Id}&day={Text(day)}"))["people"]!.AsArray().Single(p => p!.Text("name") == desk.Shop.Agent.Name)!.Number("weight");

    private static DateTimeZone Zone => DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static LocalDate Today() => TimeProvider.System.GetCurrentInstant().InZone(Zone).Date;

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
