using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Schema;

/// <summary>Amounts written as the house writes them (<c>128.00</c>), straight from their bytes; every other form is <see cref="Fen"/>'s own.</summary>
internal static class MoneyBytes
{
    private const int Shortest = 4;
    private const int Longest = 16;

    public static bool TryRead(ReadOnlySpan<byte> cell, out Fen value)
    {
        value = default;
        if (cell.Length is < Shortest or > Longest || cell[^3] != '.' || (cell[0] == '0' && cell.Length > Shortest))
        {
            return false;
        }

        var fen = 0L;
        for (var i = 0; i < cell.Length; i++)
        {
            if (i == cell.Length - 3)
            {
                continue;
            }

            var digit = cell[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            fen = (fen * 10) + digit;
        }

        value = new Fen(fen);
        return true;
    }
}
