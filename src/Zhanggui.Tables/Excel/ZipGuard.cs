using System.IO.Compression;

namespace Zhanggui.Tables.Excel;

/// <summary>Looks at what a zip says about itself before anything is inflated.</summary>
internal static class ZipGuard
{
    /// <summary>Below this size a part may be packed as tightly as it likes.</summary>
    public const long FreeBytes = 64L << 20;

    public static TableRefused? Check(Stream stream, TableOptions options)
    {
        try
        {
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var total = 0L;
            foreach (var entry in zip.Entries)
            {
                total += entry.Length;
                if (total > options.MaxInflatedBytes || (entry.Length > FreeBytes && entry.Length / Math.Max(1, entry.CompressedLength) > options.MaxInflateRatio))
                {
                    return Bomb;
                }
            }

            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            return TableRefused.Broken("压缩包目录读不出来", "its zip directory cannot be read");
        }
    }

    public static TableRefused Bomb => TableRefused.Limit("解压后大得不正常", "it inflates to an unreasonable size");
}
