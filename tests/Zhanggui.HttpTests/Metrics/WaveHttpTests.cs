using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Records.Contracts;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>The wave of questions of a campaign: counted once, against the weeks before, with its conversations, and what the next one will bring.</summary>
public sealed class WaveHttpTests
{
    private const string Asks = "几天能到";

    [Theory, BothDatabases]
    public async Task Questions_of_a_campaign_stand_against_the_weeks_before_open_into_their_talk_and_follow_late_talk(DatabaseKind db)
    {
        var scene = await SceneAsync(db);
        using var owner = scene.Owner;
        var wave = await UntilAsync(owner, $"/api/metrics/waves?{scene.Query}&weeks=1&after=2", w => w.Number("waiting") == 0);

        wave["days"]!.AsArray().Count.ShouldBe(7 + 2 + 2);
        var topic = wave["topics"]!.AsArray().ShouldHaveSingleItem()!;
        topic.Text("topic").ShouldBe("arrival");
        Sum(topic["before"]!).ShouldBe("1 of 14"); // two buyers a day, one of whom asked on one day
        Sum(topic["during"]!).ShouldBe("4 of 8");
        Sum(topic["after"]!).ShouldBe("1 of 4");
        (topic["peak"]!.Text("day"), Sum(topic["peak"]!)).ShouldBe((Iso(scene.From), "3 of 4"));

        var rows = await owner.GetJsonAsync($"/api/metrics/waves/rows?shop={scene.Shop.Id}&from={Iso(scene.From)}&to={Iso(scene.From.PlusDays(1))}&topic=arrival");
        rows["list"]!.AsArray().Select(r => (r!.Text("buyer"), r!.Text("text"))).ShouldBe([("0", Asks), ("1", Asks), ("2", Asks)]);
        rows["next"].ShouldBeNull();
        (await owner.GetJsonAsync($"/api/metrics/waves/rows?{scene.Query}&topic=arrival"))["list"]!.AsArray().Count.ShouldBe(4); // what the sum says

        await SayAsync(scene, "迟到的", scene.From, Asks, 600);
        wave = await UntilAsync(owner, $"/api/metrics/waves?{scene.Query}&weeks=1&after=2", w => w.Number("waiting") == 0 && Sum(w["topics"]![0]!["during"]!) == "5 of 9");
        (await owner.GetJsonAsync($"/api/metrics/waves/rows?shop={scene.Shop.Id}&from={Iso(scene.From)}&to={Iso(scene.From.PlusDays(1))}&topic=arrival"))["list"]!.AsArray().Count.ShouldBe(4);

        var csv = await owner.GetStringAsync(new Uri($"/api/metrics/waves/export?{scene.Query}&weeks=1&after=2&format=csv", UriKind.Relative));
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(wave["days"]!.AsArray().Count + 1);
        (await owner.GetByteArrayAsync(new Uri($"/api/metrics/waves/export?{scene.Query}&weeks=1&after=2&format=xlsx", UriKind.Relative))).Length.ShouldBeGreaterThan(1000);
    }

