using System.Collections.Concurrent;

namespace Zhanggui.Reception.Waiting;

/// <summary>
/// One answer per key and second, however many ask: whoever comes while it is being made waits for that one. An answer that failed
/// is made anew by the next who asks.
/// </summary>
internal sealed class SharedSecond<TKey, TValue>(TimeProvider clock, TimeSpan freshFor, Func<TKey, Task<TValue>> make)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Kept> kept = new();

    public Task<TValue> GetAsync(TKey key)
    {
        while (true)
        {
            var known = kept.GetValueOrDefault(key);
            if (known is not null && !known.Value.IsFaulted && clock.GetElapsedTime(known.At) < freshFor)
            {
                return known.Value;
            }

            // The task starts only for whoever wins the place, so that a crowd makes one.
            var place = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
            var next = new Kept(clock.GetTimestamp(), place.Task);
            if (known is null ? kept.TryAdd(key, next) : kept.TryUpdate(key, next, known))
            {
                _ = FillAsync(key, place);
                return place.Task;
            }
        }
    }

    private async Task FillAsync(TKey key, TaskCompletionSource<TValue> place)
    {
        try
        {
            place.SetResult(await make(key));
        }
        catch (Exception error)
        {
            place.SetException(error); // told to everybody who waits
        }
    }

    private sealed record Kept(long At, Task<TValue> Value);
}
