using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>Practice of typing (TEL-11): the shop's own words, the book's standard, one's own results.</summary>
public sealed class TypingTests
{
    [Theory, BothDatabases]
    public async Task Practice_is_kept_by_day_and_others_are_seen_with_the_right_only(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, "book: typing-test\ntitle: 打字\nextends: new-shop\nreception:\n  typing: {standard: 80, least: 5}\n", new LocalDate(2020, 1, 1), CancellationToken.None);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        (await PostAsync(agent, "runs", new { shop = desk.Id.Value })).Code.ShouldBe("reception.typing.no_words");
        using (var phrase = await supervisor.PostAsJsonAsync("/api/reception/phrases", new { shop = desk.Id.Value, level = "shop", group = "问候", title = "打招呼", text = "您好，请问想看哪一款？" }))
        {
            phrase.StatusCode.ShouldBe(HttpStatusCode.OK, await phrase.Content.ReadAsStringAsync());
        }

        var begun = (await PostAsync(agent, "runs", new { shop = desk.Id.Value })).Body;
        (begun.Text("text"), begun.Number("characters")).ShouldBe(("您好，请问想看哪一款？", 11));
        var end = $"runs/{begun.Text("id")}/end";
        (await PostAsync(other, end, new { typed = "您好", took = 6000 })).Code.ShouldBe("reception.typing.not_found");
        (await PostAsync(agent, end, new { typed = "您好", took = 10 })).Code.ShouldBe("reception.typing.wrong");
        var run = (await PostAsync(agent, end, new { typed = "您号，请问想看哪一款?", took = 10_000, corrections = 2 })).Body;
        (run.Number("right"), run.Number("errors"), run.Number("speed"), run["counts"]!.GetValue<bool>()).ShouldBe((10, 1, 60, true));
        (await PostAsync(agent, end, new { typed = "您好，请问想看哪一款？", took = 1000 })).Body.Number("speed").ShouldBe(60); // the first end stands

        var short1 = (await PostAsync(agent, "runs", new { shop = desk.Id.Value })).Body;
        (await PostAsync(agent, $"runs/{short1.Text("id")}/end", new { typed = "您好，请问", took = 1000, pasted = 3 })).Body["counts"]!.GetValue<bool>().ShouldBeFalse();

        var own = await agent.GetJsonAsync($"/api/reception/typing?shop={desk.Id}");
        (own.Number("standard"), own["maySeeOthers"]!.GetValue<bool>(), own["runs"]!.AsArray().Count).ShouldBe((80, false, 2));
        own["days"]!.AsArray().Select(d => $"{d!.Number("speed")} {d!.Number("errors")} {d!.Number("runs")}").ShouldBe(["60 1 1"]);
        (await other.GetJsonAsync($"/api/reception/typing?shop={desk.Id}"))["runs"]!.AsArray().ShouldBeEmpty();

        foreach (var path in new[] { "people", $"people/{desk.Shop.Agent.Id}" })
        {
            using var refused = await other.GetAsync(new Uri($"/api/reception/typing/{path}?shop={desk.Id}", UriKind.Relative));
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var all = (await supervisor.GetJsonAsync($"/api/reception/typing/people?shop={desk.Id}"))["people"]!.AsArray();
        (all[0]!.Text("id"), all[0]!["isBelow"]!.GetValue<bool>(), all[0]!.Number("last", "speed")).ShouldBe((desk.Shop.Agent.Id.ToString(), true, 60));
        all.Skip(1).ShouldAllBe(p => p!["last"] == null && !p["isBelow"]!.GetValue<bool>());
        (await supervisor.GetJsonAsync($"/api/reception/typing/people/{desk.Shop.Agent.Id}?shop={desk.Id}"))["days"]!.AsArray().Count.ShouldBe(1);
        (await agent.GetJsonAsync("/api/people/me/export"))["typing"]!.AsArray().Count.ShouldBe(2);
    }

    private static async Task<(string? Code, JsonNode Body)> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"/api/reception/typing/{path}", body);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (answer.IsSuccessStatusCode ? null : json["code"]!.GetValue<string>(), json);
    }
}
