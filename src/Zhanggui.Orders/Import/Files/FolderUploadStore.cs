using System.Globalization;
using Zhanggui.Kernel;

namespace Zhanggui.Orders.Import.Files;

/// <summary>Pieces as files under the data folder: for a house on SQLite, whose database should stay small enough to copy.</summary>
internal sealed class FolderUploadStore(KernelOptions options) : IUploadStore
{
    private readonly string root = Path.Combine(options.DataDir, "imports");

    public void Put(Guid import, int number, byte[] sealedBytes)
    {
        Directory.CreateDirectory(root);
        File.WriteAllBytes(PathOf(import, number), sealedBytes);
    }

    public byte[]? Find(Guid import, int number)
    {
        try
        {
            return File.ReadAllBytes(PathOf(import, number));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(Guid import, int chunks)
    {
        for (var number = 0; number < chunks; number++)
        {
            if (File.Exists(PathOf(import, number)))
            {
                File.Delete(PathOf(import, number));
            }
        }
    }

    // The name is made of an id of our own and a number: nothing an uploader wrote ever becomes part of a path.
    private string PathOf(Guid import, int number) => Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{import:n}.{number}"));
}
