using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests;

/// <summary>Erasing somebody who worked here keeps what they did as evidence, under a pseudonym.</summary>
public sealed class PersonErasureTests
{
    [Theory, BothDatabases]
    public async Task Evidence_stays_under_a_pseudonym_and_the_name_is_gone(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var shop = desk.Shop;
        var c = await desk.OpenConversationAsync("有货吗");
        using var agent = await shop.SignInAsync(shop.Agent);
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有的" });
        // What is open goes back into the queue when its owner leaves; what was closed stays theirs.
        await agent.ActAsync(c, "close", new { outcome = "已解决" });
        using var owner = await shop.SignInAsync(shop.Owner);
        var number = (await owner.GetJsonAsync($"/api/people/persons/{shop.Agent.Id}")).Text("number");

        (await EraseAsync(owner, shop, "本人要求", number)).ShouldBe((HttpStatusCode.Conflict, "people.person.still_works"));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        (await EraseAsync(supervisor, shop, "本人要求", number)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.PostAsJsonAsync($"/api/people/persons/{shop.Agent.Id}/leave", new { lastDay = "2026-01-31" })).EnsureSuccessStatusCode();
        (await EraseAsync(owner, shop, "本人要求", "000")).ShouldBe((HttpStatusCode.BadRequest, "people.person.confirmation_wrong"));
        (await EraseAsync(owner, shop, " ", number)).Status.ShouldBe(HttpStatusCode.BadRequest);
        var other = await TestShop.OpenAsync(house);
        using var stranger = await other.SignInAsync(other.Owner);
        (await EraseAsync(stranger, shop, "本人要求", number)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await EraseAsync(owner, shop, "本人要求", number)).Status.ShouldBe(HttpStatusCode.OK);

        (await EraseAsync(owner, shop, "本人要求", number)).ShouldBe((HttpStatusCode.Conflict, "people.person.already_erased"));
        var pseudonym = $"已清除员工 {number}";
        JsonObject page = [];
        for (var i = 0; i < 900; i++)
        {
            page = await owner.GetJsonAsync($"/api/reception/conversations/{c}");
            if (page["head"]!.Text("assignee", "name") == pseudonym && page["messages"]!.AsArray().Any(m => m!["person"]?["name"]?.GetValue<string>() == pseudonym))
            {
                break;
            }

            await Task.Delay(100);
        }

        page["head"]!.Text("assignee", "name").ShouldBe(pseudonym);
        var said = page["messages"]!.AsArray().Single(m => m!.Text("sender") == "agent")!;
        (said.Text("text"), said.Text("person", "name"), said.Text("person", "id")).ShouldBe(("有的", pseudonym, shop.Agent.Id.ToString()));
        (await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(c, CancellationToken.None)).ShouldBeEmpty();
        (await owner.GetJsonAsync($"/api/people/persons/{shop.Agent.Id}")).ToJsonString().ShouldNotContain(shop.Agent.Account);
        using var again = shop.Stranger();
        (await again.PostAsJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        foreach (var (table, where) in new[] { ("people_person", "id = @p"), ("people_session", "person_id = @p"), ("kernel_audit", "subject_id = @t"), ("reception_conversation", "assignee_id = @p") })
        {
            var rows = await connection.ReadAllAsync(null, $"select * from {table} where {where}", r => string.Join('|', Enumerable.Range(0, r.FieldCount).Select(f => r.GetValue(f).ToString())), CancellationToken.None, ("p", shop.Agent.Id.Value), ("t", shop.Agent.Id.ToString()));
            rows.ShouldNotBeEmpty(table);
            rows.ShouldAllBe(r => !r.Contains(shop.Agent.Name, StringComparison.Ordinal) && !r.Contains(shop.Agent.Account, StringComparison.Ordinal), table);
        }
    }

    private static async Task<(HttpStatusCode Status, string? Code)> EraseAsync(HttpClient http, TestShop shop, string reason, string number)
    {
        using var response = await http.PostAsJsonAsync($"/api/people/persons/{shop.Agent.Id}/erase", new { reason, number });
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.IsSuccessStatusCode ? null : JsonNode.Parse(text)!["code"]!.GetValue<string>());
    }
}
