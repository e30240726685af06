using System.Security.Cryptography;
using System.Text.Json;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Reception.Search.Index;

/// <summary>A segment file: its name, its key (wrapped with the house's master key) and what lies where in it.</summary>
internal sealed record SegmentFile(Guid Id, byte[] Key, SegmentShape Shape);

/// <summary>How far building or catching up by reading the record has come: conversations by number, messages from an instant on.</summary>
internal sealed record Reading(long From, long AfterNumber);

/// <summary>What the index of a shop consists of and how far it reaches; written as one file, so it is true as a whole or not at all.</summary>
internal sealed record IndexList
{
    public const int Current = 1;

    public int Version { get; init; } = Current;

    /// <summary>Of the shop's feed; another one means that a backup was restored.</summary>
    public Guid Epoch { get; init; }

    /// <summary>The last number of the feed that is in the files.</summary>
    public long Number { get; init; }

    /// <summary>When that was told.</summary>
    public long At { get; init; }

    /// <summary>Null when nothing has to be read from the record.</summary>
    public Reading? Reading { get; init; }

    /// <summary>Up to when erasures and cleared conversations were looked for.</summary>
    public long LookedAt { get; init; }

    public IReadOnlyList<SegmentFile> Segments { get; init; } = [];
}

/// <summary>The files of one shop's index. Everything in them can be made anew from the record, so they are part of no backup.</summary>
internal sealed class IndexFolder(string path, MasterKey master, PageCache cache)
{
    private const string ListName = "index.json";
    private const string RebuildName = "rebuild";

    public string Path { get; } = path;

    /// <summary>Somebody has asked that the index be made anew.</summary>
    public bool IsRebuildAsked => File.Exists(System.IO.Path.Combine(Path, RebuildName));

    public static void AskRebuild(string path) => File.WriteAllBytes(System.IO.Path.Combine(path, RebuildName), []);

    public void ForgetRebuild() => File.Delete(System.IO.Path.Combine(Path, RebuildName));

    /// <summary>Null when there is none, or one that this program cannot read.</summary>
    public IndexList? ReadList()
    {
        var file = System.IO.Path.Combine(Path, ListName);
        try
        {
            return File.Exists(file) && JsonSerializer.Deserialize<IndexList>(File.ReadAllBytes(file), HouseJson.Options) is { Version: IndexList.Current } list ? list : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void WriteList(IndexList list)
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, ListName);
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, list, HouseJson.Options);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Writes a segment; null when nothing was written.</summary>
    public SegmentFile? Write(Func<PageSink, SegmentShape?> write)
    {
        Directory.CreateDirectory(Path);
        var (id, key) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));
        SegmentShape? shape;
        using (var sink = new FileSink(FileOf(id), key))
        {
            shape = write(sink);
            sink.Finish();
        }

        if (shape is null)
        {
            Delete(id);
            return null;
        }

        return new SegmentFile(id, master.Wrap(key, id), shape);
    }

    /// <exception cref="InvalidDataException">The file is not there, or not whole.</exception>
    public Segment Open(SegmentFile file)
    {
        try
        {
            return new Segment(file.Shape, new FilePages(FileOf(file.Id), master.Unwrap(file.Key, file.Id), file.Shape.Pages, cache));
        }
        catch (Exception error) when (error is IOException or CryptographicException)
        {
            throw new InvalidDataException("A file of the search index cannot be opened.", error);
        }
    }

    /// <summary>Whoever still reads the file goes on reading it.</summary>
    public void Delete(Guid id) => File.Delete(FileOf(id));

    /// <summary>Removes what no list names: left behind by a crash.</summary>
    public void Sweep(IndexList? list)
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        var known = list?.Segments.Select(s => FileOf(s.Id)).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var file in Directory.EnumerateFiles(Path, "*.segment").Where(f => !known.Contains(f)))
        {
            File.Delete(file);
        }
    }

    public string FileOf(Guid id) => System.IO.Path.Combine(Path, $"{id:n}.segment");
}
