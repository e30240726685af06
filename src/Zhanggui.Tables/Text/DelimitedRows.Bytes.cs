using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using NodaTime;

namespace Zhanggui.Tables.Text;

// What is particular to rows of bytes: characters are made of a cell when it is asked for, and plain values are read from the bytes themselves.
internal sealed partial class DelimitedRows<T>
{
    private static readonly bool[] CanStayFirst = [.. Enumerable.Range(0, 256).Select(b => b is (> ' ' and < 0x7F and not '=' and not '\'') or (>= 0xE4 and <= 0xE9))];
    private static readonly bool[] CanStayLast = [.. Enumerable.Range(0, 256).Select(b => b is > ' ' and < 0x7F)];
    private char[] _chars = [];
    private (long Row, int Start, int Length)[] _decoded = new (long, int, int)[64];
    private long _rowNumber;
    private int _used;

    public override bool TryHundredths(int index, out long hundredths)
    {
        if (!Has(index))
        {
            return base.TryHundredths(index, out hundredths);
        }

        return (typeof(T) == typeof(byte) && PlainBytes.TryHundredths(ref FirstOf(index, out var length), length, out hundredths))
            || CellText.TryPlainHundredths(CellOf(index), out hundredths) || base.TryHundredths(index, out hundredths);
    }

    public override bool TryWhole(int index, out long value)
    {
        if (!Has(index))
        {
            return base.TryWhole(index, out value);
        }

        return (typeof(T) == typeof(byte) && PlainBytes.TryWhole(ref FirstOf(index, out var length), length, out value))
            || CellText.TryDigits(CellOf(index), out value) || base.TryWhole(index, out value);
    }

    public override bool TryDateTime(int index, out LocalDateTime value) =>
        (typeof(T) == typeof(byte) && Has(index) && PlainBytes.TryDateTime(ref FirstOf(index, out var length), length, out value)) || base.TryDateTime(index, out value);

    public override ReadOnlySpan<char> CleanOf(int index)
    {
        if (typeof(T) != typeof(byte) || !Has(index))
        {
            return base.CleanOf(index);
        }

        // Nearly every cell begins and ends with a letter or a digit, of ASCII or Chinese.
        ref var first = ref FirstOf(index, out var length);
        return length == 0 || (CanStayFirst[first] && (CanStayLast[Unsafe.Add(ref first, length - 1)] || (length > 2 && CanStayFirst[Unsafe.Add(ref first, length - 3)] && Unsafe.Add(ref first, length - 3) >= 0x80)))
            ? Decoded(index)
            : base.CleanOf(index);
    }

    public override bool IsDamagedNumber(int index) => Has(index) && MayBeDamaged(CellOf(index)) && base.IsDamagedNumber(index);

    // Without an E there is no exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeDamaged(ReadOnlySpan<T> cell)
    {
        if (typeof(T) == typeof(byte) && cell.Length is >= 4 and <= Block)
        {
            var letters = Vector256.LoadUnsafe(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(cell))) | Vector256.Create((byte)0x20);
            return (Vector256.Equals(letters, Vector256.Create((byte)'e')).ExtractMostSignificantBits() & (uint)((1L << cell.Length) - 1)) > 1;
        }

