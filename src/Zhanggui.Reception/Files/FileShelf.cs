using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Reception.Files;

/// <summary>
/// Takes in and hands out files. Bytes stream through in pieces, each sealed with the buyer's key together with the
/// file's id and its place, so that pieces cannot be exchanged or cut off unnoticed. The type is read from the content.
/// </summary>
internal sealed class FileShelf(Database database, IFileStore store, SubjectKeys keys, UploadOptions options, TimeProvider clock)
{
    private const int PieceBytes = FileHeaders.HeadBytes;
    private const int HeaderBytes = 16 + sizeof(int) + 1;

    /// <summary>Reads the stream to its end or its limit. Nothing stays behind when it is refused.</summary>
    public async Task<Outcome<StoredFile>> AddAsync(ShopId shop, Guid buyer, PersonId? by, string? name, Stream content, CancellationToken ct)
    {
        if (await keys.FindOrCreateAsync(buyer, shop, ct) is not { } key)
        {
            return new BuyerDataErased();
        }

        var id = NewId.Create(clock);
        var piece = ArrayPool<byte>.Shared.Rent(HeaderBytes + PieceBytes);
        var chunks = 0;
        try
        {
            var taken = await TakeAsync(id, key, piece, content, () => chunks++, ct);
            if (taken.Refusal is not null)
            {
                await store.DeleteAsync(id, chunks, CancellationToken.None);
                return taken.Refusal;
            }

            var file = new StoredFile(id, shop, buyer, by, CleanName(name, taken.Value.Type), taken.Value.Type, taken.Value.Size, chunks, clock.GetCurrentInstant());
            await InsertAsync(file, key, ct);
            return file;
        }
        catch
        {
            await store.DeleteAsync(id, chunks, CancellationToken.None);
            throw;
        }
        finally
        {
            Array.Clear(piece);
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>
    /// The file for a message: only by who uploaded it, only for the buyer it was uploaded for. From now on it is kept;
    /// marked before the message is stored, because a file too many is harmless and one too few is not.
    /// </summary>
    public async Task<Outcome<StoredFile>> AttachAsync(Guid id, ShopId shop, Guid buyer, PersonId? by, bool mustBeImage, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } file || file.Shop != shop || file.Buyer != buyer || file.Person != by)
        {
            return new FileNotFound();
        }

        if (mustBeImage && !file.Type.IsImage)
        {
            return new FileNotImage();
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update reception_file set attached_at = @now where id = @id and attached_at is null", ct,
            ("now", clock.GetCurrentInstant().ToUnixTimeMilliseconds()), ("id", id)), ct);
        return file;
    }

    /// <summary>A file by its id; the caller asks whether it may be seen. Null when absent or erased.</summary>
    public async Task<StoredFile?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select shop_id, buyer_id, uploaded_by, name_sealed, media_type, size, width, height, chunks, at from reception_file where id = @id",
            r => (Name: r.GetFieldValue<byte[]>(3), File: new StoredFile(
                id, new ShopId(r.GetGuid(0)), r.GetGuid(1), r.IsDBNull(2) ? null : new PersonId(r.GetGuid(2)), string.Empty,
                new FileType(r.GetString(4), r.IsDBNull(6) ? null : r.GetInt32(6), r.IsDBNull(7) ? null : r.GetInt32(7)),
                r.GetInt64(5), r.GetInt32(8), Instant.FromUnixTimeMilliseconds(r.GetInt64(9)))), ct, ("id", id));
        if (rows.Count == 0 || await keys.FindAsync(rows[0].File.Buyer, ct) is not { } key)
        {
            return null;
        }

        return rows[0].File with { Name = Encoding.UTF8.GetString(key.Open(rows[0].Name)) };
    }

    /// <summary>Writes the bytes from <paramref name="from"/> up to, not including, <paramref name="end"/>.</summary>
    public async Task CopyAsync(StoredFile file, long from, long end, Stream into, CancellationToken ct)
    {
        var key = await keys.FindAsync(file.Buyer, ct) ?? throw new InvalidOperationException($"File {file.Id} lost its key while it was read.");
        for (var number = (int)(from / PieceBytes); number < file.Chunks && (long)number * PieceBytes < end; number++)
        {
            var sealedBytes = await store.FindAsync(file.Id, number, ct) ?? throw new InvalidOperationException($"File {file.Id} lacks piece {number}.");
            var plain = key.Open(sealedBytes);
            CheckPlace(plain, file, number);
            var start = (long)number * PieceBytes;
            var first = (int)Math.Max(0, from - start);
            var last = (int)Math.Min(plain.Length - HeaderBytes, end - start);
            await into.WriteAsync(plain.AsMemory(HeaderBytes + first, last - first), ct);
        }
    }

    /// <summary>Removes files that no message carries; answers how many.</summary>
    public async Task<int> RemoveOrphansAsync(Instant olderThan, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var orphans = await connection.ReadAllAsync(null, "select id, chunks from reception_file where attached_at is null and at < @at order by at limit @limit",
            r => (Id: r.GetGuid(0), Chunks: r.GetInt32(1)), ct, ("at", olderThan.ToUnixTimeMilliseconds()), ("limit", limit));
        foreach (var (id, chunks) in orphans)
        {
            var removed = await database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from reception_file where id = @id and attached_at is null", ct, ("id", id)), ct);
            if (removed > 0)
            {
                await store.DeleteAsync(id, chunks, ct);
            }
        }

        return orphans.Count;
    }

    /// <summary>Removes a file for good, whether a message carries it or not: the row first, so that nobody begins to read what is going.</summary>
    public async Task RemoveAsync(Guid id, int chunks, CancellationToken ct)
    {
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from reception_file where id = @id", ct, ("id", id)), ct);
        await store.DeleteAsync(id, chunks, ct);
    }

    private async Task<Outcome<(FileType Type, long Size)>> TakeAsync(Guid id, SubjectKey key, byte[] piece, Stream content, Action counted, CancellationToken ct)
    {
        FileType? type = null;
        var size = 0L;
        for (var number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(piece.AsMemory(HeaderBytes, PieceBytes), PieceBytes, throwOnEndOfStream: false, ct);
            size += read;
            if (size > options.FileBytes)
            {
                return new FileTooLarge(options.FileBytes);
            }

            if (number == 0 && Refuse(piece.AsSpan(HeaderBytes, read), out type) is { } refusal)
            {
                return refusal;
            }

            if (read > 0)
            {
                id.TryWriteBytes(piece, bigEndian: true, out _);
                BinaryPrimitives.WriteInt32BigEndian(piece.AsSpan(16), number);
                piece[20] = read < PieceBytes ? (byte)1 : (byte)0;
                counted();
                await store.PutAsync(id, number, key.Seal(piece.AsSpan(0, HeaderBytes + read)), ct);
            }

            if (read < PieceBytes)
            {
                return (type!, size);
            }
        }
    }

    private Refusal? Refuse(ReadOnlySpan<byte> head, out FileType? type)
    {
        type = null;
        if (head.IsEmpty)
        {
            return new FileMissing();
        }

        type = FileHeaders.Read(head);
        if (type is null || !options.Accepts(type.MediaType))
        {
            return new FileTypeRefused(type?.MediaType ?? "?");
        }

        return type.Pixels > options.Pixels ? new FileTooManyPixels(options.Pixels) : null;
    }

    private Task InsertAsync(StoredFile file, SubjectKey key, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into reception_file (id, shop_id, buyer_id, uploaded_by, name_sealed, media_type, size, width, height, chunks, at) values (@id, @shop, @buyer, @by, @name, @type, @size, @width, @height, @chunks, @at)", ct,
            ("id", file.Id), ("shop", file.Shop.Value), ("buyer", file.Buyer), ("by", file.Person?.Value), ("name", key.Seal(Encoding.UTF8.GetBytes(file.Name))),
            ("type", file.Type.MediaType), ("size", file.Size), ("width", file.Type.Width), ("height", file.Type.Height), ("chunks", file.Chunks),
            ("at", file.At.ToUnixTimeMilliseconds())), ct);

    private static void CheckPlace(byte[] plain, StoredFile file, int number)
    {
        Span<byte> id = stackalloc byte[16];
        file.Id.TryWriteBytes(id, bigEndian: true, out _);
        if (!plain.AsSpan(0, 16).SequenceEqual(id) || BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16)) != number)
        {
            throw new InvalidOperationException($"Piece {number} of file {file.Id} is another's.");
        }
    }

    /// <summary>A name for people: no path, no control or direction-changing characters, and an ending that fits the content.</summary>
    private string CleanName(string? name, FileType type)
    {
        var bare = (name ?? string.Empty).Split('/', '\\')[^1];
        var clean = new string([.. bare.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format && !"\"<>|?*:".Contains(c, StringComparison.Ordinal))]).Trim(' ', '.');
        var ending = FileNames.EndingOf(type.MediaType);
        var stem = Path.GetFileNameWithoutExtension(clean);
        if (stem.Length == 0)
        {
            stem = "file";
        }

        var length = Math.Min(stem.Length, options.NameLength - ending.Length);
        if (char.IsHighSurrogate(stem[length - 1]))
        {
            length--;
        }

        return stem[..length] + ending;
    }
}
