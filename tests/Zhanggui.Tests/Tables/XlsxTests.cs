using System.IO.Compression;
using System.Text;
using Zhanggui.Tables;
using Zhanggui.Tables.Excel;

namespace Zhanggui.Tests.Tables;

public sealed class XlsxTests
{
    private const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    [Theory]
    [InlineData("<c r=\"A1\"><v>12.5</v></c>", "12.5", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>12.50</v></c>", "12.5", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>19.989999999999998</v></c>", "19.99", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>1E-3</v></c>", "0.001", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>-0.5</v></c>", "-0.5", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"s\"><v>0</v></c>", "甲 <乙>", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"s\"><v>1</v></c>", "rich text", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>a&#10;b&amp;</t></is></c>", "a\nb&", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<&>]]></t></is></c>", "<&>", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>x_x0041_y</v></c>", "xAy", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE", CellKind.Boolean)]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A", CellKind.Error)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>42513.918067129627</v></c>", "2016-05-23 22:02:01", CellKind.DateTime)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>1</v></c>", "1900-01-01 00:00:00", CellKind.DateTime)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>0.5</v></c>", "12:00:00", CellKind.Time)]
    [InlineData("<c r=\"A1\" s=\"2\"><v>1.5</v></c>", "36:00:00", CellKind.Time)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>-3</v></c>", "-3", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2016-05-23T22:02:01</v></c>", "2016-05-23 22:02:01", CellKind.DateTime)]
    [InlineData("<c><v>7</v></c>", "7", CellKind.Number)]
    [InlineData("<c r=\"0\"><v>9</v></c>", "9", CellKind.Number)]
    [InlineData("<x:c xmlns:x=\"u\" r='A1'><x:v>8</x:v></x:c>", "8", CellKind.Number)]
    public void Cells_are_read_by_type_and_style(string cell, string text, CellKind kind)
    {
        using var file = TableText.Open(Workbook($"<row r=\"1\">{cell}</row>"));
        using var rows = file.Rows();

        rows.Read().ShouldBeTrue();
        rows.GetText(0).ShouldBe(text);
        rows.KindOf(0).ShouldBe(kind);
    }

    [Fact]
    public void Numbers_beyond_15_digits_are_damaged_and_written_without_exponent()
    {
        using var file = TableText.Open(Workbook("<row r=\"1\"><c r=\"A1\"><v>1.2345678901234501E+17</v></c><c r=\"B1\"><v>123456789012345</v></c><c r=\"C1\" t=\"str\"><v>1.23E+17</v></c></row>"));
        using var rows = file.Rows();
        rows.Read();

        rows.GetText(0).ShouldBe("123456789012345000");
        Enumerable.Range(0, 3).Select(rows.IsDamagedNumber).ShouldBe([true, false, true]);
    }

    [Fact]
    public void Holes_are_empty_cells_and_empty_rows_are_passed_over()
    {
        using var file = TableText.Open(Workbook("<row r=\"2\"><c r=\"C2\"><v>1</v></c><c r=\"D2\"/></row><row r=\"3\"/><row r=\"5\"><c r=\"A5\" s=\"1\"/><c r=\"B5\"><v>2</v></c></row>"));
        using var rows = file.Rows();

        rows.Read();
        (rows.LineNumber, rows.Count, rows.GetText(0), rows.GetText(2)).ShouldBe((2, 3, "", "1"));
        rows.Read();
        (rows.LineNumber, rows.Count, rows.GetText(1)).ShouldBe((5, 2, "2"));
        rows.Read().ShouldBeFalse();
        rows.Refused.ShouldBeNull();
    }

    [Fact]
    public void Pieces_of_one_row_are_one_row()
    {
        using var file = TableText.Open(Workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"B1\"><v>2</v></c></row><row><c><v>3</v></c></row>"));
        using var rows = file.Rows();

        TableText.Flat(TableText.All(rows)).ShouldBe("1¦2\n3");
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>", "tables.file.broken")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>&boom;</v></c></row>", "tables.file.broken")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>", "tables.file.broken")]
    public void Rest_of_a_damaged_sheet_is_refused_with_its_row(string rowsXml, string code)
    {
        using var file = TableText.Open(Workbook(rowsXml));
        using var rows = file.Rows();

        rows.Read().ShouldBeTrue();
        rows.Read().ShouldBeFalse();
        rows.Refused!.Code.ShouldBe(code);
        rows.Refused.Line.ShouldNotBeNull();
    }

    [Fact]
    public void Sheet_that_is_cut_off_is_refused()
    {
        var bytes = Workbook(string.Empty, sheet: $"<worksheet {Ns}><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1");
        using var file = TableText.Open(bytes);
        using var rows = file.Rows();

        rows.Read().ShouldBeTrue();
        rows.Read().ShouldBeFalse();
        rows.Refused!.Code.ShouldBe("tables.file.broken");
    }

