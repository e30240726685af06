using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class OrderImportTests
{
    [Theory, BothDatabases]
    public async Task Taobao_report_is_understood_imported_and_listed(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);

        var uploaded = await http.UploadAsync(shop, Gbk(Taobao(Row("2601150000000000001", note: "红旗 催发 0115小王"), Row("2601150000000000002", placed: "2026-10-16 09:00:00", paidAt: "2026-10-16 09:00:10"))));

        var preview = uploaded.GetProperty("preview");
        preview.GetProperty("format").GetString().ShouldBe("taobao-orders");
        preview.GetProperty("encoding").GetString()!.ToLowerInvariant().ShouldBe("gb18030");
        preview.GetProperty("isComplete").GetBoolean().ShouldBeTrue();
        State(preview, "收货人姓名").ShouldBe("left");
        State(preview, "订单备注").ShouldBe("used");
        preview.GetProperty("problems").GetArrayLength().ShouldBe(0);
        var ended = await http.RunAsync(uploaded.GetProperty("id").GetGuid());
        (ended.GetProperty("state").GetString(), ended.GetProperty("progress").GetProperty("new").GetInt64()).ShouldBe(("done", 2));

        var list = (await http.JsonAsync($"/api/orders/orders?shop={shop.Id}")).GetProperty("orders");
        list.EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ShouldBe(["2601150000000000002", "2601150000000000001"]);
        var order = list[1];
        (order.GetProperty("buyer").GetString(), order.GetProperty("status").GetString(), order.GetProperty("paid").GetInt64(), order.GetProperty("postage").GetInt64(), order.GetProperty("sellerNote").GetString())
            .ShouldBe(("买家甲", "success", 10800, 800, "红旗 催发 0115小王"));
        order.GetProperty("placedAt").GetString().ShouldBe("2026-10-15T02:00:00.000Z");
    }

    [Theory, BothDatabases]
    public async Task Repeating_a_file_does_nothing_and_a_newer_one_changes_with_history(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var first = Taobao(Row("A1000001", status: "买家已付款，等待卖家发货"), Row("A1000002"));

        (await http.ImportAsync(shop, first)).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, first)).ShouldBe("0/0/2/0");
        (await http.ImportAsync(shop, Taobao(Row("A1000001", status: "交易成功", note: "07号 已核对"), Row("A1000002")))).ShouldBe("0/1/1/0");

        var page = await http.JsonAsync($"/api/orders/orders/one/A1000001?shop={shop.Id}");
        page.GetProperty("order").GetProperty("status").GetString().ShouldBe("success");
        var change = page.GetProperty("changes").EnumerateArray().Single();
        change.GetProperty("changes").GetProperty("status").EnumerateArray().Select(v => v.GetString()).ShouldBe(["paid", "success"]);
        change.GetProperty("changes").GetProperty("seller_note").EnumerateArray().Select(v => v.GetString()).ShouldBe([null, "07号 已核对"]);
        change.GetProperty("by").GetString().ShouldBe(shop.Owner.Name);

        // An older file that comes later does not reopen the order.
        (await http.ImportAsync(shop, Taobao(Row("A1000001", status: "买家已付款，等待卖家发货", note: "07号 已核对")))).ShouldBe("0/0/1/0");
    }

    [Theory, BothDatabases]
    public async Task Bad_rows_are_refused_with_reasons_and_can_be_mended_and_sent_again(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var file = Taobao(
            Row("B1000001"),
            Row("B1000002").Replace("=\"B1000002\"", "2.60115E+18", StringComparison.Ordinal),
            Row("B1000003", placed: "2026-10-15 10:00:00", paidAt: "2026-10-15 09:00:00"),
            Row("B1000004", amount: "100.00", paid: "50.00", refunded: "80.00"),
            Row("B1000005", amount: "12a"),
            Row("B1000006", paid: "10.00"),
            Row("B1000006", paid: "20.00"));
        var uploaded = await http.UploadAsync(shop, Gbk(file));
        var id = uploaded.GetProperty("id").GetGuid();
        uploaded.GetProperty("preview").GetProperty("problems").GetArrayLength().ShouldBe(4);

        var ended = await http.RunAsync(id);

        var p = ended.GetProperty("progress");
        (p.GetProperty("new").GetInt64(), p.GetProperty("refused").GetInt64(), p.GetProperty("rowsTotal").GetInt64()).ShouldBe((1, 6, 7));
        var refused = (await http.JsonAsync($"/api/orders/imports/{id}/refused")).GetProperty("rows");
        refused.EnumerateArray().Select(r => $"{r.GetProperty("line")} {r.GetProperty("problems")[0].GetProperty("code").GetString()}")
            .ShouldBe(["3 number_damaged", "4 paid_before_placed", "5 refund_above_payment", "6 not_money", "7 two_amounts", "8 two_amounts"]);

        var csv = await http.GetByteArrayAsync(new Uri($"/api/orders/imports/{id}/refused.csv", UriKind.Relative));
        var mended = Encoding.UTF8.GetString(csv).Replace("2026-10-15 09:00:00", "2026-10-15 11:00:00", StringComparison.Ordinal);
        var again = await http.UploadAsync(shop, Encoding.UTF8.GetBytes(mended), "mended.csv");
        var second = (await http.RunAsync(again.GetProperty("id").GetGuid())).GetProperty("progress");
        (second.GetProperty("new").GetInt64(), second.GetProperty("refused").GetInt64()).ShouldBe((1, 5));
    }

    [Theory, BothDatabases]
    public async Task Refused_rows_are_mended_on_screen_and_leave_the_list(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var id = (await http.UploadAsync(shop, Gbk(Taobao(Row("M1", amount: "12a"), Row("M2", amount: "=1,\"x"), Row("M3"))))).GetProperty("id").GetGuid();
        (await http.RunAsync(id)).GetProperty("progress").GetProperty("refused").GetInt64().ShouldBe(2);
        var list = await http.JsonAsync($"/api/orders/imports/{id}/refused");
        var amount = list.GetProperty("headers").EnumerateArray().Select(h => h.GetString()).ToList().IndexOf("总金额");
        var cells = list.GetProperty("rows")[0].GetProperty("cells").EnumerateArray().Select(c => c.GetString()).ToList();
        var line = list.GetProperty("rows")[0].GetProperty("line").GetInt64();

        cells[amount] = "-5";
        var wrong = await http.PostJsonAsync($"/api/orders/imports/{id}/mend", new { rows = new[] { new { line, cells } } });
        var again = await http.WaitAsync(wrong.GetProperty("id").GetGuid());
        again.GetProperty("progress").GetProperty("refused").GetInt64().ShouldBe(1);
        (await http.JsonAsync($"/api/orders/imports/{id}/refused")).GetProperty("rows").GetArrayLength().ShouldBe(1);
        var second = (await http.JsonAsync($"/api/orders/imports/{wrong.GetProperty("id").GetGuid()}/refused")).GetProperty("rows")[0];
        second.GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("negative_money");

        cells[amount] = "12.50";
        var right = await http.PostJsonAsync($"/api/orders/imports/{wrong.GetProperty("id").GetGuid()}/mend", new { rows = new[] { new { line = second.GetProperty("line").GetInt64(), cells } } });
        (await http.WaitAsync(right.GetProperty("id").GetGuid())).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(1);
        (await http.JsonAsync($"/api/orders/orders/one/M1?shop={shop.Id}")).GetProperty("order").GetProperty("amount").GetInt64().ShouldBe(1250);
        (await http.RefusedAsync($"/api/orders/imports/{id}/mend", new { rows = new[] { new { line, cells = Enumerable.Repeat("x", 40) } } })).ShouldBe("orders.import.mended_wrong");
    }

    [Theory, BothDatabases]
    public async Task Real_tmall_orders_add_up_to_what_an_independent_addition_gives(DatabaseKind db)
    {
        var path = TestFiles.Find("orders/tmall-orders-2020-02.csv.gz");
        var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(bytes);
        }

        var (shop, http) = await OpenAsync(db);
        var uploaded = await http.UploadAsync(shop, bytes.ToArray(), "tmall_order_report.csv");
        var ended = await http.RunAsync(uploaded.GetProperty("id").GetGuid());

        var (rows, amount, paid, refunded) = Add(Encoding.UTF8.GetString(bytes.ToArray()));
        rows.ShouldBe(28010);
        ended.GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(rows, ended.GetRawText());
        var sums = await http.JsonAsync($"/api/orders/orders/sum?shop={shop.Id}");
        (sums.GetProperty("count").GetInt64(), sums.GetProperty("amount").GetInt64(), sums.GetProperty("refunded").GetInt64()).ShouldBe((rows, amount, refunded));
        // The file's column is what is left after refunds: what was paid in all is both together.
        (sums.GetProperty("paid").GetInt64() - sums.GetProperty("refunded").GetInt64()).ShouldBe(paid);
    }

    [Theory, BothDatabases]
    public async Task Files_that_are_no_tables_or_not_ours_are_refused(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        using var agent = await shop.SignInAsync(shop.Agent);

        (await (await http.SendUploadAsync(shop, [], "empty.csv")).CodeAsync()).ShouldBe("orders.import.file_missing");
        (await (await http.SendUploadAsync(shop, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "picture.csv")).CodeAsync()).ShouldBe("orders.import.file_unreadable");
        (await agent.SendUploadAsync(shop, Gbk(Taobao(Row("C1"))), "x.csv")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var other = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        (await (await http.SendUploadAsync(other, Gbk(Taobao(Row("C1"))), "x.csv")).CodeAsync()).ShouldBe("orders.shop.not_found");

        var strange = await http.UploadAsync(shop, Encoding.UTF8.GetBytes("单号,钱\n1,2\n"), "own.csv");
        var id = strange.GetProperty("id").GetGuid();
        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.not_understood");
    }

    [Theory, BothDatabases]
    public async Task Table_of_ones_own_is_imported_by_a_mapping_that_is_known_the_next_time(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var file = Encoding.UTF8.GetBytes("单号,谁买的,什么时候,多少钱\nD-1,小红,2026/10/3 8:05,12.5元\n");
        var id = (await http.UploadAsync(shop, file, "own.csv")).GetProperty("id").GetGuid();

        var mapped = await http.PostJsonAsync($"/api/orders/imports/{id}/map", new
        {
            kind = "orders",
            platform = "own",
            columns = new Dictionary<string, string[]> { ["orderId"] = ["单号"], ["buyer"] = ["谁买的"], ["placedAt"] = ["什么时候"], ["amount"] = ["多少钱"] },
            saveAs = "自家表格",
        });
        mapped.GetProperty("preview").GetProperty("isComplete").GetBoolean().ShouldBeTrue();
        (await http.RunAsync(id)).GetProperty("progress").GetProperty("new").GetInt64().ShouldBe(1);

        var next = await http.UploadAsync(shop, Encoding.UTF8.GetBytes("什么时候,单号,多少钱\n2026-10-04 09:00:00,D-2,8\n"), "own2.csv");
        next.GetProperty("format").GetString().ShouldBe("自家表格");
    }

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }

    private static string State(JsonElement preview, string header) =>
        preview.GetProperty("columns").EnumerateArray().Single(c => c.GetProperty("header").GetString() == header).GetProperty("state").GetString()!;

    /// <summary>The plainest possible addition: no quotes stand in this file.</summary>
    private static (long Rows, long Amount, long Paid, long Refunded) Add(string text)
    {
        var rows = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).ToList();
        long Fen(int at) => (long)(rows.Sum(r => decimal.Parse(r[at], CultureInfo.InvariantCulture)) * 100);
        return (rows.Count, Fen(1), Fen(2), Fen(6));
    }
}
