using System.Collections.Immutable;

namespace Zhanggui.Reception.Search.Index;

/// <summary>
/// The index of one shop in this process: a few immutable segments, the newest in memory. Readers take the list as it stands;
/// changes of the list pass <see cref="gate"/>, long work (merging, purging) is done by one at a time and outside of it.
/// </summary>
internal sealed class ShopIndex
{
    private const int Fan = 8;
    private const int SmallestFile = 4096;
    private const uint MostPositions = 2_000_000_000;
    private readonly IndexFolder folder;
    private readonly Lock gate = new();
    private ImmutableArray<Part> parts = [];
    private IndexList written;

    private ShopIndex(IndexFolder folder, IndexList list, ImmutableArray<Part> parts) => (this.folder, written, this.parts, Number, At) = (folder, list, parts, list.Number, list.At);

    /// <summary>The last number of the feed that can be found, and when it was told.</summary>
    public long Number { get; private set; }

    public long At { get; private set; }

    public bool IsRebuildAsked => folder.IsRebuildAsked;

    public Guid Epoch => written.Epoch;

    public Reading? Reading => written.Reading;

    public long LookedAt => written.LookedAt;

    public IReadOnlyList<Segment> Segments => [.. parts.Select(p => p.Segment)];

    public int Docs => parts.Sum(p => p.Segment.Docs);

    public int DocsInMemory => parts.Where(p => p.File is null).Sum(p => p.Segment.Docs);

    /// <summary>Opens what is there; an index that is damaged or unknown is begun anew.</summary>
    public static ShopIndex Open(IndexFolder folder)
    {
        var list = folder.ReadList();
        folder.Sweep(list);
        if (list is not null)
        {
            try
            {
                return new ShopIndex(folder, list, [.. list.Segments.Select(s => new Part(folder.Open(s), s))]);
            }
            catch (InvalidDataException)
            {
                folder.Sweep(null);
            }
        }

        return new ShopIndex(folder, new IndexList { Reading = new Reading(0, 0) }, []);
    }

    /// <summary>Forgets everything and reads the record from its beginning; the feed is followed from here on.</summary>
    public void Restart(Guid epoch, long number, long at, long now)
    {
        lock (gate)
        {
            var old = parts;
            parts = [];
            (Number, At) = (number, at);
            Save(new IndexList { Epoch = epoch, Number = number, At = at, Reading = new Reading(0, 0), LookedAt = now });
            Drop(old);
            if (folder.IsRebuildAsked)
            {
                folder.ForgetRebuild();
            }
        }
    }

    /// <summary>The feed no longer reaches back to where we were: what was written since is read from the record.</summary>
    public void ReadSince(long from, long number, long at)
    {
        WriteDown();
        lock (gate)
        {
            (Number, At) = (number, at);
            Save(written with { Number = number, At = at, Reading = new Reading(Math.Min(from, written.Reading?.From ?? from), 0) });
        }
    }

    /// <summary>Messages of the feed up to a number.</summary>
    public void Add(IReadOnlyCollection<IndexedMessage> messages, long number, long at)
    {
        var part = messages.Count == 0 ? null : InMemory(messages);
        lock (gate)
        {
            parts = part is null ? parts : parts.Add(part);
            (Number, At) = (number, at);
        }
    }

    /// <summary>Messages read from the record, and how far that has come (null: to its end).</summary>
    public void AddRead(IReadOnlyCollection<IndexedMessage> messages, Reading? reading)
    {
        var file = messages.Count == 0 ? null : folder.Write(sink => SegmentBuild.Write(messages, sink));
        var part = file is null ? null : new Part(folder.Open(file), file);
        lock (gate)
        {
            parts = part is null ? parts : parts.Add(part);
            Save(written with { Reading = reading });
        }
    }

    /// <summary>Written down with the next change: after a crash it is looked a little further back.</summary>
    public void Looked(long at)
    {
        lock (gate)
        {
            written = written with { LookedAt = at };
        }
    }

    /// <summary>Brings what is in memory together and into a file.</summary>
    public void WriteDown()
    {
        ImmutableArray<Part> fresh;
        long number, at;
        lock (gate)
        {
            (fresh, number, at) = ([.. parts.Where(p => p.File is null)], Number, At);
        }

        Replace(fresh, fresh.IsEmpty ? null : Merge(fresh, new HashSet<Guid>(), CancellationToken.None), list => list with { Number = number, At = at });
    }

