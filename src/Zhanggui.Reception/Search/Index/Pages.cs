using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Zhanggui.Reception.Search.Index;

/// <summary>A segment's bytes, a page at a time.</summary>
internal abstract class Pages
{
    public const int Size = 8192;

    public abstract byte[] Get(int page);
}

/// <summary>A small, fresh segment that lives in memory until it is written down together with others.</summary>
internal sealed class MemoryPages(IReadOnlyList<byte[]> pages) : Pages
{
    public override byte[] Get(int page) => pages[page];
}

/// <summary>
/// A segment in a file. Every page is sealed (AES-256-GCM) with the segment's own key; the number of the page is the nonce, for a
/// page is written once and a key is used for one file. Opened pages stay in the shared <see cref="PageCache"/>.
/// </summary>
internal sealed class FilePages : Pages
{
    public const int TagSize = 16;
    private readonly SafeFileHandle file;
    private readonly AesGcm cipher;
    private readonly PageCache cache;
    private readonly byte[]?[] opened;
    private readonly Lock gate = new();

    public FilePages(string path, byte[] key, int count, PageCache cache)
    {
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        if (RandomAccess.GetLength(file) != (long)count * (Size + TagSize))
        {
            file.Dispose();
            throw new InvalidDataException($"The segment {path} has another length than it should have.");
        }

        (cipher, this.cache, opened) = (new AesGcm(key, TagSize), cache, new byte[]?[count]);
    }

    public override byte[] Get(int page)
    {
        if (Volatile.Read(ref opened[page]) is { } known)
        {
            return known;
        }

        var fresh = Read(page);
        Volatile.Write(ref opened[page], fresh);
        cache.Keep(this, page);
        return fresh;
    }

    /// <summary>Reads past the cache: a merge or a check goes through everything once.</summary>
    /// <exception cref="InvalidDataException">The page was altered, or is not whole.</exception>
    public byte[] Read(int page)
    {
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, page);
        var bytes = new byte[Size + TagSize];
        var plain = new byte[Size];
        var length = RandomAccess.Read(file, bytes, (long)page * bytes.Length);
        try
        {
            lock (gate)
            {
                cipher.Decrypt(nonce, bytes.AsSpan(TagSize, length - TagSize), bytes.AsSpan(0, TagSize), plain);
            }
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException("A page of the search index cannot be opened.", error);
        }

        return plain;
    }

    internal void Drop(int page) => Volatile.Write(ref opened[page], null);
}

/// <summary>Keeps the memory of opened pages of all segments within bounds: the oldest goes first.</summary>
internal sealed class PageCache(int megabytes)
{
    private readonly int most = Math.Max(16, (int)((long)megabytes * 1024 * 1024 / Pages.Size));
    private readonly Queue<(FilePages Pages, int Page)> kept = new();
    private readonly Lock gate = new();

    public void Keep(FilePages pages, int page)
    {
        lock (gate)
        {
            kept.Enqueue((pages, page));
            while (kept.Count > most)
            {
                var (old, which) = kept.Dequeue();
                old.Drop(which);
            }
        }
    }
}

/// <summary>Takes the bytes of a segment in order and cuts them into pages.</summary>
internal abstract class PageSink : IDisposable
{
    private byte[] page = new byte[Pages.Size];
    private int used;

    /// <summary>The page that is being filled.</summary>
    public int Page { get; private set; }

    /// <summary>The next free byte in it.</summary>
    public int Offset => used;

    public int Left => Pages.Size - used;

    /// <summary>Room for something that must not lie across two pages.</summary>
    public Span<byte> Take(int size)
    {
        if (Left < size)
        {
            Turn();
        }

        used += size;
        return page.AsSpan(used - size, size);
    }

    /// <summary>Ends the page, unless it is empty.</summary>
    public void Turn()
    {
        if (used > 0)
        {
            Accept(page);
            (page, used) = (NextPage(page), 0);
            Page++;
        }
    }

    protected abstract void Accept(byte[] full);

    /// <summary>An empty page to go on with: the old one when nobody keeps it.</summary>
    protected abstract byte[] NextPage(byte[] last);

    public virtual void Dispose()
    {
    }
}

internal sealed class MemorySink : PageSink
{
    public List<byte[]> Pages { get; } = [];

    protected override void Accept(byte[] full) => Pages.Add(full);

    protected override byte[] NextPage(byte[] last) => new byte[Index.Pages.Size];
}

internal sealed class FileSink(string path, byte[] key) : PageSink
{
    private readonly FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    private readonly AesGcm cipher = new(key, FilePages.TagSize);
    private readonly byte[] sealedPage = new byte[Pages.Size + FilePages.TagSize];

    /// <summary>All of it is on the disk afterwards, and the file is closed.</summary>
    public void Finish()
    {
        Turn();
        file.Flush(flushToDisk: true);
        file.Dispose();
    }

    protected override void Accept(byte[] full)
    {
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, Page);
        cipher.Encrypt(nonce, full, sealedPage.AsSpan(FilePages.TagSize), sealedPage.AsSpan(0, FilePages.TagSize));
        file.Write(sealedPage);
    }

    protected override byte[] NextPage(byte[] last)
    {
        last.AsSpan().Clear();
        return last;
    }

    public override void Dispose()
    {
        file.Dispose();
        cipher.Dispose();
        base.Dispose();
    }
}
