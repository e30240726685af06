using System.Globalization;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>Rows of one sheet, straight from its XML.</summary>
internal sealed class XlsxRows : TableRows
{
    private readonly XlsxFile _file;
    private readonly TableOptions _options;
    private readonly XlsxStyles _styles;
    private readonly SheetRow _row;
    private readonly CountedStream? _part;
    private readonly XmlScan? _scan;
    private SharedStrings? _shared;
    private long _nextRow;
    private bool _isWhole;

    public XlsxRows(XlsxFile file, XlsxPackage package, string part, XlsxStyles styles, bool is1904, TableOptions options)
        : base(options)
    {
        _file = file;
        _options = options;
        _styles = styles;
        _row = new SheetRow(options, is1904);
        try
        {
            _part = new CountedStream(package.Open(part));
            Length = package.Length(part);
            _scan = new XmlScan(_part, SharedStrings.MaxToken(options));
        }
        catch (Exception e) when (XlsxFile.IsFault(e))
        {
            Refuse(XlsxFile.Reason(e));
        }
    }

    /// <summary>Bytes of the sheet after inflating.</summary>
    public override long Position => _part?.Count ?? 0;

    public override long Length { get; }

    public override ReadOnlySpan<char> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                return default;
            }

            return _row[index];
        }
    }

    public override CellKind KindOf(int index) => (uint)index < (uint)Count ? _row.KindOf(index) : CellKind.Empty;

    public override bool IsDamagedNumber(int index) => (uint)index < (uint)Count && (_row.IsDamaged(index) || (_row.KindOf(index) == CellKind.Text && base.IsDamagedNumber(index)));

    protected override bool ReadRow()
    {
        try
        {
            return ReadCells();
        }
        catch (Exception e) when (XlsxFile.IsFault(e))
        {
            return Refuse(XlsxFile.Reason(e, _row.Number + 1));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool ReadCells()
    {
        if (_isWhole)
        {
            return false;
        }

        if (_nextRow > 0)
        {
            (_row.Number, _nextRow) = (_nextRow, 0);
        }

        _row.Clear();
        Count = 0;
        var scan = _scan!;
        while (scan.Next())
        {
            var name = scan.Name;
            if (name.SequenceEqual("c"u8))
            {
                if (!scan.IsEnd)
                {
                    ReadCell(scan);
                }
            }
            else if (name.SequenceEqual("row"u8))
            {
                if (!scan.IsEnd && !IsSameRow(scan))
                {
                    return End();
                }
            }
            else if ((scan.IsEnd || scan.IsEmpty) && (name.SequenceEqual("sheetData"u8) || name.SequenceEqual("worksheet"u8)))
            {
                _isWhole = true;
                return End();
            }
        }

        throw PartRefused.Broken; // cut off
    }

    private bool End()
    {
        Count = _row.Count;
        LineNumber = _row.Number;
        return Count > 0;
    }

    // A row is whole when another one begins: some programs write a row in several pieces with the same number.
    private bool IsSameRow(XmlScan scan)
    {
        var number = scan.Attribute("r"u8);
        var row = number.IsEmpty ? _row.Number + 1 : long.TryParse(number, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : throw PartRefused.Broken;
        if (_row.Count > 0 && row != _row.Number)
        {
            _nextRow = row;
            return false;
        }

        if (row != _row.Number)
        {
            _row.Column = -1;
        }

        _row.Number = row;
        return true;
    }

    private void ReadCell(XmlScan scan)
    {
        CellMarks.Take(scan, out var column, out var style, out var type);
        _row.Column = column ?? _row.Column + 1;
        if (_row.Column >= _options.MaxCells)
        {
            throw new PartRefused(TableRefused.Limit($"一行超过 {_options.MaxCells} 格", $"a row has more than {_options.MaxCells} cells", _row.Number));
        }

        if (scan.IsEmpty)
        {
            return;
        }

        var kind = style < 0 ? CellKind.Number : _styles[style];
        var start = _row.TextEnd;
        var isText = false;
        var isPhonetic = false;
        while (true)
        {
            if (!scan.Next())
            {
                throw PartRefused.Broken;
            }

            if (isText)
            {
                _row.Append(scan.Text, scan.IsCData);
            }

            if (scan.IsCData)
            {
                continue;
            }

            isText = false;
            var name = scan.Name;
            if (name.SequenceEqual(type == CellType.Inline ? "t"u8 : "v"u8))
            {
                isText = !scan.IsEnd && !scan.IsEmpty && !isPhonetic;
            }
            else if (name.SequenceEqual("rPh"u8))
            {
                isPhonetic = !scan.IsEnd && !scan.IsEmpty;
            }
            else if (name.SequenceEqual("c"u8))
            {
                break;
            }
        }

        EndCell(type, kind, start);
    }

    private void EndCell(CellType type, CellKind kind, int start)
    {
        if (_row.TextEnd == start)
        {
            return;
        }

        var text = _row.TextFrom(start);
        switch (type)
        {
            case CellType.Shared:
                _shared ??= _file.Shared();
                if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || _shared[index] is not { } shared)
                {
                    throw PartRefused.Broken;
                }

                _row.CutText(start);
                if (shared.Length > 0)
                {
                    _row.AddShared(shared.Chars, shared.Start, shared.Length);
                }

                return;
            case CellType.Text or CellType.Inline:
                _row.CutText(start + XmlText.Unescape(text));
                _row.AddText(start, CellKind.Text, false);
                return;
            case CellType.Boolean:
                _row.CutText(start);
                _row.AddText(text[0] is '0' or 'f' or 'F' ? "FALSE" : "TRUE", CellKind.Boolean);
                return;
            case CellType.Error:
                _row.AddText(start, CellKind.Error, false);
                return;
            case CellType.Date when CellText.TryDateTime(text, out var time):
                _row.CutText(start);
                _row.AddText(CellFormat.DateTime(time.ToDateTimeUnspecified()), CellKind.DateTime);
                return;
            case CellType.Number:
                _row.AddNumber(text, kind, start);
                return;
            default:
                _row.AddText(start, CellKind.Text, false);
                return;
        }
    }
}
