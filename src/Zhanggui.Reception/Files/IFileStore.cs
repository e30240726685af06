namespace Zhanggui.Reception.Files;

/// <summary>Keeps the sealed pieces of files, outside anything a web server could hand out by itself.</summary>
internal interface IFileStore
{
    Task PutAsync(Guid file, int number, byte[] sealedBytes, CancellationToken ct);

    Task<byte[]?> FindAsync(Guid file, int number, CancellationToken ct);

    /// <summary>Removes all pieces; removing what is not there is harmless.</summary>
    Task DeleteAsync(Guid file, int chunks, CancellationToken ct);
}
