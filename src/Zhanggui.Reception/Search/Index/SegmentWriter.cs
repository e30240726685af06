using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Zhanggui.Reception.Search.Index;

/// <summary>What lies where in a segment; kept in the list of segments.</summary>
internal sealed record SegmentShape
{
    public required int Docs { get; init; }

    public required int Conversations { get; init; }

    public required int Persons { get; init; }

    public required int Channels { get; init; }

    public required int Terms { get; init; }

    /// <summary>All places of characters, gaps between messages included.</summary>
    public required uint Positions { get; init; }

    public required long NewestAt { get; init; }

    public required long OldestAt { get; init; }

    public required int DocsPage { get; init; }

    public required int ConversationsPage { get; init; }

    public required int PersonsPage { get; init; }

    public required int ChannelsPage { get; init; }

    public required int TermsPage { get; init; }

    public required int Pages { get; init; }
}

/// <summary>A message in a segment; people, channels and conversations by their number in the segment's own lists.</summary>
internal readonly record struct DocRow(long At, int Conversation, uint Seq, int Person, int Channel, byte Sender, byte Kind);

/// <summary>
/// Writes a segment: its messages newest first, and for every character and every pair of neighbours the places where they stand,
/// counted through all its messages with a gap of one between two. Lists are differences; a page begins with a whole number.
/// </summary>
internal sealed class SegmentWriter(PageSink sink)
{
    public const int StartSize = 4;
    public const int DocSize = 24;
    public const int IdSize = 16;
    public const int TermSize = 20;
    private const int LongestNumber = 5;
    private readonly List<byte[]> terms = [];
    private SegmentShape? shape;

    public void Documents(IReadOnlyList<DocRow> docs, IReadOnlyList<uint> starts, uint positions, IReadOnlyList<Guid> conversations, IReadOnlyList<Guid> persons, IReadOnlyList<Guid> channels)
    {
        foreach (var start in starts)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sink.Take(StartSize), start);
        }

        var docsPage = Section();
        foreach (var doc in docs)
        {
            var to = sink.Take(DocSize);
            BinaryPrimitives.WriteInt64LittleEndian(to, doc.At);
            BinaryPrimitives.WriteInt32LittleEndian(to[8..], doc.Conversation);
            BinaryPrimitives.WriteUInt32LittleEndian(to[12..], doc.Seq);
            BinaryPrimitives.WriteInt32LittleEndian(to[16..], doc.Person);
            BinaryPrimitives.WriteUInt16LittleEndian(to[20..], checked((ushort)doc.Channel));
            (to[22], to[23]) = (doc.Sender, doc.Kind);
        }

        var (ofConversations, ofPersons, ofChannels) = (Ids(conversations), Ids(persons), Ids(channels));
        Section();
        shape = new SegmentShape
        {
            Docs = docs.Count,
            Conversations = conversations.Count,
            Persons = persons.Count,
            Channels = channels.Count,
            Positions = positions,
            NewestAt = docs[0].At,
            OldestAt = docs[^1].At,
            DocsPage = docsPage,
            ConversationsPage = ofConversations,
            PersonsPage = ofPersons,
            ChannelsPage = ofChannels,
            Terms = 0,
            TermsPage = 0,
            Pages = 0,
        };
    }

    /// <summary>The places of one gram in ascending order; grams come in ascending order.</summary>
    public void Term(uint gram, ReadOnlySpan<uint> places)
    {
        if (sink.Left < LongestNumber + 1)
        {
            sink.Turn();
        }

        var (first, offset) = (sink.Page, sink.Offset);
        var last = 0u;
        var isFresh = true;
        foreach (var place in places)
        {
            if (sink.Left < LongestNumber)
            {
                sink.Turn(); // what is left of the page stays 0: go on with the next
                isFresh = true;
            }

            Number(isFresh ? place + 1 : place - last);
            (last, isFresh) = (place, false);
        }

        if (sink.Left > 0)
        {
            sink.Take(1)[0] = 0;
        }

        var entry = new byte[TermSize];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, gram);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), (uint)places.Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), first);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(12), sink.Page);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(16), (ushort)offset);
        terms.Add(entry);
    }

    public SegmentShape Finish()
    {
        var termsPage = Section();
        foreach (var entry in terms)
        {
            entry.CopyTo(sink.Take(TermSize));
        }

        sink.Turn();
        return shape! with { Terms = terms.Count, TermsPage = termsPage, Pages = sink.Page };
    }

    private int Ids(IReadOnlyList<Guid> ids)
    {
        var page = Section();
        foreach (var id in ids)
        {
            id.TryWriteBytes(sink.Take(IdSize));
        }

        return page;
    }

    private int Section()
    {
        sink.Turn();
        return sink.Page;
    }

    private void Number(uint value)
    {
        Span<byte> bytes = stackalloc byte[LongestNumber];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)((value & 0x7F) | 0x80);
        }

        bytes[length++] = (byte)value;
        bytes[..length].CopyTo(sink.Take(length));
    }
}

