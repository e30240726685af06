using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Zhanggui.Tables.Text;

/// <summary>
/// Rows of delimited text: of characters, or of the bytes of UTF-8, where a cell becomes characters only when it is asked for. A row that follows the
/// dialect is scanned 32 at a time (<see cref="ScanQuickly"/>); one whose quotes do not is read again with care (<see cref="ScanCarefully"/>) and reported.
/// </summary>
/// <remarks>
/// A quote that is neither doubled nor followed by a delimiter or line end can be text inside the cell, or the quote that
/// opened the cell was itself text. The reading that gives as many cells as the table has is taken; when both or neither
/// do, the first if it stays in its line, else the second.
/// </remarks>
/// <typeparam name="T"><see cref="char"/>, or <see cref="byte"/> where everything in the dialect is ASCII.</typeparam>
internal sealed partial class DelimitedRows<T> : TableRows
    where T : unmanaged, IBinaryInteger<T>
{
    private static readonly T None = T.Zero;
    private static readonly T Space = T.CreateTruncating(' ');
    private static readonly T Return = T.CreateTruncating('\r');
    private static readonly T Feed = T.CreateTruncating('\n');
    private static readonly SearchValues<char> Unclean = SearchValues.Create(",;\t|，");
    private const int FirstBuffer = 1 << 16;
    private readonly TextPieces<T> _source;
    private readonly TableOptions _options;
    private readonly TableDialect _dialect;
    private bool _mayHaveNul;
    private readonly T _delimiter;
    private readonly T _quote;
    private readonly T _escape;
    private readonly T _newLine;
    private readonly T[] _delimiters;
    private readonly bool _isQuick;
    private readonly List<int> _escaped = [];
    private T[] _buffer;
    private int _end;
    private bool _isEnd;
    private int _row;
    private int _next;
    private int _innerLines;
    private long _line = 1;
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];

    public DelimitedRows(TextPieces<T> source, TableDialect dialect, TableOptions options, int firstBuffer = FirstBuffer)
        : base(options)
    {
        _source = source;
        _options = options;
        _dialect = dialect;
        _delimiters = [.. dialect.Delimiter.Select(T.CreateChecked)];
        _delimiter = _delimiters[0];
        _quote = T.CreateChecked(dialect.Quote);
        _escape = T.CreateChecked(dialect.Escape);
        _newLine = T.CreateChecked(dialect.RecordDelimiter[^1]);
        _isQuick = dialect.Delimiter.Length == 1;
        _buffer = new T[firstBuffer + Block];
    }

    private enum Scan
    {
        Row,
        NeedsMore,
        Malformed,
        TooManyCells,
    }

    public override long Position => _source.Position;

    public override long Length => _source.Length;

    public override ReadOnlySpan<char> this[int index]
    {
        get
        {
            if (!Has(index))
            {
                return default;
            }

            return typeof(T) == typeof(char) ? MemoryMarshal.Cast<T, char>(CellOf(index)) : Decoded(index);
        }
    }

    private ReadOnlySpan<T> CellOf(int index) => _buffer.AsSpan(_starts[index], _ends[index] - _starts[index]);

    /// <summary>Rows whose quotes had to be read with care.</summary>
    internal long MalformedRows { get; private set; }

    /// <summary>False when the cell, not quoted, holds what delimits cells in other files, or begins with a blank or a quote.</summary>
    internal bool IsClean(int index)
    {
        var start = _starts[index];
        if (start > 0 && start > _row && _buffer[start - 1] == _quote && _quote != None)
        {
            return true;
        }

        var cell = this[index];
        return !cell.ContainsAny(Unclean) && (cell.IsEmpty || cell[0] is not (' ' or '"' or '\''));
    }

    private int Columns => ExpectedCount > 0 ? ExpectedCount : _dialect.Columns;

    protected override bool ReadRow()
    {
        while (true)
        {
            _row = _next;
            if (_newLine == Return && _row < _end && _buffer[_row] == Feed && _line > 1)
            {
                _row++;
            }

            if (_row >= _end && _isEnd)
            {
                return false;
            }

            Count = 0;
            _innerLines = 0;
            _escaped.Clear();
            LineNumber = _line;
            var scan = _row >= _end ? Scan.NeedsMore : _isQuick ? ScanQuickly() : ScanCarefully(strayIsText: false);
            if (scan == Scan.Malformed || (scan == Scan.Row && _innerLines > 0 && Columns > 1 && Count != Columns))
            {
                scan = ReadAgain(scan);
            }

            if (scan == Scan.TooManyCells)
            {
                return Refuse(TableRefused.Limit($"一行超过 {_options.MaxCells} 格", $"a row has more than {_options.MaxCells} cells", LineNumber));
            }

            if (scan == Scan.NeedsMore)
            {
                if (!Refill())
                {
                    return false;
                }

                continue;
            }

            _line += 1 + _innerLines;
            if (Count == 1 && _starts[0] == _ends[0] && _starts[0] == _row)
            {
                continue; // a blank line
            }

            return Finish();
        }
    }

    // Everything that makes the row other than its characters in the buffer.
    private bool Finish()
    {
        if (_next - _row > _options.MaxCellChars)
        {
            for (var i = 0; i < Count; i++)
            {
                if (CharsOf(_starts[i], _ends[i] - _starts[i]) > _options.MaxCellChars)
                {
                    return Refuse(TableRefused.Limit($"一格超过 {_options.MaxCellChars} 个字符", $"a cell has more than {_options.MaxCellChars} characters", LineNumber));
                }
            }
        }

        foreach (var index in _escaped)
        {
            _ends[index] = Unescape(_starts[index], _ends[index]);
        }

        _rowNumber++;
        _used = 0;

        if (_mayHaveNul && _buffer.AsSpan(_row, _next - _row).Contains(None))
        {
            ReportNul();
        }

        return true;
    }

    private void ReportNul()
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Contains('\0'))
            {
                Report(i + 1, "tables.cell.nul", "单元格里有空字符（NUL）。", "The cell has a NUL character.");
            }
        }
    }

    private int Unescape(int start, int end)
    {
        var to = start;
        for (var from = start; from < end; from++)
        {
            if (_buffer[from] == _escape && from + 1 < end && (_buffer[from + 1] == _quote || _buffer[from + 1] == _escape))
            {
                from++;
            }

            _buffer[to++] = _buffer[from];
        }

        return to;
    }

    // Keeps what is left from the row's beginning and takes in more behind it.
    private bool Refill()
    {
        if (_row > 0)
        {
            Array.Copy(_buffer, _row, _buffer, 0, _end - _row);
            _end -= _row;
            _row = 0;
            _next = 0;
        }

        var room = _buffer.Length - Block;
        if (_end == room)
        {
            if (room >= _options.MaxRowChars && CharsOf(0, _end) >= _options.MaxRowChars)
            {
                return Refuse(TableRefused.Limit($"一行超过 {_options.MaxRowChars} 个字符", $"a row has more than {_options.MaxRowChars} characters", LineNumber));
            }

            // A character takes up to three bytes.
            Array.Resize(ref _buffer, (int)Math.Min((long)room * 2, Math.Min((long)_options.MaxRowChars * (typeof(T) == typeof(byte) ? 3 : 1), Array.MaxLength - Block)) + Block);
            room = _buffer.Length - Block;
        }

        try
        {
            var from = _end;
            while (_end < room && !_isEnd)
            {
                var read = _source.Read(_buffer.AsSpan(_end, room - _end));
                _end += read;
                _isEnd = read == 0;
            }

            _mayHaveNul |= _buffer.AsSpan(from, _end - from).Contains(None);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return Refuse(TableRefused.EncodingAt(_line, _dialect.Encoding));
        }
    }

    private bool AddCell(int start, int end)
    {
        var index = Count;
        if (index >= _starts.Length)
        {
            if (index >= _options.MaxCells)
            {
                return false;
            }

            Array.Resize(ref _starts, index * 2);
            Array.Resize(ref _ends, index * 2);
        }

        _starts[index] = start;
        _ends[index] = end;
        Count = index + 1;
        return true;
    }
}
