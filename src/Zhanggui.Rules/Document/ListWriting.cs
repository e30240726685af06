using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Zhanggui.Rules.Document;

/// <summary>
/// Adds texts to a list of a book's text and leaves every other character alone (pure). What cannot be written this way is not written:
/// the result is read again, and anything else than the list with the additions is no result.
/// </summary>
internal static class ListWriting
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">Keys, and the number of an entry inside a list such as <c>variants</c>.</param>
    /// <param name="list">What the list says where nothing is written at the path.</param>
    public static string? Add(string text, IReadOnlyList<string> path, IReadOnlyList<string> list, IReadOnlyList<string> added)
    {
        if (At(text, path) is var before && before is { } own && added.All(own.Contains))
        {
            return text;
        }

        var fresh = before is null ? list.Concat(added.Except(list)).ToList() : added.Except(before).ToList();
        var written = Write(text, path, fresh);
        IReadOnlyList<string> wanted = [.. before ?? [], .. fresh];
        return written is not null && At(written, path) is { } now && now.SequenceEqual(wanted, StringComparer.Ordinal) ? written : null;
    }

    /// <summary>What the text itself says at the path; null = nothing is written there.</summary>
    public static IReadOnlyList<string>? At(string text, IReadOnlyList<string> path)
    {
        BookNode? node = YamlReading.Read(text, new ProblemList());
        foreach (var key in path)
        {
            node = node switch
            {
                BookMap map => map.Find(key),
                BookList items when int.TryParse(key, out var n) && n < items.Items.Count => items.Items[n],
                _ => null,
            };
        }

        return node is BookList list ? [.. list.Items.OfType<BookScalar>().Where(s => s.Text is not null).Select(s => s.Text!)] : null;
    }

    private static string? Write(string text, IReadOnlyList<string> path, IReadOnlyList<string> fresh)
    {
        if (Root(text) is not { } root)
        {
            return null;
        }

        YamlNode node = root;
        var depth = 0;
        while (depth < path.Count && Child(node, path[depth]) is { } child)
        {
            (node, depth) = (child, depth + 1);
        }

        var rest = path.Skip(depth).ToList();
        return node switch
        {
            YamlSequenceNode list when rest.Count == 0 => Append(text, list, fresh),
            YamlMappingNode map when rest.Count > 0 => Insert(text, map, depth == 0, rest, fresh),
            YamlScalarNode { Style: ScalarStyle.Plain } empty when empty.Value is null or "" or "~" or "null" => Replace(text, empty, rest, fresh),
            _ => null,
        };
    }

    private static YamlMappingNode? Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : null;
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static YamlNode? Child(YamlNode node, string key) => node switch
    {
        YamlMappingNode map => map.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } name } && name == key).Value,
        YamlSequenceNode list when int.TryParse(key, out var n) && n < list.Children.Count => list.Children[n],
        _ => null,
    };

    private static string? Append(string text, YamlSequenceNode list, IReadOnlyList<string> fresh)
    {
        if (list.Style == YamlDotNet.Core.Events.SequenceStyle.Flow)
        {
            // A list is told with its beginning only: its bracket is the next one behind its last text.
            var close = text.IndexOf(']', (int)(list.Children.Count > 0 ? list.Children[^1].End.Index : list.Start.Index));
            return close < 0 ? null : text.Insert(close, (list.Children.Count == 0 ? string.Empty : ", ") + Flow(fresh));
        }

        if (list.Children is not [.., var last])
        {
            return null;
        }

        var end = text.IndexOf('\n', Math.Min((int)Math.Max(last.End.Index - 1, last.Start.Index), text.Length - 1));
        var at = end < 0 ? text.Length : end + 1;
        return text.Insert(at, (end < 0 ? "\n" : string.Empty) + string.Concat(fresh.Select(f => $"{new string(' ', (int)list.Start.Column - 1)}- {Quoted(f)}\n")));
    }

    private static string Insert(string text, YamlMappingNode map, bool isRoot, List<string> rest, IReadOnlyList<string> fresh)
    {
        if (map.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
        {
            var open = text.IndexOf('{', (int)map.Start.Index) + 1;
            return text.Insert(open, Nested(rest, fresh) + (map.Children.Count == 0 ? string.Empty : ", "));
        }

        if (isRoot)
        {
            return text.TrimEnd('\n', ' ') + "\n" + Lines(rest, fresh, 0) + "\n";
        }

        var indent = (int)map.Start.Column - 1;
        return text.Insert((int)map.Start.Index, Lines(rest, fresh, indent).TrimStart() + "\n" + new string(' ', indent));
    }

    private static string? Replace(string text, YamlScalarNode empty, List<string> rest, IReadOnlyList<string> fresh)
    {
        var (start, length) = ((int)empty.Start.Index, empty.Value is null or "" ? 0 : (int)(empty.End.Index - empty.Start.Index));
        if (length == 0)
        {
            // An empty value is reported where the next thing begins: its colon is the last one before.
            start = text.LastIndexOf(':', Math.Min(Math.Max(start - 1, 0), text.Length - 1)) + 1;
        }

        return start <= 0 ? null : text.Remove(start, length).Insert(start, (length == 0 ? " " : string.Empty) + (rest.Count == 0 ? $"[{Flow(fresh)}]" : $"{{{Nested(rest, fresh)}}}"));
    }

    private static string Lines(List<string> path, IReadOnlyList<string> fresh, int indent)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < path.Count; i++)
        {
            lines.Append(' ', indent + (2 * i)).Append(Key(path[i])).Append(i == path.Count - 1 ? $": [{Flow(fresh)}]" : ":\n");
        }

        return lines.ToString();
    }

    private static string Nested(List<string> path, IReadOnlyList<string> fresh) =>
        path is [var last] ? $"{Key(last)}: [{Flow(fresh)}]" : $"{Key(path[0])}: {{{Nested(path[1..], fresh)}}}";

    private static string Key(string key) => key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? key : Quoted(key);

    private static string Flow(IReadOnlyList<string> texts) => string.Join(", ", texts.Select(Quoted));

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
