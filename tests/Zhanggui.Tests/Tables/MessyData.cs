using System.Formats.Tar;
using System.IO.Compression;

namespace Zhanggui.Tests.Tables;

/// <summary>The public messy files, where they are at hand.</summary>
internal static class MessyData
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<(string Name, byte[] Bytes)> Files(string set)
    {
        Assert.SkipWhen(Folder is null, "The messy files are not here (ZHANGGUI_TESTDATA).");
        using var zip = new GZipStream(File.OpenRead(Path.Combine(Folder!, $"{set}.tar.gz")), CompressionMode.Decompress);
        using var tar = new TarReader(zip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream)
            {
                var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                yield return (entry.Name, bytes.ToArray());
            }
        }
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(named ?? Path.Combine(folder.FullName, "..", "shared", "data"), "messy-files");
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }
}
