using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace Zhanggui.Tables.Text;

/// <summary>
/// Whether bytes are UTF-8, 32 at a time: every fault shows in a byte and the one before it, except how many continuations a leading byte wants, and that shows two and three
/// bytes later (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2021).
/// </summary>
internal static class Utf8Check
{
    private const int Step = 32;
    private const byte TooShort = 1, TooLong = 2, Overlong3 = 4, Surrogate = 16, Overlong2 = 32, TooLarge1000 = 64, Overlong4 = 64, TooLarge = 8, TwoContinuations = 128;
    private const byte Carry = TooShort | TooLong | TwoContinuations;

    private static readonly Vector256<byte> ByFirstHigh = Twice(Vector128.Create(
        TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TwoContinuations, TwoContinuations, TwoContinuations, TwoContinuations,
        TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLarge1000 | Overlong4));

    private static readonly Vector256<byte> ByFirstLow = Twice(Vector128.Create(
        Carry | Overlong3 | Overlong2 | Overlong4, Carry | Overlong2, Carry, Carry, Carry | TooLarge, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000 | Surrogate, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000));

    private static readonly Vector256<byte> BySecondHigh = Twice(Vector128.Create(
        TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000 | Overlong4,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge, TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge, TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooShort, TooShort, TooShort, TooShort));

    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        if (!Avx2.IsSupported || bytes.Length < 4 * Step)
        {
            return Utf8.IsValid(bytes);
        }

        var head = TextEncoding.WholeUtf8(bytes[..Step]);
        if (!Utf8.IsValid(bytes[..head]))
        {
            return false;
        }

        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (nibble, mark) = (Vector256.Create((byte)0x0F), Vector256.Create((byte)0x80));
        var wrong = Vector256<byte>.Zero;
        var before = uint.MaxValue;
        var at = head;
        for (; at <= bytes.Length - Step; at += Step)
        {
            var input = Vector256.LoadUnsafe(ref first, (nuint)at);
            var beyond = input.ExtractMostSignificantBits();
            if ((beyond | before) != 0)
            {
                var one = Vector256.LoadUnsafe(ref first, (nuint)(at - 1));
                var two = Vector256.LoadUnsafe(ref first, (nuint)(at - 2));
                var three = Vector256.LoadUnsafe(ref first, (nuint)(at - 3));
                var pairs = Avx2.Shuffle(ByFirstHigh, Vector256.ShiftRightLogical(one.AsUInt16(), 4).AsByte() & nibble) & Avx2.Shuffle(ByFirstLow, one & nibble)
                    & Avx2.Shuffle(BySecondHigh, Vector256.ShiftRightLogical(input.AsUInt16(), 4).AsByte() & nibble);
                var wanted = Avx2.SubtractSaturate(two, Vector256.Create((byte)(0xE0 - 0x80))) | Avx2.SubtractSaturate(three, Vector256.Create((byte)(0xF0 - 0x80)));
                wrong |= (wanted & mark) ^ pairs;
            }

            before = beyond;
        }

        return wrong == Vector256<byte>.Zero && Utf8.IsValid(bytes[Cut(bytes, at)..]);
    }

    private static int Cut(ReadOnlySpan<byte> bytes, int at)
    {
        // The last whole block may end within a character: its leading byte is at most three back.
        for (var back = 1; back <= 3; back++)
        {
            var b = bytes[at - back];
            if (b >= 0xC0)
            {
                return at - back;
            }

            if (b < 0x80)
            {
                return at;
            }
        }

        return at;
    }

    private static Vector256<byte> Twice(Vector128<byte> table) => Vector256.Create(table, table);
}
