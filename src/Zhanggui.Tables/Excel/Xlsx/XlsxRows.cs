using System.Globalization;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>Rows of one sheet, straight from its XML.</summary>
internal sealed class XlsxRows : TableRows
{
    private readonly XlsxFile _file;
    private readonly TableOptions _options;
    private readonly XlsxStyles _styles;
    private readonly bool _is1904;
    private readonly Counted? _part;
    private readonly XmlScan? _scan;
    private SharedStrings? _shared;
    private Cell[] _cells = new Cell[64];
    private char[] _text = new char[4096];
    private int _length;
    private long _row;
    private long _nextRow;
    private int _column;
    private bool _isWhole;

    public XlsxRows(XlsxFile file, XlsxPackage package, string part, XlsxStyles styles, bool is1904, TableOptions options)
        : base(options)
    {
        _file = file;
        _options = options;
        _styles = styles;
        _is1904 = is1904;
        try
        {
            _part = new Counted(package.Open(part));
            Length = package.Length(part);
            _scan = new XmlScan(_part, SharedStrings.MaxToken(options));
        }
        catch (Exception e) when (XlsxFile.IsFault(e))
        {
            Refuse(XlsxFile.Reason(e));
        }
    }

    private enum CellType
    {
        Number,
        Shared,
        Text,
        Inline,
        Boolean,
        Error,
        Date,
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

