using System.Globalization;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>The cells of one row as they are gathered; the arrays are used again for the next row.</summary>
internal sealed class SheetRow(TableOptions options, bool is1904)
{
    private char[] _text = new char[4096];
    private Cell[] _cells = new Cell[64];
    private int _length;

    public int Count { get; private set; }

    /// <summary>The row's number in the sheet.</summary>
    public long Number { get; set; }

    /// <summary>The cell that is being read, from zero; -1 before the first.</summary>
    public int Column { get; set; }

    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            ref var cell = ref _cells[index];
            return cell.Chars.AsSpan(cell.Start, cell.Length);
        }
    }

    /// <summary>Where the text of the next cell begins.</summary>
    public int TextEnd => _length;

    public CellKind KindOf(int index) => _cells[index].Kind;

    public bool IsDamaged(int index) => _cells[index].IsDamaged;

    public void Clear()
    {
        Column = -1;
        _length = 0;
        Count = 0;
    }

    // Cells made before keep the array they were written into when this one grows.
    public void Append(ReadOnlySpan<byte> text, bool isCData) => XmlText.Append(ref _text, ref _length, text, isCData);

    public Span<char> TextFrom(int start) => _text.AsSpan(start, _length - start);

    public void CutText(int length) => _length = length;

    /// <summary>A cell whose text stands elsewhere.</summary>
    public void AddShared(char[] chars, int start, int length) => Add(new Cell(chars, start, length, CellKind.Text, false));

    public void AddNumber(ReadOnlySpan<char> text, CellKind kind, int start)
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

        var written = CellFormat.Serial(number, is1904, ref kind, _text.AsSpan(_length));
        _length += written;
        AddText(start, kind, false);
    }

    public void AddText(string text, CellKind kind, bool isDamaged = false) => Add(new Cell(text.ToCharArray(), 0, text.Length, kind, isDamaged));

    public void AddText(int start, CellKind kind, bool isDamaged)
    {
        if (_length > start)
        {
            Add(new Cell(_text, start, _length - start, kind, isDamaged));
        }
    }

    private void Add(Cell cell)
    {
        if (cell.Length > options.MaxCellChars)
        {
            throw new PartRefused(TableRefused.Limit($"一格超过 {options.MaxCellChars} 个字符", $"a cell has more than {options.MaxCellChars} characters", Number));
        }

        if (Column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, Column + 1));
        }

        if (Column >= Count)
        {
            _cells.AsSpan(Count, Column - Count).Clear();
            Count = Column + 1;
        }

        _cells[Column] = cell;
    }

    private readonly record struct Cell(char[]? Chars, int Start, int Length, CellKind Kind, bool IsDamaged);
}