/// <summary>Makes a segment of messages.</summary>
internal static class SegmentBuild
{
    /// <summary>Messages without any character must have been left out.</summary>
    public static SegmentShape Write(IReadOnlyCollection<IndexedMessage> messages, PageSink sink)
    {
        var sorted = new List<IndexedMessage>(messages.Count);
        foreach (var message in messages.OrderBy(m => m.Place, Comparer<Place>.Create(Place.NewestFirst)))
        {
            if (sorted.Count == 0 || sorted[^1].Place != message.Place)
            {
                sorted.Add(message);
            }
        }

        var (conversations, persons, channels) = (new Numbers(), new Numbers(), new Numbers());
        var docs = new List<DocRow>(sorted.Count);
        var starts = new List<uint>(sorted.Count);
        var grams = new List<ulong>(sorted.Count * 40);
        var start = 0u;
        foreach (var m in sorted)
        {
            docs.Add(new DocRow(m.Place.At, conversations.Of(m.Place.Conversation), checked((uint)m.Place.Seq), m.Person is { } person ? persons.Of(person) : -1, channels.Of(m.Channel), (byte)m.Sender, (byte)m.Kind));
            starts.Add(start);
            var text = m.Folded;
            for (var i = 0; i < text.Length; i++)
            {
                grams.Add(((ulong)Gram.Of(text[i]) << 32) | (start + (uint)i));
                if (i + 1 < text.Length)
                {
                    grams.Add(((ulong)Gram.Of(text[i], text[i + 1]) << 32) | (start + (uint)i));
                }
            }

            start = checked(start + (uint)text.Length + 1);
        }

        var writer = new SegmentWriter(sink);
        writer.Documents(docs, starts, start, conversations.Ids, persons.Ids, channels.Ids);
        var all = CollectionsMarshal.AsSpan(grams);
        all.Sort();
        var places = new List<uint>();
        for (var i = 0; i < all.Length;)
        {
            var gram = (uint)(all[i] >> 32);
            places.Clear();
            for (; i < all.Length && (uint)(all[i] >> 32) == gram; i++)
            {
                places.Add((uint)(all[i] & uint.MaxValue));
            }

            writer.Term(gram, CollectionsMarshal.AsSpan(places));
        }

        return writer.Finish();
    }
}

/// <summary>A character or two neighbours as one number; folded text has no U+0000, so a single one is told apart.</summary>
internal static class Gram
{
    public static uint Of(char one) => (uint)one << 16;

    public static uint Of(char one, char next) => ((uint)one << 16) | next;
}

/// <summary>Ids numbered in the order in which they come.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<Guid, int> known = [];

    public List<Guid> Ids { get; } = [];

    public int Of(Guid id)
    {
        if (!known.TryGetValue(id, out var number))
        {
            known[id] = number = Ids.Count;
            Ids.Add(id);
        }

        return number;
    }
}
