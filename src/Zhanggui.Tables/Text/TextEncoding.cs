using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Zhanggui.Tables.Text;

/// <summary>Which encoding a text file has, told from its bytes; strict, so that a wrong guess cannot pass.</summary>
internal sealed record TextEncoding(Encoding Encoding, string Name, int BomLength)
{
    private const int Step = 1 << 17;
    private const int SampleBytes = 1 << 20;
    private const int SureLetters = 100;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31]);

    static TextEncoding() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public bool IsOfUtf8 => Encoding.CodePage == 65001;

    /// <summary>
    /// Told from the first megabyte when that has letters enough to be sure, else from the whole stream: half a file in one
    /// encoding is not a file in that encoding. Reading is strict, so bytes that do not fit later refuse the file with their line.
    /// </summary>
    public static TextEncoding? Detect(Stream stream, string? named, out TableRefused? refused)
    {
        refused = null;
        var head = new byte[SampleBytes];
        stream.Position = 0;
        var sample = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (OfBom(sample) is { } marked)
        {
            return marked;
        }

        if (named is not null)
        {
            return Named(named, out refused);
        }

        if (OfZeroBytes(sample[..Math.Min(sample.Length, 1 << 16)]) is { } wide)
        {
            return wide;
        }

        if (IsBinary(sample[..Math.Min(sample.Length, 1 << 16)]))
        {
            refused = TableRefused.NotATable("二进制数据 / binary data");
            return null;
        }

        if (IsSurelyUtf8(sample) || IsUtf8(stream))
        {
            return new TextEncoding(Strict("utf-8"), "utf-8", 0);
        }

        if (IsGb18030(stream))
        {
            return new TextEncoding(Strict("gb18030"), "gb18030", 0);
        }

        refused = TableRefused.Encoding;
        return null;
    }

    internal static Encoding Strict(string name) =>
        System.Text.Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static TextEncoding? Named(string name, out TableRefused? refused)
    {
        refused = null;
        try
        {
            return new TextEncoding(Strict(name), name, 0);
        }
        catch (ArgumentException)
        {
            refused = new TableRefused("tables.file.encoding_name", $"不认识的编码名称：{name}。", $"Unknown name of an encoding: {name}.");
            return null;
        }
    }

    private static TextEncoding? OfBom(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new TextEncoding(Strict("utf-8"), "utf-8", 3),
        [0xFF, 0xFE, 0, 0, ..] => new TextEncoding(Strict("utf-32"), "utf-32", 4),
        [0, 0, 0xFE, 0xFF, ..] => new TextEncoding(Strict("utf-32BE"), "utf-32BE", 4),
        [0xFF, 0xFE, ..] => new TextEncoding(Strict("utf-16"), "utf-16", 2),
        [0xFE, 0xFF, ..] => new TextEncoding(Strict("utf-16BE"), "utf-16BE", 2),
        [0x84, 0x31, 0x95, 0x33, ..] => new TextEncoding(Strict("gb18030"), "gb18030", 4),
        _ => null,
    };

    // Delimiters, digits and line ends are ASCII: in UTF-16 their other byte is zero, nearly always on the same side.
    private static TextEncoding? OfZeroBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0)
        {
            return null;
        }

        int even = 0, odd = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        var pairs = bytes.Length / 2;
        return odd > pairs / 5 && even * 20 < odd ? new TextEncoding(Strict("utf-16"), "utf-16", 0)
            : even > pairs / 5 && odd * 20 < even ? new TextEncoding(Strict("utf-16BE"), "utf-16BE", 0)
            : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        for (var rest = bytes; rest.IndexOfAny(Controls) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            controls++;
        }

        return controls * 20 > bytes.Length;
    }

    // A hundred letters beyond ASCII that are all valid UTF-8 are no accident.
    private static bool IsSurelyUtf8(ReadOnlySpan<byte> sample)
    {
        var whole = sample[..WholeUtf8(sample)];
        if (sample.Length < SampleBytes || !Utf8.IsValid(whole))
        {
            return false;
        }

        var letters = 0;
        for (var rest = whole; letters < SureLetters && rest.IndexOfAnyInRange((byte)0xC0, (byte)0xFF) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            letters++;
        }

        return letters >= SureLetters;
    }

    private static bool IsUtf8(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Step + 4);
        try
        {
            var kept = 0;
            stream.Position = 0;
            while (true)
            {
                var read = stream.Read(buffer, kept, Step);
                var bytes = buffer.AsSpan(0, kept + read);
                if (read == 0)
                {
                    return Utf8.IsValid(bytes);
                }

                // A character cut by the step is looked at again with the next one.
                var whole = WholeUtf8(bytes);
                if (!Utf8.IsValid(bytes[..whole]))
                {
                    return false;
                }

                bytes[whole..].CopyTo(buffer);
                kept = bytes.Length - whole;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How many of the bytes are whole characters; the rest begins one.</summary>
    internal static int WholeUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80)
            {
                continue;
            }

            var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    // Text in a one-byte encoding of the West can pass as GB18030 by accident. Its accented letters stand between ASCII
    // letters, so the "second byte" is ASCII; in Chinese text nearly every second byte is 0xA1 or more.
    private static bool IsGb18030(Stream stream)
    {
        var decoder = Strict("gb18030").GetDecoder();
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        var chars = ArrayPool<char>.Shared.Rent(Step * 2);
        try
        {
            long pairs = 0, asciiSecond = 0;
            var isSecond = false;
            stream.Position = 0;
            while (true)
            {
                var read = stream.Read(buffer, 0, Step);
                decoder.GetChars(buffer.AsSpan(0, read), chars, flush: read == 0);
                if (read == 0)
                {
                    return asciiSecond * 3 <= pairs;
                }

                var bytes = buffer.AsSpan(0, read);
                foreach (var b in bytes)
                {
                    if (isSecond)
                    {
                        pairs++;
                        asciiSecond += b < 0x80 ? 1 : 0;
                    }

                    isSecond = !isSecond && b >= 0x80;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
