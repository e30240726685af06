using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>Procedures of the book (CHAT-23, 24, 31, TEL-14, TEL-16): opened beside a conversation, ticked with name and time, read by quality.</summary>
public sealed class ProcedureTests
{
    [Theory, BothDatabases]
    public async Task A_procedure_is_ticked_per_conversation_and_the_record_says_when_it_was_gone_through(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var (c, untouched) = (await desk.OpenConversationAsync("快递到哪了"), await desk.OpenConversationAsync("在吗"));
        await agent.ActAsync(c, "take");

        (await ReadAsync(agent, c)).ShouldBeEmpty();
        (await PutAsync(agent, c, "parcel", new { topic = " 查快递 " })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(agent, c, "parcel", new { topic = "别的" })).ShouldBe(HttpStatusCode.OK); // twice changes nothing
        (await PutAsync(agent, c, "unknown", new { })).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(agent, c, "parcel/steps/3", new { isDone = true })).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(agent, c, "parcel/steps/0", new { isDone = true })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(agent, c, "parcel/steps/2", new { isDone = true })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(agent, c, "parcel/steps/2", new { isDone = false })).ShouldBe(HttpStatusCode.OK);

        var half = (await ReadAsync(supervisor, c)).Single()!;
        (half.Text("title"), half.Text("topic"), half.Text("openedBy"), half["isDone"]!.GetValue<bool>()).ShouldBe(("查快递", "查快递", desk.Shop.Agent.Name, false));
        half["steps"]!.AsArray().Select(s => s!["by"]?.GetValue<string>() ?? string.Empty).ShouldBe([desk.Shop.Agent.Name, string.Empty, string.Empty]);
        (await LinesAsync(agent, c)).ShouldBeEmpty();

        (await PutAsync(agent, c, "parcel/steps/1", new { isDone = true })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(supervisor, c, "parcel/steps/2", new { isDone = true })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(supervisor, c, "parcel/steps/2", new { isDone = true })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(agent, c, "angry/steps/0", new { isDone = true })).ShouldBe(HttpStatusCode.OK); // ticking opens it
        (await LinesAsync(agent, c)).ShouldBe([$"{desk.Shop.Supervisor.Name} 查快递 3"]); // once, by whoever ended it

        var all = await supervisor.GetJsonAsync($"/api/reception/procedures?shop={desk.Id}");
        all["sums"]!.AsArray().Select(s => $"{s!.Text("key")} {s!.Number("opened")} {s!.Number("done")}").ShouldBe(["angry 1 0", "parcel 1 1"]);
        var rows = all["rows"]!.AsArray().ToDictionary(r => r!.Text("key"), r => r!);
        (rows["parcel"].Number("done"), rows["parcel"].Number("steps"), rows["parcel"]["left"]!.AsArray().Count).ShouldBe((3, 3, 0));
        rows["angry"]["left"]!.AsArray().Count.ShouldBe(5);
        rows["angry"].Text("conversation").ShouldBe(c.ToString());
        all["book"]!.AsArray().Select(b => b!.Text("key")).ShouldContain("new_problem");
        (await other.GetJsonAsync($"/api/reception/procedures?shop={desk.Id}"))["rows"]!.AsArray().ShouldBeEmpty(); // an agent reads their own
        (await agent.GetJsonAsync($"/api/reception/procedures?shop={desk.Id}"))["rows"]!.AsArray().Count.ShouldBe(2);
        (await supervisor.GetJsonAsync($"/api/reception/procedures?shop={desk.Id}&month=2001-01"))["rows"]!.AsArray().ShouldBeEmpty();
        (await ReadAsync(agent, untouched)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Another_shops_conversation_is_answered_like_an_absent_one(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (desk, foreign) = (await ReceptionDesk.OpenAsync(house), await ReceptionDesk.OpenAsync(house));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var c = await foreign.OpenConversationAsync();

        (await PutAsync(agent, c, "parcel", new { })).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(agent, c, "parcel/steps/0", new { isDone = true })).ShouldBe(HttpStatusCode.NotFound);
        using var read = await agent.GetAsync(new Uri($"/api/reception/conversations/{c}/procedures", UriKind.Relative));
        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var list = await agent.GetAsync(new Uri($"/api/reception/procedures?shop={foreign.Id}", UriKind.Relative));
        list.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonArray> ReadAsync(HttpClient http, ConversationId c) => (await http.GetFromJsonAsync<JsonArray>($"/api/reception/conversations/{c}/procedures"))!;

    private static async Task<HttpStatusCode> PutAsync(HttpClient http, ConversationId c, string path, object body)
    {
        using var answer = await http.PutAsJsonAsync($"/api/reception/conversations/{c}/procedures/{path}", body);
        return answer.StatusCode;
    }

    /// <summary>The lines of the record about procedures.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(HttpClient http, ConversationId c) =>
    [
        .. (await http.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Select(m => m!["body"]?["system"]).Where(s => s?["code"]?.GetValue<string>() == "procedure")
            .Select(s => $"{s!.Text("args", "by")} {s!.Text("args", "title")} {s!.Number("args", "steps")}"),
    ];
}
