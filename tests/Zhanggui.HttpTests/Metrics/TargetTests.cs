using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>Targets of the day per team (REP-10): set by whoever leads, broken down from the month, seen by those in the team with how far they are.</summary>
public sealed class TargetTests
{
    [Theory, BothDatabases]
    public async Task The_target_of_a_team_is_set_by_its_leader_and_seen_by_its_people_with_what_is_reached(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var tag = Guid.CreateVersion7().ToString("n")[^10..];
        PersonSeed Person(string key, string name, string preset, string? team) => new(key, name, $"{key}-{tag}", TestShop.Password, [new RoleSeed(preset, "shop", team)]);
        var sown = await house.Services.GetRequiredService<IPeopleSeed>().SowAsync(new OrganisationSeed($"目标公司 {tag}", [new ShopSeed("shop", $"目标店 {tag}", Teams: ["售前组", "售后组"])],
            [Person("leader", "周组长", "leader", "售前组"), Person("agent", "前前", "pre-sales", "售前组"), Person("other", "后后", "after-sales", "售后组"), Person("boss", "李主管", "supervisor", null)]), default);
        var shop = sown.Shops["shop"];
        using var boss = await ReportScene.SignInAsync(house, $"boss-{tag}");
        using var leader = await ReportScene.SignInAsync(house, $"leader-{tag}");
        using var agent = await ReportScene.SignInAsync(house, $"agent-{tag}");
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var today = now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        var (day, month) = (LocalDatePattern.Iso.Format(today), LocalDatePattern.Iso.Format(today)[..7]);
        object Target(string period, string? team, string metric, decimal? value) => new { shop = shop.Value, period, team, metric, value };

        (await SetAsync(agent, Target(day, "售前组", "received_buyers", 5))).ShouldBe((HttpStatusCode.Forbidden, null));
        (await SetAsync(leader, Target(day, "售后组", "received_buyers", 5))).Code.ShouldBe("metrics.target.not_yours");
        (await SetAsync(leader, Target(day, null, "received_buyers", 5))).Code.ShouldBe("metrics.target.not_yours");
        foreach (var wrong in new[] { Target("someday", "售前组", "received_buyers", 5), Target(day, "售前组", "conversion_final", 1), Target(day, "没有的组", "received_buyers", 5), Target(day, "售前组", "received_buyers", -1) })
        {
            (await SetAsync(boss, wrong)).Code.ShouldBe("metrics.target.wrong");
        }

        (await SetAsync(leader, Target(day, "售前组", "received_buyers", 5))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SetAsync(boss, Target(month, "售后组", "received_buyers", 31 * 4))).Status.ShouldBe(HttpStatusCode.NoContent);
        await ReportScene.TalkAsync(house, shop, "买家甲", sown.People["agent"].ToString(), now - Duration.FromSeconds(2), 1);
        var team = await UntilAsync(agent, shop, day, a => a.GetProperty("lines").EnumerateArray().Any(l => l.GetProperty("reached").GetInt64() == 1));
        if (team is not { } mine)
        {
            return; // midnight of the shop came between
        }

        var line = mine.GetProperty("lines").EnumerateArray().Single(); // not the other team's
        (line.GetProperty("name").GetString(), line.GetProperty("value").GetDecimal(), line.GetProperty("mine").GetInt64(), line.GetProperty("mayOpen").GetBoolean()).ShouldBe(("售前组", 5m, 1, false));
        mine.GetProperty("maySet").GetBoolean().ShouldBeFalse();
        var all = await boss.JsonAsync($"/api/metrics/targets/today?shop={shop}");
        if (all.GetProperty("day").GetString() == day)
        {
            all.GetProperty("lines").EnumerateArray().Select(l => (l.GetProperty("name").GetString(), l.GetProperty("isOfMonth").GetBoolean(), l.GetProperty("mayOpen").GetBoolean())).ShouldBe([("售前组", false, true), ("售后组", true, true)], ignoreOrder: true);
            (await boss.JsonAsync($"/api/metrics/figures/rows?shop={shop}&from={day}&to={LocalDatePattern.Iso.Format(today.PlusDays(1))}&metric=received_buyers&set=shop&scope=team:{Uri.EscapeDataString("售前组")}")).GetProperty("rows").GetArrayLength().ShouldBe(1);
        }

        (await SetAsync(leader, Target(day, "售前组", "received_buyers", null))).Status.ShouldBe(HttpStatusCode.NoContent); // taken back
        (await agent.JsonAsync($"/api/metrics/targets/today?shop={shop}")).GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> SetAsync(HttpClient http, object body)
    {
        using var answer = await http.PutAsJsonAsync("/api/metrics/targets", body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Forbidden && !text.Contains("metrics.", StringComparison.Ordinal) ? null : JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
    }

    /// <summary>Null when the shop's day is another by now.</summary>
    private static async Task<JsonElement?> UntilAsync(HttpClient http, ShopId shop, string day, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 900; i++)
        {
            var answer = await http.JsonAsync($"/api/metrics/targets/today?shop={shop}");
            if (answer.GetProperty("day").GetString() != day)
            {
                return null;
            }

            if (answer.GetProperty("waiting").GetInt32() == 0 && holds(answer))
            {
                return answer;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The targets never held.");
    }
}
