using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Supervision;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>A supervisor in somebody's conversation: every step stands in the record and in the audit.</summary>
public sealed class SupervisionTests
{
    [Theory, BothDatabases]
    public async Task A_silent_watch_is_one_line_when_it_begins_and_one_when_it_ends(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        var look = new { id = Guid.CreateVersion7() };

        (await PostAsync(supervisor, talk, "watch", look)).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync(supervisor, talk, "watch", look)).ShouldBe(HttpStatusCode.NoContent); // still there: no second line
        (await CodesAsync(agent, talk)).Count(c => c is "watched").ShouldBe(1);
        (await PostAsync(supervisor, talk, "watch/leave", look)).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync(supervisor, talk, "watch/leave", look)).ShouldBe(HttpStatusCode.NoContent);

        (await CodesAsync(agent, talk)).Where(c => c is "watched" or "watch-ended").ShouldBe(["watched", "watch-ended"]);
        (await supervisor.RefusedAsync(talk, "watch", look)).ShouldBe("reception.watch.over");
        (await AuditedAsync(desk, "reception.conversation.watch")).ShouldBe(1);
        (await desk.ShouldBeWithoutGapsAsync(talk)).ShouldBeGreaterThan(3);

        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        (await PostAsync(other, talk, "watch", new { id = Guid.CreateVersion7() })).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(other, talk, "watch/leave", look)).ShouldBe(HttpStatusCode.Forbidden);
        var waiting = await desk.OpenConversationAsync();
        (await supervisor.RefusedAsync(waiting, "watch", new { id = Guid.CreateVersion7() })).ShouldBe("reception.watch.nothing");
        agent.Dispose();
        supervisor.Dispose();
    }

    [Theory, BothDatabases]
    public async Task Reading_somebody_elses_running_talk_over_the_interface_leaves_the_line_of_a_watch(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            using var colleague = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
            await colleague.GetJsonAsync($"/api/reception/conversations/{talk}"); // who may not read everybody's is no watcher
            (await CodesAsync(agent, talk)).ShouldNotContain("watched");

            var seen = await supervisor.GetJsonAsync($"/api/reception/conversations/{talk}");
            seen["messages"]!.AsArray().Select(m => m!["body"]?["system"]?["code"]?.GetValue<string>()).ShouldContain("watched"); // the line comes before the words
            await supervisor.GetJsonAsync($"/api/reception/conversations/{talk}/messages?limit=10");
            var look = new { id = Guid.CreateVersion7() };
            (await PostAsync(supervisor, talk, "watch", look)).ShouldBe(HttpStatusCode.NoContent); // the screen goes on with the look
            (await CodesAsync(agent, talk)).Count(c => c is "watched").ShouldBe(1);
            (await PostAsync(supervisor, talk, "watch/leave", look)).ShouldBe(HttpStatusCode.NoContent);
            (await CodesAsync(agent, talk)).Where(c => c is "watched" or "watch-ended").ShouldBe(["watched", "watch-ended"]);

            await supervisor.ActAsync(talk, "join");
            await supervisor.GetJsonAsync($"/api/reception/conversations/{talk}"); // who joined does not watch
            (await CodesAsync(agent, talk)).Count(c => c is "watched").ShouldBe(1);
            var queued = await desk.OpenConversationAsync();
            await supervisor.GetJsonAsync($"/api/reception/conversations/{queued}");
            (await CodesAsync(supervisor, queued)).ShouldNotContain("watched");
        }
    }

    [Theory, BothDatabases]
    public async Task A_hit_of_a_search_in_somebody_elses_running_talk_leaves_one_line_a_day(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            using var colleague = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
            var search = $"/api/reception/search?shop={desk.Id}&q={Uri.EscapeDataString("有货吗")}";
            async Task<int> HitsAsync(HttpClient http) => (await http.GetJsonAsync(search))["hits"]!.AsArray().Count;
            (await HitsAsync(agent)).ShouldBe(1); // one's own
            (await HitsAsync(colleague)).ShouldBe(1); // who may not read everybody's is no watcher
            (await CodesAsync(agent, talk)).ShouldNotContain("found");

            var waiting = await desk.OpenConversationAsync("有货吗");
            (await HitsAsync(supervisor)).ShouldBe(2);
            (await HitsAsync(supervisor)).ShouldBe(2);

            (await CodesAsync(agent, talk)).Count(c => c is "found").ShouldBe(1);
            (await CodesAsync(agent, waiting)).ShouldNotContain("found"); // nobody's yet
            (await AuditedAsync(desk, "reception.conversation.found")).ShouldBe(1);
            (await desk.ShouldBeWithoutGapsAsync(talk)).ShouldBeGreaterThan(1);
        }
    }

    [Theory, BothDatabases]
    public async Task Following_the_live_feed_of_the_shop_leaves_one_line_per_talk_and_not_per_message(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            await using var own = await TestSocket.OpenAsync(desk.Shop.House, await desk.Shop.CookieAsync(desk.Shop.Agent), desk.Id);
            await own.HearAsync("ready");
            for (var opening = 0; opening < 2; opening++)
            {
                await using var feed = await TestSocket.OpenAsync(desk.Shop.House, await desk.Shop.CookieAsync(desk.Shop.Supervisor), desk.Id);
                await feed.HearAsync("ready");
                for (var i = 0; i < 3; i++)
                {
                    var said = await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = $"第 {i} 句" });
                    await feed.ReachAsync(e => e.Text("k") == "message" && e.Text("message", "id") == said.Text("message", "id"));
                }

                await own.ReachAsync(e => e.Text("k") == "message" && e["message"]!["body"]?["system"]?["code"]?.GetValue<string>() == "followed");
            }

            (await CodesAsync(agent, talk)).Count(c => c is "followed").ShouldBe(1);
            (await CodesAsync(agent, talk)).ShouldNotContain("watched");
        }
    }

    [Theory, BothDatabases]
    public async Task Who_is_rostered_now_and_off_duty_stands_on_the_board_until_they_are_there(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var today = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        var noon = new LocalTime(12, 0); // from noon to noon: one of them runs, whatever the hour
        await desk.Shop.House.Services.GetRequiredService<IRoster>().TakeShiftsAsync(desk.Id,
            [.. new[] { -1, 0, 1 }.Select(d => new RosterShift(desk.Shop.Agent.Id, today.PlusDays(d), "长班", noon, noon, null))], null, CancellationToken.None);
        async Task<IReadOnlyList<string>> MissingAsync() => [.. (await supervisor.GetJsonAsync($"/api/reception/floor?shop={desk.Id}"))["missing"]!.AsArray().Select(m => $"{m!.Text("name")} {m!.Text("shift")}")];

        (await MissingAsync()).ShouldBe([$"{desk.Shop.Agent.Name} 长班"]);

        await desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Ready, null, null, CancellationToken.None);
        for (var i = 0; i < 600 && (await MissingAsync()).Count > 0; i++)
        {
            await Task.Delay(50); // a picture is a second old at most
        }

        (await MissingAsync()).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_look_whose_screen_is_gone_ends_by_itself_at_its_last_sign_of_life(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            (await PostAsync(supervisor, talk, "watch", new { id = Guid.CreateVersion7() })).ShouldBe(HttpStatusCode.NoContent);
            // The screen's last sign is moved back instead of the clock on: the house is shared.
            var job = desk.Shop.House.Services.GetRequiredService<EndLooksJob>();
            async Task RunAsync(Duration silent)
            {
                var now = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
                await desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update reception_watch set beat_at = @beat where conversation_id = @c and left_at is null", CancellationToken.None,
                    ("beat", (now - silent).ToUnixTimeMilliseconds()), ("c", talk.Value)), CancellationToken.None);
                await job.RunOnceAsync(now, CancellationToken.None);
            }

            await RunAsync(EndLooksJob.LostAfter - Duration.FromSeconds(30));
            (await CodesAsync(agent, talk)).ShouldNotContain("watch-ended");
            await RunAsync(EndLooksJob.LostAfter + Duration.FromMinutes(1));
            await job.RunOnceAsync(desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CancellationToken.None);
            (await CodesAsync(agent, talk)).Count(c => c is "watch-ended").ShouldBe(1);
        }
    }

    [Theory, BothDatabases]
    public async Task A_whisper_is_a_marked_note_for_the_owner_and_the_buyer_never_hears_of_it(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            var body = new { id = Guid.CreateVersion7(), text = "  先问尺寸  " };
            var said = await supervisor.ActAsync(talk, "whisper", body);
            await supervisor.ActAsync(talk, "whisper", body); // the same once more is the same
            said.Text("message", "kind").ShouldBe("note");
            said.Text("message", "text").ShouldBe("先问尺寸");
            said.Text("message", "body", "whisper", "name").ShouldBe(desk.Shop.Agent.Name);
            said["message"]!["mentions"]!.AsArray().Single()!.GetValue<string>().ShouldBe(desk.Shop.Agent.Id.ToString());
            (await AuditedAsync(desk, "reception.conversation.whisper")).ShouldBe(1);

            (await supervisor.RefusedAsync(talk, "whisper", new { id = Guid.CreateVersion7(), text = " " })).ShouldBe("reception.message.empty");
            (await PostAsync(agent, talk, "whisper", new { id = Guid.CreateVersion7(), text = "自言自语" })).ShouldBe(HttpStatusCode.Forbidden);
            var waiting = await desk.OpenConversationAsync();
            (await supervisor.RefusedAsync(waiting, "whisper", new { id = Guid.CreateVersion7(), text = "在吗" })).ShouldBe("reception.whisper.nobody");
        }
    }

    [Theory, BothDatabases]
    public async Task Joining_and_taking_over_are_announced_and_taking_over_needs_a_reason(DatabaseKind db)
    {
        var (desk, talk, agent, supervisor) = await ServedAsync(db);
        using (agent)
        using (supervisor)
        {
            var joined = await supervisor.ActAsync(talk, "join");
            joined["head"]!["joined"]!.AsArray().Single()!.Text("name").ShouldBe(desk.Shop.Supervisor.Name);
            joined.Text("head", "assignee", "name").ShouldBe(desk.Shop.Agent.Name);
            await supervisor.ActAsync(talk, "join");
            await supervisor.ActAsync(talk, "part");
            await supervisor.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "我来补充" });
            (await CodesAsync(agent, talk)).Where(c => c is "joined" or "parted").ShouldBe(["joined", "parted", "joined"]);
            (await AuditedAsync(desk, "reception.conversation.join")).ShouldBe(1);

            (await supervisor.RefusedAsync(talk, "take")).ShouldBe("reception.reason.missing");
            var taken = await supervisor.ActAsync(talk, "take", new { reason = "买家要求主管处理" });
            taken.Text("head", "assignee", "name").ShouldBe(desk.Shop.Supervisor.Name);
            taken.Text("head", "reason").ShouldBe("买家要求主管处理");
            (await CodesAsync(agent, talk)).ShouldContain("taken-over");
            (await AuditedAsync(desk, "reception.conversation.take-over")).ShouldBe(1);
        }
    }

    private static async Task<(ReceptionDesk Desk, ConversationId Talk, HttpClient Agent, HttpClient Supervisor)> ServedAsync(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var talk = await desk.OpenConversationAsync("有货吗");
        await agent.ActAsync(talk, "take");
        return (desk, talk, agent, supervisor);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, ConversationId talk, string act, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/conversations/{talk}/{act}", UriKind.Relative), body);
        return response.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(HttpClient http, ConversationId talk) =>
        [.. (await http.GetJsonAsync($"/api/reception/conversations/{talk}/messages?limit=100"))["messages"]!.AsArray()
            .Select(m => m!["body"]?["system"]?["code"]?.GetValue<string>()).OfType<string>()];

    private static async Task<long> AuditedAsync(ReceptionDesk desk, string act) =>
        await desk.CountAsync("select count(*) from kernel_audit where shop_id = @shop and act = @act", ("shop", desk.Id.Value), ("act", act)) ?? 0;
}
