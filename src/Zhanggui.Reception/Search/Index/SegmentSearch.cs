using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search.Index;

/// <summary>Walks the messages of one segment in which all words occur, newest first.</summary>
internal sealed class SegmentSearch
{
    private readonly Segment segment;
    private readonly WordPlaces[] words;
    private readonly int[] counts;
    private readonly PlaceFilter filter;
    private readonly int end;
    private readonly int channel;
    private int doc;

    private SegmentSearch(Segment segment, WordPlaces[] words, PlaceFilter filter, int first, int end, int channel)
    {
        (this.segment, this.words, this.filter, doc, this.end, this.channel) = (segment, words, filter, first - 1, end, channel);
        counts = new int[words.Length];
    }

    public Hit Current { get; private set; }

    /// <summary>Null when nothing can be found. <paramref name="after"/>: only what stands behind it.</summary>
    public static SegmentSearch? Begin(Segment segment, SearchWords asked, PlaceFilter filter, Place? after)
    {
        var only = filter.Channel is { } wanted ? Enumerable.Range(0, segment.Shape.Channels).FirstOrDefault(i => segment.ChannelOf(i) == wanted, -1) : -1;
        if (filter.Channel is not null && only < 0)
        {
            return null;
        }

        var first = filter.To is { } to ? segment.FirstDoc(d => segment.Doc(d).At < to) : 0;
        var behind = filter.From is { } from ? segment.FirstDoc(d => segment.Doc(d).At < from) : segment.Docs;
        if (after is { } place)
        {
            first = Math.Max(first, segment.FirstDoc(d => Place.NewestFirst(place, segment.PlaceOf(d)) < 0));
        }

        var found = new WordPlaces[asked.Words.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (first >= behind || WordPlaces.Of(segment, asked.Words[i]) is not { } places)
            {
                return null;
            }

            found[i] = places;
        }

        return new SegmentSearch(segment, found, filter, first, behind, only);
    }

    public bool MoveNext()
    {
        while (NextDoc())
        {
            var row = segment.Doc(doc);
            if ((channel < 0 || row.Channel == channel) && filter.Senders?.Contains((SenderKind)row.Sender) != false && filter.Kinds?.Contains((MessageKind)row.Kind) != false)
            {
                Current = new Hit(segment.PlaceOf(row), 0);
                return true;
            }
        }

        return false;
    }

    /// <summary>How well the current message fits; counts its words, so it is asked once for a message.</summary>
    public int Score()
    {
        var behind = segment.Start(doc + 1);
        for (var i = 0; i < words.Length; i++)
        {
            counts[i] = 1;
            while (words[i].SkipTo(words[i].Current + 1) && words[i].Current < behind)
            {
                counts[i]++;
            }
        }

        return SearchWords.Score(counts, segment.LengthOf(doc));
    }

    private bool NextDoc()
    {
        if (++doc >= end)
        {
            return false;
        }

        for (var agreed = 0; agreed < words.Length;)
        {
            if (!words[agreed].SkipTo(segment.Start(doc)))
            {
                doc = end;
                return false;
            }

            var here = segment.DocAt(words[agreed].Current, doc);
            if (here >= end)
            {
                doc = end;
                return false;
            }

            (doc, agreed) = here == doc ? (doc, agreed + 1) : (here, agreed == 0 ? 1 : 0);
        }

        return true;
    }
}

/// <summary>Searches many segments as if they were one.</summary>
internal static class SegmentsSearch
{
    /// <summary>The newest messages behind a place. Segments that are older as a whole than what was found are not opened.</summary>
    public static List<Hit> Newest(IReadOnlyList<Segment> segments, SearchWords words, PlaceFilter filter, Place? after, int limit)
    {
        var waiting = new Queue<Segment>(segments.OrderByDescending(s => s.Shape.NewestAt));
        var open = new List<SegmentSearch>();
        var hits = new List<Hit>(Math.Min(limit, 256));
        while (hits.Count < limit)
        {
            var best = Best(open);
            while (waiting.Count > 0 && (best is null || waiting.Peek().Shape.NewestAt >= best.Current.Place.At))
            {
                if (SegmentSearch.Begin(waiting.Dequeue(), words, filter, after) is { } more && more.MoveNext())
                {
                    open.Add(more);
                    best = Best(open);
                }
            }

            if (best is null)
            {
                break;
            }

            // The same message in two segments: read twice after a break, until they are brought together.
            if (hits.Count == 0 || hits[^1].Place != best.Current.Place)
            {
                hits.Add(best.Current);
            }

            if (!best.MoveNext())
            {
                open.Remove(best);
            }
        }

        return hits;
    }

    /// <summary>The messages that fit best, behind a hit in the same order.</summary>
    public static List<Hit> Best(IReadOnlyList<Segment> segments, SearchWords words, PlaceFilter filter, Hit? after, int limit)
    {
        var worstFirst = Comparer<Hit>.Create((a, b) => Hit.BestFirst(b, a));
        var kept = new SortedSet<Hit>(worstFirst);
        foreach (var segment in segments)
        {
            if (SegmentSearch.Begin(segment, words, filter, null) is not { } found)
            {
                continue;
            }

            while (found.MoveNext())
            {
                var hit = new Hit(found.Current.Place, found.Score());
                if ((after is null || Hit.BestFirst(after.Value, hit) < 0) && (kept.Count < limit || worstFirst.Compare(hit, kept.Min) > 0) && kept.Add(hit) && kept.Count > limit)
                {
                    kept.Remove(kept.Min);
                }
            }
        }

        return [.. kept.Reverse()];
    }

    private static SegmentSearch? Best(List<SegmentSearch> open)
    {
        SegmentSearch? best = null;
        foreach (var one in open)
        {
            if (best is null || Place.NewestFirst(one.Current.Place, best.Current.Place) < 0)
            {
                best = one;
            }
        }

        return best;
    }
}
