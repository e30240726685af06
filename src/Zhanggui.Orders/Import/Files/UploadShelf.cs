using System.Buffers.Binary;
using System.Security.Cryptography;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Orders.Import.Files;

/// <summary>An uploaded file as it lies on the shelf.</summary>
internal sealed record ShelvedFile(Guid Import, long Size, int Chunks, string Digest);

/// <summary>
/// Takes in files for import and gives them back as seekable streams. Order exports hold names, telephone numbers and addresses, so every
/// piece is sealed with a key of the import's own, together with its place; when the import is over the pieces go.
/// </summary>
internal sealed class UploadShelf(IUploadStore store, SubjectKeys keys, OrdersOptions options)
{
    internal const int PieceBytes = 256 * 1024;
    internal const int HeaderBytes = 16 + sizeof(int);

    public async Task<Outcome<ShelvedFile>> AddAsync(Guid import, ShopId shop, Stream content, CancellationToken ct)
    {
        var key = await keys.FindOrCreateAsync(import, shop, ct) ?? throw new InvalidOperationException("A new import has a key.");
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[HeaderBytes + PieceBytes];
        import.TryWriteBytes(piece, bigEndian: true, out _);
        var (chunks, size) = (0, 0L);
        try
        {
            while (await content.ReadAtLeastAsync(piece.AsMemory(HeaderBytes, PieceBytes), PieceBytes, throwOnEndOfStream: false, ct) is > 0 and var read)
            {
                size += read;
                if (size > options.ImportBytes)
                {
                    store.Delete(import, chunks);
                    return new ImportFileTooLarge(options.ImportBytes);
                }

                digest.AppendData(piece, HeaderBytes, read);
                BinaryPrimitives.WriteInt32BigEndian(piece.AsSpan(16), chunks);
                store.Put(import, chunks++, key.Seal(piece.AsSpan(0, HeaderBytes + read)));
            }
        }
        catch
        {
            store.Delete(import, chunks);
            throw;
        }

        return size == 0 ? new ImportFileMissing() : new ShelvedFile(import, size, chunks, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    /// <summary>The file for reading, or null when it has been removed.</summary>
    public async Task<Stream?> OpenAsync(ShelvedFile file, CancellationToken ct)
    {
        if (await keys.FindAsync(file.Import, ct) is not { } key || store.Find(file.Import, 0) is null)
        {
            return null;
        }

        return new ShelvedStream(file.Size, number => Open(file.Import, number, key));
    }

    public void Remove(ShelvedFile file) => store.Delete(file.Import, file.Chunks);

    private byte[] Open(Guid import, int number, SubjectKey key)
    {
        var plain = key.Open(store.Find(import, number) ?? throw new InvalidDataException($"Import {import} lacks piece {number}."));
        return new Guid(plain.AsSpan(0, 16), bigEndian: true) == import && BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16)) == number
            ? plain
            : throw new InvalidDataException($"Piece {number} of import {import} is not the one that was stored.");
    }
}
