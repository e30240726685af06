using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Shifts;

public sealed class ShiftsDutyTests
{
    [Theory, BothDatabases]
    public async Task Agent_goes_on_duty_and_the_board_shows_it_with_those_who_are_off(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);

        (await agent.PostAsJsonAsync("/api/shifts/duty", new { shop = shop.Id.Value, state = "ready" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var board = await BoardAsync(agent, shop);
        board.GetProperty("me").GetProperty("state").GetString().ShouldBe("ready");
        var states = board.GetProperty("people").EnumerateArray().ToDictionary(p => p.GetProperty("person").GetGuid(), p => p.GetProperty("duty").GetProperty("state").GetString());
        states[shop.Agent.Id.Value].ShouldBe("ready");
        states[shop.Agents[1].Id.Value].ShouldBe("off");
    }

    [Theory, BothDatabases]
    public async Task Supervisor_sets_somebody_on_hold_with_a_reason_and_an_agent_may_not(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var target = $"/api/shifts/duty/{shop.Agents[1].Id}";

        (await agent.PostAsJsonAsync(target, new { shop = shop.Id.Value, state = "off", reason = "试试" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.PostAsJsonAsync(target, new { shop = shop.Id.Value, state = "on-hold" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await supervisor.PostAsJsonAsync(target, new { shop = shop.Id.Value, state = "on-hold", reason = "培训" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var line = (await BoardAsync(supervisor, shop)).GetProperty("people").EnumerateArray().Single(p => p.GetProperty("person").GetGuid() == shop.Agents[1].Id.Value);
        line.GetProperty("duty").GetProperty("reason").GetString().ShouldBe("培训");
        line.GetProperty("duty").GetProperty("setBy").GetGuid().ShouldBe(shop.Supervisor.Id.Value);
    }

    [Theory, BothDatabases]
    public async Task Whoever_signs_out_of_the_last_browser_goes_off_duty(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var desk = await shop.SignInAsync(shop.Agent);
        using var phone = await shop.SignInAsync(shop.Agent);
        await desk.PostAsJsonAsync("/api/shifts/duty", new { shop = shop.Id.Value, state = "ready" });

        await phone.DeleteAsync(new Uri("/api/people/session", UriKind.Relative));
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // two rounds of the outbox
        (await StateAsync()).ShouldBe("ready");

        await desk.DeleteAsync(new Uri("/api/people/session", UriKind.Relative));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await StateAsync() != "off")
        {
            await Task.Delay(100, patience.Token);
        }

        async Task<string?> StateAsync() => (await BoardAsync(supervisor, shop)).GetProperty("people").EnumerateArray()
            .Single(p => p.GetProperty("person").GetGuid() == shop.Agent.Id.Value).GetProperty("duty").GetProperty("state").GetString();
    }

    [Theory, BothDatabases]
    public async Task A_screen_hears_of_every_change_of_its_shop_and_of_no_other(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (shop, elsewhere) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var agent = await shop.SignInAsync(shop.Agent);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Agent);
        await using var screen = await TestSocket.ConnectAsync(house, await shop.CookieAsync(shop.Supervisor), $"/api/shifts/duty/socket?shop={shop.Id}");
        await screen.HearAsync("ready");

        await stranger.PostAsJsonAsync("/api/shifts/duty", new { shop = elsewhere.Id.Value, state = "ready" });
        await agent.PostAsJsonAsync("/api/shifts/duty", new { shop = shop.Id.Value, state = "away", reason = "吃饭" });

        var told = (await screen.HearAsync("duty"))["duties"]!.AsArray().Single()!;
        (told.Text("person"), told.Text("state"), told.Text("reason")).ShouldBe((shop.Agent.Id.ToString(), "away", "吃饭"));
        await screen.SayAsync(new { t = "ping" });
        await screen.HearAsync("pong");
        var board = await BoardAsync(agent, shop);
        board.GetProperty("me").GetProperty("since").GetString().ShouldBe(told.Text("since"));
    }

    [Theory, BothDatabases]
    public async Task Nobody_listens_to_a_shop_that_is_not_theirs(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var other = await TestShop.OpenAsync(house);

        var refused = await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(async () =>
            await TestSocket.ConnectAsync(house, await other.CookieAsync(other.Owner), $"/api/shifts/duty/socket?shop={shop.Id}"));

        refused.Message.ShouldContain("404");
    }

    [Theory, BothDatabases]
    public async Task Another_organisation_sees_and_sets_nothing(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var other = await TestShop.OpenAsync(house);
        using var stranger = await other.SignInAsync(other.Owner);

        (await stranger.GetAsync(new Uri($"/api/shifts/duty?shop={shop.Id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/shifts/duty", new { shop = shop.Id.Value, state = "ready" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync($"/api/shifts/duty/{shop.Agent.Id}", new { shop = other.Id.Value, state = "off", reason = "别家的人" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> BoardAsync(HttpClient http, TestShop shop)
    {
        using var response = await http.GetAsync(new Uri($"/api/shifts/duty?shop={shop.Id}", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
