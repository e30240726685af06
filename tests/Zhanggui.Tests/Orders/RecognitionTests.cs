using Zhanggui.Orders.Import;
using Zhanggui.Orders.Store;

namespace Zhanggui.Tests.Orders;

public sealed class RecognitionTests
{
    [Theory]
    [InlineData("订单编号,买家会员名,买家支付宝账号,总金额,订单状态,订单创建时间,订单付款时间 ,订单备注", "taobao-orders", "2012–2016")]
    [InlineData("订单编号,买家会员名,订单创建时间,是否代付,退款金额", "taobao-orders", "2017")]
    [InlineData("订单编号,买家会员名,买家会员昵称,订单创建时间,虚拟号过期时间,商家备忘,主订单编号", "taobao-orders", "2021–2023")]
    [InlineData("订单编号,订单创建时间,订单付款时间,买家实付金额,退款金额,确认收货打款金额", "taobao-orders", "2025–2026")]
    [InlineData("订单编号,标题,价格,购买数量,外部系统编号,商品属性,备注", "taobao-items", "v1")]
    [InlineData("子订单编号,主订单编号,标题,价格,购买数量,退款状态,订单创建时间", "taobao-items", "v2")]
    [InlineData("主订单编号,子订单编号,商品标题,商品ID,商品价格,购买数量,订单状态,订单创建时间", "taobao-items", "2025")]
    [InlineData("订单编号,退款编号,支付单号,退款完结时间,买家退款金额,退款状态", "taobao-refunds", "")]
    [InlineData("订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单状态,下单帐号", "jd-orders", "")]
    [InlineData("订单成交时间,商品,订单号,订单状态,用户实付金额(元),商品数量(件),商家备注", "pinduoduo-orders", "")]
    [InlineData("主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单提交时间,订单状态", "douyin-orders", "")]
    [InlineData("旺旺昵称,日期,询单人数,询单最终付款人数,询单最终付款转化率,首次响应时长（秒）,平均响应时长（秒）,客户满意率,旺旺回复率,询单最终付款金额,退款金额", "sycm-service-days", "")]
    [InlineData("订单编号,买家会员名,订单创建时间,订单付款时间,实付金额,绩效客服", "chitu-service-orders", "")]
    [InlineData("订单编号,归属客服,付款金额", "kuaimai-service-orders", "")]
    [InlineData("订单号,咚咚账号,下单时间,订单金额", "jd-service-orders", "")]
    [InlineData("日期,工号,接待人数,平均响应时长", "service-service-days", "")]
    public void Exports_are_known_by_their_headers(string headers, string format, string version)
    {
        var found = Recognition.Recognise(headers.Split(','), ExportFormats.Known.Formats)!;

        (found.Mapping.Format, found.Mapping.Version).ShouldBe((format, version));
        found.Unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Order_of_columns_does_not_matter_and_a_strange_one_is_reported()
    {
        var found = Recognition.Recognise(["神秘列", "\uFEFF订单创建时间\t", " 订单编号 "], ExportFormats.Known.Formats)!;

        (found.Mapping.Columns["orderId"][0], found.Mapping.Columns["placedAt"][0]).ShouldBe((2, 1));
        found.Unknown.ShouldBe([0]);
        found.Wanting.ShouldContain("sellerNote");
    }

    [Theory]
    [InlineData("98.5%", 985_000L)]
    [InlineData("98.5 ％", 985_000L)]
    [InlineData("0.985", 985_000L)]
    [InlineData("1", 1_000_000L)]
    [InlineData("98.5", 985_000L)]
    [InlineData("0.8%", 8_000L)]
    [InlineData("高", null)]
    [InlineData("-3%", null)]
    public void Shares_are_read_exactly_or_not_at_all(string cell, long? millionths) =>
        (CellReading.TryRate(cell, out var read) ? read : (long?)null).ShouldBe(millionths);

    [Theory]
    [InlineData("35.6", 35_600L)]
    [InlineData("35秒", 35_000L)]
    [InlineData("1分20秒", 80_000L)]
    [InlineData("2分", 120_000L)]
    [InlineData("00:01:20", 80_000L)]
    [InlineData("1小时0分5秒", 3_605_000L)]
    [InlineData("很快", null)]
    [InlineData("1:2:3:4", null)]
    public void Lengths_of_time_are_read_exactly_or_not_at_all(string cell, long? milliseconds) =>
        (CellReading.TrySpan(cell, out var read) ? read : (long?)null).ShouldBe(milliseconds);

    [Theory]
    [InlineData("2026-10-03", "2026-10-03")]
    [InlineData("20261003", "2026-10-03")]
    [InlineData("2026/10/3", "2026-10-03")]
    [InlineData("2026年10月3日", "2026-10-03")]
    [InlineData("2026-10-03 00:00:00", "2026-10-03")]
    [InlineData("2026-10-01~2026-10-03", null)]
    [InlineData("10-03", null)]
    public void Only_one_day_is_a_day(string cell, string? day) =>
        (CellReading.TryDay(cell, out var read) ? NodaTime.Text.LocalDatePattern.Iso.Format(read) : null).ShouldBe(day);

    [Theory]
    [InlineData("买家昵称", true)]
    [InlineData("客户账号", true)]
    [InlineData("咨询客户数", false)]
    [InlineData("客户满意率", false)]
    public void Service_report_does_not_keep_who_the_buyer_is(string header, bool isLeft) => Zhanggui.Orders.Elsewhere.ElsewhereReader.NamesBuyer(header).ShouldBe(isLeft);

    [Fact]
    public void Table_of_something_else_is_not_recognised() => Recognition.Recognise(["日期", "店铺", "金额"], ExportFormats.Known.Formats).ShouldBeNull();

    [Theory]
    [InlineData("taobao", "买家已付款，等待卖家发货", "paid")]
    [InlineData("taobao", "买家已付款,等待卖家发货", "paid")]
    [InlineData("taobao", "TRADE_FINISHED", "success")]
    [InlineData("jd", "(删除)等待出库", "closed")]
    [InlineData("taobao", "全新状态", null)]
    public void Status_texts_are_read_or_left_unknown(string platform, string said, string? status) => ExportFormats.Known.StatusOf(platform, said).ShouldBe(status);

    [Theory]
    [InlineData("=\"35153131473293579\"", "35153131473293579")]
    [InlineData("=\"\"", null)]
    [InlineData("'13800000000", "13800000000")]
    [InlineData("\t6912345678901234567\t", "6912345678901234567")]
    [InlineData("null", null)]
    [InlineData("'null'", null)]
    [InlineData("-", null)]
    public void Cells_lose_what_spreadsheets_put_around_them(string cell, string? text) => CellReading.Clean(cell).ShouldBe(text);

    [Theory]
    [InlineData("12.00元", 1200)]
    [InlineData("1,234.50", 123450)]
    [InlineData("¥8", 800)]
    public void Money_is_exact(string text, long fen)
    {
        CellReading.TryMoney(text, out var read).ShouldBeTrue();
        read.ShouldBe(fen);
    }

    [Theory]
    [InlineData("12,50")] // a comma for the point is not twelve hundred yuan
    [InlineData("1,2345")]
    [InlineData("12.345")]
    [InlineData("1.2E+3")]
    [InlineData("八元")]
    public void Money_that_would_have_to_be_guessed_is_refused(string text) => CellReading.TryMoney(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.00", 2)]
    [InlineData("1,200件", 1200)]
    public void Counts_are_whole(string text, long count)
    {
        CellReading.TryCount(text, out var read).ShouldBeTrue();
        read.ShouldBe(count);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1.5")]
    [InlineData("-1")]
    public void Counts_that_are_not_whole_are_refused(string text) => CellReading.TryCount(text, out _).ShouldBeFalse();

    [Fact]
    public void Empty_cell_takes_nothing_away_but_an_emptied_note_is_gone()
    {
        var shape = TableShape.Orders;
        var stored = new object?[shape.Columns.Count];
        (stored[shape.At("buyer")], stored[shape.At("seller_note")]) = ("小红", "07号");
        var clears = new bool[shape.Columns.Count];
        clears[shape.At("seller_note")] = true;

        var merged = RowMerge.Merge(shape, stored, new IncomingRow(["1"], new object?[shape.Columns.Count], clears));

        (merged[shape.At("buyer")], merged[shape.At("seller_note")]).ShouldBe(("小红", null));
        RowMerge.Changed(stored, merged).ShouldBe([shape.At("seller_note")]);
    }
}
