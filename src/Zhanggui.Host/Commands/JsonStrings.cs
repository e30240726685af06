using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Zhanggui.Host.Commands;

/// <summary>Strings of JSON with every UTF-16 unit as it is, half characters too: the framework's reader refuses those and its writer changes them.</summary>
internal static class JsonStrings
{
    /// <summary>A member that is a string, or a number as it is written; null where there is none.</summary>
    public static string? Find(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? member.ValueKind switch
        {
            JsonValueKind.String => Read(member),
            JsonValueKind.Number => member.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw new FormatException($"{name} 应是文字 must be a string."),
        }
        : null;

    public static string Read(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Contains('\\') ? Unescape(raw.AsSpan(1, raw.Length - 2)) : raw[1..^1];
    }

    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        var written = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\')
            {
                written.Append('\\').Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                written.Append(c).Append(text[++i]);
            }
            else if (c < ' ' || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u007F')
            {
                written.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                written.Append(c);
            }
        }

        return written.Append('"').ToString();
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        }

        return text.ToString();
    }
}
