using NodaTime;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Timeline;

/// <summary>Where a page of a timeline begins: not after this instant, and behind so many entries of it.</summary>
internal readonly record struct TimelinePlace(Instant Until, int Skip);

/// <summary>Puts what rooms give into one line, newest first, page by page (pure).</summary>
internal static class TimelinePage
{
    /// <summary>
    /// The page and the place of the next, null at the end. Every source must have given at least <paramref name="size"/> + skip + 1 entries where it has them.
    /// Of the same instant the sources' order holds, so no entry is shown twice and none is left out.
    /// </summary>
    public static (IReadOnlyList<TimelineEntry> Entries, TimelinePlace? Next) Of(IEnumerable<IReadOnlyList<TimelineEntry>> sources, TimelinePlace place, int size)
    {
        var all = sources.SelectMany(s => s).Where(e => e.At <= place.Until).OrderByDescending(e => e.At).Skip(place.Skip).ToList();
        if (all.Count <= size)
        {
            return (all, null);
        }

        var shown = all.Take(size).ToList();
        var last = shown[^1].At;
        return (shown, new TimelinePlace(last, shown.Count(e => e.At == last) + (last == place.Until ? place.Skip : 0)));
    }
}
