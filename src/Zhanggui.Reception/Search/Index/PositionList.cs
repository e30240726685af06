namespace Zhanggui.Reception.Search.Index;

/// <summary>Walks the places of one gram upwards. Whole pages are jumped over: each begins with a whole number.</summary>
internal sealed class PositionList(Pages pages, uint count, int firstPage, int lastPage, int offset)
{
    private byte[] bytes = pages.Get(firstPage);
    private int page = firstPage;
    private int at = offset;
    private bool isFresh = true;
    private bool hasBegun;
    private uint nextFirst;

    /// <summary>How many places there are.</summary>
    public uint Count { get; } = count;

    public uint Current { get; private set; }

    public bool MoveNext()
    {
        hasBegun = true;
        while (true)
        {
            if (at < Pages.Size && bytes[at] != 0)
            {
                var value = Number(bytes, ref at);
                Current = isFresh ? value - 1 : Current + value;
                isFresh = false;
                return true;
            }

            if (page == lastPage)
            {
                return false;
            }

            Turn(page + 1);
        }
    }

    /// <summary>Goes to the first place that is not before this one; false when there is none.</summary>
    public bool SkipTo(uint target)
    {
        if (hasBegun ? Current >= target : MoveNext() && Current >= target)
        {
            return true;
        }

        if (page < lastPage && NextFirst() <= target)
        {
            Turn(LastPageNotBehind(target));
        }

        while (MoveNext())
        {
            if (Current >= target)
            {
                return true;
            }
        }

        return false;
    }

    private uint NextFirst()
    {
        if (nextFirst == 0)
        {
            nextFirst = FirstOf(page + 1) + 1;
        }

        return nextFirst - 1;
    }

    private int LastPageNotBehind(uint target)
    {
        var (low, high) = (page + 1, lastPage + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = FirstOf(middle) <= target ? (middle, high) : (low, middle);
        }

        return low;
    }

    private uint FirstOf(int which)
    {
        var from = 0;
        return Number(pages.Get(which), ref from) - 1;
    }

    private void Turn(int to) => (page, bytes, at, isFresh, nextFirst) = (to, pages.Get(to), 0, true, 0);

    private static uint Number(byte[] bytes, ref int at)
    {
        uint value = bytes[at++];
        if (value < 0x80)
        {
            return value;
        }

        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = bytes[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

/// <summary>Walks the places at which a whole word stands.</summary>
internal sealed class WordPlaces
{
    private readonly PositionList[] lists;
    private readonly uint[] offsets;

    private WordPlaces(PositionList[] lists, uint[] offsets) => (this.lists, this.offsets) = (lists, offsets);

    public uint Current { get; private set; }

    /// <summary>Null when some piece of the word stands nowhere.</summary>
    public static WordPlaces? Of(Segment segment, string word)
    {
        if (word.Length == 1)
        {
            return segment.Find(Gram.Of(word[0])) is { } one ? new WordPlaces([one], [0]) : null;
        }

        var pairs = new List<(PositionList List, uint Offset)>(word.Length - 1);
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if (segment.Find(Gram.Of(word[i], word[i + 1])) is not { } list)
            {
                return null;
            }

            pairs.Add((list, (uint)i));
        }

        // The rarest pair leads; of the others only those that say something of a character no rarer one speaks of.
        pairs.Sort((a, b) => a.List.Count.CompareTo(b.List.Count));
        var known = new bool[word.Length];
        var chosen = pairs.Where(p =>
        {
            var isNew = !known[p.Offset] || !known[p.Offset + 1];
            (known[p.Offset], known[p.Offset + 1]) = (true, true);
            return isNew;
        }).ToList();
        return new WordPlaces([.. chosen.Select(p => p.List)], [.. chosen.Select(p => p.Offset)]);
    }

    /// <summary>Goes to the first place that is not before this one; false when there is none.</summary>
    public bool SkipTo(uint target)
    {
        for (var agreed = 0; agreed < lists.Length;)
        {
            if (!lists[agreed].SkipTo(target + offsets[agreed]))
            {
                return false;
            }

            var here = lists[agreed].Current - offsets[agreed];
            (target, agreed) = here == target ? (target, agreed + 1) : (here, agreed == 0 ? 1 : 0);
        }

        Current = target;
        return true;
    }
}
