using System.Buffers.Binary;

namespace Zhanggui.Reception.Search.Index;

/// <summary>A part of the index that never changes: some messages, newest first, and where their characters stand.</summary>
internal sealed class Segment(SegmentShape shape, Pages pages)
{
    private const int StartsAPage = Pages.Size / SegmentWriter.StartSize;
    private const int DocsAPage = Pages.Size / SegmentWriter.DocSize;
    private const int IdsAPage = Pages.Size / SegmentWriter.IdSize;
    private const int TermsAPage = Pages.Size / SegmentWriter.TermSize;

    public SegmentShape Shape { get; } = shape;

    public Pages Pages { get; } = pages;

    public int Docs => Shape.Docs;

    /// <summary>Where a message begins; that of the one behind the last is the end of all.</summary>
    public uint Start(int doc) => doc >= Docs ? Shape.Positions
        : BinaryPrimitives.ReadUInt32LittleEndian(Pages.Get(doc / StartsAPage).AsSpan(doc % StartsAPage * SegmentWriter.StartSize));

    public int LengthOf(int doc) => (int)(Start(doc + 1) - Start(doc) - 1);

    /// <summary>The message that a place lies in, not before <paramref name="from"/>.</summary>
    public int DocAt(uint place, int from)
    {
        var (low, step) = (from, 1);
        while (low + step < Docs && Start(low + step) <= place)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(Docs, low + step);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Start(middle) <= place)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public DocRow Doc(int doc)
    {
        var from = Pages.Get(Shape.DocsPage + (doc / DocsAPage)).AsSpan(doc % DocsAPage * SegmentWriter.DocSize, SegmentWriter.DocSize);
        return new DocRow(
            BinaryPrimitives.ReadInt64LittleEndian(from),
            BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[16..]),
            BinaryPrimitives.ReadUInt16LittleEndian(from[20..]),
            from[22],
            from[23]);
    }

    public Place PlaceOf(DocRow doc) => new(doc.At, ConversationOf(doc.Conversation), doc.Seq);

    public Place PlaceOf(int doc) => PlaceOf(Doc(doc));

    public Guid ConversationOf(int number) => Id(Shape.ConversationsPage, number);

    public Guid PersonOf(int number) => Id(Shape.PersonsPage, number);

    public Guid ChannelOf(int number) => Id(Shape.ChannelsPage, number);

    /// <summary>The first message for which something holds that holds for all behind it.</summary>
    public int FirstDoc(Func<int, bool> holds)
    {
        var (low, high) = (0, Docs);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The places of a gram; null when it stands nowhere.</summary>
    public PositionList? Find(uint gram)
    {
        var (low, high) = (0, Shape.Terms);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var found = BinaryPrimitives.ReadUInt32LittleEndian(Entry(middle));
            if (found == gram)
            {
                return List(middle);
            }

            (low, high) = found < gram ? (middle + 1, high) : (low, middle);
        }

        return null;
    }

    public uint GramOf(int term) => BinaryPrimitives.ReadUInt32LittleEndian(Entry(term));

    public PositionList List(int term)
    {
        var entry = Entry(term);
        return new PositionList(Pages,
            BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(entry[16..]));
    }

    private ReadOnlySpan<byte> Entry(int term) => Pages.Get(Shape.TermsPage + (term / TermsAPage)).AsSpan(term % TermsAPage * SegmentWriter.TermSize, SegmentWriter.TermSize);

    private Guid Id(int section, int number) => new(Pages.Get(section + (number / IdsAPage)).AsSpan(number % IdsAPage * SegmentWriter.IdSize, SegmentWriter.IdSize));
}
