using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Records.Contracts;

namespace Zhanggui.HttpTests.Orders;

public sealed class ReviewTopicTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 9, 15, 4, 0);

    [Theory, BothDatabases]
    public async Task Reviews_of_a_month_are_counted_by_what_they_speak_of_and_a_person_can_say_otherwise(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        await shop.House.Services.GetRequiredService<IRecordStore>().StoreAsync(shop.Id, FactsFiles.Reviews,
            [
                new ReviewFact { OrderId = "R1", At = Noon, Rating = "good", Text = "快递很快，包装严实" },
                new ReviewFact { OrderId = "R2", At = Noon + Duration.FromHours(1), Rating = "bad", Text = "快递员态度差" },
                new ReviewFact { OrderId = "R3", At = Noon + Duration.FromHours(2), Rating = "bad", Text = "一般" },
                new ReviewFact { OrderId = "R4", At = Instant.FromUtc(2026, 9, 30, 16, 30), Rating = "bad", Text = "快递慢" }, // already October in Shanghai
            ],
            null, CancellationToken.None);
        var path = $"/api/orders/reviews?shop={shop.Id}&month=2026-09";

        var report = await supervisor.GetJsonAsync(path);
        (report.Number("reviews"), report.Number("withoutTopic")).ShouldBe((3, 1));
        Of(report, "speed").ShouldBe((1, 0, 1));
        Of(report, "courier").ShouldBe((0, 1, 1));
        (await supervisor.GetJsonAsync($"{path}&topic=courier"))["lines"]!.AsArray().ShouldHaveSingleItem()!.Text("order").ShouldBe("R2");
        (await supervisor.GetJsonAsync($"{path}&topic=none"))["lines"]!.AsArray().ShouldHaveSingleItem()!.Text("order").ShouldBe("R3");

        var at = report["lines"]!.AsArray().Single(l => l!.Text("order") == "R3")!.Text("at");
        (await PostAsync(agent, new { shop = shop.Id.Value, order = "R3", at, topics = new[] { "goods" } })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(supervisor, new { shop = shop.Id.Value, order = "R3", at, topics = new[] { "weather" } })).Code.ShouldBe("orders.review.topic_wrong");
        (await PostAsync(supervisor, new { shop = shop.Id.Value, order = "R9", at, topics = new[] { "goods" } })).Code.ShouldBe("orders.review.not_found");
        (await PostAsync(supervisor, new { shop = shop.Id.Value, order = "R3", at, topics = new[] { "agent" } })).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(supervisor, new { shop = shop.Id.Value, order = "R3", at, topics = new[] { "goods", "price" } })).Status.ShouldBe(HttpStatusCode.OK);

        report = await supervisor.GetJsonAsync(path);
        report.Number("withoutTopic").ShouldBe(0);
        Of(report, "price").ShouldBe((0, 1, 1));
        Of(report, "agent").ShouldBe((0, 0, 0));
        report["lines"]!.AsArray().Single(l => l!.Text("order") == "R3")!["isDecided"]!.GetValue<bool>().ShouldBeTrue();
        (await agent.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static (long Good, long Bad, long Total) Of(JsonObject report, string topic)
    {
        var line = report["topics"]!.AsArray().Single(t => t!.Text("key") == topic)!;
        return (line.Number("good"), line.Number("bad"), line.Number("total"));
    }

    private static async Task<(HttpStatusCode Status, string? Code)> PostAsync(HttpClient http, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri("/api/orders/reviews/topics", UriKind.Relative), body);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, json?["code"]?.GetValue<string>());
    }
}
