using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

public sealed class WriterTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var texts = ArbMap.Default.ArbFor<string?>().Generator.Select(t => t?.Replace("\0", "", StringComparison.Ordinal) ?? string.Empty)
            .Where(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)) == t);
        var cell = Gen.OneOf(texts, Gen.Elements("", "\"", "\"\"", ",", "a,b", "\r\n", "\n", "\r", "x\"y", " 空 ", "=1+1", "'", "订单", "😀"));
        var tables = Gen.Choose(1, 6).SelectMany(width => Gen.ListOf(Gen.ArrayOf(cell, width))).Where(t => t.Count > 0);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(tables.ToArbitrary(), table =>
        {
            var bytes = Csv(table);
            var options = new TableOptions { Delimiter = ",", Quote = '"', Escape = '"', RecordDelimiter = "\r\n", MaxProblems = 10 };
            if (!TableFile.TryOpen(new MemoryStream(bytes), "x.csv", options, out var file, out var refused))
            {
                return refused.Code == "tables.file.empty" && table.All(r => r.All(string.IsNullOrWhiteSpace));
            }

            using var rows = file.Rows();
            var read = TableText.All(rows);
            return read.Count == table.Count && read.Zip(table).All(p => p.First.SequenceEqual(p.Second)) && rows.ProblemCount == 0 && Oracle(bytes).Zip(table).All(p => p.First.SequenceEqual(p.Second));
        }));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("+8613800000000", "+8613800000000")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("-cmd", "\"'-cmd\"")]
    [InlineData("a,b", "\"a,b\"")]
    public void Formulas_are_disarmed(string cell, string written)
    {
        using var stream = new MemoryStream();
        using (var writer = new Zhanggui.Tables.CsvWriter(stream, hasBom: false))
        {
            writer.Row("x", cell);
        }

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe($"x,{written}\r\n");
    }

    [Fact]
    public void Workbook_is_valid_and_read_again()
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            writer.BeginSheet("订单 & 退款", [new("订单编号", 22), new("金额"), new("日期"), new("时间"), new("件数"), new("备注", 40)]);
            writer.BeginRow();
            writer.Text("1234567890123456789");
            writer.Money(123450);
            writer.Date(new LocalDate(2026, 10, 3));
            writer.DateTime(new LocalDateTime(2026, 10, 3, 14, 5, 9));
            writer.Number(3);
            writer.Text(" =1+1 <&> \u0001 _x0041_ 换\n行 😀");
            writer.BeginRow();
            writer.Skip();
            writer.Money(-5);
            writer.BeginSheet("空", []);
        }

        stream.Position = 0;
        using (var document = SpreadsheetDocument.Open(stream, isEditable: false))
        {
            new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        }

        using var file = TableText.Open(stream.ToArray());
        file.Kind.ShouldBe(TableKind.Xlsx);
        file.Sheets.Select(s => s.Name).ShouldBe(["订单 & 退款", "空"]);
        using var rows = file.Rows();
        TableText.Flat(TableText.All(rows)).ShouldBe("订单编号¦金额¦日期¦时间¦件数¦备注\n1234567890123456789¦1234.5¦2026-10-03 00:00:00¦2026-10-03 14:05:09¦3¦ =1+1 <&> \u0001 _x0041_ 换\n行 😀\n¦-0.05");
    }

    private static byte[] Csv(IEnumerable<string[]> table)
    {
        using var stream = new MemoryStream();
        using (var writer = new Zhanggui.Tables.CsvWriter(stream, guardsFormulas: false))
        {
            foreach (var row in table)
            {
                writer.Row(row);
            }
        }

        return stream.ToArray();
    }

    private static List<string[]> Oracle(byte[] bytes)
    {
        using var reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Separator = ',', HasHeader = false, DetectSeparatorHint = false });
        var all = new List<string[]>();
        while (reader.Read())
        {
            all.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return all;
    }
}
