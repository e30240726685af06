namespace Zhanggui.Tables.Text;

internal sealed partial class DelimitedRows<T>
{
    private enum Close
    {
        Found,
        NotFound,
        NeedsMore,
    }

    // A row whose quotes do not follow the dialect, or that runs over several lines and has not the table's cells.
    private Scan ReadAgain(Scan before)
    {
        if (before == Scan.Malformed)
        {
            var asText = Again(strayIsText: true);
            if (asText != Scan.Row)
            {
                return asText;
            }

            var fits = Count == Columns;
            var staysInLine = _innerLines == 0;
            if (fits && staysInLine)
            {
                return Odd();
            }

            var asLiteral = Again(strayIsText: false);
            if (asLiteral == Scan.NeedsMore || (asLiteral == Scan.Row && (Count == Columns || (!fits && !staysInLine))))
            {
                return asLiteral == Scan.Row ? Odd() : asLiteral;
            }

            Again(strayIsText: true);
            return Odd();
        }

        // The quotes are right, but did the first of them open a cell or is it text? Only the number of cells can tell.
        var cells = Count;
        var again = Again(strayIsText: false, isOneLine: true);
        if (again == Scan.NeedsMore || (again == Scan.Row && Count == Columns))
        {
            return again == Scan.Row ? Odd() : again;
        }

        again = Again(strayIsText: false);
        return again == Scan.Row && Count == cells ? Scan.Row : again == Scan.Row ? Odd() : again;
    }

    private Scan Again(bool strayIsText, bool isOneLine = false)
    {
        Count = 0;
        _innerLines = 0;
        _escaped.Clear();
        return ScanCarefully(strayIsText, isOneLine);
    }

    private Scan Odd()
    {
        MalformedRows++;
        Report(0, "tables.cell.quote", "这一行的引号不成对，已按格数判断。", "The quotes of this row do not match; the number of cells decided how it is read.");
        return Scan.Row;
    }

    /// <param name="strayIsText">A quote that closes nothing is text of its cell; otherwise the quote that opened the cell is text.</param>
    /// <param name="isOneLine">A quoted cell cannot run over a line end.</param>
    private Scan ScanCarefully(bool strayIsText, bool isOneLine = false)
    {
        var at = _row;
        while (true)
        {
            var cell = at;
            if (_quote != None && at < _end && _buffer[at] == _quote)
            {
                var found = FindClose(at, strayIsText, isOneLine, out var close, out var isEscaped, out var lines);
                if (found == Close.NeedsMore)
                {
                    return Scan.NeedsMore;
                }

                if (found == Close.Found)
                {
                    _innerLines += lines;
                    if (!AddQuoted(at + 1, close, isEscaped))
                    {
                        return Scan.TooManyCells;
                    }

                    at = SkipBlanks(close + 1);
                    if (IsDelimiter(at))
                    {
                        at += _dialect.Delimiter.Length;
                        continue;
                    }

                    return EndAfterQuote(at);
                }

                at++; // the opening quote is text
            }

            while (at < _end && _buffer[at] != _newLine && !IsDelimiter(at))
            {
                at++;
            }

            if (at + _dialect.Delimiter.Length > _end && !_isEnd)
            {
                return Scan.NeedsMore;
            }

            if (at >= _end)
            {
                return EndOfFile(cell);
            }

            if (!IsDelimiter(at))
            {
                return EndRow(cell, at);
            }

            if (!AddCell(cell, at))
            {
                return Scan.TooManyCells;
            }

            at += _dialect.Delimiter.Length;
        }
    }

    private Close FindClose(int open, bool strayIsText, bool isOneLine, out int close, out bool isEscaped, out int lines)
    {
        close = 0;
        isEscaped = false;
        lines = 0;
        var at = open + 1;
        var longest = _options.MaxCellChars;
        while (at < _end)
        {
            if (at - open > longest && IsTooLong(open, at, ref longest))
            {
                return Close.NotFound;
            }

            var c = _buffer[at];
            if (at + 3 + _dialect.Delimiter.Length > _end && !_isEnd)
            {
                return Close.NeedsMore;
            }

            var next = at + 1 < _end ? _buffer[at + 1] : None;
            if (c == _escape && at + 1 < _end && (next == _quote || (next == _escape && c != _quote)))
            {
                isEscaped = true;
                at += 2;
                continue;
            }

            if (c == _quote)
            {
                var behind = SkipBlanks(at + 1);
                if (behind >= _end && !_isEnd)
                {
                    return Close.NeedsMore;
                }

                if (IsEnd(behind))
                {
                    close = at;
                    return Close.Found;
                }

                if (!strayIsText)
                {
                    return Close.NotFound;
                }
            }
            else if (c == _newLine)
            {
                if (isOneLine)
                {
                    return Close.NotFound;
                }

                lines++;
            }

            at++;
        }

        return _isEnd ? Close.NotFound : Close.NeedsMore;
    }

    private int SkipBlanks(int at)
    {
        while (at < _end && _buffer[at] == Space && _delimiter != Space)
        {
            at++;
        }

        return at;
    }

    private bool IsDelimiter(int at) =>
        at < _end && _buffer[at] == _delimiter && (_isQuick || _buffer.AsSpan(at, _end - at).StartsWith(_delimiters));

    private bool IsEnd(int at) => at >= _end || IsDelimiter(at) || _buffer[at] == _newLine
        || (_buffer[at] == Return && _newLine == Feed && (at + 1 >= _end || _buffer[at + 1] == Feed));
}
