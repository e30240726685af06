using System.Globalization;
using Zhanggui.Kernel;

namespace Zhanggui.Reception.Files;

/// <summary>Pieces as files under the data folder: for a house on SQLite, whose database should stay small enough to copy.</summary>
internal sealed class FolderFileStore(KernelOptions options) : IFileStore
{
    private readonly string root = RootOf(options.DataDir);

    public static string RootOf(string dataDir) => Path.Combine(dataDir, "files");

    // The name is made of an id of our own and a number: nothing a visitor wrote ever becomes part of a path.
    public static string PathIn(string root, Guid file, int number)
    {
        var name = file.ToString("n");
        return Path.Combine(root, name[^2..], string.Create(CultureInfo.InvariantCulture, $"{name}.{number}"));
    }

    public async Task PutAsync(Guid file, int number, byte[] sealedBytes, CancellationToken ct)
    {
        var path = PathOf(file, number);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await stream.WriteAsync(sealedBytes, ct);
        stream.Flush(flushToDisk: true); // a message that names the file is durable, so the file must be too
    }

    public async Task<byte[]?> FindAsync(Guid file, int number, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(file, number), ct);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(Guid file, int chunks, CancellationToken ct)
    {
        for (var number = 0; number < chunks; number++)
        {
            var path = PathOf(file, number);
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }

        return Task.CompletedTask;
    }

    private string PathOf(Guid file, int number) => PathIn(root, file, number);
}
