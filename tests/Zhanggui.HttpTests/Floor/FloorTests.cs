using System.Net;
using Zhanggui.Kernel.Db;
using Zhanggui.Shifts.Contracts;
using Microsoft.Extensions.DependencyInjection;

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
}
