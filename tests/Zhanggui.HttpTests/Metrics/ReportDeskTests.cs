using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>What stands beside the figures: figures of the platform, the talk behind a row, and the trail of what people wrote.</summary>
public sealed class ReportDeskTests
{
    private const string October = "from=2026-10-01&to=2026-11-01";

    [Theory, BothDatabases]
    public async Task Figures_of_the_platform_are_kept_as_given_and_never_among_ours(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        object Row(string figure, string amount, string source = "生意参谋", string last = "2026-10-31") => new { figure, first = "2026-10-01", last, amount, source, note = (string?)null };

        (await owner.PutAsJsonAsync("/api/metrics/platform", new { shop = shop.Id.Value, rows = new[] { Row("platform_help_rate", "0.0123"), Row("experience_score", "4.70") } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.PutAsJsonAsync("/api/metrics/platform", new { shop = shop.Id.Value, rows = new[] { Row("platform_help_rate", "0.02") } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var given = (await owner.JsonAsync($"/api/metrics/platform?shop={shop.Id}&{October}")).GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("figure").GetString(), r.GetProperty("amount").GetString(), r.GetProperty("source").GetString(), r.GetProperty("name").GetString())).ToList();
        given.ShouldBe([("experience_score", "4.70", "生意参谋", shop.Owner.Name), ("platform_help_rate", "0.02", "生意参谋", shop.Owner.Name)]);
        (await owner.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{October}&by=shop")).GetProperty("rows").EnumerateArray().ShouldNotContain(r => r.GetProperty("metric").GetString()!.StartsWith("platform", StringComparison.Ordinal));

        foreach (var wrong in new[] { Row("help_rate", "0.1"), Row("platform_help_rate", "1.5"), Row("platform_help_rate", "1e2"), Row("platform_help_rate", "0.1", " "), Row("platform_help_rate", "0.1", last: "2026-09-30") })
        {
            using var refused = await owner.PutAsJsonAsync("/api/metrics/platform", new { shop = shop.Id.Value, rows = new[] { Row("seller_liable_rate", "0.01"), wrong } });
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("metrics.platform.wrong");
        }

        (await owner.JsonAsync($"/api/metrics/platform?shop={shop.Id}&{October}")).GetProperty("rows").GetArrayLength().ShouldBe(2); // refused = nothing half done
        (await agent.PutAsJsonAsync("/api/metrics/platform", new { shop = shop.Id.Value, rows = new[] { Row("experience_score", "5") } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.GetAsync(new Uri($"/api/metrics/platform?shop={shop.Id}&{October}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.PostAsJsonAsync("/api/metrics/platform/remove", new { shop = shop.Id.Value, figure = "experience_score", first = "2026-10-01", last = "2026-10-31" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.JsonAsync($"/api/metrics/platform?shop={shop.Id}&{October}")).GetProperty("rows").GetArrayLength().ShouldBe(1);
        (await ActsAsync(owner, shop)).Count(a => a == "metrics.platform.write").ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task The_talk_behind_a_row_is_read_by_whoever_had_a_part_in_it(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        using var own = await shop.SignInAsync(shop.Agents[0]);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        var path = $"/api/metrics/figures/talk?shop={shop.Id}&buyer={Uri.EscapeDataString("买家甲")}&at=2026-10-15T01:00:00Z";

        foreach (var reader in new[] { owner, own })
        {
            var talk = await reader.JsonAsync(path);
            talk.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("sender").GetString(), m.GetProperty("text").GetString())).ShouldBe([("buyer", "有货吗"), ("agent", "有的")]);
            talk.GetProperty("messages")[1].GetProperty("name").GetString().ShouldBe("张小美");
        }

        foreach (var refused in new[] { path.Replace("2026-10-15", "2026-09-15", StringComparison.Ordinal), path.Replace("01:00:00Z", "once", StringComparison.Ordinal) })
        {
            (await owner.GetAsync(new Uri(refused, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await other.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task What_people_write_and_try_stands_in_the_trail(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;

        (await owner.PutAsJsonAsync("/api/metrics/weeks", new { shop = shop.Id.Value, monday = "2026-10-12", done = "接待", next = "更快" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.PutAsJsonAsync("/api/metrics/losses", new { shop = shop.Id.Value, buyer = "买家丙", day = "2026-10-15", reason = "price" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.PostAsJsonAsync("/api/metrics/figures/recount", new { shop = shop.Id.Value, from = "2026-10-15", to = "2026-10-16", preset = "tea-oil-shop" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var acts = await ActsAsync(owner, shop);
        acts.ShouldContain("metrics.week.write");
        acts.ShouldContain("metrics.loss.write");
        acts.ShouldContain("metrics.figure.recount");
        (await owner.GetStringAsync(new Uri("/api/people/audit?act=metrics.loss&limit=50", UriKind.Relative))).ShouldNotContain("买家丙");
    }

    [Theory, BothDatabases]
    public async Task The_talks_of_a_shop_are_told_apart_by_channel(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        var figures = await http.UntilAsync(shop, "channel", ReportScene.Range, f => f.GetProperty("scopes").GetArrayLength() == 1);

        var channel = figures.GetProperty("scopes")[0].GetProperty("scope").GetString()!;
        figures.Figure("consulting_buyers", channel).ShouldBe("3");
        figures.Figure("conversion_final", channel).ShouldBe("1 of 3");
        (await http.JsonAsync($"/api/metrics/figures/rows?shop={shop.Id}&{ReportScene.Range}&metric=consulting_buyers&scope={Uri.EscapeDataString(channel)}")).GetProperty("rows").GetArrayLength().ShouldBe(3);
    }

    private static async Task<IReadOnlyList<string?>> ActsAsync(HttpClient http, TestShop shop) =>
        [.. (await http.JsonAsync("/api/people/audit?act=metrics&limit=100")).GetProperty("lines").EnumerateArray().Where(l => l.GetRawText().Contains(shop.Id.ToString(), StringComparison.Ordinal)).Select(l => l.GetProperty("act").GetString())];
}
