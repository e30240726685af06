using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>A record after each case, and how many were satisfied (FUP-06); who called or came and took it (REP-16).</summary>
public sealed class TalkRecordTests
{
    private const string Book = """
        book: records-test
        title: 处理记录
        extends: new-shop
        reception:
          close_outcomes: [已预约, 考虑中, 已解决]
          satisfaction:
            record: true
            target: 100
          contacts:
            took_outcomes: [已预约]
        """;

    [Theory, BothDatabases]
    public async Task Each_ended_talk_has_a_record_or_stands_in_the_list_of_those_without(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var talks = new[] { await desk.OpenConversationAsync("一"), await desk.OpenConversationAsync("二"), await desk.OpenConversationAsync("三") };
        foreach (var talk in talks)
        {
            await agent.ActAsync(talk, "take");
        }

        (await agent.RefusedAsync(talks[0], "record", new { satisfied = "yes" })).ShouldBe("reception.conversation.not_closed");
        (await agent.RefusedAsync(talks[0], "close", new { outcome = "已解决", satisfied = "very" })).ShouldBe("reception.talk_record.wrong");
        await agent.ActAsync(talks[0], "close", new { outcome = "已解决", satisfied = "yes" });
        await agent.ActAsync(talks[1], "close", new { outcome = "已解决" });
        await agent.ActAsync(talks[2], "close", new { outcome = "已解决" });
        (await agent.RefusedAsync(talks[1], "record", new { satisfied = "perhaps" })).ShouldBe("reception.talk_record.wrong");
        await WriteAsync(agent, talks[1], "yes", null);
        await WriteAsync(agent, talks[1], "no", "等得太久");
        await WriteAsync(agent, talks[1], "no", null); // the same again: nothing new

        var list = await supervisor.GetJsonAsync($"/api/reception/talk-records?shop={desk.Id}");
        if (list.Number("all", "ended") == 3) // all in one month of the shop
        {
            (list.Number("all", "recorded"), list.Number("all", "satisfied"), list.Number("all", "unsatisfied"), list.Number("target")).ShouldBe((2, 1, 1, 100));
            (await supervisor.GetJsonAsync($"/api/reception/talk-records?shop={desk.Id}&only=missing"))["rows"]!.AsArray().Single()!.Text("conversation").ShouldBe(talks[2].ToString());
            (await supervisor.GetJsonAsync($"/api/reception/talk-records?shop={desk.Id}&only=unsatisfied"))["rows"]!.AsArray().Single()!.Text("conversation").ShouldBe(talks[1].ToString());
            list["people"]!.AsArray().Single()!.Text("name").ShouldBe(desk.Shop.Agent.Name);
            (await other.GetJsonAsync($"/api/reception/talk-records?shop={desk.Id}")).Number("all", "ended").ShouldBe(0);
        }

        var lines = (await agent.GetJsonAsync($"/api/reception/conversations/{talks[1]}/messages?limit=100"))["messages"]!.AsArray().Select(m => m!["body"]?["system"]).Where(s => s?.Text("code") == "talk-record").ToList();
        lines.Select(l => l!.Text("args", "satisfied")).ShouldBe(["yes", "no"]); // what was said before stays
        lines[1]!.Text("args", "note").ShouldBe("等得太久");
    }

    [Theory, BothDatabases]
    public async Task Callers_and_visitors_are_counted_once_with_the_share_that_took_it(DatabaseKind db)
    {
        var desk = await DeskAsync(db);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        async Task BookAsync(string tel, string kind, string? outcome)
        {
            using var answer = await agent.PostAsJsonAsync(new Uri($"/api/reception/contacts?shop={desk.Id}", UriKind.Relative), new { id = Guid.CreateVersion7(), kind, direction = "in", summary = "问诊", buyer = new { name = "客人", tel }, outcome });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }

        await BookAsync("13800000001", "telephone", "考虑中");
        await BookAsync("13800000001", "visit", "考虑中");
        await BookAsync("13800000002", "visit", "已预约");
        await BookAsync("13800000003", "telephone", null);

        var month = await agent.GetJsonAsync($"/api/reception/contacts?shop={desk.Id}");
        if (month.Number("all") != 4)
        {
            return; // across the end of a month of the shop
        }

        (month.Number("people", "callers"), month.Number("people", "visitors"), month.Number("people", "took")).ShouldBe((3, 2, 1));
        month["tookOutcomes"]!.AsArray().Select(o => o!.GetValue<string>()).ShouldBe(["已预约"]);
        var rows = month["rows"]!.AsArray();
        rows.Count(r => r!["isTaken"]!.GetValue<bool>()).ShouldBe(1);
        rows.Select(r => r!["buyer"]!.GetValue<string>()).Distinct().Count().ShouldBe(3); // each caller once
        month["days"]!.AsArray().Sum(d => d!.Number("people", "took")).ShouldBe(1);
    }

    private static async Task<ReceptionDesk> DeskAsync(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        return desk;
    }

    private static async Task WriteAsync(HttpClient http, ConversationId talk, string satisfied, string? note)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"/api/reception/conversations/{talk}/record", UriKind.Relative), new { satisfied, note });
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}
