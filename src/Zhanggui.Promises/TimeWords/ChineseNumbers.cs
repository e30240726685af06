namespace Zhanggui.Promises.TimeWords;

/// <summary>Small numbers as people write them in chat: 3, ３, 三, 十五, 两, 二十三, 一百二十, 三四 (the larger), 3-5 (the larger), 1.5.</summary>
internal static class ChineseNumbers
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Reads a number at <paramref name="at"/> and moves behind it. Halves only where digits have a point: 1.5.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, ref int at, out decimal value)
    {
        var here = at;
        if (!TryReadOne(text, ref here, out value))
        {
            return false;
        }

        var after = here;
        if (after < text.Length && text[after] is '-' or '~' or '～' or '到' or '至' or '—' && TryNext(text, after + 1, out var end, out var upper) && upper >= value)
        {
            (here, value) = (end, upper);
        }

        at = here;
        return true;
    }

    private static bool TryNext(ReadOnlySpan<char> text, int from, out int end, out decimal value)
    {
        end = from;
        return TryReadOne(text, ref end, out value);
    }

    private static bool TryReadOne(ReadOnlySpan<char> text, ref int at, out decimal value)
    {
        value = 0;
        if (at >= text.Length)
        {
            return false;
        }

        return ToDigit(text[at]) >= 0 ? TryReadDigits(text, ref at, out value) : TryReadHan(text, ref at, out value);
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, ref int at, out decimal value)
    {
        const int most = 4;
        value = 0;
        var from = at;
        while (at < text.Length && ToDigit(text[at]) is >= 0 and var digit)
        {
            value = (value * 10) + digit;
            at++;
            if (at - from > most)
            {
                at = from;
                return false; // an order number, not an amount of time
            }
        }

        if (at + 1 < text.Length && text[at] == '.' && ToDigit(text[at + 1]) is >= 0 and var part && !(at + 2 < text.Length && ToDigit(text[at + 2]) >= 0))
        {
            value += part / 10m;
            at += 2;
        }

        return true;
    }

    private static bool TryReadHan(ReadOnlySpan<char> text, ref int at, out decimal value)
    {
        var (total, unit, from) = (0, -1, at);
        while (at < text.Length)
        {
            var c = text[at];
            var digit = c is '两' or '俩' ? 2 : c == '〇' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit >= 0)
            {
                // 两三天: one number after the other, the larger counts.
                if (unit >= 0 && digit != unit + 1 && unit != 0)
                {
                    break;
                }

                unit = digit;
            }
            else if (c is '十' or '百')
            {
                total += (unit < 0 ? 1 : unit) * (c == '十' ? 10 : 100);
                unit = -1;
            }
            else
            {
                break;
            }

            at++;
        }

        value = total + Math.Max(unit, 0);
        return at > from;
    }

    private static int ToDigit(char c) => c is >= '0' and <= '9' ? c - '0' : c is >= '０' and <= '９' ? c - '０' : -1;
}
