namespace Zhanggui.Facts.Demo;

/// <summary>
/// xoshiro256** seeded by splitmix64, in whole numbers only: the same seed gives the same months on every machine and with
/// every version of the runtime, which neither System.Random nor floating-point functions promise.
/// </summary>
internal sealed class DemoRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public DemoRandom(ulong seed)
    {
        a = SplitMix(ref seed);
        b = SplitMix(ref seed);
        c = SplitMix(ref seed);
        d = SplitMix(ref seed);
    }

    /// <summary>A number that depends on <paramref name="value"/> only: names of buyers without remembering them.</summary>
    public static ulong Scatter(ulong value) => SplitMix(ref value);

    /// <summary>0 ≤ result &lt; <paramref name="below"/>.</summary>
    public int Next(int below) => (int)((UInt128)Next() * (uint)below >> 64);

    public long Next(long below) => (long)((UInt128)Next() * (ulong)below >> 64);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    public long Between(long low, long high) => low + Next(high - low + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Chance(int permille) => Next(1000) < permille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>The index of a weight, in proportion to the weights.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var at = Next(total);
        var index = 0;
        while (at >= weights[index])
        {
            at -= weights[index++];
        }

        return index;
    }

    /// <summary>A value of a distribution that is given by its quantiles at equal steps, straight in between.</summary>
    public long Quantile(ReadOnlySpan<int> quantiles)
    {
        var step = Next(quantiles.Length - 1);
        return Between((long)quantiles[step], quantiles[step + 1]);
    }

    private ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = ulong.RotateLeft(d, 45);
            return result;
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
