using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// When every account that is known of was offline: a message left then is no reception that could have been answered at once.
/// Counts the accounts from change to change once, so that a round costs one search and not a look at all rows.
/// </summary>
internal sealed class Attendance
{
    private readonly Instant[] changes;
    private readonly bool[] isOffline;

    public Attendance(IReadOnlyList<PresenceFact> presence)
    {
        var steps = presence.SelectMany(p => new[] { (At: p.From, Step: 1, p.State), (At: p.To ?? Instant.MaxValue, Step: -1, p.State) })
            .GroupBy(s => s.At).OrderBy(g => g.Key).ToList();
        (changes, isOffline) = (new Instant[steps.Count], new bool[steps.Count]);
        var (known, offline) = (0, 0);
        for (var i = 0; i < steps.Count; i++)
        {
            known += steps[i].Sum(s => s.Step);
            offline += steps[i].Where(s => s.State == PresenceState.Offline).Sum(s => s.Step);
            (changes[i], isOffline[i]) = (steps[i].Key, known > 0 && known == offline);
        }
    }

    /// <summary>False where nothing is known.</summary>
    public bool IsEverybodyOffline(Instant at)
    {
        var found = Array.BinarySearch(changes, at);
        var last = found >= 0 ? found : ~found - 1;
        return last >= 0 && isOffline[last];
    }
}
