using System.Globalization;

namespace Zhanggui.Kernel.Money;

/// <summary>
/// An amount of money in fen (1/100 yuan), 64 bits, checked: what does not fit throws. Written everywhere as yuan with
/// two places (<c>128.00</c>). Never made from a floating-point number.
/// </summary>
public readonly record struct Fen(long Value) : IComparable<Fen>
{
    private const int Places = 2;

    public static Fen Zero => default;

    public static Fen operator +(Fen a, Fen b) => new(checked(a.Value + b.Value));

    public static Fen operator -(Fen a, Fen b) => new(checked(a.Value - b.Value));

    public static Fen operator -(Fen a) => new(checked(-a.Value));

    public static bool operator <(Fen a, Fen b) => a.Value < b.Value;

    public static bool operator >(Fen a, Fen b) => a.Value > b.Value;

    public static bool operator <=(Fen a, Fen b) => a.Value <= b.Value;

    public static bool operator >=(Fen a, Fen b) => a.Value >= b.Value;

    public int CompareTo(Fen other) => Value.CompareTo(other.Value);

    /// <summary>
    /// Reads yuan: digits with at most two places after the point, an optional sign, nothing else. More places are
    /// accepted only when they are zeros: an amount is never rounded while it is read.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> yuan, out Fen value)
    {
        value = default;
        var isNegative = yuan.Length > 0 && yuan[0] == '-';
        if (isNegative || (yuan.Length > 0 && yuan[0] == '+'))
        {
            yuan = yuan[1..];
        }

        var point = yuan.IndexOf('.');
        var whole = point < 0 ? yuan : yuan[..point];
        var part = point < 0 ? [] : yuan[(point + 1)..];
        if (whole.Length + part.Length == 0 || whole.Length > 16)
        {
            return false;
        }

        var total = 0L;
        foreach (var c in whole)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            total = (total * 10) + (c - '0');
        }

        for (var i = 0; i < Math.Max(Places, part.Length); i++)
        {
            var c = i < part.Length ? part[i] : '0';
            if (!char.IsAsciiDigit(c) || (i >= Places && c != '0'))
            {
                return false;
            }

            if (i < Places)
            {
                total = (total * 10) + (c - '0');
            }
        }

        value = new Fen(isNegative ? -total : total);
        return true;
    }

    /// <summary>Yuan with two places and a point, whatever the language: <c>-0.05</c>.</summary>
    public override string ToString()
    {
        var abs = Math.Abs((decimal)Value);
        return string.Create(CultureInfo.InvariantCulture, $"{(Value < 0 ? "-" : string.Empty)}{decimal.Floor(abs / 100m)}.{abs % 100m:00}");
    }

    /// <summary>
    /// Splits the amount by weights so that the parts always add up to it: each part is cut off towards zero, then the
    /// spare fen go one by one to the parts in their order. With no weight at all everything stays with the first part.
    /// </summary>
    public IReadOnlyList<Fen> Split(IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Count);
        var sum = weights.Aggregate(0L, (total, weight) => weight < 0 ? throw new ArgumentOutOfRangeException(nameof(weights)) : checked(total + weight));
        var parts = new Fen[weights.Count];
        if (sum == 0)
        {
            parts[0] = this;
            return parts;
        }

        var given = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new Fen((long)((Int128)Value * weights[i] / sum));
            given += parts[i].Value;
        }

        var step = Math.Sign(Value - given);
        for (var i = 0; given != Value; i = (i + 1) % parts.Length)
        {
            if (weights[i] > 0)
            {
                parts[i] = new Fen(parts[i].Value + step);
                given += step;
            }
        }

        return parts;
    }
}
