using System.Buffers.Binary;
using System.Text;

namespace Zhanggui.Reception.Files;

/// <summary>
/// Reads what a file is from its first bytes. Nothing is decoded or unpacked, so nothing can blow up: a picture's
/// size comes from its header. Damaged headers give null, which means "refuse".
/// </summary>
internal static class FileHeaders
{
    /// <summary>How many bytes from the beginning are enough: a JPEG may carry its dimensions behind several 64 KiB blocks.</summary>
    public const int HeadBytes = 256 * 1024;

    private static readonly byte[][] HtmlMarks = [.. new[] { "<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<iframe", "<img", "<!--" }.Select(Encoding.ASCII.GetBytes)];

    public static FileType? Read(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png(head);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg(head);
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return head.Length < 10 ? null : Picture("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 30 && head[8..12].SequenceEqual("WEBP"u8))
        {
            return Webp(head);
        }

        if (head.StartsWith("%PDF-"u8))
        {
            return new FileType("application/pdf");
        }

        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return Ftyp(head[8..12]);
        }

        if (head.StartsWith("PK\x03\x04"u8))
        {
            return Zip(head);
        }

        return PlainText(head);
    }

    private static FileType? Picture(string type, long width, long height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new FileType(type, (int)width, (int)height) : null;

    private static FileType? Png(ReadOnlySpan<byte> head) =>
        head.Length < 24 || !head[12..16].SequenceEqual("IHDR"u8)
            ? null
            : Picture("image/png", BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]));

    /// <summary>Walks the segments to the frame header (SOF), where height and width stand.</summary>
    private static FileType? Jpeg(ReadOnlySpan<byte> head)
    {
        var at = 2;
        while (at + 9 < head.Length)
        {
            if (head[at] != 0xFF)
            {
                return null;
            }

            var marker = head[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return Picture("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]));
            }

            if (marker is 0xD9 or 0xDA)
            {
                return null; // picture data before any frame header
            }

            at += marker is 0x01 or (>= 0xD0 and <= 0xD7) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }

        return null;
    }

    private static FileType? Webp(ReadOnlySpan<byte> head)
    {
        var chunk = head[12..16];
        if (chunk.SequenceEqual("VP8X"u8))
        {
            return Picture("image/webp", 1 + Little24(head[24..]), 1 + Little24(head[27..]));
        }

        if (chunk.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return Picture("image/webp", 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return chunk.SequenceEqual("VP8 "u8)
            ? Picture("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF)
            : null;
    }

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static FileType? Ftyp(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("isom"u8) || brand.SequenceEqual("iso2"u8) || brand.SequenceEqual("iso4"u8) || brand.SequenceEqual("iso5"u8)
        || brand.SequenceEqual("iso6"u8) || brand.SequenceEqual("mp41"u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("avc1"u8) || brand.SequenceEqual("M4V "u8)
            ? new FileType("video/mp4")
            : null;

    /// <summary>Office documents are archives whose entries tell the program; only the entry names at the front are read.</summary>
    private static FileType Zip(ReadOnlySpan<byte> head)
    {
        const string Office = "application/vnd.openxmlformats-officedocument.";
        if (head.IndexOf("[Content_Types].xml"u8) < 0)
        {
            return new FileType("application/zip");
        }

        return head.IndexOf("word/"u8) >= 0 ? new FileType(Office + "wordprocessingml.document")
            : head.IndexOf("xl/"u8) >= 0 ? new FileType(Office + "spreadsheetml.sheet")
            : head.IndexOf("ppt/"u8) >= 0 ? new FileType(Office + "presentationml.presentation")
            : new FileType("application/zip");
    }

    /// <summary>Text must be UTF-8 without control characters; text that a browser could take for a page is called so.</summary>
    private static FileType? PlainText(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        if (text.IsEmpty || !IsText(text))
        {
            return null;
        }

        Span<byte> start = stackalloc byte[Math.Min(1024, text.Length)];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        foreach (var mark in HtmlMarks)
        {
            if (start.IndexOf(mark) >= 0)
            {
                return start.IndexOf("<svg"u8) >= 0 ? new FileType("image/svg+xml") : new FileType("text/html");
            }
        }

        return new FileType("text/plain");
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                return status == System.Buffers.OperationStatus.NeedMoreData; // cut in the middle of a character at the end of what was read
            }

            if (rune.Value < 0x20 && rune.Value is not ('\t' or '\n' or '\r' or '\f'))
            {
                return false;
            }

            text = text[used..];
        }

        return true;
    }
}