    /// <summary>Keeps the number of segments small; false when there was nothing to bring together.</summary>
    public bool MergeSome(CancellationToken ct)
    {
        var fresh = parts.Where(p => p.File is null).ToImmutableArray();
        if (fresh.Length >= Fan)
        {
            Replace(fresh, InMemory(fresh), null);
            return true;
        }

        var some = parts.Where(p => p.File is not null).GroupBy(p => TierOf(p.Segment.Docs)).OrderBy(g => g.Key).Select(g => g.OrderByDescending(p => p.Segment.Shape.NewestAt).Take(Fan).ToImmutableArray())
            .FirstOrDefault(g => g.Length == Fan && g.Sum(p => (long)p.Segment.Shape.Positions) < MostPositions);
        if (some.IsDefaultOrEmpty)
        {
            return false;
        }

        Replace(some, Merge(some, new HashSet<Guid>(), ct), null);
        return true;
    }

    /// <summary>Removes every trace of these conversations: segments that hold any are written anew without them, and their keys forgotten.</summary>
    public int Purge(IReadOnlySet<Guid> conversations, CancellationToken ct)
    {
        var done = 0;
        foreach (var part in parts.Where(p => Holds(p.Segment, conversations)).ToList())
        {
            ct.ThrowIfCancellationRequested();
            Replace([part], part.File is null ? InMemory([part], conversations) : Merge([part], conversations, ct), null);
            done++;
        }

        return done;
    }

    public static bool Holds(Segment segment, IReadOnlySet<Guid> conversations)
    {
        for (var i = 0; i < segment.Shape.Conversations; i++)
        {
            if (conversations.Contains(segment.ConversationOf(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static int TierOf(int docs) => docs <= SmallestFile ? 0 : (int)Math.Log((double)docs / SmallestFile, Fan) + 1;

    private static Part InMemory(IReadOnlyCollection<IndexedMessage> messages)
    {
        using var sink = new MemorySink();
        return new Part(new Segment(SegmentBuild.Write(messages, sink), new MemoryPages(sink.Pages)), null);
    }

    private static Part? InMemory(ImmutableArray<Part> from, IReadOnlySet<Guid>? without = null)
    {
        using var sink = new MemorySink();
        return SegmentMerge.Write([.. from.Select(p => p.Segment)], without ?? new HashSet<Guid>(), sink, CancellationToken.None) is { } shape ? new Part(new Segment(shape, new MemoryPages(sink.Pages)), null) : null;
    }

    private Part? Merge(ImmutableArray<Part> from, IReadOnlySet<Guid> without, CancellationToken ct) =>
        folder.Write(sink => SegmentMerge.Write([.. from.Select(p => p.Segment)], without, sink, ct)) is { } file ? new Part(folder.Open(file), file) : null;

    private void Replace(ImmutableArray<Part> old, Part? by, Func<IndexList, IndexList>? reach)
    {
        lock (gate)
        {
            // Begun anew meanwhile: what was made of the old parts is of no use.
            if (old.Any(p => !parts.Contains(p)))
            {
                if (by?.File is { } stray)
                {
                    folder.Delete(stray.Id);
                }

                return;
            }

            parts = parts.RemoveRange(old);
            parts = by is null ? parts : parts.Add(by);
            if (reach is not null || by?.File is not null || old.Any(p => p.File is not null))
            {
                Save(reach is null ? written : reach(written));
            }

            Drop(old);
        }
    }

    private void Save(IndexList list)
    {
        written = list with { Segments = [.. parts.Where(p => p.File is not null).Select(p => p.File!)] };
        folder.WriteList(written);
    }

    private void Drop(ImmutableArray<Part> old)
    {
        foreach (var part in old.Where(p => p.File is not null))
        {
            folder.Delete(part.File!.Id);
        }
    }

    /// <summary>A segment, in a file or (null) in memory only.</summary>
    private sealed record Part(Segment Segment, SegmentFile? File)
    {
        public bool Equals(Part? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
