using System.Buffers;
using System.Numerics;
using NodaTime;

namespace Zhanggui.Tables;

/// <summary>
/// What platforms and Excel do to a cell, undone where nothing can be lost, and named where something was. Nothing here
/// guesses: what is not plainly a value is "no".
/// </summary>
public static partial class CellText
{
    private const char Nbsp = '\u00A0';
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Without blanks at both ends: space, TAB, line ends, no-break and full-width space, byte order mark, zero width.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> cell)
    {
        // Nearly every cell begins and ends with a letter or a digit of ASCII, or with a Chinese one.
        if (!cell.IsEmpty && IsPlain(cell[0]) && IsPlain(cell[^1]))
        {
            return cell;
        }

        while (!cell.IsEmpty && IsBlank(cell[0]))
        {
            cell = cell[1..];
        }

        while (!cell.IsEmpty && IsBlank(cell[^1]))
        {
            cell = cell[..^1];
        }

        return cell;
    }

    /// <summary>
    /// The cell without the quirks of exports: trimmed, out of <c>="..."</c>, without the apostrophe that keeps Excel from
    /// calculating (<c>'1234567890123456789</c>; only before a digit, so names keep theirs).
    /// </summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> cell)
    {
        cell = Trim(cell);
        if (cell.IsEmpty || cell[0] is not ('=' or '\'' or '\u2018'))
        {
            return cell;
        }

        if (cell.Length >= 3 && cell[0] == '=' && cell[1] == '"' && cell[^1] == '"')
        {
            cell = Trim(cell[2..^1]);
        }

        if (cell.Length >= 2 && cell[0] is '\'' or '\u2018' && char.IsAsciiDigit(cell[1]))
        {
            cell = cell[1..];
            cell = cell[^1] is '\'' or '\u2019' ? cell[..^1] : cell;
        }

        return cell;
    }

    /// <summary>Nothing, or one of the words for it: <c>null</c>, <c>'null'</c>, <c>"null"</c>, <c>-</c>, <c>--</c>, <c>—</c>, <c>\N</c>, in any case.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell)
    {
        cell = Trim(cell);
        if (cell.Length > 6)
        {
            return false;
        }

        if (cell.Length == 6 && ((cell[0] == '\'' && cell[^1] == '\'') || (cell[0] == '"' && cell[^1] == '"')))
        {
            cell = cell[1..^1];
        }

        return cell is "" or "-" or "--" or "—" or "——" or "\\N" || cell.Equals("null", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A long number that Excel has turned into <c>1.23E+17</c>: its digits are lost. A reason to refuse the cell, never to repair it.
    /// </summary>
    public static bool IsDamagedNumber(ReadOnlySpan<char> cell)
    {
        // Nearly every cell is decided here: without an E there is no exponent.
        if (cell.Length < 4 || cell.IndexOfAny('E', 'e') < 1)
        {
            return false;
        }

        cell = Clean(cell);
        if (cell.Length is < 4 or > 30)
        {
            return false;
        }

        if (cell[0] is '-' or '+')
        {
            cell = cell[1..];
        }

        var at = cell.IndexOfAny('E', 'e');
        if (at < 1 || at + 2 > cell.Length)
        {
            return false;
        }

        var power = cell[(at + 1)..];
        var mantissa = cell[..at];
        var point = mantissa.IndexOf('.');
        return power[0] == '+' && power.Length is >= 2 and <= 4 && AreDigits(power[1..])
            && (point < 0 ? mantissa.Length == 1 && AreDigits(mantissa) : point == 1 && AreDigits(mantissa[..1]) && AreDigits(mantissa[2..]));
    }

    /// <summary>
    /// An amount as plain decimal text (<c>1178.80</c>) that <c>Fen.TryParse</c> and <see cref="decimal"/> read: without
    /// <c>¥</c>, <c>￥</c>, <c>元</c>, <c>RMB</c>, <c>CNY</c>, with thousand separators only where they part groups of three,
    /// full-width digits made narrow. No rounding, no exponent, no per cent.
    /// </summary>
    /// <param name="into">At least as long as the cell.</param>
    public static bool TryAmount(ReadOnlySpan<char> cell, Span<char> into, out int length)
    {
        length = 0;
        cell = WithoutCurrency(Clean(cell));
        if (cell.IsEmpty || cell.Length > into.Length || cell.Length > 40)
        {
            return false;
        }

        var digits = 0;
        var group = -1; // digits since the last separator; -1 = none seen
        var point = false;
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i] is >= '０' and <= '９' ? (char)(cell[i] - '０' + '0') : cell[i] switch { '．' => '.', '，' => ',', '－' or '−' => '-', _ => cell[i] };
            if (char.IsAsciiDigit(c))
            {
                digits++;
                group += group >= 0 && !point ? 1 : 0;
            }
            else if (c == ',')
            {
                if (point || digits == 0 || (group >= 0 ? group != 3 : digits > 3))
                {
                    return false;
                }

                group = 0;
                continue;
            }
            else if (c == '.' && !point && (group < 0 || group == 3))
            {
                point = true;
            }
            else if (c is not ('-' or '+') || i > 0)
            {
                return false;
            }

            into[length++] = c;
        }

        return digits > 0 && (point || group is -1 or 3) && into[length - 1] != '.';
    }

    /// <summary>
    /// The same amount as hundredths (fen of a yuan). "No" when it has more than two places that are not zeros, or passes
    /// 16 digits before the point: an amount is never rounded while it is read.
    /// </summary>
    public static bool TryHundredths(ReadOnlySpan<char> cell, out long hundredths)
    {
        if (TryPlainHundredths(cell, out hundredths))
        {
            return true;
        }

        Span<char> text = stackalloc char[64];
        if (!TryAmount(cell, text, out var length))
        {
            return false;
        }

        var plain = text[..length];
        var point = plain.IndexOf('.');
        if (point >= 0 && point + 3 < length && plain[(point + 3)..].IndexOfAnyExcept('0') < 0)
        {
            plain = plain[..(point + 3)];
        }

        return TryPlainHundredths(plain[0] == '+' ? plain[1..] : plain, out hundredths);
    }

    /// <inheritdoc cref="TryAmount(ReadOnlySpan{char}, Span{char}, out int)"/>
    public static bool TryAmount(ReadOnlySpan<char> cell, out decimal amount)
    {
        Span<char> text = stackalloc char[64];
        amount = 0;
        return TryAmount(cell, text, out var length)
            && decimal.TryParse(text[..length], System.Globalization.NumberStyles.Number & ~System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture, out amount);
    }

    /// <summary>A whole number such as a quantity: digits with an optional sign, perhaps with <c>.0</c> behind.</summary>
    public static bool TryWhole(ReadOnlySpan<char> cell, out long value)
    {
        if (TryDigits(cell, out value))
        {
            return true;
        }

        cell = Clean(cell);
        var point = cell.IndexOf('.');
        if (point > 0 && cell[(point + 1)..].IndexOfAnyExcept('0') < 0)
        {
            cell = cell[..point];
        }

        return long.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The name of a column for comparing: trimmed, full-width letters, digits, brackets and blanks made narrow, lower case.</summary>
    public static string Name(ReadOnlySpan<char> cell)
    {
        cell = Clean(cell);
        return string.Create(cell.Length, cell, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                into[i] = char.ToLowerInvariant(from[i] switch
                {
                    >= '！' and <= '～' => (char)(from[i] - '！' + '!'),
                    '\u3000' or Nbsp or '\t' => ' ',
                    _ => from[i],
                });
            }
        });
    }

    // Up to 18 digits and nothing else.
    internal static bool TryDigits<T>(ReadOnlySpan<T> text, out long value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = 0;
        if (text.Length is 0 or > 18)
        {
            return false;
        }

        var number = 0L;
        foreach (var c in text)
        {
            var digit = DigitOf(c);
            if (digit > 9)
            {
                return false;
            }

            number = unchecked((number * 10) + digit);
        }

        value = number;
        return true;
    }

    // -12345.67 and nothing around it.
    internal static bool TryPlainHundredths<T>(ReadOnlySpan<T> text, out long hundredths)
        where T : unmanaged, IBinaryInteger<T>
    {
        hundredths = 0;
        var first = !text.IsEmpty && text[0] == T.CreateTruncating('-') ? 1 : 0;
        var (number, at) = (0L, first);
        for (; at < text.Length && DigitOf(text[at]) is <= 9 and var digit; at++)
        {
            number = unchecked((number * 10) + digit);
        }

        if (at - first is 0 or > 16)
        {
            return false;
        }

        number *= 100;
        if (at < text.Length)
        {
            var places = text.Length - at - 1;
            if (text[at] != T.CreateTruncating('.') || places is 0 or > 2)
            {
                return false;
            }

            var tenths = DigitOf(text[at + 1]);
            if (tenths > 9)
            {
                return false;
            }

            number += tenths * 10;
            if (places == 2)
            {
                var last = DigitOf(text[at + 2]);
                if (last > 9)
                {
                    return false;
                }

                number += last;
            }
        }

        hundredths = first == 1 ? -number : number;
        return true;
    }

    // What is no digit gives more than nine.
    private static uint DigitOf<T>(T c)
        where T : unmanaged, IBinaryInteger<T> => unchecked(uint.CreateTruncating(c) - '0');

    private static bool IsPlain(char c) => c is (> ' ' and < '\u007F') or (> '\u3000' and < '\uFEFF');

    private static bool IsBlank(char c) => c <= ' ' ? c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f' : c >= Nbsp && IsWideBlank(c);

    private static bool IsWideBlank(char c) => c is Nbsp or '\u3000' or '\uFEFF' or '\u200B' or '\u200E' or '\u200F' or '\u2060';

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExcept(Digits) < 0;

    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> cell)
    {
        if (!cell.IsEmpty && char.IsAsciiDigit(cell[0]) && char.IsAsciiDigit(cell[^1]))
        {
            return cell;
        }

        var isNegative = cell.Length > 1 && cell[0] == '-' && cell[1] is ('¥' or '￥');
        foreach (var sign in (ReadOnlySpan<string>)["¥", "￥", "RMB", "CNY"])
        {
            var from = isNegative ? cell[1..] : cell;
            if (from.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                var amount = Trim(from[sign.Length..]);
                return isNegative ? string.Concat("-", amount) : amount;
            }
        }

        foreach (var unit in (ReadOnlySpan<string>)["元", "RMB", "CNY"])
        {
            if (cell.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return Trim(cell[..^unit.Length]);
            }
        }

        return cell;
    }
}
