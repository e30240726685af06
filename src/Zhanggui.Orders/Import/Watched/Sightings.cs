using System.Collections.Concurrent;
using NodaTime;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>
/// Since when a file looks as it does. Its own time of change says little: programs that copy set it to the original's, and the clock of another machine may
/// be wrong. So a file is whole when this process has seen it twice, long enough apart, with the same size and time.
/// </summary>
internal sealed class Sightings
{
    private readonly ConcurrentDictionary<string, (long Size, DateTime Changed, Instant Since)> seen = new(StringComparer.Ordinal);

    public bool IsQuiet(string path, long size, DateTime changed, Instant now, Duration quiet)
    {
        var sight = seen.AddOrUpdate(path, (size, changed, now), (_, before) => before.Size == size && before.Changed == changed && before.Since <= now ? before : (size, changed, now));
        return now - sight.Since >= quiet;
    }

    /// <summary>Files that are gone are not remembered.</summary>
    public void Keep(IReadOnlySet<string> there)
    {
        foreach (var path in seen.Keys.Where(p => !there.Contains(p)))
        {
            seen.TryRemove(path, out _);
        }
    }
}
