using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Zhanggui.Tables;

/// <summary>
/// The rows of comma-separated UTF-8, cell by cell as bytes, for files whose form is agreed: nothing is found out and nothing is repaired. A line without any
/// byte is no row. Cells are good until the next row. A quote inside a plain cell is text; a quote that is not closed, or text behind a closing one, leaves the
/// bounds of cells in doubt (<see cref="HasBadQuotes"/>).
/// </summary>
public sealed class Utf8Rows
{
    private const int Beyond = 32; // the last vector may reach behind what is filled
    private readonly Stream? stream;
    private byte[] buffer;
    private byte[] unescaped = [];
    private int[] from = new int[32];
    private int[] to = new int[32];
    private int scratch;
    private int row;
    private int rowEnd;
    private int next;
    private int end;
    private bool isWhole;
    private int line = 1;

    public Utf8Rows(Stream stream, int bufferSize = 1 << 17)
    {
        (this.stream, buffer) = (stream, new byte[bufferSize + Beyond]);
        More();
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
        {
            (next, IsPlain) = (3, false);
        }
    }

    /// <summary>The rows of bytes in memory that begin and end with a row; <see cref="Give"/> says which.</summary>
    public Utf8Rows()
    {
        (buffer, isWhole) = ([], true);
    }

    /// <summary>How many bytes more than its contents an array for <see cref="Give"/> must have.</summary>
    public static int Spare => Beyond;

    /// <summary>Where the row begins, from 1.</summary>
    public int Line { get; private set; }

    public int Count { get; private set; }

    public bool HasBadQuotes { get; private set; }

    public bool HasBadBytes => !Utf8.IsValid(Raw);

    /// <summary>Is everything so far just what these cells are written as: ended by one line feed, quoted where a cell must be and nowhere else?</summary>
    public bool IsPlain { get; private set; } = true;

    /// <summary>The row as it stands, without the end of its line.</summary>
    public ReadOnlySpan<byte> Raw => buffer.AsSpan(row, rowEnd - row);

    public void Give(byte[] block, int length) => (buffer, next, end) = (block, 0, length);

    public ReadOnlySpan<byte> Cell(int index) =>
        from[index] >= 0 ? buffer.AsSpan(from[index], to[index] - from[index]) : unescaped.AsSpan(~from[index], to[index] - ~from[index]);

    public bool Read()
    {
        while (true)
        {
            if (next >= end && !More())
            {
                return false;
            }

            if (buffer[next] is not ((byte)'\n' or (byte)'\r'))
            {
                break;
            }

            if (buffer[next] == '\r' && next + 1 == end)
            {
                More();
            }

            next += buffer[next] == '\r' && next + 1 < end && buffer[next + 1] == '\n' ? 2 : 1;
            (line, IsPlain) = (line + 1, false);
        }

        Line = line;
        row = next;
        while (!Split())
        {
            if (!More())
            {
                isWhole = true;
            }
        }

        return true;
    }

    /// <summary>Fills up the buffer from the row on; false when nothing is left.</summary>
    private bool More()
    {
        if (isWhole)
        {
            return false;
        }

        if (next > 0)
        {
            buffer.AsSpan(next, end - next).CopyTo(buffer);
            (row, next, end) = (0, 0, end - next);
        }

        if (end == buffer.Length - Beyond)
        {
            Array.Resize(ref buffer, checked((buffer.Length * 2) - Beyond));
        }

        var read = stream!.Read(buffer, end, buffer.Length - Beyond - end);
        end += read;
        isWhole = read == 0;
        return read > 0;
    }

