using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts;
using Zhanggui.Kernel.Db;
using Zhanggui.Pay.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Columns that nobody knows: kept beside the row, shown where the row is opened, given out with the facts.</summary>
public sealed class UnknownColumnTests
{
    private const string Chat = "id,buyer,account,sender,sent_at,text,会话来源,客户手机\nm1,买家甲,s:anna,buyer,2026-10-15T09:00:00+08:00,在吗,搜索,13800000000\nm2,买家甲,s:anna,agent,2026-10-15T09:01:00+08:00,在,,\n";

    [Theory, BothDatabases]
    public async Task Cells_of_chats_stand_in_the_talk_and_go_with_the_buyer(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        (await http.ImportAsync(shop, Utf8(Chat), "facts-messages", "messages.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, Utf8(Chat), "facts-messages", "messages.csv")).ShouldBe("0/0/2/0");
        // A file without the column takes nothing away; another cell is a change.
        (await http.ImportAsync(shop, Utf8("id,buyer,account,sender,sent_at,text\nm1,买家甲,s:anna,buyer,2026-10-15T09:00:00+08:00,在吗\n"), "facts-messages", "messages.csv")).ShouldBe("0/0/1/0");
        (await http.ImportAsync(shop, Utf8(Chat.Replace("搜索", "推荐", StringComparison.Ordinal)), "facts-messages", "messages.csv")).ShouldBe("0/1/1/0");

        (await TalkAsync(http, shop)).ShouldBe(["在吗 会话来源=推荐", "在 "]);

        await shop.House.Services.GetRequiredService<IRecordStore>().EraseAsync(shop.Id, "买家甲", shop.Owner.Id, "asked", CancellationToken.None);
        (await TalkAsync(http, shop)).ShouldBe([" ", " "]);
    }

    [Theory, BothDatabases]
    public async Task Cells_of_people_and_accounts_stand_on_the_page_of_the_person(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var people = Utf8("工号,姓名,岗位,级别,开始日期,结束日期,排班组,家庭住址\n0115,小周,客服,junior,2026-01-05,2026-06-01,早班,某路\n0115,小周,客服,mid-level,2026-06-01,,晚班,某路\n");
        var accounts = Utf8("子账号,工号,开始日期,结束日期,电脑\n示例店:小周,0115,2026-01-05,,3号机\n");
        (await http.ImportAsync(shop, people, "staff-sheet", "人员.csv")).ShouldBe("1/1/0/0");
        (await http.ImportAsync(shop, people, "staff-sheet", "人员.csv")).ShouldBe("0/0/2/0");
        (await http.ImportAsync(shop, accounts, "account-sheet", "账号.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, Utf8("子账号,工号,开始日期,结束日期,电脑\n示例店:小周,0115,2026-01-05,,4号机\n"), "account-sheet", "账号.csv")).ShouldBe("0/1/0/0");

        var staff = await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None);
        var page = await http.JsonAsync($"/api/people/persons/{staff.Single(s => s.Number == "0115").Person}");
        page.GetProperty("kept").EnumerateArray().Select(k => $"{Text(k, "from")}{Text(k, "account")} {Cells(k.GetProperty("cells"))}")
            .ShouldBe(["示例店:小周 电脑=4号机", "2026-01-05 排班组=早班", "2026-06-01 排班组=晚班"]);
    }

    [Theory, BothDatabases]
    public async Task Facts_of_the_month_go_out_with_every_unknown_column(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        await http.ImportAsync(shop, Utf8(Chat), "facts-messages", "messages.csv");
        await http.ImportAsync(shop, Utf8("order_id,buyer,placed_at,status,amount,渠道\nU1,买家甲,2026-10-15T10:00:00+08:00,paid,12.00,直播\n"), "facts-orders", "orders.csv");
        await http.ImportAsync(shop, Utf8("order_id,at,platform,rating,stars,text,评价端\nU1,2026-10-16T10:00:00+08:00,tmall,good,5,好,手机\n"), "facts-reviews", "reviews.csv");
        await http.ImportAsync(shop, Utf8("工号,姓名,岗位,级别,开始日期,结束日期,排班组\n0115,小周,客服,junior,2026-01-05,,早班\n"), "staff-sheet", "人员.csv");

        var folder = Directory.CreateTempSubdirectory("zhanggui-export-").FullName;
        var card = (await shop.House.Services.GetRequiredService<IShops>().FindAsync(shop.Id, CancellationToken.None))!;
        using (var sorter = new FactsFolderSorter(folder, card.TimeZone))
        {
            await shop.House.Services.GetRequiredService<IMonthFacts>().GiveAsync(card, new NodaTime.YearMonth(2026, 10), sorter, CancellationToken.None);
            sorter.Close();
        }

        var reading = FactsFolder.Read(folder);
        reading.HasRefusals.ShouldBeFalse();
        string[] Of(string file) => [.. reading.Unknown.Where(u => u.File == file).SelectMany(u => u.Rows.SelectMany(r => u.Names.Zip(r, (n, c) => (n, c))).Where(c => !string.IsNullOrEmpty(c.c)).Select(c => $"{c.n}={c.c}"))];
        Of("messages.csv").ShouldBe(["会话来源=搜索"]);
        Of("orders.csv").ShouldBe(["渠道=直播"]);
        Of("reviews.csv").ShouldBe(["评价端=手机"]);
        Of("people.csv").ShouldContain("排班组=早班");
    }

    private static async Task<IReadOnlyList<string>> TalkAsync(HttpClient http, TestShop shop) =>
    [
        .. (await http.JsonAsync($"/api/metrics/figures/talk?shop={shop.Id}&buyer={Uri.EscapeDataString("买家甲")}&at=2026-10-15T01:00:00Z")).GetProperty("messages").EnumerateArray()
            .Select(m => $"{m.GetProperty("text").GetString()} {Cells(m.GetProperty("kept"))}"),
    ];

    private static string Cells(JsonElement cells) => cells.ValueKind == JsonValueKind.Null ? string.Empty : string.Join(' ', cells.EnumerateObject().Select(c => $"{c.Name}={c.Value.GetString()}"));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).ValueKind == JsonValueKind.Null ? null : of.GetProperty(name).GetString();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }
}
