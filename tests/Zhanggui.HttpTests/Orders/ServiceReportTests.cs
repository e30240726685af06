using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Reports of the tools a shop already pays for: counted elsewhere, heard where the book names them, compared everywhere.</summary>
public sealed class ServiceReportTests
{
    private const string Head = "订单编号,归属客服旺旺,买家昵称,绩效时间,绩效金额,判定方式\n";

    [Theory, BothDatabases]
    public async Task Report_by_order_is_compared_with_what_holds_here(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var numbers = await NumbersAsync(shop);
        string Number(int agent) => numbers[shop.Agents[agent].Id];
        var day = Day(shop);
        string Of(string id, string note = "") => Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", note: note);
        (await http.ImportAsync(shop, Taobao(Of("S1", $"工号{Number(0)}"), Of("S2", $"工号{Number(0)}"), Of("S3"), Of("S4", $"工号{Number(0)}"), Of("S5", $"工号{Number(1)}")))).ShouldBe("5/0/0/0");
        var report = Head +
            $"S1,{Number(0)},买家甲,{day} 10:01:00,100.00,付款判定\n" +
            $"S2,{Number(1)},买家甲,{day} 10:01:00,¥100.00,付款判定\n" +
            $"S3,{Number(1)},买家甲,{day} 10:01:00,100元,付款判定\n" +
            $"S4,查无此人,买家甲,{day} 10:01:00,100.00,付款判定\n" +
            $"S9,{Number(1)},买家甲,{day} 10:01:00,30.00,付款判定\n" +
            $"S8,{Number(0)},买家甲,{day} 10:01:00,30.00,付款判定\n" +
            $"S8,{Number(1)},买家甲,{day} 10:01:00,30.00,付款判定\n" +
            $"3.51531E+16,{Number(1)},买家甲,{day} 10:01:00,30.00,付款判定\n" +
            $"S7,,买家甲,{day} 10:01:00,30.00,付款判定\n";

        var uploaded = await http.UploadAsync(shop, Gbk(report), "赤兔-客服绩效明细.csv");
        uploaded.GetProperty("kindZh").GetString().ShouldBe("服务报表（按订单）");
        var columns = uploaded.GetProperty("preview").GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("header").GetString()!, c => c.GetProperty("state").GetString(), StringComparer.Ordinal);
        columns["买家昵称"].ShouldBe("left");
        columns["判定方式"].ShouldBe("kept");
        (await http.ImportAsync(shop, Gbk(report), "chitu-service-orders", "赤兔.csv")).ShouldBe("5/0/0/4");
        (await http.ImportAsync(shop, Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(report)).ToArray(), "chitu-service-orders", "赤兔再来一次.csv")).ShouldBe("0/0/5/4");

        var month = day[..7];
        await WaitAsync(async () => (await ComparedAsync(http, shop, string.Empty)) is var all && all.Count == 5 && all["S2"].GetProperty("verdict").GetString() == "differs" && all["S3"].GetProperty("verdict").GetString() == "differs" ? 1 : (int?)null);
        var rows = await ComparedAsync(http, shop, $"&month={month}");
        rows.ToDictionary(r => r.Key, r => r.Value.GetProperty("verdict").GetString(), StringComparer.Ordinal).ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["S1"] = "same",
            ["S2"] = "differs",
            ["S3"] = "differs",
            ["S4"] = "unknown-agent",
            ["S9"] = "no-order",
        }, ignoreOrder: true);
        rows["S2"].GetProperty("theirName").GetString().ShouldBe(shop.Agents[1].Name);
        rows["S2"].GetProperty("ourName").GetString().ShouldBe(shop.Agents[0].Name);
        rows["S3"].GetProperty("ourBasis").GetString().ShouldBe("silent");
        (await ComparedAsync(http, shop, $"&month={month}&verdict=ours-only")).Keys.ShouldBe(["S5"]);
        (await ComparedAsync(http, shop, $"&month={month}&verdict=differs&source={Uri.EscapeDataString("赤兔")}")).Count.ShouldBe(2);
        var first = await http.JsonAsync($"/api/orders/elsewhere?shop={shop.Id}&limit=2");
        first.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ShouldBe(["S9", "S4"]);
        (await http.JsonAsync($"/api/orders/elsewhere?shop={shop.Id}&limit=2&after={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}")).GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ShouldBe(["S3", "S2"]);
        var counts = (await http.JsonAsync($"/api/orders/elsewhere/count?shop={shop.Id}&month={month}")).GetProperty("counts").EnumerateArray().ToDictionary(c => c.GetProperty("verdict").GetString()!, c => c.GetProperty("orders").GetInt64(), StringComparer.Ordinal);
        (counts["same"], counts["differs"], counts["ours-only"]).ShouldBe((1, 2, 1));

        var told = (await http.PageAsync(shop, "S2")).GetProperty("elsewhere").EnumerateArray().Single();
        (told.GetProperty("source").GetString(), told.GetProperty("name").GetString(), told.GetProperty("amount").GetInt64(), told.GetProperty("kept").GetProperty("判定方式").GetString()).ShouldBe(("赤兔", shop.Agents[1].Name, 10000, "付款判定"));
        var csv = await http.GetStringAsync(new Uri($"/api/orders/elsewhere/export?shop={shop.Id}&format=csv&month={month}", UriKind.Relative));
        csv.ShouldContain("不一致");
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(6);
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.GetAsync(new Uri($"/api/orders/elsewhere?shop={shop.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Book_that_names_other_tools_credits_by_their_report(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var numbers = await NumbersAsync(shop);
        var day = Day(shop);
        (await http.ImportAsync(shop, Taobao(Row("B1", placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00"), Row("B2", placed: $"{day} 11:00:00", paidAt: $"{day} 11:01:00", note: $"工号{numbers[shop.Agents[0].Id]}")))).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes($"订单号,客服pin,付款时间,订单金额\nB1,{numbers[shop.Agents[1].Id]},{day} 10:01:00,100\nB2,{numbers[shop.Agents[1].Id]},{day} 11:01:00,100\n"), "jd-service-orders", "客服.csv")).ShouldBe("2/0/0/0");
        await WaitAsync(async () => (await http.PageAsync(shop, "B1")).GetProperty("order").GetProperty("credit") is { ValueKind: JsonValueKind.Object } credit && credit.GetProperty("basis").GetString() == "silent" ? 1 : (int?)null);

        using var draft = await http.PostAsJsonAsync("/api/rules/books", new { text = "book: ours\ntitle: 本店制度\nextends: new-shop\nattribution:\n  rules: [remark, external]\n  without_talk: credited\n  remark:\n    marks: [工号]\n" });
        var book = (await draft.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("book").GetProperty("id").GetString();
        (await http.PostAsJsonAsync($"/api/rules/books/{book}/open", new { revision = 0 })).IsSuccessStatusCode.ShouldBeTrue();
        using var published = await http.PostAsJsonAsync($"/api/rules/books/{book}/publish", new { revision = 1, effectiveDate = Today(shop).ToString("uuuu-MM-dd", null), signed = Array.Empty<string>() });
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());

        var page = await WaitAsync(async () => await http.PageAsync(shop, "B1") is var p && p.GetProperty("order").GetProperty("credit").GetProperty("basis").GetString() == "external" ? p : (JsonElement?)null);
        page.GetProperty("order").GetProperty("credit").GetProperty("person").GetGuid().ShouldBe(shop.Agents[1].Id.Value);
        page.GetProperty("decisions")[0].GetProperty("zh").GetString()!.ShouldContain("京东");
        // The number in the note comes before the report in this book; the report still stands beside.
        var other = await WaitAsync(async () => await http.PageAsync(shop, "B2") is var p && p.GetProperty("decisions")[0].GetProperty("book").GetString() == "ours" ? p : (JsonElement?)null);
        other.GetProperty("order").GetProperty("credit").GetProperty("basis").GetString().ShouldBe("remark");
        other.GetProperty("elsewhere").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe(shop.Agents[1].Name);
    }

    [Theory, BothDatabases]
    public async Task Report_by_day_stands_beside_our_own_figures(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        var numbers = await NumbersAsync(shop);
        var number = numbers[shop.Agents[0].Id];
        var report = "客服绩效日报\n旺旺昵称,日期,接待人数,询单人数,询单最终付款人数,询单最终付款转化率,首次响应时长（秒）,平均响应时长（秒）,客户满意率,旺旺回复率,询单最终付款金额,退款金额,好评邀请数\n" +
            $"{number},2026-10-15,3,2,1,50%,00:00:40,35.5,100%,0.985,108.00,0,7\n{number},2026-10-14~2026-10-15,3,2,1,50%,40,35.5,100%,98.5%,108.00,0,7\n{number},20261016,x,2,1,50%,40,35.5,100%,98.5%,108.00,0,7\n";
        (await http.ImportAsync(shop, Gbk(report), "sycm-service-days", "生意参谋.csv")).ShouldBe("1/0/0/2");
        (await http.ImportAsync(shop, Gbk(report), "sycm-service-days", "生意参谋-又一次.csv")).ShouldBe("0/0/1/2");

        var answer = await WaitAsync(async () => await http.JsonAsync($"/api/metrics/elsewhere?shop={shop.Id}&{ReportScene.Range}") is var a && a.GetProperty("counting").GetProperty("waiting").GetInt32() == 0
            && Figure(a, "received").GetProperty("ours").GetArrayLength() > 0 ? a : (JsonElement?)null);
        var day = answer.GetProperty("days").EnumerateArray().Single();
        (day.GetProperty("source").GetString(), day.GetProperty("name").GetString(), day.GetProperty("person").GetGuid()).ShouldBe(("生意参谋", shop.Agents[0].Name, shop.Agents[0].Id.Value));
        Figure(answer, "received").GetProperty("theirs").GetInt64().ShouldBe(3);
        Figure(answer, "received").GetProperty("ours")[0].GetProperty("numerator").GetInt64().ShouldBe(2);
        Figure(answer, "first_response").GetProperty("theirs").GetInt64().ShouldBe(40_000);
        Figure(answer, "first_response").GetProperty("ours")[0].GetProperty("numerator").GetInt64().ShouldBe(80_000);
        Figure(answer, "reply_rate").GetProperty("theirs").GetInt64().ShouldBe(985_000);
        Figure(answer, "sales").GetProperty("theirs").GetInt64().ShouldBe(10_800);
        // Nothing of it goes into our own sums.
        var figures = await http.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{ReportScene.Range}&by=shop&metrics=received_buyers");
        figures.GetProperty("rows")[0].GetProperty("numerator").GetInt64().ShouldBe(3);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        (await other.JsonAsync($"/api/metrics/elsewhere?shop={shop.Id}&{ReportScene.Range}")).GetProperty("days").GetArrayLength().ShouldBe(0);
        http.Dispose();
    }

    private static JsonElement Figure(JsonElement answer, string name) => answer.GetProperty("days")[0].GetProperty("figures").EnumerateArray().First(f => f.GetProperty("figure").GetString() == name);

    private static async Task<IReadOnlyDictionary<string, JsonElement>> ComparedAsync(HttpClient http, TestShop shop, string filter) =>
        (await http.JsonAsync($"/api/orders/elsewhere?shop={shop.Id}{filter}")).GetProperty("orders").EnumerateArray().ToDictionary(o => o.GetProperty("orderId").GetString()!, o => o, StringComparer.Ordinal);

    private static LocalDate Today(TestShop shop) => shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    // Everybody of a test's shop began to work on the day of the test.
    private static string Day(TestShop shop) => Today(shop).PlusDays(1).ToString("uuuu-MM-dd", null);

    private static async Task<IReadOnlyDictionary<PersonId, string>> NumbersAsync(TestShop shop) =>
        (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).ToDictionary(s => s.Person, s => s.Number);
}