    /// <summary>Splits the row at <see cref="next"/>; false when its end is not there yet.</summary>
    private bool Split()
    {
        var (cell, window, lines, isPlain, isOpen) = (row, row, 0, true, true);
        (Count, scratch, HasBadQuotes) = (0, 0, false);
        var mask = Marks(window);
        while (true)
        {
            while (mask == 0)
            {
                window += Beyond;
                if (window >= end)
                {
                    return isWhole && AtEnd(cell, isOpen, lines);
                }

                mask = Marks(window);
            }

            var at = window + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            if (at >= end)
            {
                return isWhole && AtEnd(cell, isOpen, lines);
            }

            switch (buffer[at])
            {
                case (byte)',':
                    if (isOpen)
                    {
                        Add(cell, at);
                    }

                    (cell, isOpen) = (at + 1, true);
                    break;
                case (byte)'"':
                    if (at > cell || !isOpen)
                    {
                        isPlain = false; // a quote inside a plain cell, or behind a closing one
                        break;
                    }

                    if (Quoted(at, ref lines, ref isPlain) is not { } after)
                    {
                        return isWhole && AtEnd(end, isOpen: false, lines);
                    }

                    (window, isOpen) = (after, false);
                    mask = window < end ? Marks(window) : 0;
                    break;
                default:
                    if (isOpen)
                    {
                        Add(cell, at);
                    }

                    if (buffer[at] == '\r' && at + 1 == end && !isWhole)
                    {
                        return false;
                    }

                    var isPair = buffer[at] == '\r' && at + 1 < end && buffer[at + 1] == '\n';
                    IsPlain &= isPlain && buffer[at] == '\n';
                    (rowEnd, next, line) = (at, at + (isPair ? 2 : 1), line + lines + 1);
                    return true;
            }
        }
    }

    private bool AtEnd(int cell, bool isOpen, int lines)
    {
        if (isOpen)
        {
            Add(cell, end);
        }

        (rowEnd, next, line, IsPlain) = (end, end, line + lines, false);
        return true;
    }

    /// <summary>The quoted cell that begins here; where the separator behind it is looked for, or null when its end is not there.</summary>
    private int? Quoted(int at, ref int lines, ref bool isPlain)
    {
        var (begin, start, isDoubled) = (at + 1, at + 1, false);
        while (true)
        {
            var found = buffer.AsSpan(begin, end - begin).IndexOf((byte)'"');
            if (found < 0 || (begin + found + 1 == end && !isWhole))
            {
                HasBadQuotes = true;
                if (isWhole)
                {
                    Add(start, end);
                }

                return null;
            }

            var quote = begin + found;
            if (quote + 1 < end && buffer[quote + 1] == '"')
            {
                (begin, isDoubled) = (quote + 2, true);
                continue;
            }

            var content = buffer.AsSpan(start, quote - start);
            isPlain &= isDoubled || content.IndexOfAny(",\r\n"u8) >= 0;
            lines += Lines(content);
            if (isDoubled)
            {
                Unescape(content);
            }
            else
            {
                Add(start, quote);
            }

            HasBadQuotes |= quote + 1 < end && buffer[quote + 1] is not ((byte)',' or (byte)'\n' or (byte)'\r');
            return quote + 1;
        }
    }

    private void Unescape(ReadOnlySpan<byte> content)
    {
        if (unescaped.Length < scratch + content.Length)
        {
            Array.Resize(ref unescaped, Math.Max(unescaped.Length * 2, scratch + content.Length));
        }

        var start = scratch;
        while (content.IndexOf((byte)'"') is >= 0 and var quote)
        {
            content[..(quote + 1)].CopyTo(unescaped.AsSpan(scratch));
            scratch += quote + 1;
            content = content[(quote + 2)..];
        }

        content.CopyTo(unescaped.AsSpan(scratch));
        scratch += content.Length;
        Add(~start, scratch);
    }

    private static int Lines(ReadOnlySpan<byte> content)
    {
        var lines = 0;
        while (content.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var at)
        {
            lines++;
            content = content[(at + (content[at] == '\r' && at + 1 < content.Length && content[at + 1] == '\n' ? 2 : 1))..];
        }

        return lines;
    }

    private void Add(int start, int stop)
    {
        if (Count == from.Length)
        {
            Array.Resize(ref from, Count * 2);
            Array.Resize(ref to, Count * 2);
        }

        (from[Count], to[Count]) = (start, stop);
        Count++;
    }

    /// <summary>Which of the 32 bytes mean anything to a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Marks(int at)
    {
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(buffer), (nuint)at);
        return (Vector256.Equals(bytes, Vector256.Create((byte)',')) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
    }
}
