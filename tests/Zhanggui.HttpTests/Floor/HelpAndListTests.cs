using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Floor;

public sealed class HelpAndListTests
{
    [Theory, BothDatabases]
    public async Task A_call_for_help_reaches_the_leader_and_the_answer_comes_back(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var c = await desk.OpenConversationAsync();
        await agent.ActAsync(c, "take");

        var id = Guid.CreateVersion7();
        await agent.ActAsync(c, "help", new { id, text = "能开增值税专票吗" });
        (await agent.RefusedAsync(c, "help", new { id = Guid.CreateVersion7(), text = " " })).ShouldBe("reception.help.words_missing");
        (await ListAsync(other, desk)).ShouldBeEmpty();
        (await PostAsync(other, $"help/{id}/answer", new { id = Guid.CreateVersion7(), text = "不知道" })).ShouldBe("reception.help.not_found");

        var call = (await ListAsync(supervisor, desk)).Single()!;
        (call.Text("question"), call.Text("byName"), call["mayAnswer"]!.GetValue<bool>()).ShouldBe(("能开增值税专票吗", desk.Shop.Agent.Name, true));
        (await PostAsync(supervisor, $"help/{id}/answer", new { id = Guid.CreateVersion7(), text = "可以，要营业执照" })).ShouldBeNull();
        (await ListAsync(supervisor, desk)).ShouldBeEmpty();

        var answered = (await ListAsync(agent, desk)).Single()!;
        (answered.Text("answer"), answered.Text("answeredBy")).ShouldBe(("可以，要营业执照", desk.Shop.Supervisor.Name));
        (await PostAsync(other, $"help/{id}/seen", new { })).ShouldBe("reception.help.not_found");
        (await PostAsync(agent, $"help/{id}/seen", new { })).ShouldBeNull();
        (await ListAsync(agent, desk)).ShouldBeEmpty();

        // Both stand in the record as private notes.
        var notes = (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Where(m => m!.Text("kind") == "note").Select(m => m!.Text("text"));
        notes.ShouldBe(["能开增值税专票吗", "可以，要营业执照"]);
    }

    [Theory, BothDatabases]
    public async Task The_third_soothing_of_a_matter_calls_a_leader_until_somebody_answers_or_the_talk_ends(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, "book: soothing-test\ntitle: 安抚\nextends: new-shop\n", new LocalDate(2020, 1, 1), CancellationToken.None);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("怎么还没到", buyer);
        await agent.ActAsync(c, "take");
        async Task SootheAsync(string words)
        {
            await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = words });
            (await desk.SayAsync(buyer, "还要等多久")).Refusal.ShouldBeNull();
        }

        await SootheAsync("请您谅解");
        await SootheAsync("您别着急");
        await SootheAsync("还请谅解");
        var call = await UntilAsync(() => ListAsync(supervisor, desk), l => l.Count > 0);
        call.Count.ShouldBe(1);
        (call[0]!.Text("kind"), call[0]!.Text("byName"), call[0]!["mayAnswer"]!.GetValue<bool>()).ShouldBe(("soothing", desk.Shop.Agent.Name, true));
        (await ListAsync(other, desk)).ShouldBeEmpty();
        (await ListAsync(agent, desk)).Single()!["isMine"]!.GetValue<bool>().ShouldBeTrue(); // whoever soothed sees that a leader was called

        (await PostAsync(supervisor, $"help/{call[0]!.Text("id")}/answer", new { id = Guid.CreateVersion7(), text = "我来跟进" })).ShouldBeNull();
        (await ListAsync(supervisor, desk)).ShouldBeEmpty();
        (await ListAsync(agent, desk)).Single()!.Text("answer").ShouldBe("我来跟进");

        await SootheAsync("请您见谅"); // answered, and soothed again: called again
        (await UntilAsync(() => ListAsync(supervisor, desk), l => l.Count > 0)).Count.ShouldBe(1);
        await agent.ActAsync(c, "close", new { outcome = "待跟进" });
        (await ListAsync(supervisor, desk)).ShouldBeEmpty();
        var lines = (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Count(m => m!["body"]?["system"]?["code"]?.GetValue<string>() == "soothed");
        lines.ShouldBe(2);
    }

    private static async Task<JsonArray> UntilAsync(Func<Task<JsonArray>> read, Func<JsonArray, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var now = await read();
            if (isSo(now))
            {
                return now;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    [Theory, BothDatabases]
    public async Task A_colleague_who_was_asked_by_name_answers(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var c = await desk.OpenConversationAsync();
        await agent.ActAsync(c, "take");

        await agent.ActAsync(c, "help", new { id = Guid.CreateVersion7(), to = desk.Shop.Agents[1].Id.Value, text = "这款能改尺寸吗" });
        (await ListAsync(other, desk)).Single()!["mayAnswer"]!.GetValue<bool>().ShouldBeTrue();
        (await ListAsync(agent, desk)).Single()!["mayAnswer"]!.GetValue<bool>().ShouldBeFalse();
        (await agent.RefusedAsync(c, "help", new { id = Guid.CreateVersion7(), to = desk.Shop.Agent.Id.Value, text = "问自己" })).ShouldBe("reception.person.not_found");
    }

    [Theory, BothDatabases]
    public async Task Buyers_to_come_back_to_stand_in_their_lists(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var offline = await desk.OpenConversationAsync("有人吗");
        var ignored = await desk.OpenConversationAsync("在吗");
        await agent.ActAsync(ignored, "take");
        await agent.ActAsync(ignored, "close", new { outcome = "骚扰或广告" });
        var lost = await AnsweredAsync(desk, agent, "太贵了", "买家未再回复", buyerLast: false);
        var sold = await AnsweredAsync(desk, agent, "拍了", "已下单", buyerLast: false);
        var unfinished = await AnsweredAsync(desk, agent, "那我再想想", "待跟进", buyerLast: true);

        async Task<string[]> ListOfAsync(string kind) => [.. (await supervisor.GetJsonAsync($"/api/reception/floor/lists?shop={desk.Id}&kind={kind}"))["rows"]!.AsArray().Select(r => r!.Text("id")).Order(StringComparer.Ordinal)];

        (await ListOfAsync("offline")).ShouldBe([offline.ToString()]);
        (await ListOfAsync("unanswered")).ShouldBe([offline.ToString()]);
        (await ListOfAsync("no-reply")).ShouldBe([ignored.ToString()]);
        (await ListOfAsync("unfinished")).ShouldBe([unfinished.ToString()]);
        (await ListOfAsync("not-ordered")).ShouldBe(new[] { lost.ToString(), unfinished.ToString() }.Order(StringComparer.Ordinal));
        (await ListOfAsync("not-ordered")).ShouldNotContain(sold.ToString());
        using var wrong = await supervisor.GetAsync(new Uri($"/api/reception/floor/lists?shop={desk.Id}&kind=everything", UriKind.Relative));
        ((int)wrong.StatusCode).ShouldBe(400);
    }

    [Theory, BothDatabases]
    public async Task A_call_is_booked_with_its_class_and_rings(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var id = Guid.CreateVersion7();
        object Call(object? named, int? rings, string kind = "telephone", Guid? again = null) => new { id = again ?? Guid.CreateVersion7(), kind, direction = "in", summary = "问发货", @class = named, rings };

        (await PostAsync(agent, $"contacts?shop={desk.Id}", Call("投诉", 5, again: id))).ShouldBeNull();
        (await PostAsync(agent, $"contacts?shop={desk.Id}", Call("投诉", 5, again: id))).ShouldBeNull();
        (await PostAsync(agent, $"contacts?shop={desk.Id}", Call(null, null, "visit"))).ShouldBeNull();
        (await PostAsync(agent, $"contacts?shop={desk.Id}", Call("没有这类", null))).ShouldBe("reception.contact.invalid");
        (await PostAsync(agent, $"contacts?shop={desk.Id}", Call(null, 3, "visit"))).ShouldBe("reception.contact.invalid");

        var month = await agent.GetJsonAsync($"/api/reception/contacts?shop={desk.Id}");
        if (month.Number("all") == 2) // both in one month of the shop
        {
            (month.Number("known"), month.Number("late"), month.Number("mostRings")).ShouldBe((1, 1, 3));
            month["classes"]!.AsArray().Single(k => k!["class"]?.GetValue<string>() == "投诉")!.Number("telephone").ShouldBe(1);
            month["classes"]!.AsArray().Single(k => k!["class"] is null)!.Number("visit").ShouldBe(1);
            month["days"]!.AsArray().Sum(d => d!.Number("telephone") + d!.Number("visit")).ShouldBe(2);
        }
    }

    private static async Task<ConversationId> AnsweredAsync(ReceptionDesk desk, HttpClient agent, string last, string outcome, bool buyerLast)
    {
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("你好", buyer);
        await agent.ActAsync(c, "take");
        if (buyerLast)
        {
            await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
            await desk.SayAsync(buyer, last);
        }
        else
        {
            await desk.SayAsync(buyer, last);
            await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        }

        await agent.ActAsync(c, "close", new { outcome });
        return c;
    }

    private static async Task<JsonArray> ListAsync(HttpClient http, ReceptionDesk desk) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/reception/help?shop={desk.Id}", UriKind.Relative)))!.AsArray();

    /// <summary>Null when it was done, else the refusal's code.</summary>
    private static async Task<string?> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/{path}", UriKind.Relative), body);
        return response.IsSuccessStatusCode ? null : JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
    }
}
