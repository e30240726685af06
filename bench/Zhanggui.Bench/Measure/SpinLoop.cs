using System.Diagnostics;

namespace Zhanggui.Bench.Measure;

/// <summary>
/// A fixed piece of single-core work, printed beside every round: when its time grows, the machine was busy with
/// something else and the absolute figures of that round say little.
/// </summary>
internal static class SpinLoop
{
    /// <summary>Milliseconds for a fixed number of dependent multiplications.</summary>
    public static double Milliseconds()
    {
        var started = Stopwatch.GetTimestamp();
        var x = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < 60_000_000; i++)
        {
            unchecked
            {
                x = (x * 6364136223846793005UL) + 1442695040888963407UL;
            }
        }

        GC.KeepAlive(x);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
