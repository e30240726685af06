using System.Globalization;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Guard.Checking;

/// <summary>Numbers in a text: what they say, and whose they are (pure).</summary>
internal static class Numbers
{
    private const int MobileLength = 11;
    private const int ShortestOrder = 12;
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The numbers of a short text, in digits or Chinese.</summary>
    public static IReadOnlyList<decimal> Of(string text)
    {
        var (numbers, folded) = (new List<decimal>(), Folding.Plain.Fold(text));
        for (var i = 0; i < folded.Length;)
        {
            var to = i;
            while (to < folded.Length && Pattern.IsNumber(folded[to]))
            {
                to++;
            }

            if (to > i && Value(folded[i..to]) is { } value)
            {
                numbers.Add(value);
            }

            i = Math.Max(to, i + 1);
        }

        return numbers;
    }

    private static decimal? Value(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        return text.All(c => Digits.Contains(c)) && text.Length <= 9 ? text.Aggregate(0m, (n, c) => (n * 10) + Digits.IndexOf(c)) : Counted(text);
    }

    /// <summary>二百五十, 十五, 两千; null where it is none of these.</summary>
    private static decimal? Counted(string text)
    {
        var (total, digit) = (0m, 0m);
        foreach (var c in text)
        {
            var unit = c switch { '十' => 10m, '百' => 100m, '千' => 1000m, '万' => 10000m, _ => 0m };
            var at = c == '两' ? 2 : Digits.IndexOf(c);
            if (unit > 0)
            {
                total += (digit == 0 ? 1 : digit) * unit;
                digit = 0;
            }
            else if (at >= 0)
            {
                digit = at;
            }
            else
            {
                return null;
            }
        }

        return total + digit;
    }

    /// <summary>The runs of digits that may be an order number, each once.</summary>
    public static IReadOnlyList<string> Orders(string text)
    {
        var (found, folded) = (new List<string>(), Folding.Plain.Fold(text));
        for (var i = 0; i < folded.Length;)
        {
            var to = i;
            while (to < folded.Length && char.IsAsciiDigit(folded[to]))
            {
                to++;
            }

            if (to - i is >= ShortestOrder and <= 32)
            {
                found.Add(folded[i..to]);
            }

            i = Math.Max(to, i + 1);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>An order number or telephone that belongs to somebody else than the buyer spoken to.</summary>
    public static void FindStrange(CompiledRule compiled, Look look, List<GuardHit> hits)
    {
        if (look.Facts.OwnerOf is not { } ownerOf || look.Line.Buyer is not { } buyer)
        {
            return;
        }

        var text = look.Text.Characters;
        for (var i = 0; i < text.Length;)
        {
            var to = i;
            while (to < text.Length && char.IsAsciiDigit(text[to]))
            {
                to++;
            }

            if (to - i is MobileLength or >= ShortestOrder and <= 32 && ownerOf(text[i..to].ToString()) is { } owner && owner != buyer)
            {
                hits.Add(compiled.Hit(look, look.Text.Stretch(i, to - i), compiled.Rule.Level));
            }

            i = Math.Max(to, i + 1);
        }
    }
}
