using ExcelDataReader;

namespace Zhanggui.Tables.Excel;

/// <summary>Rows of one sheet through ExcelDataReader, cells turned into text by <see cref="CellFormat"/>.</summary>
internal sealed class WorkbookRows : TableRows
{
    private readonly Stream _stream;
    private readonly TableOptions _options;
    private readonly IExcelDataReader? _reader;
    private string[] _texts = new string[64];
    private CellKind[] _kinds = new CellKind[64];
    private bool[] _damaged = new bool[64];
    private long _row;

    public WorkbookRows(Stream stream, int sheet, TableOptions options)
        : base(options)
    {
        _stream = stream;
        _options = options;
        try
        {
            _reader = WorkbookFile.Open(stream, options);
            for (var i = 0; i < sheet; i++)
            {
                _reader.NextResult();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Refuse(WorkbookFaults.Reason(e));
        }
    }

    // The library tells no position; the row of the sheet is the best there is.
    public override long Position => _reader is { RowCount: > 0 } ? Math.Min(_stream.Length, (long)((double)_row / _reader.RowCount * _stream.Length)) : 0;

    public override long Length => _stream.Length;

    public override ReadOnlySpan<char> this[int index] => (uint)index < (uint)Count ? _texts[index] : default;

    public override CellKind KindOf(int index) => (uint)index < (uint)Count ? _kinds[index] : CellKind.Empty;

    public override bool IsDamagedNumber(int index) => (uint)index < (uint)Count && (_damaged[index] || (_kinds[index] == CellKind.Text && base.IsDamagedNumber(index)));

    protected override bool ReadRow()
    {
        try
        {
            while (_reader!.Read())
            {
                _row++;
                LineNumber = _row;
                if (!Take())
                {
                    return false;
                }

                if (Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Refuse(WorkbookFaults.Reason(e, _row + 1));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Take()
    {
        var cells = _reader!.FieldCount;
        if (cells > _texts.Length)
        {
            if (cells > _options.MaxCells)
            {
                return Refuse(TableRefused.Limit($"一行超过 {_options.MaxCells} 格", $"a row has more than {_options.MaxCells} cells", LineNumber));
            }

            Array.Resize(ref _texts, cells);
            Array.Resize(ref _kinds, cells);
            Array.Resize(ref _damaged, cells);
        }

        Count = 0;
        for (var i = 0; i < cells; i++)
        {
            _damaged[i] = false;
            _texts[i] = TextOf(i, out _kinds[i]);
            if (_texts[i].Length > _options.MaxCellChars)
            {
                return Refuse(TableRefused.Limit($"一格超过 {_options.MaxCellChars} 个字符", $"a cell has more than {_options.MaxCellChars} characters", LineNumber));
            }

            if (_kinds[i] != CellKind.Empty)
            {
                Count = i + 1;
            }
        }

        return true;
    }

    private string TextOf(int i, out CellKind kind)
    {
        switch (_reader!.GetValue(i))
        {
            case string text:
                kind = text.Length == 0 ? CellKind.Empty : CellFormat.IsError(text) ? CellKind.Error : CellKind.Text;
                return text;
            case double number:
                kind = CellKind.Number;
                _damaged[i] = CellFormat.IsDamaged(number);
                return CellFormat.Number(number);
            case int number:
                kind = CellKind.Number;
                return CellFormat.Number(number);
            case DateTime { Year: < 1900 } date:
                kind = CellKind.Time; // a time of day alone
                return CellFormat.Time(date.TimeOfDay);
            case DateTime date:
                kind = CellKind.DateTime;
                return CellFormat.DateTime(date);
            case TimeSpan time:
                kind = CellKind.Time;
                return CellFormat.Time(time);
            case bool value:
                kind = CellKind.Boolean;
                return value ? "TRUE" : "FALSE";
            case null:
                kind = CellKind.Empty;
                return string.Empty;
            case var other:
                kind = CellKind.Text;
                return Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
        }
    }
}
