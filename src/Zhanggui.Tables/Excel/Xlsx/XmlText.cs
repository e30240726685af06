using System.Globalization;
using System.Text;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>Text of XML as characters: UTF-8, entities, line ends, and Excel's own <c>_x000D_</c>.</summary>
internal static class XmlText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Appends; the array grows as needed.</summary>
    public static void Append(ref char[] into, ref int length, ReadOnlySpan<byte> text, bool isCData)
    {
        if (into.Length - length < text.Length)
        {
            Array.Resize(ref into, Math.Max(into.Length * 2, length + text.Length));
        }

        if (isCData || !text.ContainsAny((byte)'&', (byte)'\r'))
        {
            length += Decode(text, into.AsSpan(length));
            return;
        }

        while (!text.IsEmpty)
        {
            var at = text.IndexOfAny((byte)'&', (byte)'\r');
            var plain = at < 0 ? text : text[..at];
            length += Decode(plain, into.AsSpan(length));
            if (at < 0)
            {
                return;
            }

            text = text[at..];
            if (text[0] == '\r')
            {
                into[length++] = '\n';
                text = text[(text.Length > 1 && text[1] == '\n' ? 2 : 1)..];
                continue;
            }

            var end = text.IndexOf((byte)';');
            if (end < 2)
            {
                throw PartRefused.Broken;
            }

            length += Entity(text[1..end]).EncodeToUtf16(into.AsSpan(length));
            text = text[(end + 1)..];
        }
    }

    /// <summary>Takes <c>_xHHHH_</c> apart in place; the new length.</summary>
    public static int Unescape(Span<char> text)
    {
        var at = text.IndexOf("_x");
        if (at < 0)
        {
            return text.Length;
        }

        var to = at;
        for (var from = at; from < text.Length; from++)
        {
            if (text[from] == '_' && from + 6 < text.Length && text[from + 1] == 'x' && text[from + 6] == '_'
                && ushort.TryParse(text.Slice(from + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                from += 6;
                continue;
            }

            text[to++] = text[from];
        }

        return to;
    }

    private static int Decode(ReadOnlySpan<byte> text, Span<char> into)
    {
        try
        {
            return Strict.GetChars(text, into);
        }
        catch (ArgumentException)
        {
            throw PartRefused.Broken;
        }
    }

    private static Rune Entity(ReadOnlySpan<byte> name)
    {
        if (name[0] == '#')
        {
            var isHex = name.Length > 1 && name[1] is (byte)'x' or (byte)'X';
            return name.Length > 1 && uint.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.TryCreate(code, out var rune)
                ? rune : throw PartRefused.Broken;
        }

        return name.SequenceEqual("amp"u8) ? new Rune('&')
            : name.SequenceEqual("lt"u8) ? new Rune('<')
            : name.SequenceEqual("gt"u8) ? new Rune('>')
            : name.SequenceEqual("quot"u8) ? new Rune('"')
            : name.SequenceEqual("apos"u8) ? new Rune('\'')
            : throw PartRefused.Broken;
    }
}
