using System.Globalization;
using System.Numerics;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Amounts;

/// <summary>An exact fraction. Pay is reckoned in fractions and rounded once, where a line is made.</summary>
internal readonly struct Ratio : IEquatable<Ratio>, IComparable<Ratio>
{
    private readonly BigInteger denominator;

    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, this.denominator) = (numerator / common, denominator / common);
    }

    private Ratio(BigInteger whole) => (Numerator, denominator) = (whole, BigInteger.One);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public static Ratio Zero => default;

    public static Ratio One => new(BigInteger.One);

    public bool IsZero => Numerator.IsZero;

    public int Sign => Numerator.Sign;

    public static Ratio Of(long whole) => new(whole);

    public static Ratio Of(Fen money) => new(money.Value);

    public static Ratio Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var whole = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32) + (uint)bits[0];
        return new Ratio(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Ratio operator +(Ratio a, Ratio b) => a.Denominator.IsOne && b.Denominator.IsOne
        ? new(a.Numerator + b.Numerator) : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator -(Ratio a, Ratio b) => a + -b;

    public static Ratio operator -(Ratio a) => new(-a.Numerator, a.Denominator);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Ratio operator /(Ratio a, Ratio b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Ratio a, Ratio b) => a.CompareTo(b) < 0;

    public static bool operator >(Ratio a, Ratio b) => a.CompareTo(b) > 0;

    public static bool operator <=(Ratio a, Ratio b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Ratio a, Ratio b) => a.CompareTo(b) >= 0;

    public static bool operator ==(Ratio a, Ratio b) => a.Equals(b);

    public static bool operator !=(Ratio a, Ratio b) => !a.Equals(b);

    public int CompareTo(Ratio other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Ratio other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Ratio other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public static Ratio Min(Ratio a, Ratio b) => a < b ? a : b;

    public static Ratio Max(Ratio a, Ratio b) => a > b ? a : b;

    /// <summary>Fen, half away from zero: the one place where pay is rounded.</summary>
    public Fen Round()
    {
        var twice = (BigInteger.Abs(Numerator) * 2) + Denominator;
        return new Fen((long)(BigInteger.Divide(twice, Denominator * 2) * Numerator.Sign));
    }

    /// <summary>A reduced fraction, as shares are written: <c>1/5</c>.</summary>
    public string ToFraction() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>An exact decimal where there is one (<c>0.005</c>), else a reduced fraction (<c>1/3</c>).</summary>
    public override string ToString()
    {
        var (rest, places, scaled) = (Denominator, 0, Numerator);
        while (places < 28 && !rest.IsOne && (rest % 10 == 0 || rest % 2 == 0 || rest % 5 == 0))
        {
            var (factor, more) = rest % 10 == 0 ? (10, 1) : rest % 2 == 0 ? (2, 5) : (5, 2);
            (rest, scaled, places) = (rest / factor, scaled * more, places + 1);
        }

        if (!rest.IsOne)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
        }

        if (places == 0)
        {
            return scaled.ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return $"{(scaled.Sign < 0 ? "-" : string.Empty)}{digits[..^places]}.{digits[^places..]}";
    }
}
