using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Zhanggui.Tables.Text;

internal sealed partial class DelimitedRows
{
    private const int Block = 32;

    /// <summary>One bit for each of 32 characters that is delimiter, quote, escape or line end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaskOf(ref char at, Vector256<ushort> delimiter, Vector256<ushort> quote, Vector256<ushort> escape, Vector256<ushort> newLine)
    {
        ref var first = ref Unsafe.As<char, ushort>(ref at);
        var a = Vector256.LoadUnsafe(ref first);
        var b = Vector256.LoadUnsafe(ref first, 16);
        var inA = Vector256.Equals(a, delimiter) | Vector256.Equals(a, quote) | Vector256.Equals(a, escape) | Vector256.Equals(a, newLine);
        var inB = Vector256.Equals(b, delimiter) | Vector256.Equals(b, quote) | Vector256.Equals(b, escape) | Vector256.Equals(b, newLine);
        return Vector256.Narrow(inA, inB).ExtractMostSignificantBits();
    }

    // The whole row by the dialect's letter; anything else is Malformed and costs a second reading.
    private Scan ScanQuickly()
    {
        var delimiter = Vector256.Create((ushort)_delimiter);
        var quote = Vector256.Create(_quote == '\0' ? _delimiter : (ushort)_quote);
        var escape = Vector256.Create(_escape == '\0' ? _delimiter : (ushort)_escape);
        var newLine = Vector256.Create((ushort)_newLine);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        var (starts, ends, count) = (_starts, _ends, 0);
        var (delimiterChar, newLineChar, end) = (_delimiter, _newLine, _end);
        var cell = _row;
        var skip = _row;
        var isQuoted = false;
        var isEscaped = false;
        for (var i = _row; i < end; i += Block)
        {
            var mask = MaskOf(ref Unsafe.Add(ref buffer, i), delimiter, quote, escape, newLine);
            if (end - i < Block)
            {
                mask &= (1u << (end - i)) - 1;
            }

            for (; mask != 0; mask &= mask - 1)
            {
                var p = i + BitOperations.TrailingZeroCount(mask);
                if (p < skip)
                {
                    continue;
                }

                var c = Unsafe.Add(ref buffer, p);
                if (!isQuoted)
                {
                    if (c == delimiterChar)
                    {
                        if ((uint)count < (uint)starts.Length && (uint)count < (uint)ends.Length)
                        {
                            (starts[count], ends[count]) = (cell, p);
                            count++;
                        }
                        else
                        {
                            Count = count;
                            if (!AddCell(cell, p))
                            {
                                return Scan.TooManyCells;
                            }

                            (starts, ends, count) = (_starts, _ends, Count);
                        }

                        cell = p + 1;
                    }
                    else if (c == newLineChar)
                    {
                        Count = count;
                        return EndRow(cell, p);
                    }
                    else if (p == cell && c == _quote)
                    {
                        isQuoted = true;
                        isEscaped = false;
                    }

                    continue;
                }

                if (c == _newLine)
                {
                    _innerLines++;
                    continue;
                }

                if (c == _delimiter && c != _quote)
                {
                    continue;
                }

                var step = AfterSpecial(p, c);
                if (step == Step.Skip)
                {
                    isEscaped = true;
                    skip = p + 2;
                }
                else if (step == Step.Close)
                {
                    Count = count;
                    if (!AddQuoted(cell + 1, p, isEscaped))
                    {
                        return Scan.TooManyCells;
                    }

                    (starts, ends, count) = (_starts, _ends, Count);

                    if (p + 1 >= _end || _buffer[p + 1] != _delimiter)
                    {
                        return EndAfterQuote(p + 1);
                    }

                    isQuoted = false;
                    cell = skip = p + 2;
                }
                else if (step != Step.None)
                {
                    return step == Step.NeedsMore ? Scan.NeedsMore : Scan.Malformed;
                }
            }

            if (isQuoted && i - cell > _options.MaxCellChars)
            {
                return Scan.Malformed;
            }
        }

        Count = count;
        return !_isEnd ? Scan.NeedsMore : isQuoted ? Scan.Malformed : EndOfFile(cell);
    }

    private enum Step
    {
        None,
        Skip,
        Close,
        NeedsMore,
        Malformed,
    }

    // What a quote or an escape inside quotes means, by the character behind it.
    private Step AfterSpecial(int p, char c)
    {
        if (p + 1 >= _end && !_isEnd)
        {
            return Step.NeedsMore;
        }

        var next = p + 1 < _end ? _buffer[p + 1] : '\0';
        if (c == _escape && p + 1 < _end && (next == _quote || (next == _escape && c != _quote)))
        {
            return Step.Skip;
        }

        if (c != _quote)
        {
            return Step.None;
        }

        if (p + 1 >= _end || next == _delimiter || next == _newLine)
        {
            return Step.Close;
        }

        if (next != '\r' || _newLine != '\n')
        {
            return Step.Malformed;
        }

        return p + 2 < _end ? _buffer[p + 2] == '\n' ? Step.Close : Step.Malformed
            : _isEnd ? Step.Close : Step.NeedsMore;
    }

    private Scan EndRow(int cell, int p)
    {
        _next = p + 1;
        var end = _newLine == '\n' && p > cell && _buffer[p - 1] == '\r' ? p - 1 : p;
        return AddCell(cell, end) ? Scan.Row : Scan.TooManyCells;
    }

    private Scan EndOfFile(int cell)
    {
        _next = _end;
        var end = _newLine == '\n' && _end > cell && _buffer[_end - 1] == '\r' ? _end - 1 : _end;
        return AddCell(cell, end) ? Scan.Row : Scan.TooManyCells;
    }

    // The cell is there already; only the line end has to be passed.
    private Scan EndAfterQuote(int p)
    {
        if (p < _end && _buffer[p] == '\r' && _newLine == '\n')
        {
            p++;
        }

        _next = Math.Min(p + 1, _end);
        return Scan.Row;
    }

    private bool AddQuoted(int start, int end, bool isEscaped)
    {
        if (isEscaped)
        {
            _escaped.Add(Count);
        }

        return AddCell(start, end);
    }
}
