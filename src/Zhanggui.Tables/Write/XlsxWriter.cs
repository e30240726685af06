using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using NodaTime;

namespace Zhanggui.Tables;

/// <summary>
/// Writes a workbook straight to the stream, sheet by sheet and row by row, in flat memory; the stream need not seek. Every
/// sheet begins with a bold header row that stays in sight. Long numbers such as order ids are written as text.
/// </summary>
/// <remarks>A text longer than 32,767 characters does not fit into a cell of Excel and throws; control characters that XML cannot hold are written in Excel's own way (<c>_x0001_</c>).</remarks>
public sealed class XlsxWriter : IDisposable
{
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("[]:*?/\\");
    private const int MaxText = 32_767;
    private const int MaxRows = 1_048_576;
    private readonly ZipArchive _zip;
    private readonly List<string> _sheets = [];
    private XmlWriter? _sheet;
    private int _row;
    private int _column;

    public XlsxWriter(Stream stream)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    private enum Style
    {
        Normal,
        Header,
        Money,
        Date,
        DateTime,
        Text,
    }

    /// <summary>Ends the sheet before it and begins one with its header row. Names of more than 31 characters or with <c>[]:*?/\</c> throw, as Excel refuses them.</summary>
    public void BeginSheet(string name, IReadOnlyList<XlsxColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (string.IsNullOrEmpty(name) || name.Length > 31 || name.AsSpan().ContainsAny(NotInNames) || _sheets.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException("The name of a sheet has 1 to 31 characters, none of []:*?/\\, and is used once.", nameof(name));
        }

        EndSheet();
        _sheets.Add(name);
        _row = 0;
        _sheet = XmlWriter.Create(_zip.CreateEntry($"xl/worksheets/sheet{_sheets.Count}.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        XlsxParts.BeginSheet(_sheet, columns);
        BeginRow();
        foreach (var column in columns)
        {
            Inline(column.Header, Style.Header);
        }
    }

    /// <summary>Begins the next row; the one before it is ended.</summary>
    public void BeginRow()
    {
        var sheet = _sheet ?? throw new InvalidOperationException("No sheet has been begun.");
        if (_row == MaxRows)
        {
            throw new InvalidOperationException("A sheet of Excel has 1,048,576 rows.");
        }

        if (_row > 0)
        {
            sheet.WriteEndElement();
        }

        _row++;
        _column = 0;
        sheet.WriteStartElement("row");
        sheet.WriteAttributeString("r", _row.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Text, also for ids of any length; null and empty leave the cell out.</summary>
    public void Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Skip();
            return;
        }

        Inline(text, Style.Text);
    }

    /// <summary>Yuan with two places; <paramref name="fen"/> is hundredths.</summary>
    public void Money(long? fen) => Value(fen is { } f ? (f / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null, Style.Money);

    /// <summary>A number of at most 15 digits; longer ones throw, because Excel would change them: write them as text.</summary>
    public void Number(decimal? number)
    {
        if (number is { } n && Math.Abs(n) >= 1_000_000_000_000_000m)
        {
            throw new ArgumentOutOfRangeException(nameof(number), "Excel keeps 15 digits; write longer numbers as text.");
        }

        Value(number?.ToString(CultureInfo.InvariantCulture), Style.Normal);
    }

    public void Date(LocalDate? date) => Value(date is { } d ? Serial(d.AtMidnight()) : null, Style.Date);

    public void DateTime(LocalDateTime? time) => Value(time is { } t ? Serial(t) : null, Style.DateTime);

    /// <summary>Leaves a cell empty.</summary>
    public void Skip() => _column++;

    /// <summary>Ends the workbook; without this it cannot be opened. The stream stays open.</summary>
    public void Dispose()
    {
        if (_sheets.Count == 0)
        {
            BeginSheet("Sheet1", []);
        }

        EndSheet();
        XlsxParts.Write(_zip, _sheets);
        _zip.Dispose();
    }

    // Excel counts days from 30 December 1899; 1 March 1900 is the first day on which that is true.
    private static string Serial(LocalDateTime time)
    {
        var days = Period.DaysBetween(new LocalDate(1899, 12, 30), time.Date);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 61, nameof(time));
        return (days + (decimal.Round(time.TimeOfDay.TickOfDay / 864_000_000_000m, 11))).ToString(CultureInfo.InvariantCulture);
    }

    private void Value(string? value, Style style)
    {
        if (value is null)
        {
            Skip();
            return;
        }

        var sheet = StartCell(style);
        sheet.WriteElementString("v", value);
        sheet.WriteEndElement();
    }

    private void Inline(string text, Style style)
    {
        if (text.Length > MaxText)
        {
            throw new ArgumentException("A cell of Excel holds 32,767 characters.", nameof(text));
        }

        var sheet = StartCell(style);
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is");
        sheet.WriteStartElement("t");
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(XlsxParts.Escaped(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private XmlWriter StartCell(Style style)
    {
        var sheet = _sheet ?? throw new InvalidOperationException("No sheet has been begun.");
        sheet.WriteStartElement("c");
        sheet.WriteAttributeString("r", XlsxParts.Reference(_column, _row));
        sheet.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));
        _column++;
        return sheet;
    }

    private void EndSheet()
    {
        if (_sheet is null)
        {
            return;
        }

        _sheet.WriteEndElement(); // row
        _sheet.WriteEndElement(); // sheetData
        _sheet.WriteEndElement(); // worksheet
        _sheet.Dispose();
        _sheet = null;
    }
}
