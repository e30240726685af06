using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Zhanggui.Tables.Text;

internal sealed partial class DelimitedRows<T>
{
    private const int Block = 32;

    /// <summary>One bit for each of the next 32 that is one of these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaskOf(ref T at, Vector256<byte> one, Vector256<byte> other)
    {
        if (typeof(T) == typeof(byte))
        {
            var bytes = Vector256.LoadUnsafe(ref Unsafe.As<T, byte>(ref at));
            return (Vector256.Equals(bytes, one) | Vector256.Equals(bytes, other)).ExtractMostSignificantBits();
        }

        ref var first = ref Unsafe.As<T, ushort>(ref at);
        var (a, b) = (Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, 16));
        return Vector256.Narrow(Vector256.Equals(a, one.AsUInt16()) | Vector256.Equals(a, other.AsUInt16()), Vector256.Equals(b, one.AsUInt16()) | Vector256.Equals(b, other.AsUInt16()))
            .ExtractMostSignificantBits();
    }

    private static Vector256<byte> Every(T c) => typeof(T) == typeof(byte) ? Vector256.Create(byte.CreateTruncating(c)) : Vector256.Create(ushort.CreateTruncating(c)).AsByte();

    // The whole row by the dialect's letter; anything else is Malformed and costs a second reading.
    private Scan ScanQuickly()
    {
        var delimiter = Every(_delimiter);
        var quote = Every(_quote == None ? _delimiter : _quote);
        var escape = Every(_escape == None ? _delimiter : _escape);
        var newLine = Every(_newLine);
        var hasQuotes = _quote != None || _escape != None;
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        var (starts, ends, count) = (_starts, _ends, 0);
        var (delimiterChar, newLineChar, end) = (_delimiter, _newLine, _end);
        var cell = _row;
        var skip = _row;
        var isQuoted = false;
        var isEscaped = false;
        var longest = _options.MaxCellChars;
        for (var i = _row; i < end; i += Block)
        {
            ref var block = ref Unsafe.Add(ref buffer, i);
            var inside = end - i < Block ? (1u << (end - i)) - 1 : uint.MaxValue;
            var delimiters = MaskOf(ref block, delimiter, delimiter) & inside;
            var newLines = MaskOf(ref block, newLine, newLine) & inside;
            var quotes = MaskOf(ref block, quote, escape) & inside & (hasQuotes ? uint.MaxValue : 0);
            if (quotes == 0 && !isQuoted && skip <= i && count + Block <= starts.Length)
            {
                // No quote near: every delimiter up to the line end ends a cell.
                ref var startAt = ref MemoryMarshal.GetArrayDataReference(starts);
                ref var endAt = ref MemoryMarshal.GetArrayDataReference(ends);
                for (delimiters &= unchecked((newLines & (0 - newLines)) - 1); delimiters != 0; delimiters &= delimiters - 1)
                {
                    var p = i + BitOperations.TrailingZeroCount(delimiters);
                    Unsafe.Add(ref startAt, count) = cell;
                    Unsafe.Add(ref endAt, count) = p;
                    count++;
                    cell = p + 1;
                }

                if (newLines == 0)
                {
                    continue;
                }

                Count = count;
                return EndRow(cell, i + BitOperations.TrailingZeroCount(newLines));
            }

            for (var mask = delimiters | newLines | quotes; mask != 0; mask &= mask - 1)
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

            if (isQuoted && i - cell > longest && IsTooLong(cell, i, ref longest))
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
    private Step AfterSpecial(int p, T c)
    {
        if (p + 1 >= _end && !_isEnd)
        {
            return Step.NeedsMore;
        }

        var next = p + 1 < _end ? _buffer[p + 1] : None;
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

        if (next != Return || _newLine != Feed)
        {
            return Step.Malformed;
        }

        return p + 2 < _end ? _buffer[p + 2] == Feed ? Step.Close : Step.Malformed
            : _isEnd ? Step.Close : Step.NeedsMore;
    }

    private Scan EndRow(int cell, int p)
    {
        _next = p + 1;
        var end = _newLine == Feed && p > cell && _buffer[p - 1] == Return ? p - 1 : p;
        return AddCell(cell, end) ? Scan.Row : Scan.TooManyCells;
    }

    private Scan EndOfFile(int cell)
    {
        _next = _end;
        var end = _newLine == Feed && _end > cell && _buffer[_end - 1] == Return ? _end - 1 : _end;
        return AddCell(cell, end) ? Scan.Row : Scan.TooManyCells;
    }

    // The cell is there already; only the line end has to be passed.
    private Scan EndAfterQuote(int p)
    {
        if (p < _end && _buffer[p] == Return && _newLine == Feed)
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
