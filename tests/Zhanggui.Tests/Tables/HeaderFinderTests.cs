using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

public sealed class HeaderFinderTests
{
    private static readonly HeaderFinder Finder = new([("订单编号", "order_id"), ("订单号", "order_id"), ("总金额", "amount"), ("买家会员名", "buyer")]);

    [Fact]
    public void Header_below_a_preamble_is_found_with_its_columns()
    {
        using var file = TableText.Open("店铺：甲,,,\n导出时间：2026-10-03,,,\n\uFEFF 订单号\t,总金额　,备注,\n1,2,3,\n");

        var header = Finder.Find(file, 2, out var refused)!;

        refused.ShouldBeNull();
        header.LineNumber.ShouldBe(3);
        header.IndexOf("order_id").ShouldBe(0);
        header.IndexOf("amount").ShouldBe(1);
        header.IndexOf("buyer").ShouldBe(-1);
        header.Columns.Count.ShouldBe(3);
        header.Unknown.ShouldHaveSingleItem().Text.ShouldBe("备注");
        using var rows = file.RowsAfter(header);
        TableText.Flat(TableText.All(rows)).ShouldBe("1¦2¦3¦");
        rows.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Two_columns_of_one_name_are_reported_and_the_first_counts()
    {
        using var file = TableText.Open("订单编号,订单号,总金额\n1,2,3\n");

        var header = Finder.Find(file, 2, out _)!;

        header.Duplicates.ShouldBe(["order_id"]);
        header.IndexOf("order_id").ShouldBe(0);
    }

    [Fact]
    public void Table_without_known_names_is_refused()
    {
        using var file = TableText.Open("a,b\n1,2\n");

        Finder.Find(file, 1, out var refused).ShouldBeNull();
        refused!.Code.ShouldBe("tables.header.not_found");
    }

    [Fact]
    public void Header_beyond_the_twentieth_row_is_not_looked_for()
    {
        using var file = TableText.Open(string.Concat(Enumerable.Repeat("x,y\n", 20)) + "订单编号,总金额\n");

        Finder.Find(file, 1, out var refused).ShouldBeNull();
    }
}
