using System.Text;
using ExcelDataReader;

namespace Zhanggui.Tables.Excel;

/// <summary>A workbook of Excel 2 to 2003, or a protected one, read through ExcelDataReader.</summary>
internal sealed class WorkbookFile : TableFile
{
    private readonly Stream _stream;

    private WorkbookFile(Stream stream, IReadOnlyList<TableSheet> sheets, TableOptions options)
        : base(TableKind.Xls, sheets, options)
    {
        _stream = stream;
    }

    public static TableFile? TryOpen(Stream stream, TableOptions options, out TableRefused? refused)
    {
        refused = null;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var reader = Open(stream, options);
            var sheets = new List<TableSheet>();
            var firstFull = -1;
            var firstFullHidden = -1;
            do
            {
                var isVisible = reader.VisibleState == "visible";
                sheets.Add(new TableSheet(sheets.Count, reader.Name ?? string.Empty, isVisible));
                if (firstFull < 0 && (isVisible || firstFullHidden < 0) && HasCell(reader))
                {
                    firstFull = isVisible ? sheets.Count - 1 : firstFull;
                    firstFullHidden = isVisible ? firstFullHidden : sheets.Count - 1;
                }
            }
            while (reader.NextResult());
            if (sheets.Count == 0)
            {
                refused = TableRefused.NoSheet;
                return null;
            }

            if (firstFull < 0 && firstFullHidden < 0)
            {
                refused = TableRefused.Empty;
                return null;
            }

            return new WorkbookFile(stream, sheets, options) { DefaultSheet = firstFull >= 0 ? firstFull : firstFullHidden };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            refused = WorkbookFaults.Reason(e);
            return null;
        }
    }

    internal static IExcelDataReader Open(Stream stream, TableOptions options)
    {
        stream.Position = 0;
        var settings = new ExcelReaderConfiguration { LeaveOpen = true, Password = options.Password };
        return ExcelReaderFactory.CreateReader(stream, settings);
    }

    protected override TableRows Open(int sheet) => new WorkbookRows(_stream, sheet, Options);

    private static bool HasCell(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetValue(i) is not (null or ""))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
