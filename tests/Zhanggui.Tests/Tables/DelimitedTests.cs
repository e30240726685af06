using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

public sealed class DelimitedTests
{
    static DelimitedTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("a,b\n1,2\n", "a¦b\n1¦2")]
    [InlineData("a,b\r\n1,2", "a¦b\n1¦2")]
    [InlineData("a,b\r1,2\r", "a¦b\n1¦2")]
    [InlineData("a;b\n1,5;2\n2,5;3", "a¦b\n1,5¦2\n2,5¦3")]
    [InlineData("a\tb\n1\t2\n", "a¦b\n1¦2")]
    [InlineData("a|b\n1|2\n", "a¦b\n1¦2")]
    [InlineData("a, b\n1, \"2, 3\"\n", "a¦b\n1¦2, 3")]
    [InlineData("sep=;\na;b,c\n1;2\n", "a¦b,c\n1¦2")]
    [InlineData("a,b\n\"1\n2\",3\n4,5\n", "a¦b\n1\n2¦3\n4¦5")]
    [InlineData("a,b\n\"say \"\"x\"\"\",3\n4,5\n", "a¦b\nsay \"x\"¦3\n4¦5")]
    [InlineData("a,b\n\"say \\\"x\\\"\",3\n4,5\n", "a¦b\nsay \"x\"¦3\n4¦5")]
    [InlineData("a,b\n'x,y',3\n'z,w',5\n", "a¦b\nx,y¦3\nz,w¦5")]
    [InlineData("a,b,c\n,,\n1,,\n", "a¦b¦c\n¦¦\n1¦¦")]
    [InlineData("name\nann\nbob\n", "name\nann\nbob")]
    [InlineData("a,b\n\n\n1,2\n\n", "a¦b\n1¦2")]
    [InlineData("编号，名称\n1，甲\n2，乙\n", "编号¦名称\n1¦甲\n2¦乙")]
    [InlineData("a,b\n\"\",x\n\"\"\"\",y\n", "a¦b\n¦x\n\"¦y")]
    public void Text_is_read_by_what_it_shows(string text, string cells) => TableText.Flat(TableText.Rows(text)).ShouldBe(cells);

    [Theory]
    [InlineData("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n", "a¦b¦c\n1¦\"2¦3\n4¦5¦6\n7¦8¦9", 2)] // a quote that never ends
    [InlineData("a,b,c\n1,\"2,\"3\"\n4,5,6\n", "a¦b¦c\n1¦\"2¦3\n4¦5¦6", 2)] // the quote of the first cell is text
    [InlineData("a,b,c\n1,2,\"\"3\"\n4,5,6\n", "a¦b¦c\n1¦2¦\"3\n4¦5¦6", 2)] // a quote too many
    [InlineData("a,b,c\n1,2,\"x\"y\"\n4,5,6\n", "a¦b¦c\n1¦2¦x\"y\n4¦5¦6", 2)] // an undoubled quote
    [InlineData("a,b,c\n1,2,\"\n4,5,\"6\"\n", "a¦b¦c\n1¦2¦\"\n4¦5¦6", 2)] // a lone quote at the end of a line
    public void Wrong_quotes_are_read_by_the_number_of_cells_and_reported(string text, string cells, long line)
    {
        using var file = TableText.Open(text);
        using var rows = file.Rows();

        TableText.Flat(TableText.All(rows)).ShouldBe(cells);
        rows.Problems.ShouldContain(p => p.Code == "tables.cell.quote" && p.Line == line);
    }

    [Fact]
    public void Rows_of_another_length_are_reported_with_their_line()
    {
        using var file = TableText.Open("a,b,c\n1,2\n1,2,3\n\"x\ny\",2,3,4\n1,2,3,,\n");
        var header = new HeaderFinder(["a", "b", "c"]).Find(file, 3, out _)!;
        using var rows = file.RowsAfter(header);
        while (rows.Read())
        {
        }

        rows.Problems.Select(p => (p.Line, p.Column, p.Code)).ShouldBe([(2, 0, "tables.row.fewer_cells"), (4, 4, "tables.row.more_cells")]);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        using var file = TableText.Open("a,b\r\n\r\n\"1\r\n2\",3\r\n4,5\r\n");
        using var rows = file.Rows();
        var lines = new List<long>();
        while (rows.Read())
        {
            lines.Add(rows.LineNumber);
        }

        lines.ShouldBe([1, 3, 5]);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    public void Encodings_are_told_from_the_bytes(string name, bool hasBom)
    {
        var text = string.Concat(Enumerable.Repeat("订单编号,买家会员名,总金额\r\n1001,小明的店,12.50\r\n", 50));
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasBom ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        using var file = TableText.Open(bytes);

        file.Dialect!.Encoding.ShouldBe(name);
        using var rows = file.Rows();
        TableText.All(rows).Count.ShouldBe(100);
        TableText.Rows(bytes)[1].ShouldBe(["1001", "小明的店", "12.50"]);
    }

    [Fact]
    public void Western_text_in_one_byte_is_refused_and_read_when_named()
    {
        var bytes = Encoding.Latin1.GetBytes("nom,ville\nRené,Orléans\nZoë,Sète\nJosé,Málaga\n");

        TableText.Refused(bytes).Code.ShouldBe("tables.file.encoding");
        TableText.Rows(bytes, new TableOptions { Encoding = "iso-8859-1" })[1].ShouldBe(["René", "Orléans"]);
    }

    [Fact]
    public void Broken_character_far_behind_refuses_the_rest_with_its_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("名字,2\n", 200_000))), 0xFF, 0xFF, (byte)'\n'];

        using var file = TableText.Open(bytes);
        using var rows = file.Rows();
        while (rows.Read())
        {
        }

        rows.Refused!.Code.ShouldBe("tables.file.encoding");
        rows.Refused.Line!.Value.ShouldBeInRange(150_000, 200_002);
    }

    [Fact]
    public void Broken_character_behind_plain_ascii_makes_the_file_something_else()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("name,2\n", 200_000))), 0xFF, 0xFF, (byte)'\n'];

        TableText.Refused(bytes).Code.ShouldBe("tables.file.encoding");
    }

    [Fact]
    public void Nul_characters_are_reported()
    {
        using var file = TableText.Open("a,b\n" + string.Concat(Enumerable.Repeat("1234567890,22222222222222222222\n", 20)) + "x,y\0z\n");
        using var rows = file.Rows();
        TableText.All(rows)[^1].ShouldBe(["x", "y\0z"]);

        rows.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Line.ShouldBe(22), p => p.Column.ShouldBe(2), p => p.Code.ShouldBe("tables.cell.nul"));
    }

    [Fact]
    public void Cells_run_over_the_edges_of_the_buffer()
    {
        var long1 = new string('x', 70_000);
        var long2 = string.Concat(Enumerable.Repeat("a\"\"\n", 40_000));
        var rows = TableText.Rows($"a,b\n{long1},1\n\"{long2}\",2\n3,4\n");

        rows[1].ShouldBe([long1, "1"]);
        rows[2].ShouldBe([long2.Replace("\"\"", "\"", StringComparison.Ordinal), "2"]);
        rows[3].ShouldBe(["3", "4"]);
    }

    [Theory]
    [InlineData("a,b\n\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",1\n", 20, 1000)]
    [InlineData("a,b\n1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9\n", 1000, 64)]
    public void Limits_stop_with_a_reason(string text, int maxCellChars, int maxCells)
    {
        using var file = TableText.Open(text, new TableOptions { MaxCellChars = maxCellChars, MaxCells = maxCells });
        using var rows = file.Rows();
        TableText.All(rows).Count.ShouldBe(1);

        rows.Refused!.Code.ShouldBe("tables.file.limit");
        rows.Refused.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "tables.file.empty")]
    [InlineData(" \r\n\t\n", "tables.file.empty")]
    [InlineData("%PDF-1.7 ...", "tables.file.not_a_table")]
    [InlineData("<html><table><tr><td>1</td></tr></table>", "tables.file.html")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "tables.file.xml")]
    [InlineData("PK\u0003\u0004 broken", "tables.file.broken")]
    public void What_is_no_table_is_refused_with_its_reason(string text, string code) => TableText.Refused(Encoding.Latin1.GetBytes(text)).Code.ShouldBe(code);

    [Fact]
    public void Options_win_over_what_is_found()
    {
        var options = new TableOptions { Delimiter = ";", Quote = '\0', SkipLines = 1 };

        TableText.Flat(TableText.Rows("preamble, with, commas\na;b,c\n\"1;2\n", options)).ShouldBe("a¦b,c\n\"1¦2");
    }
}
