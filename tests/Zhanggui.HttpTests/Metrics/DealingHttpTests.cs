using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>The fairness report: what everybody got against what was due, the conversations behind it, and the file.</summary>
public sealed class DealingHttpTests
{
    private const int Enquiries = 8;

    [Theory, BothDatabases]
    public async Task Shares_follow_the_weights_open_into_the_conversations_and_go_out_as_a_file(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var (one, three) = (desk.Shop.Agents[0], desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using (var set = await supervisor.PutAsync(new Uri($"/api/reception/routing/shares/{three.Id}", UriKind.Relative), JsonContent.Create(new { shop = desk.Id.Value, weight = 300, groups = Array.Empty<string>(), reason = "熟手" })))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await DutyAsync(desk, one);
        await DutyAsync(desk, three);
        using var first = await desk.Shop.SignInAsync(one);
        using var second = await desk.Shop.SignInAsync(three);
        for (var i = 0; i < Enquiries; i++)
        {
            var talk = await desk.OpenConversationAsync($"第 {i} 位");
            var owner = await OwnerAsync(desk, talk);
            await (owner == one.Id.Value ? first : second).ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您好" });
        }

        var waiting = await desk.OpenConversationAsync("没人回");
        await OwnerAsync(desk, waiting);
        var today = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        var period = $"shop={desk.Id}&from={Iso(today.PlusDays(-1))}&to={Iso(today.PlusDays(1))}"; // the test may cross midnight

        var report = await supervisor.GetJsonAsync($"/api/metrics/dealing?{period}");
        (report.Number("talks"), report.Number("unanswered"), report["hasWeights"]!.GetValue<bool>()).ShouldBe((Enquiries, 1, true));
        var lines = report["lines"]!.AsArray().Select(l => l!.AsObject()).ToList();
        foreach (var by in lines.GroupBy(l => l.Text("by")))
        {
            (by.Sum(l => l.Number("received")), by.Sum(l => l.Number("due"))).ShouldBe((Enquiries, Enquiries * 1_000_000), by.Key);
        }

        lines.Where(l => l.Text("by") == "person").ToDictionary(l => l.Text("person"), l => l.Number("due"))
            .ShouldBe(new Dictionary<string, long> { [one.Id.ToString()] = Enquiries * 250_000, [three.Id.ToString()] = Enquiries * 750_000 }, ignoreOrder: true);

        var mine = lines.Single(l => l.Text("by") == "person" && l.Text("person") == three.Id.ToString());
        var rows = await supervisor.GetJsonAsync($"/api/metrics/dealing/rows?{period}&person={three.Id}&by=person");
        (rows.Number("total"), rows.Number("received"), rows.Number("due")).ShouldBe((Enquiries, mine.Number("received"), mine.Number("due")));
        rows["list"]!.AsArray().ShouldAllBe(r => r!.Number("there") == 2 && r!.Number("due") == 750_000);

        var csv = await supervisor.GetStringAsync(new Uri($"/api/metrics/dealing/export?{period}&format=csv", UriKind.Relative));
        csv.ShouldContain(three.Name);
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(lines.Count + 1);
        (await supervisor.GetByteArrayAsync(new Uri($"/api/metrics/dealing/export?{period}&format=xlsx", UriKind.Relative))).Length.ShouldBeGreaterThan(1000);

        // What is set afterwards changes nothing of what was due.
        using (var set = await supervisor.PutAsync(new Uri($"/api/reception/routing/shares/{three.Id}", UriKind.Relative), JsonContent.Create(new { shop = desk.Id.Value, weight = 50, groups = Array.Empty<string>(), reason = "休整" })))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await supervisor.GetJsonAsync($"/api/metrics/dealing?{period}"))["lines"]!.AsArray().Select(l => l!.ToJsonString()).ShouldBe(lines.Select(l => l.ToJsonString()));

        // An agent sees what was due to them and what they got, and nobody else's.
        var own = await first.GetJsonAsync($"/api/metrics/dealing?{period}");
        own["lines"]!.AsArray().Select(l => l!.Text("person")).Distinct().ShouldBe([one.Id.ToString()]);
        (await first.GetAsync(new Uri($"/api/metrics/dealing/rows?{period}&person={three.Id}&by=person", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var other = await TestShop.OpenAsync(desk.Shop.House);
        using var stranger = await other.SignInAsync(other.Owner);
        (await stranger.GetAsync(new Uri($"/api/metrics/dealing?{period}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task DutyAsync(ReceptionDesk desk, TestPerson person) => desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, person.Id, DutyState.Ready, null, null, CancellationToken.None);

    private static async Task<Guid> OwnerAsync(ReceptionDesk desk, ConversationId talk)
    {
        for (var i = 0; i < 600; i++)
        {
            await using var connection = await desk.Shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
            var owner = await connection.ReadAllAsync(null, "select assignee_id from reception_conversation where id = @c and assignee_id is not null", r => r.GetGuid(0), CancellationToken.None, ("c", talk.Value));
            if (owner.Count > 0)
            {
                return owner[0];
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("Nobody got the buyer.");
    }
}
