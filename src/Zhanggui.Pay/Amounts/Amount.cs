using System.Globalization;
using System.Numerics;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Amounts;

/// <summary>What a value is. Money and numbers never mix by accident.</summary>
internal enum AmountKind
{
    Number,

    /// <summary>Held in fen.</summary>
    Money,

    /// <summary>1 = yes, 0 = no.</summary>
    Truth,
}

/// <summary>A value with what it is, as books write them: <c>20 元</c>, <c>0.5%</c>, <c>1/3</c>, <c>3</c>.</summary>
internal readonly record struct Amount(AmountKind Kind, Ratio Value)
{
    private const int Longest = 40;
    private const int FenPerYuan = 100;
    private const int Hundred = 100;
    private static readonly string[] Yuan = ["元", "yuan"];

    public Fen Money => Value.Round();

    /// <summary>As people read it.</summary>
    public override string ToString() => Kind == AmountKind.Money ? Yuans(Value) : Value.ToString();

    /// <summary>Yuan with at least two places; more where the exact amount has more.</summary>
    public static string Yuans(Ratio fen) => fen.Denominator.IsOne ? new Fen((long)fen.Numerator).ToString() : (fen / Ratio.Of(FenPerYuan)).ToString();

    /// <summary>A share as people say it: <c>0.5%</c>.</summary>
    public static string Percent(Ratio share)
    {
        var text = (share * Ratio.Of(Hundred)).ToString();
        return text.Contains('/') ? share.ToString() : text + "%";
    }

    public static Amount? Parse(string? text)
    {
        var rest = text?.Trim() ?? string.Empty;
        if (rest.Length is 0 or > Longest)
        {
            return null;
        }

        var unit = Yuan.FirstOrDefault(u => rest.EndsWith(u, StringComparison.Ordinal));
        if (unit is not null)
        {
            return Number(rest[..^unit.Length].TrimEnd()) is { } yuan ? new Amount(AmountKind.Money, yuan * Ratio.Of(FenPerYuan)) : null;
        }

        if (rest.EndsWith('%'))
        {
            return Number(rest[..^1].TrimEnd()) is { } percent ? new Amount(AmountKind.Number, percent / Ratio.Of(Hundred)) : null;
        }

        var slash = rest.IndexOf('/');
        if (slash < 0)
        {
            return Number(rest) is { } number ? new Amount(AmountKind.Number, number) : null;
        }

        return Number(rest[..slash].TrimEnd()) is { } top && Number(rest[(slash + 1)..].TrimStart()) is { IsZero: false } bottom ? new Amount(AmountKind.Number, top / bottom) : null;
    }

    /// <summary>Digits with a point, nothing that could be read in two ways.</summary>
    public static Ratio? Number(ReadOnlySpan<char> text)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = isNegative ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var part = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && part.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || part.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var value = BigInteger.Parse(string.Concat(whole, part), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Ratio(isNegative ? -value : value, BigInteger.Pow(10, part.Length));
    }
}
