using System.IO.Compression;
using System.Text;

namespace Zhanggui.Tables;

/// <summary>Tells a file's kind from its first bytes; names of files lie.</summary>
internal static class FileContent
{
    public static TableKind Of(Stream stream, out TableRefused? refused)
    {
        refused = null;
        if (stream.Length == 0)
        {
            refused = TableRefused.Empty;
            return default;
        }

        var head = new byte[512];
        stream.Position = 0;
        var bytes = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        switch (bytes)
        {
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
            case [0x09, 0x00, 0x04, 0x00, ..] or [0x09, 0x02, 0x06, 0x00, ..] or [0x09, 0x04, 0x06, 0x00, ..] or [0x09, 0x08, 0x04 or 0x06 or 0x08 or 0x10, 0x00, ..]:
                return TableKind.Xls;
            case [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..]:
                return OfZip(stream, out refused);
            default:
                refused = OfOther(bytes);
                return TableKind.Text;
        }
    }

    private static TableKind OfZip(Stream stream, out TableRefused? refused)
    {
        refused = null;
        try
        {
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(e => e.FullName.Replace('\\', '/').TrimStart('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("mimetype") && names.Contains("content.xml"))
            {
                refused = TableRefused.Ods;
                return default;
            }

            if (names.Any(n => n.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase)))
            {
                refused = TableRefused.Xlsb;
                return default;
            }

            if (names.Contains("[Content_Types].xml") || names.Contains("xl/workbook.xml"))
            {
                if (names.Any(n => n.StartsWith("word/", StringComparison.OrdinalIgnoreCase) || n.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)))
                {
                    refused = TableRefused.NotATable("Word / PowerPoint");
                }

                return TableKind.Xlsx;
            }

            refused = names.Count == 0 ? TableRefused.Empty : TableRefused.Archive;
            return default;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            refused = TableRefused.Broken("压缩包目录读不出来", "its zip directory cannot be read");
            return default;
        }
    }

    private static TableRefused? OfOther(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]:
                return TableRefused.NotATable("PDF");
            case [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]:
                return TableRefused.NotATable("图片 / a picture");
            case [0x1F, 0x8B, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [(byte)'B', (byte)'Z', (byte)'h', ..]:
                return TableRefused.Archive;
        }

        if (bytes.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) < 0 && bytes.Length < 512)
        {
            return TableRefused.Empty;
        }

        var text = Encoding.Latin1.GetString(bytes).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return Begins(text, "<!doctype html") || Begins(text, "<html") || Begins(text, "<table") || Begins(text, "<meta") || Begins(text, "<head") ? TableRefused.Html
            : Begins(text, "<?xml") ? (text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? TableRefused.Html : TableRefused.Xml)
            : null;
    }

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
