namespace Zhanggui.Facts.Schema;

/// <summary>The ordinal order of texts (UTF-16 units), from their UTF-8: pairs of surrogates come before the last characters of the first plane.</summary>
internal static class Utf8Order
{
    private const byte FirstAbove = 0xEE; // U+E000 and on
    private const byte FirstPair = 0xF0;

    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        var (x, y) = (a[same], b[same]);
        return (x >= FirstPair && y is >= FirstAbove and < FirstPair) || (y >= FirstPair && x is >= FirstAbove and < FirstPair) ? y.CompareTo(x) : x.CompareTo(y);
    }
}
