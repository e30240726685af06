using System.Runtime.InteropServices;

namespace Zhanggui.Reception.Search.Index;

/// <summary>Brings segments together: the same message once, and nothing of conversations that have to go.</summary>
internal static class SegmentMerge
{
    private const uint Gone = uint.MaxValue;

    /// <summary>Null when nothing is left.</summary>
    public static SegmentShape? Write(IReadOnlyList<Segment> from, IReadOnlySet<Guid> without, PageSink sink, CancellationToken ct)
    {
        var sources = from.OrderByDescending(s => s.Shape.NewestAt).Select(s => new Source(s, without)).ToList();
        var (conversations, persons, channels) = (new Numbers(), new Numbers(), new Numbers());
        var docs = new List<DocRow>();
        var starts = new List<uint>();
        var start = 0u;
        Place? last = null;
        while (Next(sources) is { } source)
        {
            if (last != source.Place)
            {
                var row = source.Row;
                docs.Add(row with
                {
                    Conversation = conversations.Of(source.Place.Conversation),
                    Person = row.Person < 0 ? -1 : persons.Of(source.Segment.PersonOf(row.Person)),
                    Channel = channels.Of(source.Segment.ChannelOf(row.Channel)),
                });
                starts.Add(start);
                start = checked(source.MoveTo(start) + 1);
                last = source.Place;
            }

            source.MoveNext();
            ct.ThrowIfCancellationRequested();
        }

        if (docs.Count == 0)
        {
            return null;
        }

        var writer = new SegmentWriter(sink);
        writer.Documents(docs, starts, start, conversations.Ids, persons.Ids, channels.Ids);
        Terms(sources, writer, ct);
        return writer.Finish();
    }

    private static void Terms(List<Source> sources, SegmentWriter writer, CancellationToken ct)
    {
        var places = new List<uint>();
        while (Least(sources) is { } gram)
        {
            places.Clear();
            foreach (var source in sources)
            {
                source.Collect(gram, places);
            }

            var all = CollectionsMarshal.AsSpan(places);
            if (!IsAscending(all))
            {
                all.Sort();
            }

            if (all.Length > 0)
            {
                writer.Term(gram, all);
            }

            ct.ThrowIfCancellationRequested();
        }
    }

    private static uint? Least(List<Source> sources)
    {
        uint? least = null;
        foreach (var source in sources)
        {
            if (source.HasTerm && (least is null || source.Gram < least))
            {
                least = source.Gram;
            }
        }

        return least;
    }

    private static bool IsAscending(ReadOnlySpan<uint> places)
    {
        for (var i = 1; i < places.Length; i++)
        {
            if (places[i] < places[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static Source? Next(List<Source> sources)
    {
        Source? next = null;
        foreach (var source in sources)
        {
            if (source.HasDoc && (next is null || Place.NewestFirst(source.Place, next.Place) < 0))
            {
                next = source;
            }
        }

        return next;
    }

    /// <summary>One segment on its way: where each of its messages went.</summary>
    private sealed class Source
    {
        private readonly IReadOnlySet<Guid> without;
        private readonly uint[] oldStarts;
        private readonly uint[] newStarts;
        private int doc = -1;
        private int term;

        public Source(Segment segment, IReadOnlySet<Guid> without)
        {
            // A merge goes through everything once; it must not push out what searches keep in memory.
            Segment = segment.Pages is FilePages file ? new Segment(segment.Shape, new Passing(file)) : segment;
            this.without = without;
            oldStarts = new uint[segment.Docs];
            for (var i = 0; i < oldStarts.Length; i++)
            {
                oldStarts[i] = Segment.Start(i);
            }

            newStarts = new uint[segment.Docs];
            newStarts.AsSpan().Fill(Gone);
            Gram = HasTerm ? Segment.GramOf(0) : 0;
            MoveNext();
        }

        public Segment Segment { get; }

        public bool HasDoc => doc < Segment.Docs;

        public DocRow Row { get; private set; }

        public Place Place { get; private set; }

        public bool HasTerm => term < Segment.Shape.Terms;

        public uint Gram { get; private set; }

        public void MoveNext()
        {
            while (++doc < Segment.Docs)
            {
                Row = Segment.Doc(doc);
                Place = Segment.PlaceOf(Row);
                if (!without.Contains(Place.Conversation))
                {
                    return;
                }
            }
        }

        /// <summary>The current message begins there now; says where it ends.</summary>
        public uint MoveTo(uint start)
        {
            newStarts[doc] = start;
            return start + (uint)Segment.LengthOf(doc);
        }

        public void Collect(uint gram, List<uint> places)
        {
            if (!HasTerm || Gram != gram)
            {
                return;
            }

            var list = Segment.List(term++);
            Gram = HasTerm ? Segment.GramOf(term) : 0;
            for (var (at, left) = (0, list.Count); left > 0 && list.MoveNext(); left--)
            {
                at = DocAt(list.Current, at);
                if (newStarts[at] != Gone)
                {
                    places.Add(newStarts[at] + (list.Current - oldStarts[at]));
                }
            }
        }

        private int DocAt(uint place, int from)
        {
            var step = 1;
            while (from + step < oldStarts.Length && oldStarts[from + step] <= place)
            {
                from += step;
                step *= 2;
            }

            var found = Array.BinarySearch(oldStarts, from, Math.Min(step, oldStarts.Length - from), place);
            return found >= 0 ? found : ~found - 1;
        }
    }

    /// <summary>Remembers the last few pages only.</summary>
    private sealed class Passing(FilePages file) : Pages
    {
        private readonly (int Page, byte[]? Bytes)[] recent = new (int, byte[]?)[64];

        public override byte[] Get(int page)
        {
            ref var slot = ref recent[page % recent.Length];
            if (slot.Bytes is null || slot.Page != page)
            {
                slot = (page, file.Read(page));
            }

            return slot.Bytes!;
        }
    }
}
