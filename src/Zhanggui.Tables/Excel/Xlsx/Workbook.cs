using System.Xml;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>What the workbook part says: its sheets in order and where they lie.</summary>
internal sealed class Workbook
{
    public List<TableSheet> Sheets { get; } = [];

    public List<string> Parts { get; } = [];

    public string? SharedPart { get; private set; }

    public string? StylesPart { get; private set; }

    public bool Is1904 { get; private set; }

    public static Workbook Read(XlsxPackage package)
    {
        var part = package.Relations(string.Empty).FirstOrDefault(r => r.Type == "officeDocument").Target ?? "xl/workbook.xml";
        part = package.Has(part) ? part : "xl/workbook.xml";
        var relations = package.Relations(part);
        var workbook = new Workbook
        {
            SharedPart = relations.FirstOrDefault(r => r.Type == "sharedStrings").Target,
            StylesPart = relations.FirstOrDefault(r => r.Type == "styles").Target,
        };
        using var reader = package.OpenXml(part);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "workbookPr")
            {
                workbook.Is1904 |= reader.GetAttribute("date1904") is "1" or "true" or "on";
            }
            else if (reader.LocalName == "sheet")
            {
                workbook.Add(reader, relations, package);
            }
        }

        return workbook;
    }

    private void Add(XmlReader reader, List<(string Id, string Type, string Target)> relations, XlsxPackage package)
    {
        string? id = null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            id = reader.LocalName == "id" && reader.NamespaceURI.Length > 0 ? reader.Value : id;
        }

        reader.MoveToElement();
        var (_, type, target) = relations.FirstOrDefault(r => r.Id == id);
        target ??= $"xl/worksheets/sheet{Sheets.Count + 1}.xml";

        // Sheets of charts and dialogues have no cells.
        if (type is not null and not "worksheet" || !package.Has(target))
        {
            return;
        }

        Sheets.Add(new TableSheet(Sheets.Count, reader.GetAttribute("name") ?? string.Empty, reader.GetAttribute("state") is not ("hidden" or "veryHidden")));
        Parts.Add(target);
    }
}