        return cell.Length >= 4 && cell.IndexOfAny(T.CreateTruncating('E'), T.CreateTruncating('e')) >= 1;
    }

    private bool Has(int index) => unchecked((uint)index < (uint)Count);

    // Behind every cell a block of the buffer can be read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte FirstOf(int index, out int length)
    {
        var start = _starts[index];
        length = unchecked(_ends[index] - start);
        return ref Unsafe.As<T, byte>(ref _buffer[start]);
    }

    /// <summary>Characters of a piece of the buffer.</summary>
    private int CharsOf(int start, int length) =>
        typeof(T) == typeof(char) ? length : Encoding.UTF8.GetCharCount(MemoryMarshal.AsBytes(_buffer.AsSpan(start, length)));

    /// <summary>Whether there are more characters than a cell may have; if not yet, <paramref name="longest"/> becomes the length at which to look again.</summary>
    private bool IsTooLong(int start, int end, ref int longest)
    {
        var chars = CharsOf(start, end - start);
        longest = end - start + (_options.MaxCellChars - chars);
        return chars > _options.MaxCellChars;
    }

    private ReadOnlySpan<char> Decoded(int index)
    {
        if (_decoded.Length < Count)
        {
            Array.Resize(ref _decoded, _starts.Length);
        }

        ref var decoded = ref _decoded[index];
        if (decoded.Row != _rowNumber)
        {
            ref var first = ref FirstOf(index, out var length);
            if (_chars.Length < _used + length + Block)
            {
                // A cell never has more characters than bytes; what was given out before stays where it is.
                _chars = new char[_next - _row + (2 * Block)];
                _rowNumber++;
                _used = 0;
            }

            decoded = (_rowNumber, _used, Decode(length, ref first, ref _chars[_used]));
            _used += decoded.Length;
        }

        return _chars.AsSpan(decoded.Start, decoded.Length);
    }

    // Five characters of three bytes each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Threes(ref byte from, ref char to)
    {
        var bytes = Vector128.LoadUnsafe(ref from);
        var a = Vector128.ShuffleNative(bytes, Vector128.Create((byte)0, 255, 3, 255, 6, 255, 9, 255, 12, 255, 255, 255, 255, 255, 255, 255)).AsUInt16();
        var b = Vector128.ShuffleNative(bytes, Vector128.Create((byte)1, 255, 4, 255, 7, 255, 10, 255, 13, 255, 255, 255, 255, 255, 255, 255)).AsUInt16();
        var c = Vector128.ShuffleNative(bytes, Vector128.Create((byte)2, 255, 5, 255, 8, 255, 11, 255, 14, 255, 255, 255, 255, 255, 255, 255)).AsUInt16();
        var low = Vector128.Create((ushort)0x3F);
        ((a << 12) | ((b & low) << 6) | (c & low)).StoreUnsafe(ref Unsafe.As<char, ushort>(ref to));
    }

    // The bytes are known to be valid; behind the last of them and behind the place of the last character is room for a block.
    private static int Decode(int length, ref byte from, ref char to)
    {
        if (length > Block)
        {
            return Encoding.UTF8.GetChars(MemoryMarshal.CreateReadOnlySpan(ref from, length), MemoryMarshal.CreateSpan(ref to, length));
        }

        var bytes = Vector256.LoadUnsafe(ref from);
        var (lower, upper) = Vector256.Widen(bytes);
        lower.StoreUnsafe(ref Unsafe.As<char, ushort>(ref to));
        upper.StoreUnsafe(ref Unsafe.As<char, ushort>(ref to), 16);
        var beyond = bytes.ExtractMostSignificantBits() & (uint)((1L << length) - 1);
        if (beyond == 0)
        {
            return length;
        }

        var leading = Vector256.Equals(bytes & Vector256.Create((byte)0xF0), Vector256.Create((byte)0xE0)).ExtractMostSignificantBits();
        if (length <= 30 && (leading & beyond) == (0x49249249 & ((1u << length) - 1)) && beyond == (1u << length) - 1)
        {
            // Nothing but characters of three bytes, as most of Chinese.
            Threes(ref from, ref to);
            Threes(ref Unsafe.Add(ref from, 15), ref Unsafe.Add(ref to, 5));
            return length / 3;
        }

        var at = BitOperations.TrailingZeroCount(beyond);
        var count = at;
        while (at < length)
        {
            int a = Unsafe.Add(ref from, at);
            if (a < 0x80)
            {
                Unsafe.Add(ref to, count++) = (char)a;
                at++;
                continue;
            }

            int b = Unsafe.Add(ref from, at + 1) & 0x3F;
            if (a < 0xE0)
            {
                Unsafe.Add(ref to, count++) = (char)(((a & 0x1F) << 6) | b);
                at += 2;
                continue;
            }

            int c = Unsafe.Add(ref from, at + 2) & 0x3F;
            if (a < 0xF0)
            {
                Unsafe.Add(ref to, count++) = (char)(((a & 0x0F) << 12) | (b << 6) | c);
                at += 3;
                continue;
            }

            var rune = (((a & 0x07) << 18) | (b << 12) | (c << 6) | (Unsafe.Add(ref from, at + 3) & 0x3F)) - 0x10000;
            Unsafe.Add(ref to, count++) = (char)(0xD800 + (rune >> 10));
            Unsafe.Add(ref to, count++) = (char)(0xDC00 + (rune & 0x3FF));
            at += 4;
        }

        return count;
    }
}