            ref var cell = ref _cells[index];
            return cell.Chars.AsSpan(cell.Start, cell.Length);
        }
    }

    public override CellKind KindOf(int index) => (uint)index < (uint)Count ? _cells[index].Kind : CellKind.Empty;

    public override bool IsDamagedNumber(int index) => (uint)index < (uint)Count && (_cells[index].IsDamaged || (_cells[index].Kind == CellKind.Text && base.IsDamagedNumber(index)));

    protected override bool ReadRow()
    {
        try
        {
            return ReadCells();
        }
        catch (Exception e) when (XlsxFile.IsFault(e))
        {
            return Refuse(XlsxFile.Reason(e, _row + 1));
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
            (_row, _nextRow) = (_nextRow, 0);
        }

        _column = -1;
        _length = 0;
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
                    return true;
                }
            }
            else if ((scan.IsEnd || scan.IsEmpty) && (name.SequenceEqual("sheetData"u8) || name.SequenceEqual("worksheet"u8)))
            {
                _isWhole = true;
                LineNumber = _row;
                return Count > 0;
            }
        }

        throw PartRefused.Broken; // cut off
    }

    // A row is whole when another one begins: some programs write a row in several pieces with the same number.
    private bool IsSameRow(XmlScan scan)
    {
        var number = scan.Attribute("r"u8);
        var row = number.IsEmpty ? _row + 1 : long.TryParse(number, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : throw PartRefused.Broken;
        if (Count > 0 && row != _row)
        {
            LineNumber = _row;
            _nextRow = row;
            return false;
        }

        if (row != _row)
        {
            _column = -1;
        }

        _row = row;
        return true;
    }

    private void ReadCell(XmlScan scan)
    {
        TakeAttributes(scan, out var column, out var style, out var type);
        _column = column ?? _column + 1;
        if (_column >= _options.MaxCells)
        {
            throw new PartRefused(TableRefused.Limit($"一行超过 {_options.MaxCells} 格", $"a row has more than {_options.MaxCells} cells", _row));
        }

        if (scan.IsEmpty)
        {
            return;
        }

        var kind = style < 0 ? CellKind.Number : _styles[style];
        var start = _length;
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
                XmlText.Append(ref _text, ref _length, scan.Text, scan.IsCData);
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
        if (_length == start)
        {
            return;
        }

        var text = _text.AsSpan(start, _length - start);
        switch (type)
        {
            case CellType.Shared:
                _shared ??= _file.Shared();
                if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || _shared[index] is not { } shared)
                {
                    throw PartRefused.Broken;
                }

                _length = start;
                if (shared.Length > 0)
                {
                    Add(new Cell(shared.Chars, shared.Start, shared.Length, CellKind.Text, false));
                }

                return;
            case CellType.Text or CellType.Inline:
                _length = start + XmlText.Unescape(text);
                AddText(start, CellKind.Text, false);
                return;
            case CellType.Boolean:
                _length = start;
                AddText(text[0] is '0' or 'f' or 'F' ? "FALSE" : "TRUE", CellKind.Boolean);
                return;
            case CellType.Error:
                AddText(start, CellKind.Error, false);
                return;
            case CellType.Date when CellText.TryDateTime(text, out var time):
                _length = start;
                AddText(CellFormat.DateTime(time.ToDateTimeUnspecified()), CellKind.DateTime);
                return;
            case CellType.Number:
                AddNumber(text, kind, start);
                return;
            default:
                AddText(start, CellKind.Text, false);
                return;
        }
    }

    private void AddNumber(ReadOnlySpan<char> text, CellKind kind, int start)
    {
        if (kind == CellKind.Number && CellFormat.IsPlain(text))
        {
            AddText(start, CellKind.Number, false);
            return;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            AddText(start, CellKind.Text, false);
            return;
        }

        _length = start;
        if (kind == CellKind.Number)
        {
            AddText(CellFormat.Number(number), CellKind.Number, CellFormat.IsDamaged(number));
            return;
        }

        if (_text.Length - _length < 64)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        var written = CellFormat.Serial(number, _is1904, ref kind, _text.AsSpan(_length));
        _length += written;
        AddText(start, kind, false);
    }

    private void AddText(string text, CellKind kind, bool isDamaged = false) => Add(new Cell(text.ToCharArray(), 0, text.Length, kind, isDamaged));

    private void AddText(int start, CellKind kind, bool isDamaged)
    {
        if (_length > start)
        {
            Add(new Cell(_text, start, _length - start, kind, isDamaged));
        }
    }

    private void Add(Cell cell)
    {
        if (cell.Length > _options.MaxCellChars)
        {
            throw new PartRefused(TableRefused.Limit($"一格超过 {_options.MaxCellChars} 个字符", $"a cell has more than {_options.MaxCellChars} characters", _row));
        }

        if (_column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _column + 1));
        }

        if (_column >= Count)
        {
            _cells.AsSpan(Count, _column - Count).Clear();
            Count = _column + 1;
        }

        _cells[_column] = cell;
    }

    // r, s and t in one pass: this is done for every cell.
    private static void TakeAttributes(XmlScan scan, out int? column, out int style, out CellType type)
    {
        column = null;
        style = -1;
        type = CellType.Number;
        var rest = scan.Attributes;
        while (true)
        {
            var equals = rest.IndexOf((byte)'=');
            if (equals < 1 || equals + 2 >= rest.Length)
            {
                return;
            }

            var name = rest[equals - 1];
            var isShort = equals < 2 || rest[equals - 2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
            var quote = rest[equals + 1];
            if (quote is not ((byte)'"' or (byte)'\'') || name <= ' ')
            {
                column = scan.Attribute("r"u8) is { IsEmpty: false } r ? ColumnOf(r) : null; // blanks around the sign
                style = int.TryParse(scan.Attribute("s"u8), CultureInfo.InvariantCulture, out var s) ? s : -1;
                type = TypeOf(scan.Attribute("t"u8));
                return;
            }

            var value = rest[(equals + 2)..];
            var end = value.IndexOf(quote);
            if (end < 0)
            {
                return;
            }

            rest = value[(end + 1)..];
            value = value[..end];
            switch (isShort ? name : (byte)0)
            {
                case (byte)'r':
                    column = ColumnOf(value);
                    break;
                case (byte)'s':
                    style = int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : -1;
                    break;
                case (byte)'t':
                    type = TypeOf(value);
                    break;
            }
        }
    }

    private static CellType TypeOf(ReadOnlySpan<byte> type) => type switch
    {
        [] or [(byte)'n'] => CellType.Number,
        [(byte)'s'] => CellType.Shared,
        [(byte)'b'] => CellType.Boolean,
        [(byte)'e'] => CellType.Error,
        [(byte)'d'] => CellType.Date,
        [(byte)'i', ..] => CellType.Inline,
        _ => CellType.Text,
    };

    // Null without letters: some programs number the cells of a row instead; then they follow one another.
    private static int? ColumnOf(ReadOnlySpan<byte> reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                break;
            }

            column = (column * 26) + ((letter | 0x20) - 'a' + 1);
            if (column > 1_000_000)
            {
                throw PartRefused.Broken;
            }
        }

        return column > 0 ? column - 1 : null;
    }

    private readonly record struct Cell(char[]? Chars, int Start, int Length, CellKind Kind, bool IsDamaged);

    private sealed class Counted(Stream inner) : ForwardStream
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Count += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
