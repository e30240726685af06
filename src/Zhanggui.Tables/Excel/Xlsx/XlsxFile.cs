using System.Xml;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>A workbook of Excel 2007 and later, read part by part: sheets stream, the shared strings are kept.</summary>
internal sealed class XlsxFile : TableFile
{
    private readonly XlsxPackage _package;
    private readonly List<string> _parts;
    private readonly string? _sharedPart;
    private readonly XlsxStyles _styles;
    private readonly bool _is1904;
    private SharedStrings? _shared;

    private XlsxFile(XlsxPackage package, Workbook workbook, XlsxStyles styles, TableOptions options)
        : base(TableKind.Xlsx, workbook.Sheets, options)
    {
        _package = package;
        _parts = workbook.Parts;
        _sharedPart = workbook.SharedPart;
        _styles = styles;
        _is1904 = workbook.Is1904;
    }

    public static TableFile? TryOpen(Stream stream, TableOptions options, out TableRefused? refused)
    {
        XlsxPackage? package = null;
        try
        {
            package = new XlsxPackage(stream, options);
            var workbook = Workbook.Read(package);
            if (workbook.Sheets.Count == 0)
            {
                package.Dispose();
                refused = TableRefused.NoSheet;
                return null;
            }

            var file = new XlsxFile(package, workbook, StylesOf(package, workbook), options);
            refused = file.ChooseSheet();
            if (refused is null)
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (Exception e) when (IsFault(e))
        {
            package?.Dispose();
            refused = Reason(e);
            return null;
        }
    }

    /// <summary>What hostile bytes can make the zip and XML readers throw.</summary>
    internal static bool IsFault(Exception e) => e is PartRefused or InvalidDataException or XmlException or IOException or ArgumentException or FormatException or OverflowException or NotSupportedException;

    internal static TableRefused Reason(Exception e, long? line = null) => e is PartRefused fault ? fault.Reason with { Line = line ?? fault.Reason.Line } : WorkbookFaults.Reason(e, line);

    /// <summary>Read when the first sheet asks for them.</summary>
    internal SharedStrings Shared()
    {
        if (_shared is null)
        {
            if (_sharedPart is null || !_package.Has(_sharedPart))
            {
                return _shared = new SharedStrings();
            }

            using var part = _package.Open(_sharedPart);
            _shared = SharedStrings.Read(part, Options);
        }

        return _shared;
    }

    protected override TableRows Open(int sheet) => new XlsxRows(this, _package, _parts[sheet], _styles, _is1904, Options);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _package.Dispose();
        }

        base.Dispose(disposing);
    }

    private static XlsxStyles StylesOf(XlsxPackage package, Workbook workbook)
    {
        if (workbook.StylesPart is null || !package.Has(workbook.StylesPart))
        {
            return XlsxStyles.None;
        }

        using var reader = package.OpenXml(workbook.StylesPart);
        return XlsxStyles.Read(reader);
    }

    // Looks for the first row of each sheet until a visible one has one. A damaged sheet that is not needed refuses nothing.
    private TableRefused? ChooseSheet()
    {
        int? hidden = null;
        TableRefused? damaged = null;
        foreach (var sheet in Sheets)
        {
            using var rows = Open(sheet.Index);
            var isFull = rows.Read();
            damaged ??= rows.Refused;
            if (isFull && sheet.IsVisible)
            {
                DefaultSheet = sheet.Index;
                return null;
            }

            hidden ??= isFull ? sheet.Index : null;
        }

        DefaultSheet = hidden ?? 0;
        return hidden is not null ? null : damaged ?? TableRefused.Empty;
    }
}
