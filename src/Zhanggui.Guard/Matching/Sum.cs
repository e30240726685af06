using System.Collections.Immutable;

namespace Zhanggui.Guard.Matching;

/// <summary>
/// A sum of money: a number with a word of <paramref name="Units"/> behind it (「39.9元」, 「一百二十块」, 「¥39」), or a bare one of at least <paramref name="Least"/> characters
/// with which the clause ends or behind which a word of <paramref name="Ends"/> stands (「券后 59 哦」). So 「304不锈钢」, 「500ml」, 「1.8*2米」 and the numbers of orders and telephones are none.
/// </summary>
internal sealed record Sum(int Least, OneOf Units, OneOf Ends) : Step
{
    /// <summary>What a place is looked back for where a sum stands before the first word.</summary>
    public const int Longest = 16;

    private const int MostDigits = 7;

    /// <summary>How many characters the sum has that begins here; 0 = none does.</summary>
    public int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (Number(text, at) is not ( > 0 and var number, var hasSign))
        {
            return 0;
        }

        var unit = Unit(text, at + number);
        return unit > 0 && !IsOneOfSomething(text.Slice(at, number), unit) ? number + unit
            : (hasSign || IsBare(text.Slice(at, number))) && Closes(text, at + number) ? number
            : 0;
    }

    /// <summary>Where the sum begins that ends right before the place; -1 = none does.</summary>
    public int Before(ReadOnlySpan<char> text, int end)
    {
        for (var at = Math.Max(0, end - Longest); at < end; at++)
        {
            if (Number(text, at) is ( > 0 and var number, var hasSign)
                && (at + number == end ? hasSign || IsBare(text.Slice(at, number)) : at + number + Unit(text, at + number) == end))
            {
                return at;
            }
        }

        return -1;
    }

    private static (int Length, bool HasSign) Number(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || (at > 0 && GoesOn(text[at - 1])))
        {
            return default;
        }

        var sign = text[at] is '¥' or '￥' ? 1 : 0;
        var one = Digits(text, at + sign);
        if (one == 0)
        {
            return default;
        }

        var end = at + sign + one;
        var other = end + 1 < text.Length && text[end] is '-' or '~' or '至' or '到' ? Digits(text, end + 1) : 0;
        return (other == 0 ? end - at : end + 1 + other - at, sign > 0);
    }

    /// <summary>Digits with a decimal part, also with a Chinese place behind them (「3千5」), or a number in Chinese.</summary>
    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        var n = at;
        while (n < text.Length && IsChinese(text[n]))
        {
            n++;
        }

        // 「一百二一双」: what the next word begins with is not the number's.
        if (n > at)
        {
            return n - at > 2 && text[n - 1] == '一' ? n - at - 1 : n - at;
        }

        n = Arabic(text, at);
        return n > at && n < text.Length && text[n] is ('百' or '千' or '万') ? Arabic(text, n + 1) - at : n - at;
    }

    private static int Arabic(ReadOnlySpan<char> text, int at)
    {
        var n = at;
        while (n < text.Length && (char.IsAsciiDigit(text[n]) || (text[n] == '.' && n > at && n + 1 < text.Length && char.IsAsciiDigit(text[n - 1]) && char.IsAsciiDigit(text[n + 1]))))
        {
            n++;
        }

        return n;
    }

    private int Unit(ReadOnlySpan<char> text, int at)
    {
        var space = at + 1 < text.Length && text[at] == ' ' ? 1 : 0;
        return at + space < text.Length && Starting(Units, text, at + space) is > 0 and var unit ? space + unit + Rest(text, at + space + unit) : 0;
    }

    /// <summary>「29块9」: the digit behind the unit is still of the sum.</summary>
    private static int Rest(ReadOnlySpan<char> text, int at) =>
        at < text.Length && (char.IsAsciiDigit(text[at]) || (IsChinese(text[at]) && text[at] != '一')) && !(at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || IsChinese(text[at + 1]))) ? 1 : 0;

    /// <summary>「一块」 and 「两块」 are pieces or "together" sooner than money; 「一块钱」 is money.</summary>
    private static bool IsOneOfSomething(ReadOnlySpan<char> number, int unit) => unit == 1 && number is ['一' or '两'];

    private bool IsBare(ReadOnlySpan<char> number) =>
        number.Length >= Least && number[0] is not '0' && !HasTooManyDigits(number)
        && (number.IndexOfAnyInRange('0', '9') >= 0 || number.IndexOfAny("十百千万") >= 0);

    private static bool HasTooManyDigits(ReadOnlySpan<char> number) => (number.IndexOf('.') is > 0 and var point ? point : number.Length) > MostDigits;

    private bool Closes(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
        {
            return true;
        }

        return text[at] == ' ' ? at + 1 >= text.Length || !char.IsAsciiLetter(text[at + 1])
            : Starting(Ends, text, at) > 0 || (!char.IsLetterOrDigit(text[at]) && !GoesOn(text[at]) && text[at] is not ('%' or '°' or '"'));
    }

    private static int Starting(OneOf words, ReadOnlySpan<char> text, int at)
    {
        var longest = 0;
        foreach (var word in words.BeginningWith(text[at]))
        {
            longest = word.Length > longest && text[at..].StartsWith(word) ? word.Length : longest;
        }

        return longest;
    }

    /// <summary>What makes two numbers, or a number and letters, one code, size or time.</summary>
    private static bool GoesOn(char c) => char.IsAsciiLetterOrDigit(c) || IsChinese(c) || c is '.' or '-' or '*' or '×' or '/' or '~' or ':' or '_' or '+' or '#' or '第';

    private static bool IsChinese(char c) => c is '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '百' or '千' or '万' or '两' or '几' or '零';
}
