using NodaTime;
using Zhanggui.Shop.Buyers.Timeline;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests.Shop;

public sealed class ShopTimelineTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 1, 4, 0);
    private static readonly TimelinePlace First = new(Instant.FromUtc(9000, 1, 1, 0, 0), 0);

    [Fact]
    public void Pages_show_every_entry_once_newest_first_also_where_many_share_an_instant()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 500; round++)
        {
            var sources = Enumerable.Range(0, random.Next(1, 5))
                .Select(s => Enumerable.Range(0, random.Next(0, 40)).Select(i => Entry($"{s}", random.Next(0, 8), $"{s}-{i}")).OrderByDescending(e => e.At).ToList()).ToList();
            var size = random.Next(1, 12);
            var shown = new List<TimelineEntry>();
            TimelinePlace? place = First;
            while (place is { } at)
            {
                // As rooms answer: not after the place, and no more than is asked for.
                var given = sources.Select(s => (IReadOnlyList<TimelineEntry>)[.. s.Where(e => e.At <= at.Until).Take(size + at.Skip + 1)]);
                var (entries, next) = TimelinePage.Of(given, at, size);
                shown.AddRange(entries);
                place = next;
            }

            shown.Select(e => e.Id).ShouldBe(sources.SelectMany(s => s).OrderByDescending(e => e.At).Select(e => e.Id));
        }
    }

    [Fact]
    public void Nothing_is_one_empty_page()
    {
        var (entries, next) = TimelinePage.Of([[]], First, 10);
        entries.ShouldBeEmpty();
        next.ShouldBeNull();
    }

    private static TimelineEntry Entry(string kind, int minute, string id) => new(kind, Noon + Duration.FromMinutes(minute), id, null, null);
}