    [Theory, BothDatabases]
    public async Task What_the_next_campaign_brings_follows_from_the_last_and_is_for_whoever_sees_the_whole_shop(DatabaseKind db)
    {
        var scene = await SceneAsync(db);
        using var owner = scene.Owner;
        using var agent = await scene.Shop.SignInAsync(scene.Shop.Agents[0]);
        var file = Encoding.UTF8.GetBytes($"""
            promotion,from,to,items,kind,value,gift,name,text
            d11,{At(scene.From)},{At(scene.To)},,full_reduction,300-40,,双11,满300减40

            """.ReplaceLineEndings("\n"));
        (await owner.ImportAsync(scene.Shop, file, "facts-promotions", "promotions.csv")).ShouldBe("1/0/0/0");
        var campaign = JsonNode.Parse(await owner.GetStringAsync(new Uri($"/api/metrics/waves/campaigns?shop={scene.Shop.Id}", UriKind.Relative)))!.AsArray().ShouldHaveSingleItem()!;
        (campaign.Text("name"), campaign.Text("from"), campaign.Text("to")).ShouldBe(("双11", Iso(scene.From), Iso(scene.To)));

        // Usually two a day; the last campaign had four on both days, so the next has twice the usual.
        var next = $"/api/metrics/waves/expected?shop={scene.Shop.Id}&from={Iso(scene.Today.PlusDays(10))}&to={Iso(scene.Today.PlusDays(11))}&weeks=1&after=0&each=3";
        var expected = await UntilAsync(owner, next, e => e.Number("waiting") == 0);
        var usual = expected.Number("usualBuyers");
        usual.ShouldBe(14);
        var day = expected["days"]!.AsArray().ShouldHaveSingleItem()!;
        (day.Number("buyers"), day.Number("needed"), day.Number("rostered"), day["asked"]!.Number("arrival")).ShouldBe((4, 2, 0, 3));
        expected["like"]!.AsArray().ShouldHaveSingleItem()!["isUsed"]!.GetValue<bool>().ShouldBeTrue();
        (await owner.GetJsonAsync($"{next}&like="))["days"]![0]!["buyers"].ShouldBeNull();

        (await StatusAsync(owner, next.Replace("each=3", "each=0", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(owner, $"/api/metrics/waves?{scene.Query}&weeks=99")).ShouldBe(HttpStatusCode.BadRequest);
        foreach (var path in new[] { $"waves?{scene.Query}", $"waves/campaigns?shop={scene.Shop.Id}", $"waves/expected?{scene.Query}", $"waves/export?{scene.Query}", $"waves/rows?shop={scene.Shop.Id}&from={Iso(scene.From)}&to={Iso(scene.From.PlusDays(1))}&topic=arrival" })
        {
            (await StatusAsync(agent, $"/api/metrics/{path}")).ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    private sealed record Scene(TestShop Shop, HttpClient Owner, LocalDate Today, LocalDate From, LocalDate To)
    {
        public string Query => $"shop={Shop.Id}&from={Iso(From)}&to={Iso(To)}";
    }

    /// <summary>Two buyers a day for weeks; four on each of the two days of a campaign twenty days ago, of whom three and one ask when it comes.</summary>
    private static async Task<Scene> SceneAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var today = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        var from = today.PlusDays(-20);
        var scene = new Scene(shop, await shop.SignInAsync(shop.Owner), today, from, from.PlusDays(2));
        for (var day = from.PlusDays(-8); day < today; day = day.PlusDays(1))
        {
            var isWave = day >= from && day < scene.To;
            for (var i = 0; i < (isWave ? 4 : 2); i++)
            {
                var asks = day == from ? i < 3 : (day == from.PlusDays(1) || day == from.PlusDays(-3) || day == scene.To) && i == 0;
                await SayAsync(scene, i.ToString(CultureInfo.InvariantCulture), day, asks ? Asks : "在吗", i);
            }
        }

        return scene;
    }

    private static async Task SayAsync(Scene scene, string buyer, LocalDate day, string text, int second) =>
        await scene.Shop.House.Services.GetRequiredService<IRecordStore>().StoreAsync(scene.Shop.Id, FactsFiles.Messages,
        [
            new MessageFact { Id = $"{Iso(day)}-{buyer}", Shop = scene.Shop.Id.ToString(), Buyer = buyer, Sender = SenderKind.Buyer, SentAt = day.AtMidnight().InZoneLeniently(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant() + Duration.FromHours(10) + Duration.FromSeconds(second), Text = text },
        ], null, default);

    private static async Task<JsonObject> UntilAsync(HttpClient http, string path, Func<JsonObject, bool> holds)
    {
        JsonObject found = [];
        for (var i = 0; i < 900; i++)
        {
            found = (await http.GetJsonAsync(path)).AsObject();
            if (holds(found))
            {
                return found;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"It never held: {found}");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static string Sum(JsonNode sum) => $"{sum.Number("asked")} of {sum.Number("buyers")}";

    private static string At(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+08:00";

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
