using System.Diagnostics;

namespace Zhanggui.Bench.Measure;

/// <summary>Collected waiting times of one round; percentiles are taken from all of them, none is sampled away.</summary>
internal sealed class Latencies
{
    private readonly List<long> ticks = new(200_000);
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate)
            {
                return ticks.Count;
            }
        }
    }

    public void Add(long elapsedTicks)
    {
        lock (gate)
        {
            ticks.Add(elapsedTicks);
        }
    }

    /// <summary>Milliseconds at a share between 0 and 1 of all waits, ordered by length.</summary>
    public double At(double share)
    {
        lock (gate)
        {
            if (ticks.Count == 0)
            {
                return double.NaN;
            }

            ticks.Sort();
            var index = Math.Min(ticks.Count - 1, (int)(share * ticks.Count));
            return ticks[index] * 1000.0 / Stopwatch.Frequency;
        }
    }
}
