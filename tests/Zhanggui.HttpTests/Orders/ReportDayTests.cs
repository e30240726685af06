using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Service reports as tools really write them: without a column for the day, and with headers that nobody has listed.</summary>
public sealed class ReportDayTests
{
    [Theory, BothDatabases]
    public async Task Report_without_a_day_asks_for_it(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var report = Utf8("旺旺昵称,接待人数,询单人数\n示例店:小王,3,2\n示例店:小李,5,4\n");

        var id = (await http.UploadAsync(shop, report, "客服绩效_2026-10-14.csv")).GetProperty("id").GetGuid();
        var preview = await PreviewAsync(http, id);
        (preview.GetProperty("format").GetString(), preview.GetProperty("isComplete").GetBoolean(), preview.GetProperty("day").GetProperty("guess").GetString()).ShouldBe(("sycm-service-days", false, "2026-10-14"));
        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.day_missing");
        foreach (var wrong in new[] { null, string.Empty, "2026-10", "2026-10-01~2026-10-31", "1999-01-01", shop.Today().PlusDays(2).ToString("uuuu-MM-dd", null) })
        {
            (await http.RefusedAsync($"/api/orders/imports/{id}/day", new { day = wrong })).ShouldBe("orders.import.day_wrong");
        }

        await http.PostJsonAsync($"/api/orders/imports/{id}/day", new { day = "2026-10-13" });
        preview = await PreviewAsync(http, id);
        (preview.GetProperty("isComplete").GetBoolean(), preview.GetProperty("day").GetProperty("told").GetString()).ShouldBe((true, "2026-10-13"));
        (await http.RunAsync(id)).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(2);

        (await DaysAsync(shop)).ShouldBe(["2026-10-13 示例店:小李 5", "2026-10-13 示例店:小王 3"]);
        (await http.RefusedAsync($"/api/orders/imports/{id}/day", new { day = "2026-10-12" })).ShouldBe("orders.import.state_wrong");
    }

    [Theory, BothDatabases]
    public async Task Report_with_a_column_of_days_needs_none(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var id = (await http.UploadAsync(shop, Utf8("旺旺昵称,日期,接待人数\n示例店:小王,2026-10-15,3\n"), "日报20261014.csv")).GetProperty("id").GetGuid();

        (await PreviewAsync(http, id)).GetProperty("day").ValueKind.ShouldBe(JsonValueKind.Null);
        (await http.RefusedAsync($"/api/orders/imports/{id}/day", new { day = "2026-10-14" })).ShouldBe("orders.import.day_stands");
    }

    [Theory, BothDatabases]
    public async Task Headers_that_nobody_listed_lead_to_the_mapping_and_are_known_the_next_time(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        byte[] Report(int received) => Utf8($"客服月度看板,,\n店铺：示例店,导出人：管理员,\n小二花名,服务人次,平均回复耗时\n示例店:小王,{received},35\n");

        var first = await http.UploadAsync(shop, Report(3), "看板1.csv");
        var id = first.GetProperty("id").GetGuid();
        var preview = await PreviewAsync(http, id);
        preview.GetProperty("format").ValueKind.ShouldBe(JsonValueKind.Null);
        preview.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("header").GetString()).ShouldBe(["小二花名", "服务人次", "平均回复耗时"]); // not the titles above
        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.not_understood");

        await http.PostJsonAsync($"/api/orders/imports/{id}/map", new
        {
            kind = "service-days",
            platform = "other",
            saveAs = "自家看板",
            columns = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["agent"] = ["小二花名"], ["received"] = ["服务人次"], ["averageResponse"] = ["平均回复耗时"] },
        });
        (await PreviewAsync(http, id)).GetProperty("day").GetProperty("told").ValueKind.ShouldBe(JsonValueKind.Null);
        await http.PostJsonAsync($"/api/orders/imports/{id}/day", new { day = "2026-10-14" });
        (await http.RunAsync(id)).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(1);

        var next = (await http.UploadAsync(shop, Report(4), "看板20261015.csv")).GetProperty("id").GetGuid();
        preview = await PreviewAsync(http, next);
        (preview.GetProperty("format").GetString(), preview.GetProperty("day").GetProperty("guess").GetString()).ShouldBe(("自家看板", "2026-10-15"));
        await http.PostJsonAsync($"/api/orders/imports/{next}/day", new { day = "2026-10-15" });
        (await http.RunAsync(next)).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(1);
        (await DaysAsync(shop)).ShouldBe(["2026-10-14 示例店:小王 3", "2026-10-15 示例店:小王 4"]);
    }

    private static async Task<IReadOnlyList<string>> DaysAsync(TestShop shop)
    {
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadAllAsync(null, "select day, account, received from orders_elsewhere_day where shop_id = @shop order by day, account", r => $"{r.GetString(0)} {r.GetString(1)} {r.GetInt64(2)}", CancellationToken.None, ("shop", shop.Id.Value));
    }

    private static async Task<JsonElement> PreviewAsync(HttpClient http, Guid id) => (await http.JsonAsync($"/api/orders/imports/{id}")).GetProperty("preview");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }
}
