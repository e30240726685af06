using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>The other platforms' exports, other kinds of file, and workbooks, each from upload to what stands on the order's page.</summary>
public sealed class PlatformImportTests
{
    [Theory, BothDatabases]
    public async Task Jd_orders_come_with_their_lines_and_again_without_doubling(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);

        (await http.ImportAsync(shop, PlatformFiles.Jd, "jd-orders", "orders.csv")).ShouldBe("2/0/1/0");
        (await http.ImportAsync(shop, PlatformFiles.Jd, "jd-orders", "orders.csv")).ShouldBe("0/0/3/0");

        var page = await http.JsonAsync($"/api/orders/orders/one/25001?shop={shop.Id}");
        var order = page.GetProperty("order");
        (order.GetProperty("buyer").GetString(), order.GetProperty("status").GetString(), order.GetProperty("amount").GetInt64(), order.GetProperty("paid").GetInt64(), order.GetProperty("sellerNote").GetString(), order.GetProperty("flag").GetString())
            .ShouldBe(("jd_buyer", "paid", 18000, 18000, "07 小王", "1"));
        page.GetProperty("lines").EnumerateArray().Select(l => $"{l.GetProperty("item").GetString()} {l.GetProperty("quantity")} {l.GetProperty("price")}").ShouldBe(["1001 1 6000", "1002 2 6000"]);
        page.GetProperty("kept").EnumerateArray().Select(k => $"{k.GetProperty("part").GetString()} {k.GetProperty("key").GetString()} {k.GetProperty("cells").GetProperty("商家自用编码").GetString()}").Order().ShouldBe(["line 1001 甲", "line 1002 乙"]);
        var unpaid = (await http.JsonAsync($"/api/orders/orders/one/25002?shop={shop.Id}")).GetProperty("order");
        (unpaid.GetProperty("status").GetString(), unpaid.GetProperty("paid").GetInt64()).ShouldBe(("closed", 0));
    }

    [Theory, BothDatabases]
    public async Task Order_whose_lines_fall_into_two_chunks_is_one_order_and_does_not_change_when_repeated(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        string Line(string order, string item, int pieces) => $"{order},{item},墙布{item},{pieces},2026-10-03 09:00:00,60.00,180.00,等待出库,jd_buyer,2026-10-03 09:01:00\r\n";
        var rows = Enumerable.Range(1, 999).Select(i => Line($"J{i}", "1", 1)).Append(Line("J1000", "1", 1)).Append(Line("J1000", "2", 2));
        var file = Gbk("订单号,商品ID,商品名称,订购数量,下单时间,京东价,应付金额,订单状态,下单帐号,付款确认时间\r\n" + string.Concat(rows));

        (await http.ImportAsync(shop, file, "jd-orders", "orders.csv")).ShouldBe("1000/0/1/0");
        (await http.ImportAsync(shop, file, "jd-orders", "orders.csv")).ShouldBe("0/0/1001/0");

        var page = await http.JsonAsync($"/api/orders/orders/one/J1000?shop={shop.Id}");
        (page.GetProperty("order").GetProperty("title").GetString(), page.GetProperty("order").GetProperty("quantity").GetInt64(), page.GetProperty("changes").GetArrayLength()).ShouldBe(("墙布1", 3, 0));
    }

    [Theory, BothDatabases]
    public async Task Pinduoduo_orders_are_read_with_their_tabs_and_states(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);

        (await http.ImportAsync(shop, PlatformFiles.Pinduoduo, "pinduoduo-orders", "orders_export.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, PlatformFiles.Pinduoduo, "pinduoduo-orders", "orders_export.csv")).ShouldBe("0/0/2/0");

        var order = (await http.JsonAsync($"/api/orders/orders/one/261004-111?shop={shop.Id}")).GetProperty("order");
        (order.GetProperty("status").GetString(), order.GetProperty("paid").GetInt64(), order.GetProperty("sellerNote").GetString(), order.GetProperty("shippedAt").GetString())
            .ShouldBe(("shipped", 8400, "0412小美", "2026-10-05T00:00:00.000Z"));
        (await http.JsonAsync($"/api/orders/orders/one/261004-222?shop={shop.Id}")).GetProperty("order").GetProperty("status").GetString().ShouldBe("closed");
    }

    [Theory, BothDatabases]
    public async Task Douyin_orders_are_the_sum_of_their_lines(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);

        (await http.ImportAsync(shop, PlatformFiles.Douyin, "douyin-orders", "抖店.csv")).ShouldBe("2/0/1/0");
        (await http.ImportAsync(shop, PlatformFiles.Douyin, "douyin-orders", "抖店.csv")).ShouldBe("0/0/3/0");

        var page = await http.JsonAsync($"/api/orders/orders/one/69001?shop={shop.Id}");
        var order = page.GetProperty("order");
        (order.GetProperty("amount").GetInt64(), order.GetProperty("paid").GetInt64(), order.GetProperty("flag").GetString(), order.GetProperty("sellerNote").GetString()).ShouldBe((10000, 10000, "红", "03号小陈"));
        page.GetProperty("lines").EnumerateArray().Select(l => $"{l.GetProperty("line").GetString()} {l.GetProperty("paid")}").ShouldBe(["69001 4500", "69002 5500"]);
        var closed = (await http.JsonAsync($"/api/orders/orders/one/69003?shop={shop.Id}")).GetProperty("order");
        (closed.GetProperty("status").GetString(), closed.GetProperty("paid").GetInt64(), closed.GetProperty("flag").ValueKind).ShouldBe(("closed", 0, JsonValueKind.Null));
        page.GetRawText().ShouldNotContain("##");
    }

    [Theory, BothDatabases]
    public async Task Refunds_stand_on_the_order_whichever_file_comes_first(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var refunds = Gbk(PlatformFiles.Refunds(PlatformFiles.Refund("R1", "A1"), PlatformFiles.Refund("R2", "A1", "30.00", "退款关闭"), PlatformFiles.Refund("R3", "A1", "x元")));

        (await http.ImportAsync(shop, refunds, "taobao-refunds", "退款.csv")).ShouldBe("2/0/0/1");
        (await http.ImportAsync(shop, Taobao(Row("A1")))).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, refunds, "taobao-refunds", "退款.csv")).ShouldBe("0/0/2/1");

        var found = (await http.JsonAsync($"/api/orders/orders/one/A1?shop={shop.Id}")).GetProperty("refunds");
        found.EnumerateArray().Select(r => $"{r.GetProperty("refundId").GetString()} {r.GetProperty("amount")} {r.GetProperty("succeededAt").GetString()} {r.GetProperty("reasonPlatform").GetString()} {r.GetProperty("responsibleSaid").GetString()}")
            .Order().ShouldBe(["R1 2000 2026-10-20T02:00:00.000Z 质量问题 卖家", "R2 3000  质量问题 卖家"]);

        // The refund still open in an older file succeeds in a newer one.
        (await http.ImportAsync(shop, Gbk(PlatformFiles.Refunds(PlatformFiles.Refund("R2", "A1", "30.00"))), "taobao-refunds", "退款2.csv")).ShouldBe("0/1/0/0");
    }

    [Theory, BothDatabases]
    public async Task Items_and_orders_meet_whichever_file_comes_first(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var items = Gbk("子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,订单状态,商家编码,买家应付货款,买家实际支付金额,退款状态,退款金额\r\n" +
            "=\"A1\",=\"A1\",示例T恤,54.00,1,X,白,交易成功,M-1,54.00,54.00,没有申请退款,无退款申请\r\n" +
            "=\"A2\",=\"A1\",示例帽,54.00,1,X,黑,交易成功,M-2,54.00,54.00,退款成功,10.00元\r\n");

        (await http.ImportAsync(shop, items, "taobao-items", "ExportOrderDetailList.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, Taobao(Row("A1")))).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, items, "taobao-items", "ExportOrderDetailList.csv")).ShouldBe("0/0/2/0");

        var lines = (await http.JsonAsync($"/api/orders/orders/one/A1?shop={shop.Id}")).GetProperty("lines");
        lines.EnumerateArray().Select(l => $"{l.GetProperty("title").GetString()} {l.GetProperty("paid")} {l.GetProperty("refunded")}").ShouldBe(["示例T恤 5400 0", "示例帽 5400 1000"]);
    }

    [Theory, BothDatabases]
    public async Task Workbooks_old_and_new_are_read_like_text(DatabaseKind db)
    {
        string[][] rows =
        [
            ["订单编号", "买家会员名", "总金额", "买家实际支付金额", "订单状态", "订单创建时间", "订单付款时间", "订单备注"],
            ["2601150000000000001", "买家甲", "108.00", "108.00", "交易成功", "2026-10-15 10:00:00", "2026-10-15 10:00:35", "0115小王"],
            ["2.60115E+18", "买家乙", "8.00", "8.00", "交易成功", "2026-10-15 10:00:00", "2026-10-15 10:00:35", ""],
        ];
        foreach (var (name, file) in new[] { ("orders.xlsx", ExcelFiles.Xlsx(rows)), ("orders.xls", ExcelFiles.Xls(rows)) })
        {
            var (shop, http) = await OpenAsync(db);

            (await http.ImportAsync(shop, file, "taobao-orders", name)).ShouldBe("1/0/0/1", name);
            (await http.ImportAsync(shop, file, "taobao-orders", name)).ShouldBe("0/0/1/1", name);

            var order = (await http.JsonAsync($"/api/orders/orders/one/2601150000000000001?shop={shop.Id}")).GetProperty("order");
            (order.GetProperty("buyer").GetString(), order.GetProperty("paid").GetInt64(), order.GetProperty("placedAt").GetString(), order.GetProperty("sellerNote").GetString())
                .ShouldBe(("买家甲", 10800, "2026-10-15T02:00:00.000Z", "0115小王"), name);
        }
    }

    [Theory, BothDatabases]
    public async Task Columns_that_nobody_knows_are_kept_shown_and_given_out(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var first = "订单编号,买家会员名,订单创建时间,总金额,主播,客户手机号,场次\r\nA1,甲,2026-10-15 10:00:00,8,=小云,13800000000,3\r\nA2,乙,2026-10-15 11:00:00,9,,,\r\n";

        var uploaded = await http.UploadAsync(shop, Gbk(first));
        var columns = uploaded.GetProperty("preview").GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("header").GetString()!, c => c.GetProperty("state").GetString());
        (columns["主播"], columns["场次"], columns["客户手机号"]).ShouldBe(("kept", "kept", "left")); // a telephone number is never kept for keeping's sake
        await http.RunAsync(uploaded.GetProperty("id").GetGuid());
        (await http.ImportAsync(shop, "订单编号,订单创建时间,总金额,渠道\r\nA1,2026-10-15 10:00:00,8,直播\r\n")).ShouldBe("0/1/0/0");
        (await http.ImportAsync(shop, first)).ShouldBe("0/0/2/0");

        var page = await http.JsonAsync($"/api/orders/orders/one/A1?shop={shop.Id}");
        var kept = page.GetProperty("kept").EnumerateArray().Single();
        kept.GetProperty("cells").EnumerateObject().Select(c => $"{c.Name}={c.Value.GetString()}").ShouldBe(["主播==小云", "场次=3", "渠道=直播"]);
        var csv = Encoding.UTF8.GetString(await http.GetByteArrayAsync(new Uri($"/api/orders/orders/export?shop={shop.Id}&format=csv", UriKind.Relative))).TrimStart('\uFEFF').Split("\r\n");
        csv[0].ShouldEndWith(",主播,场次,渠道");
        csv.Single(l => l.Contains("A1", StringComparison.Ordinal)).ShouldEndWith(",\"'=小云\",3,直播"); // guarded against formulas
        csv.Single(l => l.Contains("A2", StringComparison.Ordinal)).ShouldEndWith(",,,");
    }

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }
}
