using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Kernel.Time;

namespace Zhanggui.People.Reading;

/// <summary>Answers that may be a few seconds old, so that reading a name or a zone costs no query per message.</summary>
internal sealed class ShortCache<TKey, TValue>(TimeProvider clock, Duration keep)
    where TKey : notnull
{
    private const int Limit = 20_000;
    private readonly ConcurrentDictionary<TKey, (TValue Value, Instant Until)> entries = new();

    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> load)
    {
        var now = clock.GetCurrentInstant();
        if (entries.TryGetValue(key, out var known) && known.Until > now)
        {
            return known.Value;
        }

        var value = await load(key);
        if (entries.Count > Limit)
        {
            entries.Clear();
        }

        entries[key] = (value, now + keep);
        return value;
    }

    public void Clear() => entries.Clear();
}
