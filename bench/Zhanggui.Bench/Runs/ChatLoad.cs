using System.Diagnostics;
using Zhanggui.Bench.Measure;

namespace Zhanggui.Bench.Runs;

/// <summary>Drives a side: closed loop (each conversation sends its next message when the last has arrived) or at a fixed rate.</summary>
internal static class ChatLoad
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(20);

    public static async Task<RoundResult> ClosedAsync(IChatSide side, int conversations, TimeSpan time)
    {
        var spin = SpinLoop.Milliseconds();
        var waits = new Latencies();
        var errors = 0L;
        var cpu = side.ServerCpuSeconds();
        var started = Stopwatch.GetTimestamp();
        var end = started + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, conversations).Select(c => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                var sent = Stopwatch.GetTimestamp();
                try
                {
                    await side.SendAsync(c).WaitAsync(GiveUp);
                    waits.Add(Stopwatch.GetTimestamp() - sent);
                }
                catch (Exception failure)
                {
                    await Console.Error.WriteLineAsync($"{side.Name}: conversation {c} after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s: {failure.Message} {side.StateOf(c)}");
                    if (Interlocked.Increment(ref errors) > 10)
                    {
                        throw;
                    }
                }
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new RoundResult(side.Name, waits.Count / seconds, waits.At(0.5), waits.At(0.99), waits.At(1), spin, errors, side.ServerCpuSeconds() - cpu, waits.Count);
    }

    /// <summary>Sends at an even rate whatever comes back; the wait counts from the moment of sending.</summary>
    public static async Task<RoundResult> OpenAsync(IChatSide side, int conversations, int perSecond, TimeSpan time)
    {
        var spin = SpinLoop.Milliseconds();
        var waits = new Latencies();
        var errors = 0L;
        var sends = new List<Task>((int)(perSecond * time.TotalSeconds) + 1);
        var cpu = side.ServerCpuSeconds();
        var started = Stopwatch.GetTimestamp();
        var gap = Stopwatch.Frequency / perSecond;
        var count = (int)(perSecond * time.TotalSeconds);
        for (var i = 0; i < count; i++)
        {
            var due = started + (i * gap);
            var early = due - Stopwatch.GetTimestamp();
            if (early > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            }

            sends.Add(OneAsync(i % conversations));
        }

        await Task.WhenAll(sends);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new RoundResult(side.Name, waits.Count / seconds, waits.At(0.5), waits.At(0.99), waits.At(1), spin, errors, side.ServerCpuSeconds() - cpu, waits.Count);

        async Task OneAsync(int conversation)
        {
            var sent = Stopwatch.GetTimestamp();
            try
            {
                await side.SendAsync(conversation).WaitAsync(GiveUp);
                waits.Add(Stopwatch.GetTimestamp() - sent);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref errors);
            }
        }
    }
}
