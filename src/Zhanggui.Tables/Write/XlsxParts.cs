using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Zhanggui.Tables;

/// <summary>The fixed parts of a workbook that is written.</summary>
internal static partial class XlsxParts
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    // Places of cellXfs are the numbers of XlsxWriter.Style.
    private const string Styles = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    public static void BeginSheet(XmlWriter sheet, IReadOnlyList<XlsxColumn> columns)
    {
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        if (columns.Count > 0)
        {
            sheet.WriteStartElement("cols");
            for (var i = 0; i < columns.Count; i++)
            {
                var number = (i + 1).ToString(CultureInfo.InvariantCulture);
                sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{number}\" max=\"{number}\" width=\"{Math.Clamp(columns[i].Width, 1, 255)}\" customWidth=\"1\"/>"));
            }

            sheet.WriteEndElement();
        }

        sheet.WriteStartElement("sheetData");
    }

    /// <summary>What holds the sheets together.</summary>
    public static void Write(ZipArchive zip, IReadOnlyList<string> sheets)
    {
        var types = new StringBuilder();
        var relations = new StringBuilder();
        var list = new StringBuilder();
        for (var i = 1; i <= sheets.Count; i++)
        {
            types.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
            relations.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
            list.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{System.Security.SecurityElement.Escape(sheets[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>");
        }

        const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        Part(zip, "[Content_Types].xml", $"{Head}<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>");
        Part(zip, "_rels/.rels", $"{Head}<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part(zip, "xl/workbook.xml", $"{Head}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{list}</sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", $"{Head}<Relationships xmlns=\"{Package}/relationships\">{relations}<Relationship Id=\"rId{sheets.Count + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part(zip, "xl/styles.xml", Styles);
    }

    /// <summary>A1, AA17.</summary>
    public static string Reference(int column, int row)
    {
        Span<char> letters = stackalloc char[4];
        var at = letters.Length;
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters[--at] = (char)('A' + (rest % 26));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{letters[at..]}{row}");
    }

    /// <summary>Characters that XML cannot hold, in the way of the format; text that looks like such an escape is escaped itself.</summary>
    public static string Escaped(string text) => NeedsEscape(text) ? Unwritable().Replace(text, m => m.Value.Length == 1 ? $"_x{(int)m.Value[0]:X4}_" : "_x005F" + m.Value) : text;

    private static bool NeedsEscape(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' and not ('\t' or '\n') or '_' || c >= '\uD800')
            {
                return true;
            }
        }

        return false;
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    [GeneratedRegex(@"[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unwritable();
}