    [Fact]
    public void Document_types_are_refused_and_nothing_expands()
    {
        const string Bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

        TableText.Refused(Workbook(string.Empty, sheet: $"{Bomb}<worksheet {Ns}><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>")).Code.ShouldBe("tables.file.broken");
        TableText.Refused(Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", shared: $"{Bomb}<sst {Ns}><si><t>&b;</t></si></sst>")).Code.ShouldBe("tables.file.broken");
    }

    [Fact]
    public void Zip_bomb_is_stopped()
    {
        var bytes = Workbook($"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c></row>{string.Concat(Enumerable.Repeat("<row/>", 12 << 20))}<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
        using var file = TableText.Open(bytes, new TableOptions { MaxInflateRatio = 100 });
        using var rows = file.Rows();
        while (rows.Read())
        {
        }

        rows.Refused!.Code.ShouldBe("tables.file.limit");
    }

    [Fact]
    public void Workbooks_without_cells_or_sheets_are_refused()
    {
        TableText.Refused(Workbook(string.Empty)).Code.ShouldBe("tables.file.empty");
        TableText.Refused(Zip(("[Content_Types].xml", "<Types/>"))).Code.ShouldBe("tables.file.broken");
        TableText.Refused(Zip(("a.csv", "1,2"))).Code.ShouldBe("tables.file.archive");
        TableText.Refused(Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x"))).Code.ShouldBe("tables.file.xlsb");
    }

    [Theory]
    [InlineData("0.00", CellKind.Number)]
    [InlineData("General", CellKind.Number)]
    [InlineData("yyyy/m/d h:mm", CellKind.DateTime)]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\"", CellKind.DateTime)]
    [InlineData("[h]:mm:ss", CellKind.Time)]
    [InlineData("[Red]0.00\"d\"", CellKind.Number)]
    [InlineData("0.00E+00", CellKind.Number)]
    [InlineData("\\d0", CellKind.Number)]
    [InlineData("@", CellKind.Number)]
    [InlineData("[Black]0;[Red]m", CellKind.Number)]
    public void Formats_say_whether_a_number_is_a_time(string code, CellKind kind) => Zhanggui.Tables.Excel.Xlsx.XlsxStyles.KindOf(code).ShouldBe(kind);

    // The library takes the colour [Blue] for a date, gives formulas that failed as nothing, overlooks references in small
    // letters, and knows only one way to write that days are counted from 1904.
    private static readonly string[] LibraryIsWrong = ["color-date-xlsx.xlsx", "color-date-lowercase-xlsx.xlsx", "Test_git_issue_329_error.xlsx", "Test_git_issue_486.xlsx", "LowerCaseReferenceAttribute.xlsx", "Test_git_Issue_649_Date1904_Parsings.xlsx"];

    [Theory]
    [InlineData("exceldatareader")]
    [InlineData("readxl")]
    [InlineData("frictionless")]
    public void Real_workbooks_give_what_the_library_gives(string set)
    {
        var differences = new List<string>();
        foreach (var (name, bytes) in MessyData.Files(set).Where(f => f.Name.EndsWith(".xlsx", StringComparison.Ordinal) && !LibraryIsWrong.Contains(Path.GetFileName(f.Name))))
        {
            if (!TableFile.TryOpen(new MemoryStream(bytes), name, null, out var file, out var refused))
            {
                if (refused.Code == "tables.file.broken")
                {
                    differences.Add($"{name}: {refused.En}");
                }

                continue;
            }

            if (file.Kind != TableKind.Xlsx)
            {
                file.Dispose(); // behind a password
                continue;
            }

            using (file)
            {
                using var ours = file.Rows();
                using var theirs = new WorkbookRows(new MemoryStream(bytes), file.DefaultSheet, new TableOptions());
                var mine = Flat(ours);
                var library = Flat(theirs);
                if (mine != library && theirs.Refused is null)
                {
                    var at = mine.Zip(library).TakeWhile(p => p.First == p.Second).Count();
                    differences.Add($"{name}: ...{mine[Math.Max(0, at - 30)..Math.Min(mine.Length, at + 40)]}... library ...{library[Math.Max(0, at - 30)..Math.Min(library.Length, at + 40)]}...");
                }
            }
        }

        string.Join("\n\n", differences).ShouldBe(string.Empty);
    }

    private static string Flat(TableRows rows)
    {
        var text = new StringBuilder();
        while (rows.Read())
        {
            text.Append(rows.LineNumber);
            for (var i = 0; i < rows.Count; i++)
            {
                text.Append('¦').Append(rows.KindOf(i) == CellKind.Error ? string.Empty : rows[i]);
            }

            text.Append('\n');
        }

        return text.Append(rows.Refused?.Code).ToString().Replace("¦\n", "\n", StringComparison.Ordinal);
    }

    private static byte[] Workbook(string rows, string? shared = null, string? sheet = null) => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", $"<workbook {Ns} xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets\\sheet1.xml\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", shared ?? $"<sst {Ns}><si><t>甲 &lt;乙&gt;</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si></sst>"),
        ("xl/styles.xml", $"<styleSheet {Ns}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", sheet ?? $"<?xml version=\"1.0\"?><!-- c --><worksheet {Ns}><sheetData>{rows}</sheetData><other/></worksheet>"));

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
