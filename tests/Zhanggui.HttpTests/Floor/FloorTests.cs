using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Floor;

public sealed class FloorTests
{
    [Theory, BothDatabases]
    public async Task The_supervisor_sees_who_waits_longest_first_and_who_has_what(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var first = await desk.OpenConversationAsync("第一个");
        var second = await desk.OpenConversationAsync("第二个");
        var answered = await desk.OpenConversationAsync("第三个");
        await agent.ActAsync(second, "take");
        await agent.ActAsync(answered, "take");
        await agent.ActAsync(answered, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });

        var floor = await supervisor.GetJsonAsync($"/api/reception/floor?shop={desk.Id}");
        floor["waiting"]!.AsArray().Select(w => w!.Text("id")).ShouldBe([first.ToString(), second.ToString()]);
        (floor.Number("counts", "queue"), floor.Number("counts", "unanswered"), floor.Number("counts", "open")).ShouldBe((1, 1, 2));
        floor.Number("limits", "supervisorSeconds").ShouldBe(180);
        var mine = floor["agents"]!.AsArray().Single(a => a!.Text("name") == desk.Shop.Agent.Name)!;
        (mine.Number("open"), mine.Number("unanswered")).ShouldBe((2, 1));
        floor["day"]!["today"]!.AsArray().Sum(h => h!.GetValue<int>()).ShouldBe(floor["day"]!["soFar"]!.GetValue<int>());

        using var forbidden = await agent.GetAsync(new Uri($"/api/reception/floor?shop={desk.Id}", UriKind.Relative));
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Whoever_leads_a_team_sees_the_floor_of_that_team_only(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var tag = Guid.CreateVersion7().ToString("n")[^10..];
        PersonSeed Person(string key, string name, string preset, string? team) => new(key, name, $"{key}-{tag}", TestShop.Password, [new RoleSeed(preset, "shop", team)]);
        var sown = await house.Services.GetRequiredService<IPeopleSeed>().SowAsync(new OrganisationSeed($"分组公司 {tag}", [new ShopSeed("shop", $"分组店 {tag}", Teams: ["售后组", "售前组"])],
            [Person("leader", "周组长", "supervisor", "售后组"), Person("after", "后后", "after-sales", "售后组"), Person("before", "前前", "pre-sales", "售前组"), Person("boss", "李主管", "supervisor", null)]), default);
        var shop = sown.Shops["shop"];
        async Task<ConversationId> WriteAsync(string text)
        {
            var buyer = Guid.CreateVersion7();
            var arrival = new Arrival(shop, new ChannelId(Guid.CreateVersion7()), "web", "网站", buyer, BuyerIdentity.Anonymous, new About("访客"));
            return (await ReceptionDesk.Writer(house).ActAsync(new Send(Party.OfBuyer(buyer), SenderKind.Buyer, new Words(Guid.CreateVersion7(), MessageKind.Text, text), arrival), default)).Head!.Id;
        }

        using var led = await ReportScene.SignInAsync(house, $"leader-{tag}");
        using var boss = await ReportScene.SignInAsync(house, $"boss-{tag}");
        var (ofTeam, ofNobody) = (await WriteAsync("退货"), await WriteAsync("有货吗"));
        await boss.ActAsync(ofTeam, "take");
        await boss.ActAsync(ofTeam, "pass", new { teamId = sown.Teams["shop/售后组"].Value, reason = "售后的事" });

        var floor = await led.GetJsonAsync($"/api/reception/floor?shop={shop}");

        floor["waiting"]!.AsArray().Select(w => w!.Text("id")).ShouldBe([ofTeam.ToString()]);
        floor["agents"]!.AsArray().Select(a => a!.Text("name")).ShouldBe(["周组长", "后后"], ignoreOrder: true);
        (floor.Number("counts", "queue"), floor["onlyTeams"]!.GetValue<bool>()).ShouldBe((1, true));
        var whole = await boss.GetJsonAsync($"/api/reception/floor?shop={shop}");
        whole["waiting"]!.AsArray().Select(w => w!.Text("id")).ShouldBe([ofTeam.ToString(), ofNobody.ToString()], ignoreOrder: true);
        whole["agents"]!.AsArray().Select(a => a!.Text("name")).ShouldContain("后后"); // who serves for a team only stands on the shop's floor as well
    }

    [Theory, BothDatabases]
    public async Task An_agent_sees_the_own_day_only(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        await house.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Busy, null, null, CancellationToken.None);
        var today = (await agent.GetJsonAsync($"/api/reception/floor/mine?shop={desk.Id}")).Text("day");
        var open = await desk.OpenConversationAsync("一");
        var closed = await desk.OpenConversationAsync("二");
        await agent.ActAsync(open, "take");
        await agent.ActAsync(closed, "take");
        await agent.ActAsync(closed, "close", new { outcome = "已下单" });

        var day = await agent.GetJsonAsync($"/api/reception/floor/mine?shop={desk.Id}");
        day["open"]!.AsArray().Single()!.Text("id").ShouldBe(open.ToString());
        if (day.Text("day") == today) // not across midnight
        {
            day.Number("closed").ShouldBe(1);
            day["outcomes"]!.AsArray().Single()!.Text("name").ShouldBe("已下单");
        }

        day.Text("now").ShouldBe("busy");
        (await other.GetJsonAsync($"/api/reception/floor/mine?shop={desk.Id}"))["open"]!.AsArray().ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_rostered_and_not_there_is_told_to_the_supervisor_until_they_come(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var now = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var today = now.InZone(zone).Date;
        // Around the clock on both days, so that midnight changes nothing.
        RosterShift[] shifts = [.. from day in new[] { today, today.PlusDays(1) } from who in desk.Shop.Agents.Take(2) select new RosterShift(who.Id, day, "全天", LocalTime.Midnight, LocalTime.Midnight, null)];
        var roster = desk.Shop.House.Services.GetRequiredService<IRoster>();
        await roster.TakeShiftsAsync(desk.Id, shifts, null, CancellationToken.None);
        await roster.TakeLeaveAsync(desk.Id, [new LeaveSpell(desk.Shop.Agents[1].Id, now - Duration.FromHours(1), now + Duration.FromHours(30), "事假", desk.Shop.Supervisor.Id, now)], null, CancellationToken.None);

        var missing = (await supervisor.GetJsonAsync($"/api/reception/floor?shop={desk.Id}"))["missing"]!.AsArray();
        missing.Single()!.Text("name").ShouldBe(desk.Shop.Agent.Name); // signed leave excuses the other
        missing[0]!.Text("since").ShouldEndWith("T00:00:00"); // as the screens read it
        var mine = (await agent.GetJsonAsync($"/api/reception/floor/mine?shop={desk.Id}"))["shifts"]!.AsArray();
        (mine[0]!.Text("start"), mine[0]!.Text("end")).ShouldBe(("00:00:00", "00:00:00"));

        await desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Ready, null, null, CancellationToken.None);
        for (var i = 0; (await supervisor.GetJsonAsync($"/api/reception/floor?shop={desk.Id}"))["missing"]!.AsArray().Count > 0; i++)
        {
            i.ShouldBeLessThan(300);
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
